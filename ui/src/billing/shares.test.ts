// Facts about where a payment goes and how an invoice stands.
import { describe, expect, test } from 'vitest';
import type { InvoiceRow, Standing } from '../generated/commands';
import { owedBy, shareOut, sumOwed } from './shares';
import { daysBetween, stateOf } from './states';

const none: Standing = {
  ...{ credited_minor: 0, due_minor: 0, paid_minor: 0 },
  ...{ insurer_due_minor: 0, insurer_paid_minor: 0, patient_due_minor: 0, patient_paid_minor: 0 },
};
const row = (id: string, due_on: string, standing: Partial<Standing>, changed: Partial<InvoiceRow> = {}): InvoiceRow => ({
  ...{ id, due_on, currency: 'KES', is_overdue: false, mrn: 'M', number: id, patient_id: 'p', patient_name: 'P' },
  ...{ status: 'issued', total_minor: 0, standing: { ...none, ...standing } },
  ...changed,
});

describe('a payment', () => {
  const rows = [
    row('b', '2025-02-01', { patient_due_minor: 300, insurer_due_minor: 700 }),
    row('a', '2025-01-01', { patient_due_minor: 200 }),
    row('c', '2025-01-01', { patient_due_minor: 0 }),
    row('d', '2025-01-01', { patient_due_minor: 50 }, { status: 'draft' }),
  ];

  test('goes to what has been due longest', () => {
    expect(owedBy('patient', rows).map(({ number }) => number)).toEqual(['a', 'b']);
    expect(sumOwed(owedBy('patient', rows))).toBe(500);
    expect(owedBy('insurer', rows).map(({ due_minor }) => due_minor)).toEqual([700]);
  });

  test('is shared out to the last unit, and what is left is paid beforehand', () => {
    const owed = owedBy('patient', rows);
    expect(shareOut(250, owed)).toEqual({
      shares: [
        { invoice_id: 'a', amount_minor: 200 },
        { invoice_id: 'b', amount_minor: 50 },
      ],
      rest: 0,
    });
    expect(shareOut(600, owed).rest).toBe(100);
    expect(shareOut(0, owed)).toEqual({ shares: [], rest: 0 });
  });
});

test('an invoice says who owes, and whether it is late', () => {
  expect(stateOf(row('a', '', {}, { status: 'draft' }))).toBe('draft');
  expect(stateOf(row('a', '', { patient_due_minor: 5 }))).toBe('unpaid');
  expect(stateOf(row('a', '', { patient_due_minor: 5, paid_minor: 5 }))).toBe('partlyPaid');
  expect(stateOf(row('a', '', { insurer_due_minor: 5, paid_minor: 5 }))).toBe('insurer');
  expect(stateOf(row('a', '', { patient_due_minor: 5 }, { is_overdue: true }))).toBe('overdue');
  expect(stateOf(row('a', '', {}, { status: 'balanced' }))).toBe('paid');
});

test('days are counted over the change of the clocks and of the year', () => {
  expect(daysBetween('2025-03-29', '2025-03-31')).toBe(2);
  expect(daysBetween('2025-12-31', '2026-01-01')).toBe(1);
});
