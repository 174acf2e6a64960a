// The lines of an invoice while it is written: from charges, the price list or typed; back to what the clinic takes.
import { decimalOf, parseNumber } from '../forms/parse_number';
import type { ChargeItem, ChargeSource, ChargeView, InvoiceView, LineForm, LineView } from '../generated/commands';
import { currentManner } from '../words/locale.svelte';
import { plainAmount, readMoney } from '../words/money';

export interface LineValues {
  /** The line of the saved draft. */
  id: string | null;
  charge_item_id: string | null;
  item_id: string | null;
  source: ChargeSource;
  description: string;
  quantity: number | null;
  unit_price_minor: number | null;
  /** As typed: "10 %" or an amount. */
  discount: string;
  tax_percent: number | null;
  is_covered: boolean;
  /** On the invoice; what is not stays in view and waits. */
  is_chosen: boolean;
  /** Typed here and taken off again: it is not shown any more, so that the others keep their places. */
  is_gone: boolean;
  /** What the price list says now, where it has changed meanwhile. */
  price_now_minor: number | null;
  /** The old price is to stand although the list has changed. */
  is_price_kept: boolean;
}

export const PERCENT = 100;

const BLANK: LineValues = {
  id: null,
  charge_item_id: null,
  item_id: null,
  source: 'manual',
  description: '',
  quantity: 1,
  unit_price_minor: null,
  discount: '',
  tax_percent: null,
  is_covered: true,
  is_chosen: true,
  is_gone: false,
  price_now_minor: null,
  is_price_kept: false,
};

export function typedLine(description: string, taxPercent: number): LineValues {
  return { ...BLANK, description, tax_percent: taxPercent };
}

interface Listed {
  id: string;
  name: string;
  price_minor: number | null;
  tax_basis_points: number;
  source: ChargeSource;
}

/** A line for something on the price list. */
export function listedLine({ id, name, price_minor, tax_basis_points, source }: Listed): LineValues {
  return {
    ...BLANK,
    item_id: id,
    source,
    description: name,
    unit_price_minor: price_minor,
    tax_percent: tax_basis_points / PERCENT,
  };
}

export function lineOfCharge(charge: ChargeItem): LineValues {
  return {
    ...BLANK,
    charge_item_id: charge.id,
    item_id: charge.item_id ?? null,
    source: charge.source,
    description: charge.description,
    quantity: charge.quantity,
    unit_price_minor: charge.unit_price_minor,
    tax_percent: charge.tax_basis_points / PERCENT,
  };
}

/**
 * What waits and is on no draft, as lines. What came after the newest charge of the draft is chosen; what was there
 * already when the draft was written was left out on purpose, and stays so.
 */
export function linesOffered(charges: readonly ChargeView[], draft: string | undefined): LineValues[] {
  const newest = Math.max(0, ...charges.filter(({ draft_id }) => draft_id && draft_id === draft).map(({ at }) => at));
  return charges
    .filter(({ draft_id }) => !draft_id)
    .map(({ charge, at }) => ({ ...lineOfCharge(charge), is_chosen: at > newest }));
}

export function lineOfView(view: LineView, currency: string): LineValues {
  return {
    ...BLANK,
    id: view.id ?? null,
    charge_item_id: view.charge_item_id ?? null,
    item_id: view.item_id ?? null,
    source: view.source,
    description: view.description,
    quantity: view.quantity,
    unit_price_minor: view.unit_price_minor,
    discount: discountOf(view, currency),
    tax_percent: view.tax_basis_points / PERCENT,
    is_covered: view.is_covered,
    price_now_minor: view.price_now_minor ?? null,
  };
}

function discountOf({ discount_basis_points: share, sums }: LineView, currency: string): string {
  if (share !== null && share !== undefined) return `${share / PERCENT} %`;
  return sums.discount_minor > 0 ? plainAmount(sums.discount_minor, currency) : '';
}

export type DiscountTrouble = 'unreadable' | 'over_whole';
type Discount = { share: number } | { minor: number } | { trouble: DiscountTrouble };

/** A discount as typed: "10 %" is a share (in hundredths of a per cent), "10" an amount. */
export function readDiscount(text: string | null, currency: string): Discount {
  if (!text) return { minor: 0 };
  if (/[%٪]/.test(text)) {
    const { value } = parseNumber(text.replace(/[%٪]/g, ''), { decimal: decimalOf(currentManner().locale) });
    if (value === null || value < 0) return { trouble: 'unreadable' };
    return value > 100 ? { trouble: 'over_whole' } : { share: Math.round(value * PERCENT) };
  }
  const { minor, trouble } = readMoney(text, currency);
  return trouble ? { trouble: 'unreadable' } : { minor: minor ?? 0 };
}

/** Whether the line can be priced as it stands. */
export function isPriceable(line: LineValues, currency: string): boolean {
  const { quantity, unit_price_minor, tax_percent } = line;
  if (quantity === null || quantity <= 0 || unit_price_minor === null) return false;
  if (tax_percent !== null && (tax_percent < 0 || tax_percent > 100)) return false;
  return !('trouble' in readDiscount(line.discount, currency));
}

export function isSent({ is_chosen, is_gone }: LineValues): boolean {
  return is_chosen && !is_gone;
}

export function formOfLine(line: LineValues, currency: string): LineForm {
  const discount = readDiscount(line.discount, currency);
  return {
    id: line.id,
    charge_item_id: line.id ? null : line.charge_item_id,
    item_id: line.id ? null : line.item_id,
    // An emptied field of a line that was added here is null.
    description: (line.description ?? '').trim(),
    quantity: line.quantity ?? 0,
    unit_price_minor: line.unit_price_minor ?? 0,
    discount_basis_points: 'share' in discount ? discount.share : null,
    discount_minor: 'minor' in discount ? discount.minor : 0,
    tax_basis_points: line.tax_percent === null ? null : Math.round(line.tax_percent * PERCENT),
    is_covered: line.is_covered,
  };
}

/** The clinic names a field by the line's place among those sent; here it has another place, and some other names. */
export function fieldHere(field: string, lines: readonly LineValues[]): string {
  const found = /^lines(?:\.|\[)(\d+)\]?\.(\w+)$/.exec(field);
  if (!found) return field;
  const places = lines.flatMap((line, at) => (isSent(line) ? [at] : []));
  const names: Record<string, string> = {
    discount_basis_points: 'discount',
    discount_minor: 'discount',
    tax_basis_points: 'tax_percent',
    charge_item_id: 'is_chosen',
    id: 'is_chosen',
  };
  const name = found[2] ?? '';
  return `lines.${places[Number(found[1])] ?? 0}.${names[name] ?? name}`;
}

/** After saving: each line knows its place in the draft, and what somebody else added meanwhile is here too. */
export function withDraft(lines: readonly LineValues[], draft: InvoiceView): LineValues[] {
  const left = new Map(draft.lines.map((view) => [view.id ?? '', view]));
  const take = (fits: (view: LineView) => boolean): LineView | undefined => {
    const found = [...left.values()].find(fits);
    if (found) left.delete(found.id ?? '');
    return found;
  };
  // Lines that are known come first, so that a new one is not mistaken for one of the same words.
  const known = lines.map((line) => (isSent(line) && line.id ? take((view) => view.id === line.id) : undefined));
  const all = lines.map((line, at) => {
    if (!isSent(line)) return { ...line, id: null };
    const view =
      known[at] ??
      take(({ charge_item_id, description }) =>
        line.charge_item_id ? charge_item_id === line.charge_item_id : !charge_item_id && description === (line.description ?? '').trim(),
      );
    return { ...line, id: view?.id ?? line.id, price_now_minor: view?.price_now_minor ?? null };
  });
  return [...all, ...[...left.values()].map((view) => lineOfView(view, draft.currency))];
}
