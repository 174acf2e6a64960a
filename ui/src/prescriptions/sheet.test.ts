// Facts about a sheet while it is written.
import { expect, test } from 'vitest';
import type { DrugView } from '../generated/commands';
import { daysOf, durationOf, emptySheet, fieldAt, itemFrom, itemOfDrug, itemOfText, overrideKey, sheetOf, withProduct } from './sheet';

function drug(strength: string, unit: 'capsule' | 'ml' = 'capsule'): DrugView {
  return {
    drug: {
      id: strength,
      name: 'Amoxicillin',
      strength,
      form: unit === 'ml' ? 'oral_liquid' : 'capsule',
      unit,
      strength_unit: 'mg',
      routes: 'oral',
      classes: 'penicillins',
      pregnancy: 'compatible',
      is_active: true,
      tax_basis_points: 0,
      recorded_at: 0,
      recorded_by: '',
      updated_at: 0,
    },
    version: 1,
    label: `Amoxicillin ${strength}`,
    routes: ['oral'],
    classes: ['penicillins'],
  };
}

test('a chosen drug brings its unit and usual route, never a dose', () => {
  expect(itemOfDrug(drug('500 mg'))).toMatchObject({
    label: 'Amoxicillin 500 mg',
    dose: null,
    dose_unit: 'capsule',
    units: ['capsule', 'mg'],
    route: 'oral',
    frequency: null,
  });
});

test('another strength keeps the dose only where it still means the same unit', () => {
  const item = { ...itemOfDrug(drug('500 mg')), dose: 2, quantity: 30, isQuantityTyped: true };
  expect(withProduct(item, drug('250 mg'))).toMatchObject({ dose: 2, dose_unit: 'capsule', quantity: null });
  expect(withProduct(item, drug('125 mg/5 mL', 'ml'))).toMatchObject({ dose: null, dose_unit: 'ml' });
  expect(withProduct({ ...item, dose_unit: 'mg' }, drug('125 mg/5 mL', 'ml'))).toMatchObject({ dose: 2, dose_unit: 'mg' });
});

test('a duration is said as people say it, and sent in days', () => {
  expect(durationOf(5)).toEqual({ duration: 5, duration_unit: 'days' });
  expect(durationOf(7)).toEqual({ duration: 7, duration_unit: 'days' });
  expect(durationOf(14)).toEqual({ duration: 2, duration_unit: 'weeks' });
  expect(durationOf(90)).toEqual({ duration: 3, duration_unit: 'months' });
  for (const days of [1, 5, 7, 14, 21, 30, 90]) expect(daysOf(durationOf(days))).toBe(days);
  expect(daysOf(durationOf(null))).toBeNull();
});

test('a computed quantity is not sent, a typed one is', () => {
  const item = { ...itemOfDrug(drug('500 mg')), quantity: 21 };
  const values = { ...emptySheet('en'), items: { a: item, b: { ...item, isQuantityTyped: true } }, order: ['b', 'a'] };
  expect(sheetOf(values, 'p', null).items.map(({ quantity }) => quantity)).toEqual([21, null]);
});

test('a reason goes with its own drug only, and a blank one with none', () => {
  const item = itemOfDrug(drug('500 mg'));
  const overrides = { [overrideKey('a', 'allergy:1')]: ' desensitised ', [overrideKey('b', 'allergy:1')]: ' ' };
  const values = { ...emptySheet('en'), items: { a: item, b: item }, order: ['a', 'b'], overrides };
  expect(sheetOf(values, 'p', 'e').items.map((one) => one.overrides)).toEqual([
    [{ finding: 'allergy:1', reason: 'desensitised' }],
    [],
  ]);
});

test('a drug that is not in the formulary is sent by its name', () => {
  const values = { ...emptySheet('ar'), items: { a: itemOfText('Herbal tea') }, order: ['a'] };
  expect(sheetOf(values, 'p', null)).toMatchObject({
    language: 'ar',
    items: [{ drug_id: null, drug_name: 'Herbal tea' }],
  });
});

test('a renewed item comes back as it was', () => {
  const renewed = itemFrom(
    { drug_id: '500 mg', dose: 1, frequency: 'three_times_daily', duration_days: 14, food: 'with', renews_item_id: 'old' },
    drug('500 mg'),
  );
  expect(renewed).toMatchObject({ dose: 1, dose_unit: 'capsule', duration: 2, duration_unit: 'weeks', food: 'with', renews_item_id: 'old' });
  expect(renewed.isQuantityTyped).toBe(false);
});

test('a refused field is found on the sheet by its own drug', () => {
  expect(fieldAt('items.1.dose', ['a', 'b'])).toBe('items.b.dose');
  expect(fieldAt('items.0.duration_days', ['a', 'b'])).toBe('items.a.duration');
  expect(fieldAt('items.1', ['a', 'b'])).toBe('items.b');
  expect(fieldAt('note', ['a'])).toBe('note');
  expect(fieldAt(undefined, [])).toBeUndefined();
});
