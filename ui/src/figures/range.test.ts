// Facts about the days of a quick choice.
import { expect, test } from 'vitest';
import { daysOf, troubleOf } from './range';

const SATURDAY = '2026-11-21';

test('today is one day', () => {
  expect(daysOf('today', SATURDAY, 0)).toEqual({ from_on: SATURDAY, until_on: SATURDAY });
});

test('a week begins on the day on which the language begins it', () => {
  expect(daysOf('week', SATURDAY, 0).from_on, 'Monday').toBe('2026-11-16');
  expect(daysOf('week', SATURDAY, 6).from_on, 'Sunday').toBe('2026-11-15');
  expect(daysOf('week', SATURDAY, 5).from_on, 'Saturday').toBe(SATURDAY);
});

test('three months end today and begin the day after the same day then', () => {
  expect(daysOf('months3', '2026-05-31', 0).from_on, 'February has no 31st').toBe('2026-03-01');
  expect(daysOf('months3', SATURDAY, 0).from_on).toBe('2026-08-22');
});

test('a month and a year begin on the first', () => {
  expect(daysOf('month', SATURDAY, 0).from_on).toBe('2026-11-01');
  expect(daysOf('year', SATURDAY, 0).from_on).toBe('2026-01-01');
});

test('the last day is not before the first', () => {
  expect(troubleOf({ from_on: '2026-02-02', until_on: '2026-02-01' })).toBe('before_start');
  expect(troubleOf({ from_on: '2026-02-02', until_on: null })).toBeUndefined();
});
