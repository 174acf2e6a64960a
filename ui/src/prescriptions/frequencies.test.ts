// What a practitioner types for a frequency, and what Enter takes then.
import { expect, test } from 'vitest';
import { holds } from '../forms/options';
import { frequencyOptions, withoutAsNeeded } from './frequencies';

function first(typed: string): string | undefined {
  return frequencyOptions().find(({ word, detail, also }) => holds(`${word} ${detail} ${also ?? ''}`, typed))?.value;
}

test.each([
  ['week', 'once_weekly'],
  ['weekly', 'once_weekly'],
  ['2 week', 'twice_weekly'],
  ['3 week', 'three_times_weekly'],
  ['night', 'at_night'],
  ['evening', 'at_night'],
  ['morning', 'in_the_morning'],
  ['day', 'once_daily'],
  ['daily', 'once_daily'],
  ['bd', 'twice_daily'],
  ['3', 'three_times_daily'],
  ['4', 'four_times_daily'],
  ['8', 'every_8_hours'],
  ['month', 'once_monthly'],
  ['stat', 'once'],
])('"%s" is %s', (typed, frequency) => {
  expect(first(typed)).toBe(frequency);
});

test.each([
  ['qds prn', 'qds', true],
  ['prn', '', true],
  ['PRN tds', 'tds', true],
  ['twice a day when needed', 'twice a day', true],
  ['3 عند الحاجة', '3', true],
  ['bd', 'bd', false],
  ['sosa', 'sosa', false],
])('"%s" looks for "%s"', (typed, rest, isAsNeeded) => {
  expect(withoutAsNeeded(typed)).toEqual({ rest, isAsNeeded });
});
