// What of an invoice must be put right before it is sent.
import type { Problems } from '../forms/form.svelte';
import { t } from '../words/t.svelte';
import { isSent, readDiscount, type LineValues } from './lines';

export function checkLines(lines: readonly LineValues[], currency: string, isIssuing: boolean): Problems {
  const found: Problems = {};
  if (isIssuing && !lines.some(isSent)) found['lines'] = t.billing.invoice.noLines;
  lines.forEach((line, at) => {
    if (!isSent(line)) return;
    const blame = (field: keyof LineValues, sentence: string) => (found[`lines.${at}.${field}`] = sentence);
    if (!line.description?.trim()) blame('description', t.forms.required(t.billing.invoice.description));
    if (line.quantity === null || line.quantity <= 0) blame('quantity', t.billing.field.quantityAboveZero);
    if (line.unit_price_minor === null) blame('unit_price_minor', t.forms.required(t.billing.invoice.price));
    if (line.tax_percent !== null && (line.tax_percent < 0 || line.tax_percent > 100)) blame('tax_percent', t.billing.field.percent);
    const discount = readDiscount(line.discount, currency);
    if ('trouble' in discount) {
      blame('discount', discount.trouble === 'over_whole' ? t.billing.field.discountOverWhole : t.billing.field.notADiscount);
    }
    if (isIssuing && line.price_now_minor !== null && !line.is_price_kept) blame('unit_price_minor', t.billing.invoice.pricesOpen);
  });
  return found;
}
