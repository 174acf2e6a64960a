// On which day weeks begin.
import { afterEach, expect, test } from 'vitest';
import type { StoredSite } from '../generated/commands';
import { site, useSite } from '../site.svelte';
import { firstWeekday, weekdays } from './week';

const begins = (week_start: 'monday' | 'saturday' | 'sunday' | null, language = 'en') =>
  useSite({ ...site.current, language, digits: 'latin', time_zone: 'UTC', week_start } as StoredSite);
afterEach(() => begins(null));

test('weeks begin as the clinic says', () => {
  begins('saturday');
  expect([firstWeekday(), weekdays()]).toEqual([5, [6, 7, 1, 2, 3, 4, 5]]);
  begins('sunday');
  expect([firstWeekday(), weekdays()]).toEqual([6, [7, 1, 2, 3, 4, 5, 6]]);
});

test('where the clinic says nothing they begin as is usual in its language', () => {
  begins(null);
  expect(weekdays()[0]).toBe(1);
  begins(null, 'ar');
  expect(weekdays()[0]).toBe(6);
});
