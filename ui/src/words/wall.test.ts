// The clinic's wall clock, through every change of it.
import { beforeEach, describe, expect, test } from 'vitest';
import { useManner } from './locale.svelte';
import { dayAfter, instantOf, wallAt, weekdayOf } from './wall';

const iso = (at: number) => new Date(at).toISOString();

describe('a time of a day', () => {
  beforeEach(() => useManner({ locale: 'en', time_zone: 'Africa/Nairobi' }));

  test('is the clinic’s, not the computer’s', () => {
    expect(iso(instantOf('2026-11-21', 9 * 60 + 30))).toBe('2026-11-21T06:30:00.000Z');
    expect(wallAt(Date.parse('2026-11-20T22:15:00Z'))).toEqual({ day: '2026-11-21', minute: 75 });
  });
  test('of midnight’s end is the next day', () => expect(iso(instantOf('2026-11-21', 1440))).toBe('2026-11-21T21:00:00.000Z'));
  test('that clocks show twice is the first', () => {
    useManner({ time_zone: 'Europe/Berlin' });
    expect(iso(instantOf('2026-10-25', 150))).toBe('2026-10-25T00:30:00.000Z');
  });
  test('that clocks pass over is what follows the gap', () => {
    useManner({ time_zone: 'Europe/Berlin' });
    expect(iso(instantOf('2026-03-29', 150))).toBe('2026-03-29T01:00:00.000Z');
    expect(iso(instantOf('2026-03-29', 180)), 'and is the same instant as what follows').toBe('2026-03-29T01:00:00.000Z');
  });
  test('goes there and back in zones of half and quarter hours', () => {
    for (const zone of ['Asia/Kolkata', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Apia', 'UTC']) {
      useManner({ time_zone: zone });
      for (const day of ['2026-01-15', '2026-07-15']) {
        for (const minute of [0, 545, 1439]) expect(wallAt(instantOf(day, minute)), `${zone} ${day}`).toEqual({ day, minute });
      }
    }
  });
  test('has a weekday and a morrow', () => {
    expect(weekdayOf('2026-11-22'), 'a Sunday').toBe(7);
    expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01');
    expect(dayAfter('2026-03-01', -1)).toBe('2026-02-28');
  });
});
