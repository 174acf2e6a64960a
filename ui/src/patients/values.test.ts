// Facts about the registration form's values.
import { expect, test } from 'vitest';
import type { StoredPatient } from '../generated/commands';
import { detailsOf, valuesFromSearch, valuesOf } from './values';

const stored = {
  id: 'p',
  mrn: 'KDG-1',
  recorded_at: 0,
  recorded_by: 'a',
  updated_at: 0,
  sex: 'female',
  given_name: 'Amna',
  birth_on: '1984-07-01',
  birth_precision: 'year',
  weight_kg: 62.35,
} as StoredPatient;

test('a form that is saved untouched changes nothing', () => {
  const details = detailsOf(valuesOf(stored), stored);
  expect(details).toMatchObject({
    given_name: 'Amna',
    family_name: null,
    sex: 'female',
    birth_on: '1984-07-01',
    birth_precision: 'year',
    weight_kg: 62.35,
  });
});

test('what is blank is sent as missing, and a birth date without a day has no precision', () => {
  const details = detailsOf({ ...valuesOf(), given_name: '  Omer ', phone: '  ' });
  expect(details.given_name).toBe('Omer');
  expect(details.phone).toBeNull();
  expect(details.birth_precision).toBeNull();
  expect(details.sex).toBe('unknown');
});

test('what was searched in vain begins the registration', () => {
  expect(valuesFromSearch('Amna Osman Idris')).toMatchObject({ given_name: 'Amna', family_name: 'Osman Idris' });
  expect(valuesFromSearch('0912 345 678')).toMatchObject({ given_name: '', phone: '0912 345 678' });
  expect(valuesFromSearch('Amna 1984')).toMatchObject({ given_name: 'Amna', family_name: '' });
});
