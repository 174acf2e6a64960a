import { expect, test } from 'vitest';
import { CONDITIONS } from '../conditions/common';
import { findKnown } from './known';

const known = CONDITIONS.map(({ en, ar, icd10 }) => ({ en, ar, code: icd10 }));
const first = (typed: string) => findKnown(known, typed, 'as typed')[0]?.word;

test('a whole word comes before the beginning of one, and that before the inside of one', () => {
  expect(first('flu')).toBe('Influenza (flu)');
  expect(first('flut')).toBe('Atrial fibrillation or flutter');
  expect(first('i10')).toBe('Hypertension');
});

test('what is in no list stays as it was typed', () => {
  expect(findKnown(known, 'snakebite of the heel', 'as typed').map(({ detail }) => detail)).toEqual(['as typed']);
});
