// The days of a series.
import { beforeEach, expect, test } from 'vitest';
import { useManner } from '../words/locale.svelte';
import { wallAt } from '../words/wall';
import { startsOf } from './slot.svelte';

beforeEach(() => useManner({ locale: 'en', time_zone: 'Europe/Berlin' }));

test('a series keeps its time on the wall when clocks change', () => {
  const starts = startsOf('2026-10-19', 570, { every: 1, unit: 'week', count: 3 });
  expect(starts.map(wallAt)).toEqual([
    { day: '2026-10-19', minute: 570 },
    { day: '2026-10-26', minute: 570 },
    { day: '2026-11-02', minute: 570 },
  ]);
});
test('one appointment is a series of one', () => expect(startsOf('2026-10-19', 570, null)).toHaveLength(1));
test('days can lie between', () => {
  expect(startsOf('2026-12-30', 0, { every: 2, unit: 'day', count: 2 }).map((at) => wallAt(at).day)).toEqual(['2026-12-30', '2027-01-01']);
});
