// Facts about the lists of common conditions and allergens.
import { expect, test } from 'vitest';
import { ALLERGENS } from '../allergies/common';
import { CONDITIONS } from './common';

test('every condition has a well-formed ICD-10 code, once', () => {
  const codes = CONDITIONS.map(({ icd10 }) => icd10);
  expect(codes.filter((code) => !/^[A-Z]\d{2}(\.\d)?$/.test(code))).toEqual([]);
  expect(new Set(codes).size).toBe(codes.length);
});

test('every medicine among the allergens has a well-formed ATC code, and nothing else has one', () => {
  const medicines = ALLERGENS.filter(({ category }) => category === 'medication');
  expect(medicines.filter(({ atc }) => !/^[A-Z]\d{2}[A-Z]([A-Z](\d{2})?)?$/.test(atc ?? ''))).toEqual([]);
  expect(ALLERGENS.filter(({ category, atc }) => category !== 'medication' && atc)).toEqual([]);
});

test('no name stands twice, in either language', () => {
  for (const list of [ALLERGENS, CONDITIONS]) {
    expect(new Set(list.map(({ en }) => en)).size).toBe(list.length);
    expect(new Set(list.map(({ ar }) => ar)).size).toBe(list.length);
  }
});
