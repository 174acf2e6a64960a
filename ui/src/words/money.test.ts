// Facts about money: what is typed is what is meant, to the last digit.
import { describe, expect, test } from 'vitest';
import { amount, money } from './numbers';
import { digitsOf, plainAmount, readMoney, toCoins } from './money';

const minor = (text: string, currency = 'KES') => readMoney(text, currency).minor;
const trouble = (text: string, currency = 'KES') => readMoney(text, currency).trouble;

describe('an amount is read', () => {
  test.each([
    ['1250', 125000],
    ['1250.5', 125050],
    ['1250,50', 125050],
    ['1,250', 125000],
    ['1,250.50', 125050],
    ['1.250,50', 125050],
    ['1 250', 125000],
    ["1'250.05", 125005],
    ['12,345,678', 1234567800],
    ['.5', 50],
    ['0.10', 10],
    ['KES 300', 30000],
    ['300 KSh', 30000],
    ['Ksh.300', 30000],
    ['$12.30', 1230],
    ['500/-', 50000],
    ['١٢٥٠٫٥٠', 125050],
    ['١٬٢٥٠', 125000],
    ['1250.500', 125050],
  ])('"%s" as it is meant', (text, expected) => expect(minor(text)).toBe(expected));

  test('to the digits of its currency', () => {
    expect(minor('5000', 'UGX')).toBe(5000);
    expect(minor('5,000', 'UGX')).toBe(5000);
    expect(minor('5.000', 'UGX'), 'nothing behind a point can be meant').toBe(5000);
    expect(minor('1.234', 'JOD'), 'a dinar has a thousand fils').toBe(1234);
    expect(minor('1,234', 'JOD'), 'a comma stands between thousands').toBe(1234000);
    expect(minor('1,234.567', 'JOD')).toBe(1234567);
  });

  test('without a float coming between', () => {
    expect(minor('0.29')).toBe(29);
    expect(minor('1.15')).toBe(115);
    expect(minor('9999999999.99')).toBe(999999999999);
  });

  test('and nothing typed is no amount, not nothing', () => {
    expect(readMoney('  ', 'KES')).toEqual({ minor: null });
    expect(minor('0')).toBe(0);
  });
});

describe('an amount that cannot be is refused with its reason', () => {
  test.each([
    ['abc', 'KES', 'unreadable'],
    ['12.34.5', 'KES', 'unreadable'],
    ['1,25,0', 'KES', 'unreadable'],
    ['1.2 3.4', 'KES', 'unreadable'],
    ['1.250', 'KES', 'ambiguous'],
    ['12.345', 'KES', 'ambiguous'],
    ['12.3456', 'KES', 'too_many_digits'],
    ['0.345', 'KES', 'too_many_digits'],
    ['10.5', 'UGX', 'too_many_digits'],
    ['-5', 'KES', 'below_zero'],
    ['−5', 'KES', 'below_zero'],
    ['99999999999999', 'KES', 'too_large'],
  ])('"%s" in %s', (text, currency, expected) => expect(trouble(text, currency)).toBe(expected));
});

test('what is shown reads back as the same amount, in every currency', () => {
  for (const currency of ['UGX', 'KES', 'JOD']) {
    for (const value of [0, 1, 9, 10, 99, 100, 999, 1000, 12345, 100000, 1234567, 98765432101]) {
      expect(minor(plainAmount(value, currency), currency), `${value} ${currency} plain`).toBe(value);
      expect(minor(amount(value, currency), currency), `${value} ${currency} grouped`).toBe(value);
      expect(minor(money(value, currency), currency), `${value} ${currency} with its currency`).toBe(value);
    }
  }
});

test('currencies have the digits of ISO 4217, whatever the browser thinks', () => {
  expect(['JPY', 'KES', 'IQD', 'SOS', 'LBP', 'TND'].map(digitsOf)).toEqual([0, 2, 3, 2, 2, 3]);
  expect(amount(123456, 'SOS').replace(/\s/g, ' ')).toBe('1,234.56');
});

test('cash is rounded to the smallest coin, half of it up', () => {
  expect([1, 4, 5, 9, 12, 13, 17, 18].map((value) => toCoins(value, 5))).toEqual([0, 5, 5, 10, 10, 15, 15, 20]);
  expect(toCoins(150, 100)).toBe(200);
  expect(toCoins(1234, 1)).toBe(1234);
});
