// The kinds of records that a bill shows something of.

export const INVOICE_KINDS = [
  'invoice',
  'invoice_draft',
  'draft_line',
  'credit_note',
  'payment',
  'allocation',
];
export const PATIENT_BILLING_KINDS = [...INVOICE_KINDS, 'charge_item'];
