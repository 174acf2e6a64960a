// What the server refused, in the language of the page.
import type { Refusal } from './api';
import { number, shown, type Field, FIELD } from './format';
import { state } from './state.svelte';
import { words } from './words.svelte';

const FIELDS = new Set<string>([...Object.values(FIELD), 'weight_kg']);

/** What was refused, in the language of the page; numbers in the clinic's units. */
export function sayRefusal(refusal: Refusal): string {
  const sentence = words.errors[refusal.code];
  if (!sentence) return state.language === 'en' ? refusal.message : words.errorUnknown;
  const said: Record<string, string> = {};
  for (const [name, value] of Object.entries(refusal.details)) {
    const amount = typeof value === 'number' || /^-?\d+(\.\d+)?$/.test(String(value)) ? Number(value) : undefined;
    const isReading = refusal.field !== undefined && FIELDS.has(refusal.field);
    said[name] =
      amount === undefined ? String(value) : number(isReading ? shown(refusal.field as Field, amount) : amount);
  }
  return sentence(said);
}
