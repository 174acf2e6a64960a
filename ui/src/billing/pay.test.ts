// Facts about taking a payment.
import { describe, expect, test } from 'vitest';
import { changeOf, checkPay, keyOf, methodsOf, type PayValues } from './pay';

const values = (changed: Partial<PayValues> = {}): PayValues => ({
  ...{ payer: 'patient', method: 'cash', amount_minor: 123460, is_rest_kept: false },
  ...{ tendered_minor: null, reference: '', float_minor: null },
  ...changed,
});
const rules = { owed: 123460, isTillOpen: true, increment: 1, currency: 'KES' };

describe('change', () => {
  test('is what was handed over less what is paid, rounded to coins', () => {
    expect(changeOf(values({ tendered_minor: 130000 }), 1)).toEqual({ toPay: 123460, change: 6540 });
    expect(changeOf(values({ tendered_minor: 130000 }), 100)).toEqual({ toPay: 123500, change: 6500 });
  });

  test('is nothing where it is exact', () => {
    expect(changeOf(values(), 100)).toEqual({ toPay: 123500, change: 0 });
  });
});

describe('a payment', () => {
  test('of what is due is taken as it stands', () => expect(checkPay(values(), rules)).toEqual({}));

  test('above what is due is asked about', () => {
    const over = values({ amount_minor: 130000 });
    expect(Object.keys(checkPay(over, rules))).toEqual(['amount_minor']);
    expect(checkPay({ ...over, is_rest_kept: true }, rules)).toEqual({});
  });

  test('where nothing is due is paid beforehand without asking', () => {
    expect(checkPay(values(), { ...rules, owed: 0 })).toEqual({});
  });

  test('of nothing is none', () => {
    expect(Object.keys(checkPay(values({ amount_minor: 0 }), rules))).toEqual(['amount_minor']);
  });

  test('in cash needs enough of it, and an open till', () => {
    expect(Object.keys(checkPay(values({ tendered_minor: 100 }), rules))).toEqual(['tendered_minor']);
    expect(Object.keys(checkPay(values(), { ...rules, isTillOpen: false }))).toEqual(['float_minor']);
    expect(checkPay(values({ float_minor: 0 }), { ...rules, isTillOpen: false }), 'an empty till is counted too').toEqual({});
  });

  test('by card needs no till', () => {
    expect(checkPay(values({ method: 'card', tendered_minor: 5 }), { ...rules, isTillOpen: false })).toEqual({});
  });
});

test('a way of paying has one key wherever it is offered; an insurer hands over no cash', () => {
  const keys = (payer: 'patient' | 'insurer') => methodsOf(payer).map((method) => [method, keyOf(method)]);
  expect(keys('patient')).toEqual([['cash', 'alt+1'], ['mobile_money', 'alt+2'], ['card', 'alt+3'], ['transfer', 'alt+4']]);
  expect(keys('insurer')).toEqual([['mobile_money', 'alt+2'], ['card', 'alt+3'], ['transfer', 'alt+4'], ['insurer', 'alt+5']]);
});
