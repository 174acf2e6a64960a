// What a payment form holds, and what of it must be put right before it is taken.
import type { Problems } from '../forms/form.svelte';
import type { PayerKind, PaymentMethod } from '../generated/commands';
import { toCoins } from '../words/money';
import { money } from '../words/numbers';
import { t } from '../words/t.svelte';

/** Every way there is, in the order of their keys. */
export const ALL_METHODS = ['cash', 'mobile_money', 'card', 'transfer', 'insurer'] as const satisfies readonly PaymentMethod[];

/** How a patient pays; and an insurer, who hands over no cash but can settle against a claim. */
export function methodsOf(payer: PayerKind): readonly PaymentMethod[] {
  return ALL_METHODS.filter((method) => method !== (payer === 'insurer' ? 'cash' : 'insurer'));
}

/** The same key for the same way wherever one pays: fingers know it. */
export function keyOf(method: PaymentMethod): string {
  return `alt+${ALL_METHODS.indexOf(method) + 1}`;
}

export interface PayBy {
  method: PaymentMethod;
  amount_minor: number | null;
  tendered_minor: number | null;
  reference: string;
  /** What is in a till that is opened on the way. */
  float_minor: number | null;
}

export interface PayValues extends PayBy {
  payer: PayerKind;
  /** What is above what is due is wanted so. */
  is_rest_kept: boolean;
}

export interface PayRules {
  owed: number;
  isTillOpen: boolean;
  increment: number;
  currency: string;
}

/** What is handed over in cash, and what comes back of it. */
export function changeOf({ amount_minor, tendered_minor }: PayBy, increment: number): { toPay: number; change: number } {
  const toPay = toCoins(amount_minor ?? 0, increment);
  return { toPay, change: (tendered_minor ?? toPay) - toPay };
}

export function checkPay(values: PayValues, { owed, isTillOpen, increment, currency }: PayRules): Problems {
  const amount = values.amount_minor ?? 0;
  const found: Problems = checkCash(values, { isTillOpen, increment, currency });
  if (values.amount_minor !== null && amount <= 0) found['amount_minor'] = t.billing.field.aboveZero;
  const over = amount - owed;
  if (over > 0 && owed > 0 && !values.is_rest_kept) found['amount_minor'] = t.billing.pay.overDueNeeded(money(over, currency));
  return found;
}

export function checkCash(values: PayBy, { isTillOpen, increment, currency }: Omit<PayRules, 'owed'>): Problems {
  const found: Problems = {};
  if (values.method !== 'cash') return found;
  if (!isTillOpen && values.float_minor === null) found['float_minor'] = t.forms.required(t.billing.pay.float);
  const { change } = changeOf(values, increment);
  if (change < 0) found['tendered_minor'] = t.billing.pay.tooLittle(money(-change, currency));
  return found;
}
