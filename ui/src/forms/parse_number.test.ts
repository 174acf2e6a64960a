// Facts about numbers as people type them.
import { expect, test } from 'vitest';
import { decimalOf, parseNumber } from './parse_number';

const read = (text: string, decimal: '.' | ',' = '.', whole = false) => {
  const { value, trouble } = parseNumber(text, { decimal, whole });
  return trouble ?? value;
};

test.each([
  ['37.2', 37.2],
  ['37,2', 37.2],
  ['٣٧٫٢', 37.2],
  ['۳۷٫۲', 37.2],
  ['३७.२', 37.2],
  ['３７．２', 37.2],
  [' 72 ', 72],
  ['-4', -4],
  ['−4', -4],
  ['.5', 0.5],
  ['5.', 5],
  ['0,500', 0.5],
  ['1,500.5', 1500.5],
  ['1.500,5', 1500.5],
  ['1,234,567', 1234567],
  ['12 500', 12500],
  ['1٬500', 1500],
  ['', null],
  ['abc', 'unreadable'],
  ['12a', 'unreadable'],
  ['1.2.3', 'unreadable'],
  ['1,23,4', 'unreadable'],
  ['12 5', 'unreadable'],
  ['1e5', 'unreadable'],
  ['-', 'unreadable'],
])('%s is read as %s', (text, value) => expect(read(text)).toBe(value));

test('1,500 is asked about where the comma groups thousands', () => {
  expect(parseNumber('1,500', { decimal: '.' })).toEqual({ value: null, trouble: 'ambiguous', readings: [1500, 1.5] });
  expect(read('1.500', ','), 'the point groups where the comma is the decimal').toBe('ambiguous');
});
test('1,500 is plain where the comma is the decimal', () => expect(read('1,500', ',')).toBe(1.5));
test('1,500 is 1500 where only whole numbers are meant', () => expect(read('1,500', '.', true)).toBe(1500));
test('a fraction is refused where only whole numbers are meant', () => expect(read('72.5', '.', true)).toBe('not_whole'));
test('the decimal sign comes from the locale', () => {
  expect(decimalOf('en')).toBe('.');
  expect(decimalOf('de')).toBe(',');
  expect(decimalOf('ar'), 'Latin digits in Arabic use the point').toBe('.');
});
