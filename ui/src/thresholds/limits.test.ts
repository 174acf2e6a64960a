// Facts about limits in the clinic's words and units.
import { expect, test } from 'vitest';
import { fromForm, outOfOrder, rowsOf, sayLimits, toForm } from './limits';

const none = { critical_low: null, warning_low: null, warning_high: null, critical_high: null };

test('limits in one line, with a dash for none', () => {
  expect(sayLimits('heart_rate', { ...none, critical_low: 40, warning_high: 111 })).toBe('≤ 40 · ≥ 111 /min');
  expect(sayLimits('spo2', none)).toBe('No limits');
});

test('a form shows what it saves', () => {
  const limits = { critical_low: 35, warning_low: null, warning_high: 38.1, critical_high: 39.1 };
  expect(fromForm('temperature', toForm('temperature', limits))).toEqual(limits);
});

test('limits must rise; empty ones are passed over', () => {
  expect(outOfOrder({ ...none, critical_low: 40, warning_high: 40 })).toBe('warning_high');
  expect(outOfOrder({ ...none, critical_low: 40, critical_high: 41 })).toBeUndefined();
  expect(outOfOrder(none)).toBeUndefined();
});

test('those that were set stand before those that ship, metric by metric', () => {
  const shipped = { id: 'd', age_band: 'adult', limits: none, source: 'NEWS2' } as const;
  const set = { recorded_at: 0, recorded_by: '', updated_at: 0, age_band: 'adult', id: 's', metric: 'heart_rate' } as const;
  const rows = rowsOf({
    defaults: [
      { ...shipped, metric: 'spo2' },
      { ...shipped, metric: 'heart_rate' },
    ],
    set: [{ threshold: { ...set, practitioner_id: 'p' }, version: 3, practitioner: 'Amina' }],
  });
  expect(rows.map(({ metric, owner }) => [metric, owner])).toEqual([
    ['heart_rate', 'Patients of Amina'],
    ['heart_rate', 'Shipped'],
    ['spo2', 'Shipped'],
  ]);
});
