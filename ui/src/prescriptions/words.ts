// Prescriptions in words: amounts, findings, and where an item stands.
import type { DoseUnit, Finding, FindingSeverity, ItemStatus, ItemView } from '../generated/commands';
import type { Status } from '../parts/Shape.svelte';
import { date, instant } from '../words/dates';
import { currentLanguage } from '../words/locale.svelte';
import { t } from '../words/t.svelte';

/** "21 capsules". */
export function sayAmount(count: number, unit: DoseUnit): string {
  return t.formulary.amount[unit](count);
}

/** The shape of a severity. */
export const SHAPES: Record<FindingSeverity, Status> = { serious: 'critical', caution: 'warning', info: 'normal' };

/** The finding in a sentence: the clinic's own in English, ours elsewhere. */
export function sayFinding({ code, details, sentence }: Pick<Finding, 'code' | 'details' | 'sentence'>): string {
  return t.prescriptions.findings[code]?.(details) ?? sentence;
}

const STATUS: Record<ItemStatus, Status> = {
  active: 'normal',
  on_hold: 'warning',
  completed: 'unknown',
  stopped: 'unknown',
  cancelled: 'unknown',
};

/** Where an item stands, as shape and word. */
export function standing({ item }: Pick<ItemView, 'item'>): { status: Status; word: string } {
  if (item.entered_in_error) return { status: 'unknown', word: t.chart.enteredInError(item.entered_in_error) };
  return { status: STATUS[item.status], word: t.prescriptions.statuses[item.status] };
}

/** What the patient is told, in the language of the screen or the one there is. */
export function tell(instructions: Record<string, string>, language: string = currentLanguage()): string {
  return instructions[language] ?? instructions.en ?? Object.values(instructions)[0] ?? '';
}

/** "until 3 May 2025", "goes on". */
export function sayEnd({ ends_on }: Pick<ItemView, 'ends_on'>): string {
  return ends_on ? t.prescriptions.until(date(ends_on)) : t.prescriptions.goesOn;
}

/** How much was handed out of how much. */
export function sayHandedOut({ item, dispensed }: Pick<ItemView, 'item' | 'dispensed'>): string {
  const all = sayAmount(item.quantity, item.quantity_unit);
  return dispensed > 0 ? t.prescriptions.handedOut(sayAmount(dispensed, item.quantity_unit), all) : t.prescriptions.nothingHandedOut(all);
}

/** Why it is on hold or was stopped, and when. */
export function sayReasonOf({ item }: Pick<ItemView, 'item'>): string {
  if (item.entered_in_error || item.status === 'active') return '';
  return t.prescriptions.since(item.status_reason ?? '', instant(item.status_at));
}
