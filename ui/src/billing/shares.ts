// To which invoices a payment goes.
import type { InvoiceRow, PayerKind, Share } from '../generated/commands';

export interface Owed {
  invoice_id: string;
  number: string;
  due_minor: number;
  /** Whose it is and of when, where several people's are paid at once. */
  of?: { patient_name: string; issued_on: string | null };
}

/** What is due of invoices from one payer, the longest due first. */
export function owedBy(payer: PayerKind, rows: readonly InvoiceRow[]): Owed[] {
  const dueOf = ({ standing }: InvoiceRow) => (payer === 'patient' ? standing.patient_due_minor : standing.insurer_due_minor);
  return rows
    .filter((row) => row.status === 'issued' && dueOf(row) > 0)
    .sort((a, b) => (a.due_on ?? '').localeCompare(b.due_on ?? '') || (a.number ?? '').localeCompare(b.number ?? ''))
    .map((row) => ({
      invoice_id: row.id,
      number: row.number ?? '',
      due_minor: dueOf(row),
      ...(payer === 'insurer' ? { of: { patient_name: row.patient_name, issued_on: row.issued_on ?? null } } : {}),
    }));
}

export function sumOwed(owed: readonly Owed[]): number {
  return owed.reduce((sum, { due_minor }) => sum + due_minor, 0);
}

/** Shares an amount out in order; what is left is paid beforehand. */
export function shareOut(amount: number, owed: readonly Owed[]): { shares: Share[]; rest: number } {
  let rest = amount;
  const shares: Share[] = [];
  for (const { invoice_id, due_minor } of owed) {
    const part = Math.min(rest, due_minor);
    if (part <= 0) continue;
    shares.push({ invoice_id, amount_minor: part });
    rest -= part;
  }
  return { shares, rest };
}
