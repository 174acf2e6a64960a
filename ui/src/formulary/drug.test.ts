// Facts about the form of a drug.
import { expect, test } from 'vitest';
import type { DrugView } from '../generated/commands';
import { detailsOf, valuesOf } from './drug';

const view: DrugView = {
  drug: {
    id: 'd',
    name: 'Paracetamol',
    atc_code: 'N02BE01',
    strength: '500 mg',
    strength_value: 500,
    strength_unit: 'mg',
    form: 'tablet',
    unit: 'tablet',
    routes: 'oral',
    classes: 'antipyretics',
    adult_single_max: 1000,
    price_minor: 5,
    tax_basis_points: 750,
    pregnancy: 'compatible',
    is_active: true,
    recorded_at: 0,
    recorded_by: '',
    updated_at: 0,
  },
  version: 3,
  label: 'Paracetamol 500 mg',
  routes: ['oral'],
  classes: ['antipyretics'],
};

test('a drug goes through the form unchanged', () => {
  expect(detailsOf(valuesOf(view))).toMatchObject({
    name: 'Paracetamol',
    atc_code: 'N02BE01',
    strength_value: 500,
    routes: ['oral'],
    classes: ['antipyretics'],
    adult_single_max: 1000,
    adult_single_min: null,
    price_minor: 5,
    tax_basis_points: 750,
    child_note: null,
  });
});

test('a new drug can be prescribed, and knows nothing yet', () => {
  expect(valuesOf(undefined)).toMatchObject({ name: '', is_active: true, pregnancy: 'not_stated', routes: [], adult_single_max: null });
});

test('seven and a half percent is 750 hundredths', () => {
  expect(detailsOf({ ...valuesOf(view), tax_percent: 7.5 }).tax_basis_points).toBe(750);
  expect(detailsOf({ ...valuesOf(view), tax_percent: null }).tax_basis_points).toBe(0);
});
