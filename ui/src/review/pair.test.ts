import { expect, test } from 'vitest';
import type { PatientView } from '../generated/commands';
import { differing } from './pair';

const person = (details: Record<string, unknown>) =>
  ({ patient: { given_name: 'Karim', birth_on: '1997-07-01', birth_precision: 'year', ...details } }) as unknown as PatientView;

test('births that read the same are nothing to choose between', () => {
  expect(differing([person({}), person({ birth_on: '1997-01-01' })])).toEqual([]);
  expect(differing([person({}), person({ birth_on: '1996-07-01' })])).toEqual(['birth_on']);
});

test('what only one of them has is never passed over, whoever that practitioner is', () => {
  expect(differing([person({}), person({ practitioner_id: '01a21f4b-69e7-7688-83ca-3fa06ed255fc' })])).toEqual(['practitioner_id']);
  expect(differing([person({ phone: '0700 1' }), person({ phone: null, email: '' })])).toEqual(['phone']);
});
