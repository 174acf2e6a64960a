// Facts about entries of the audit in words.
import { expect, test } from 'vitest';
import type { AuditEntry } from '../generated/commands';
import { sayFields } from './words';

const entry = (kind: string, fields: Record<string, string>) => ({ kind, fields }) as unknown as AuditEntry;

test('fields and values are said as people say them', () => {
  expect(sayFields(entry('payment', { amount_minor: '12500', currency: 'USD', method: 'cash', patient_id: 'x' }))).toBe(
    'Amount: 125.00 · Currency: USD · Method: Cash',
  );
  expect(sayFields(entry('account', { is_disabled: 'true', language: 'ar', roles: 'nurse cashier' }))).toBe(
    'Disabled: Yes · Language: العربية · Roles: Nurse, Cashier',
  );
  expect(sayFields(entry('encounter', { kind: 'consultation' }))).toBe('Kind: Consultation');
  expect(sayFields(entry('patient', { sex: 'female', next_of_kin_name: 'Hawa' }))).toBe('Sex: Female · Next of kin: Hawa');
});

test('what is kept together is said part by part', () => {
  const said = sayFields(entry('appointment', { slot: JSON.stringify({ starts_at: 1_780_000_000_000, practitioner_id: 'x', room_id: null }) }));
  expect(said).toMatch(/^Begins: .*2026/);
  expect(sayFields(entry('appointment', { slot: '{not json' }))).toContain('{not json');
});

test('a field of a newer version is said as it is written', () => {
  expect(sayFields(entry('patient', { shoe_size: '42' }))).toBe('shoe size: 42');
});
