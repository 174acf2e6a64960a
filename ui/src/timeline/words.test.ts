// Facts about the lines of the timeline.
import { beforeEach, expect, test } from 'vitest';
import type { StoredVitals } from '../generated/commands';
import { useManner } from '../words/locale.svelte';
import { sayLine, sayReadings } from './words';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ').replace(/[\u2066-\u2069]/g, '');
beforeEach(() => useManner({ locale: 'en', digits: 'latn' }));

const vitals = { id: 'v', patient_id: 'p', effective_at: 0, recorded_at: 0, recorded_by: '', updated_at: 0 } satisfies StoredVitals;

test('a set of vitals is read in one line, pressure first, only what was measured', () => {
  const set = { ...vitals, systolic_mmhg: 120, diastolic_mmhg: 80, temperature_c: 37.2, is_on_oxygen: true };
  expect(plain(sayReadings(set))).toBe('BP 120/80 · Temp. 37.2 °C · On oxygen');
});

test('being alert is not said, being confused is', () => {
  expect(sayReadings({ ...vitals, consciousness: 'alert' })).toBe('');
  expect(sayReadings({ ...vitals, consciousness: 'confusion' })).toBe('New confusion');
});

test('a visit is told by its kind, its diagnoses, why, and whether it is signed', () => {
  const line = { about: 'encounter', kind: 'consultation', diagnoses: ['Asthma', 'Eczema'], complaint: 'Cough', amendments: 0 } as const;
  expect(sayLine({ ...line, diagnoses: [...line.diagnoses], status: 'in_progress' })).toBe(
    'Consultation · Asthma, Eczema · Cough · not signed yet',
  );
  expect(sayLine({ ...line, diagnoses: [], complaint: null, status: 'signed', amendments: 2 })).toBe('Consultation · amended 2 times');
});

test('a drug that is no longer active says so', () => {
  const drugs = [
    { name: 'Amoxicillin 500 mg', status: 'active' as const },
    { name: 'Ibuprofen 400 mg', status: 'stopped' as const },
  ];
  expect(sayLine({ about: 'prescription', number: 'RX-1', drugs })).toBe('RX-1 · Amoxicillin 500 mg, Ibuprofen 400 mg (Stopped)');
});

test('what was handed out is counted in its own unit', () => {
  expect(sayLine({ about: 'dispense', prescription_id: 'x', drug_name: 'Amoxicillin', quantity: 21, unit: 'capsule' })).toBe(
    'Amoxicillin · 21 capsules',
  );
});
