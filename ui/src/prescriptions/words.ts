// Prescriptions in words: amounts, findings, and where an item stands.
import type { DoseUnit, Finding, FindingSeverity, ItemStatus, ItemView } from '../generated/commands';
import type { Status } from '../parts/Shape.svelte';
import { inPage, isolate } from '../words/bidi';
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
  const words = t.prescriptions.findings[code];
  if (!words) return sentence;
  const names = ['drug', 'other', 'substance', 'note', 'effect', 'group'].flatMap((key) => {
    const name = details[key];
    return typeof name === 'string' ? [[key, isolate(name)]] : [];
  });
  return inPage(words({ ...details, ...Object.fromEntries(names) }));
}

const STATUS: Record<ItemStatus, Status> = {
  active: 'normal',
  on_hold: 'warning',
  completed: 'unknown',
  stopped: 'unknown',
  cancelled: 'unknown',
};

/** Where an item stands, as shape and word. */
export function standing({ item, is_current }: Pick<ItemView, 'item' | 'is_current'>): { status: Status; word: string } {
  if (item.entered_in_error) return { status: 'unknown', word: t.chart.enteredInError(item.entered_in_error) };
  // All of it was handed out, and the patient still takes it; or the course is over, and not all of it was.
  if (item.status === 'completed' && is_current) return { status: 'normal', word: t.prescriptions.beingTaken };
  if (item.status === 'active' && !is_current) return { status: 'unknown', word: t.prescriptions.courseOver };
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
