// The ways into the forms of billing: they lead to each other, so all of them begin here.
import { openWorkspace } from '../frame/workspace.svelte';
import type { InvoiceView, PaymentView } from '../generated/commands';
import { may } from '../session.svelte';
import { t } from '../words/t.svelte';
import CancelForm from './CancelForm.svelte';
import CorrectMethod from './CorrectMethod.svelte';
import CreditForm from './CreditForm.svelte';
import InsurerPayment from './InsurerPayment.svelte';
import InvoicePanel from './InvoicePanel.svelte';
import InvoiceWork from './InvoiceWork.svelte';
import PaymentDone from './PaymentDone.svelte';
import PaymentPanel from './PaymentPanel.svelte';
import PaymentWork from './PaymentWork.svelte';
import RefundForm from './RefundForm.svelte';
import StatementPanel from './StatementPanel.svelte';

/** Writes an invoice: the draft that the patient has, else a new one of all that waits. */
export function openInvoice(patient: string, name: string, draft?: string): void {
  const title = draft ? t.billing.invoice.draftTitle : t.billing.invoice.new;
  openWorkspace(InvoiceWork, { title, subtitle: name, props: { patient, name, draft } });
}

/** Shows an invoice; a draft opens to be written on. */
export function openBill(invoice: string, name: string, number?: string | null): void {
  const title = number ? t.billing.invoice.title(number) : t.billing.invoice.draftTitle;
  openWorkspace(InvoicePanel, { title, subtitle: name, props: { invoice } });
}

/** Takes a payment of a patient: for one invoice, else for all that is due. */
export function openPayment(patient: string, name: string, invoice?: string): void {
  openWorkspace(PaymentWork, { title: t.billing.pay.title, subtitle: name, props: { patient, name, invoice } });
}

/** Takes what an insurer pays for several patients at once. */
export function openInsurerPayment(): void {
  openWorkspace(InsurerPayment, { title: t.billing.pay.insurerTitle, props: {} });
}

/** A payment that was just taken: the change, the receipt. */
export function openReceipt(view: PaymentView): void {
  const title = t.billing.pay.receipt(view.payment.number);
  openWorkspace(PaymentDone, { title, subtitle: view.patient_name ?? view.insurer_name ?? undefined, props: { view } });
}

/** A payment of any day, with where it went. */
export function openPaymentOf(payment: string, number: string, name: string): void {
  openWorkspace(PaymentPanel, { title: t.billing.payment.title(number), subtitle: name, props: { payment } });
}

/** Gives money back: what is free of a patient's, or a payment that was a mistake. */
export function openRefund(patient: string, name: string, of?: PaymentView): void {
  openWorkspace(RefundForm, { title: t.billing.refund.title, subtitle: name, props: { patient, of } });
}

/** Puts right how a payment of today was made. */
export function openCorrection(of: PaymentView): void {
  openWorkspace(CorrectMethod, { title: t.billing.correct.title, subtitle: of.patient_name ?? of.insurer_name ?? undefined, props: { of } });
}

/** Whether how it was made can still be put right, and by who is here. */
export function isCorrectable({ is_method_correctable }: PaymentView): boolean {
  return may('take_payments') && is_method_correctable;
}

export function openCredit(invoice: InvoiceView): void {
  openWorkspace(CreditForm, { title: t.billing.credit.title, subtitle: aboutOf(invoice), props: { invoice } });
}

export function openCancel(invoice: InvoiceView): void {
  openWorkspace(CancelForm, { title: t.billing.cancel.title, subtitle: aboutOf(invoice), props: { invoice } });
}

export function openStatement(patient: string, name: string): void {
  openWorkspace(StatementPanel, { title: t.billing.statement.title, subtitle: name, props: { patient } });
}

function aboutOf({ number, patient_name }: InvoiceView): string {
  return [number, patient_name].filter(Boolean).join(' · ');
}
