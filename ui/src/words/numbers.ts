// Numbers, units and money in the clinic's manner.
import { isolate } from './bidi';
import { perManner } from './locale.svelte';
import { digitsOf } from './money';

/** `any`, or how many decimals: `2`, `2%`, or a currency: `EUR`. */
const formatOf = perManner((kind: string, tag) => {
  if (kind === 'any') return new Intl.NumberFormat(tag, { maximumFractionDigits: 3 });
  if (/^[A-Z]{3}$/.test(kind)) {
    const digits = digitsOf(kind);
    return new Intl.NumberFormat(tag, {
      style: 'currency',
      currency: kind,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
  }
  const digits = parseInt(kind, 10);
  return new Intl.NumberFormat(tag, {
    style: kind.endsWith('%') ? 'percent' : 'decimal',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
});

/** A number; `decimals` fixes how many are shown, so that a column of temperatures lines up. */
export function number(value: number, decimals?: number): string {
  return formatOf(decimals === undefined ? 'any' : `${decimals}`).format(value);
}

/** A number and its unit, kept together on one line: "91 %". */
export function quantity(value: number, unit: string, decimals?: number): string {
  return `${number(value, decimals)}\u00a0${unit}`;
}

/** A share of one as a percentage: 0.07 is "7%". */
export function percent(share: number, decimals = 0): string {
  return formatOf(`${decimals}%`).format(share);
}

/** Money, from the smallest unit of its currency: "KES 1,250.50". */
export function money(minor: number, currency: string): string {
  const parts = formatOf(currency).formatToParts(minor / 10 ** digitsOf(currency));
  // Beside Arabic the sign of "US$" would wander to its other side.
  return isolate(parts.map(({ type, value }) => (type === 'currency' ? isolate(value) : value)).join(''));
}

/** The same without the currency, where the place says it: a column of a table. */
export function amount(minor: number, currency: string): string {
  const digits = digitsOf(currency);
  return isolate(formatOf(`${digits}`).format(minor / 10 ** digits));
}

/** Names and words in the order a reader of the language expects. */
export function compareWords(a: string, b: string): number {
  return collatorOf('names').compare(a, b);
}

const collatorOf = perManner(
  (_: 'names', _tag, { locale }) => new Intl.Collator(locale, { numeric: true, sensitivity: 'base' }),
);
