// Facts about drafts on the first screen.
import { expect, test } from 'vitest';
import { nameDraft } from './drafts';

const patient = '0190f2c4-7a3b-7c11-8d22-0123456789ab';

test('a form about a patient goes on in the chart, where it is opened', () => {
  expect(nameDraft(`vitals:${patient}`)).toEqual({
    word: 'Vitals',
    patient,
    route: { page: 'patient', id: patient, tab: 'vitals' },
  });
});

test('a registration goes on among the patients', () => {
  expect(nameDraft('patient:new')).toMatchObject({ patient: null, route: { page: 'patients' } });
});

test('a form of another version is a form, and goes nowhere', () => {
  expect(nameDraft('invoice:12')).toEqual({ word: 'A form', patient: null, route: null });
});
