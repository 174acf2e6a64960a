// Numbers, units and money in the clinic's manner.
import { currentManner, formatTag } from './locale.svelte';

const formats = new Map<string, Intl.NumberFormat>();

function format(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const tag = formatTag(currentManner());
  const key = `${tag} ${JSON.stringify(options)}`;
  let found = formats.get(key);
  if (!found) formats.set(key, (found = new Intl.NumberFormat(tag, options)));
  return found;
}

/** A number; `decimals` fixes how many are shown, so that a column of temperatures lines up. */
export function number(value: number, decimals?: number): string {
  return format(
    decimals === undefined
      ? { maximumFractionDigits: 3 }
      : { minimumFractionDigits: decimals, maximumFractionDigits: decimals },
  ).format(value);
}

/** A number and its unit, kept together on one line: "91 %". */
export function quantity(value: number, unit: string, decimals?: number): string {
  return `${number(value, decimals)}\u00a0${unit}`;
}

/** A share of one as a percentage: 0.07 is "7%". */
export function percent(share: number, decimals = 0): string {
  return format({ style: 'percent', minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(share);
}

/** Money, from the smallest unit of its currency. */
export function money(minor: number, currency: string): string {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return format({ style: 'currency', currency }).format(minor / 10 ** digits);
}

/** Names and words in the order a reader of the language expects. */
export function compareWords(a: string, b: string): number {
  return collator().compare(a, b);
}

const collators = new Map<string, Intl.Collator>();

function collator(): Intl.Collator {
  const tag = currentManner().locale;
  let found = collators.get(tag);
  if (!found) collators.set(tag, (found = new Intl.Collator(tag, { numeric: true, sensitivity: 'base' })));
  return found;
}
