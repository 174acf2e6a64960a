// Where an invoice stands, as people ask: is it paid, and if not, who owes, and since when.
import type { InvoiceRow } from '../generated/commands';
import type { Status } from '../parts/Shape.svelte';
import { parseDay } from '../words/day';

export type BillState = 'draft' | 'overdue' | 'unpaid' | 'partlyPaid' | 'insurer' | 'paid' | 'cancelled';

type Standing = Pick<InvoiceRow, 'status' | 'is_overdue' | 'standing'>;

export function stateOf({ status, is_overdue, standing }: Standing): BillState {
  if (status === 'draft') return 'draft';
  if (status === 'cancelled') return 'cancelled';
  if (status === 'balanced') return 'paid';
  if (is_overdue) return 'overdue';
  if (standing.patient_due_minor === 0 && standing.insurer_due_minor > 0) return 'insurer';
  return standing.paid_minor > 0 ? 'partlyPaid' : 'unpaid';
}

export const STATUS_OF: Record<BillState, Status> = {
  draft: 'unknown',
  overdue: 'critical',
  unpaid: 'warning',
  partlyPaid: 'warning',
  insurer: 'warning',
  paid: 'normal',
  cancelled: 'unknown',
};

/** Whole days from one ISO day to another; below zero where it lies before. */
export function daysBetween(from: string, to: string): number {
  const [a, b] = [parseDay(from), parseDay(to)];
  if (!a || !b) return 0;
  return Math.round((Date.UTC(b.year, b.month - 1, b.day) - Date.UTC(a.year, a.month - 1, a.day)) / 86_400_000);
}
