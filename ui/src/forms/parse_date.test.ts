// Facts about dates as people type them. Today is Friday, 21 November 2025.
import { describe, expect, test } from 'vitest';
import type { DateOrder } from '../words/locale.svelte';
import { monthNames } from './date_words';
import { parseDate, type DateManner } from './parse_date';

const manner = (expects: DateManner['expects'] = 'past', order: DateOrder = 'dmy', locale = 'en'): DateManner => ({
  today: { year: 2025, month: 11, day: 21 },
  order,
  expects,
  months: monthNames(locale),
});
const read = (text: string, m = manner()) => {
  const { reading, trouble } = parseDate(text, m);
  return reading ? `${reading.date} ${reading.precision}${reading.is_estimated ? ' est' : ''}` : trouble;
};
const others = (text: string, m = manner()) => parseDate(text, m).alternatives.map(({ date }) => date);

describe('a day in numbers', () => {
  test.each([
    ['3 5 84', '1984-05-03 day'],
    ['3/5/1984', '1984-05-03 day'],
    ['3.5.84', '1984-05-03 day'],
    ['03-05-1984', '1984-05-03 day'],
    ['1984-05-03', '1984-05-03 day'],
    ['1984/5/3', '1984-05-03 day'],
    ['1984 5 3', '1984-05-03 day'],
    ['030584', '1984-05-03 day'],
    ['03051984', '1984-05-03 day'],
    ['19840503', '1984-05-03 day'],
    ['  3  5   84 ', '1984-05-03 day'],
    ['29 2 2024', '2024-02-29 day'],
    ['1 1 00', '2000-01-01 day'],
    ['21 11 25', '2025-11-21 day'],
    ['21 11 26', '1926-11-21 day'],
    ['15 8', '2025-08-15 day'],
    ['15 12', '2024-12-15 day'],
  ])('%s is %s where the day is written first', (text, day) => expect(read(text)).toBe(day));

  test('follows the order of the locale', () => {
    expect(read('3/5/1984', manner('past', 'mdy'))).toBe('1984-03-05 day');
    expect(read('84 5 3', manner('past', 'ymd'))).toBe('1984-05-03 day');
    expect(read('3 5 1984', manner('past', 'ymd')), 'four digits last can only be the year').toBe('1984-05-03 day');
  });

  test('offers the other order when it is a day too', () => {
    expect(others('3/5/1984')).toEqual(['1984-03-05']);
    expect(others('5/5/1984'), 'the same day either way is not ambiguous').toEqual([]);
    expect(others('25/5/1984'), 'there is no 25th month').toEqual([]);
    expect(others('1984-05-03'), 'the year first is never ambiguous').toEqual([]);
  });

  test('takes the other order when only that one exists', () => {
    expect(read('5/25/1984')).toBe('1984-05-25 day');
    expect(read('25/5/1984', manner('past', 'mdy'))).toBe('1984-05-25 day');
  });
});

describe('digits of other scripts', () => {
  test.each([
    ['٣ ٥ ٨٤', '1984-05-03 day'],
    ['۱۹۸۴', '1984-07-01 year est'],
    ['३/५/१९८४', '1984-05-03 day'],
    ['\u200f3/5/1984\u200e', '1984-05-03 day'],
    ['٢ سنة', '2023-11-21 year est'],
    ['6 أشهر', '2025-05-21 month est'],
  ])('%s is %s', (text, day) => expect(read(text)).toBe(day));
});

describe('a month in letters', () => {
  test.each([
    ['3 May 1984', '1984-05-03 day'],
    ['May 3, 1984', '1984-05-03 day'],
    ['3rd may 84', '1984-05-03 day'],
    ['3-May-84', '1984-05-03 day'],
    ['May 1984', '1984-05-15 month est'],
    ['may 84', '1984-05-15 month est'],
    ['1984 may', '1984-05-15 month est'],
    ['3 may', '2025-05-03 day'],
    ['3 dec', '2024-12-03 day'],
    ['may', '2025-05-15 month est'],
    ['1 sept 2001', '2001-09-01 day'],
  ])('%s is %s', (text, day) => expect(read(text)).toBe(day));

  test('knows the months of the clinic’s language', () => {
    expect(read('3 مايو 1984', manner('past', 'dmy', 'ar'))).toBe('1984-05-03 day');
    expect(read('3 mai 1984', manner('past', 'dmy', 'fr'))).toBe('1984-05-03 day');
    expect(read('3 мая 1984', manner('past', 'dmy', 'ru')), 'the inflected name').toBe('1984-05-03 day');
  });
});

describe('a year or an age', () => {
  test.each([
    ['1984', '1984-07-01 year est'],
    ['84', '1984-07-01 year est'],
    ['5 84', '1984-05-15 month est'],
    ['5/1984', '1984-05-15 month est'],
    ['2y', '2023-11-21 year est'],
    ['2 years', '2023-11-21 year est'],
    ['6m', '2025-05-21 month est'],
    ['3w', '2025-10-31 month est'],
    ['10d', '2025-11-11 day est'],
    ['1y 6m', '2024-05-21 month est'],
    ['1y6m', '2024-05-21 month est'],
    ['-2y', '2023-11-21 year est'],
    ['today', '2025-11-21 day'],
    ['yesterday', '2025-11-20 day'],
  ])('%s is %s', (text, day) => expect(read(text)).toBe(day));

  test('two digits may be an age instead of a year', () => expect(others('84')).toEqual(['1941-11-21']));
  test('where a birth is asked they are an age before a year, and one digit is an age too', () => {
    const birth = { ...manner(), isBirth: true };
    expect(read('34', birth)).toBe('1991-11-21 year est');
    expect(others('34', birth)).toEqual(['1934-07-01']);
    expect(read('5', birth)).toBe('2020-11-21 year est');
    expect(read('1984', birth)).toBe('1984-07-01 year est');
  });
  test('the middle of this year is not taken from the future', () => {
    expect(read('2025', { ...manner(), today: { year: 2025, month: 3, day: 2 } })).toBe('2025-03-02 year est');
  });
  test('an age that ends on a missing day takes the last of the month', () => {
    expect(read('1y', { ...manner(), today: { year: 2024, month: 2, day: 29 } })).toBe('2023-02-28 year est');
  });
});

describe('a day to come', () => {
  const ahead = manner('future');
  test.each([
    ['2w', '2025-12-05 day'],
    ['+3m', '2026-02-21 day'],
    ['tomorrow', '2025-11-22 day'],
    ['3 5', '2026-05-03 day'],
    ['25', '2025-11-25 day'],
    ['3', '2025-12-03 day'],
    ['31', '2025-12-31 day'],
    ['3 5 26', '2026-05-03 day'],
    ['3 5 2024', 'in_past'],
  ])('%s is %s', (text, day) => expect(read(text, ahead)).toBe(day));

  test('either side of today is taken where any day may be meant', () => {
    expect(read('-2d', manner('any'))).toBe('2025-11-19 day est');
    expect(read('+2d', manner('any'))).toBe('2025-11-23 day');
    expect(read('3 5 40', manner('any'))).toBe('2040-05-03 day');
  });
});

describe('what cannot be read', () => {
  test.each([
    ['31 2 1984', 'no_such_day'],
    ['29 2 2023', 'no_such_day'],
    ['13/13/1984', 'no_such_day'],
    ['3 5 2031', 'in_future'],
    ['2031', 'in_future'],
    ['3 12 25', 'in_future'],
    ['hello', 'unreadable'],
    ['3 5 184', 'unreadable'],
    ['5', 'unreadable'],
    ['2q', 'unreadable'],
    ['1 2 3 4', 'unreadable'],
    ['-', 'unreadable'],
  ])('%s is refused as %s', (text, trouble) => expect(read(text)).toBe(trouble));

  test('an empty field is no trouble', () => expect(parseDate('  ', manner())).toEqual({ reading: null, alternatives: [] }));
  test('a day on the wrong side of today offers its other reading, and does not take it', () => {
    const parsed = parseDate('3 12 25', manner());
    expect(parsed.trouble).toBe('in_future');
    expect(parsed.alternatives.map(({ date }) => date)).toEqual(['2025-03-12']);
  });
});
