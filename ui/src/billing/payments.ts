// A payment in a list: what it is in a word, and its amount as it counts.
import type { PaymentKind, PaymentRow } from '../generated/commands';
import type { Status } from '../parts/Shape.svelte';
import { t } from '../words/t.svelte';

type Correction = 'wrong' | 'back' | 'instead';

const OF_CORRECTION: Record<Correction, Status> = { wrong: 'unknown', back: 'unknown', instead: 'normal' };
const OF_KIND: Record<PaymentKind, Status> = { payment: 'normal', advance: 'unknown', refund: 'warning' };

/** Its part in putting a wrong method right. */
function correctionOf({ is_corrected, corrects_id, kind }: PaymentRow): Correction | undefined {
  if (is_corrected) return 'wrong';
  if (!corrects_id) return undefined;
  return kind === 'refund' ? 'back' : 'instead';
}

/** "Payment", "Refund", and of a slip that was put right what it was. */
export function sayPaymentKind(row: PaymentRow): string {
  const correction = correctionOf(row);
  return correction ? t.billing.correct.kinds[correction] : t.billing.kinds[row.kind];
}

/** The same where a plain payment needs no word. */
export function markOfPayment(row: PaymentRow): string | undefined {
  return row.kind === 'payment' && !correctionOf(row) ? undefined : sayPaymentKind(row);
}

export function statusOfPayment(row: PaymentRow): Status {
  const correction = correctionOf(row);
  return correction ? OF_CORRECTION[correction] : OF_KIND[row.kind];
}

/** What went in; below zero what was given back. */
export function signedOf(row: PaymentRow): number {
  return row.kind === 'refund' ? -row.amount_minor : row.amount_minor;
}

export const payerOf = (row: PaymentRow) => (row.payer === 'insurer' ? (row.insurer_name ?? row.patient_name) : row.patient_name) ?? '';
