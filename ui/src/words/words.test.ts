// Facts about locales, plurals, numbers and dates in the clinic's manner.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { age, ago, date, dayOf, dayOfWeek, instant, time, weekday } from './dates';
import { dateOrderOf, isRightToLeft, languageOf, normaliseLocale, normaliseTimeZone, useManner } from './locale.svelte';
import { compareWords, money, number, percent, quantity } from './numbers';
import { chooseForm } from './plural';
import { t } from './t.svelte';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

vi.mock('./now.svelte', () => ({ now: () => Date.parse('2025-11-21T09:30:00Z') }));

beforeEach(() => useManner({ locale: 'en', digits: 'latn', calendar: 'gregory', time_zone: 'Asia/Amman' }));

describe('a locale', () => {
  test.each([
    ['C', 'en'],
    ['POSIX', 'en'],
    ['', 'en'],
    [null, 'en'],
    [undefined, 'en'],
    ['C.UTF-8', 'en'],
    ['en_GB.UTF-8', 'en-GB'],
    ['ar_EG', 'ar-EG'],
    ['de_DE@euro', 'de-DE'],
    ['not a locale', 'en'],
    ['ar-JO', 'ar-JO'],
  ])('called %s is %s', (tag, locale) => expect(normaliseLocale(tag)).toBe(locale));

  test('without a catalogue falls back to English', () => expect(languageOf('fr-CD')).toBe('en'));
  test('has a direction', () => expect([isRightToLeft('ar-EG'), isRightToLeft('en')]).toEqual([true, false]));
  test('has an order of dates', () => {
    expect(['en', 'en-GB', 'en-US', 'sv-SE', 'ar', 'de', 'fr'].map(dateOrderOf)).toEqual([
      'dmy', 'dmy', 'mdy', 'ymd', 'dmy', 'dmy', 'dmy',
    ]);
  });
  test('keeps the computer’s zone when the wanted one is unknown', () => {
    expect(normaliseTimeZone('Mars/Olympus')).toBe(normaliseTimeZone(null));
    expect(normaliseTimeZone('Africa/Nairobi')).toBe('Africa/Nairobi');
  });
});

describe('plural forms', () => {
  const forms = { zero: 'z #', one: 'o', two: 't', few: 'f #', many: 'm #', other: 'x #' };
  test.each([[0, 'z 0'], [1, 'o'], [2, 't'], [3, 'f 3'], [10, 'f 10'], [11, 'm 11'], [99, 'm 99'], [100, 'x 100'], [103, 'f 103']])(
    'of %i in Arabic',
    (count, form) => expect(chooseForm('ar', count, forms)).toBe(form),
  );
  test('of English are two', () => {
    expect([0, 1, 2].map((count) => t.table.rows(count))).toEqual(['0 rows', '1 row', '2 rows']);
  });
});

describe('the words', () => {
  test('follow the language', () => {
    expect(t.frame.patients).toBe('Patients');
    useManner({ locale: 'ar-JO' });
    expect(t.frame.patients).toBe('المرضى');
    expect(t.time.minutesAgo(4)).toBe('قبل 4 دقائق');
    useManner({ digits: 'arab' });
    expect(t.time.minutesAgo(11), 'the clinic chose Arabic-Indic digits').toBe('قبل ١١ دقيقة');
  });
});

describe('numbers', () => {
  test('are written in the clinic’s manner', () => {
    expect(number(1234.5)).toBe('1,234.5');
    expect(number(37, 1)).toBe('37.0');
    expect(quantity(91, '%')).toBe('91\u00a0%');
    expect(percent(0.07)).toBe('7%');
    useManner({ locale: 'ar', digits: 'arab' });
    expect(number(37.2)).toBe('٣٧٫٢');
    useManner({ locale: 'ar', digits: 'latn' });
    expect(number(37.2)).toBe('37.2');
  });
  test('of money come from the smallest unit', () => {
    expect(plain(money(123456, 'EUR'))).toContain('1,234.56');
    expect(plain(money(1234567, 'JOD')), 'a dinar has 1000 fils').toContain('1,234.567');
    expect(plain(money(5000, 'JPY')), 'a yen has no smaller unit').toContain('5,000');
  });
  test('inside words sort by value', () => expect(['Bed 10', 'bed 9'].sort(compareWords)).toEqual(['bed 9', 'Bed 10']));
});

describe('dates and times', () => {
  test('name the month, so that no order can be mistaken', () => {
    expect(date('1984-05-03')).toBe('3 May 1984');
    expect(date('1984-05-15', 'month')).toBe('May 1984');
    expect(date('1984-07-01', 'year')).toBe('1984');
    expect(weekday('2025-11-21')).toMatch(/Friday,? 21 November/);
    expect(dayOfWeek('2025-11-21')).toBe('Fri 21');
    useManner({ locale: 'en-US' });
    expect(date('1984-05-03')).toBe('May 3, 1984');
  });
  test('are the clinic’s, not the computer’s', () => {
    expect(time('2025-11-21T22:30:00Z')).toBe('01:30');
    expect(dayOf('2025-11-21T22:30:00Z'), 'past midnight in Amman').toBe('2025-11-22');
  });
  test('of today need no date', () => {
    expect(instant('2025-11-21T08:05:00Z')).toBe('11:05');
    expect(instant('2025-11-20T08:05:00Z')).toBe('20 Nov 2025, 11:05');
  });
  test('age in words', () => {
    expect(ago('2025-11-21T09:29:40Z')).toBe('now');
    expect(ago('2025-11-21T09:26:00Z')).toBe('4 min ago');
    expect(ago('2025-11-21T06:20:00Z')).toBe('3 h ago');
    expect(ago('2025-11-20T09:00:00Z')).toBe('1 day ago');
    expect(ago('2025-10-01T09:00:00Z')).toBe('1 Oct 2025');
  });
});

describe('an age', () => {
  test.each([
    ['2025-11-21', '0 days'],
    ['2025-11-11', '10 days'],
    ['2025-10-20', '4 weeks'],
    ['2025-05-21', '6 months'],
    ['2023-11-22', '23 months'],
    ['2023-11-21', '2 years'],
    ['1984-11-22', '40 years'],
    ['1984-11-21', '41 years'],
    ['2026-01-01', ''],
  ])('of someone born on %s is %s', (birth, words) => expect(age(birth)).toBe(words));
});
