// The vitals form: what is typed, in the clinic's units and clock, and the set that is sent.
import { CalendarDateTime, parseDate, toZoned } from '@internationalized/date';
import type { Consciousness, NewVitals } from '../generated/commands';
import { toCanonical, type MeasuredField } from '../units';
import { asciiDigits, withoutMarks } from '../words/digits';

/** In the order in which they are called out at the bedside. */
export const READINGS = [
  'temperature_c',
  'heart_rate_bpm',
  'respiratory_rate_bpm',
  'systolic_mmhg',
  'diastolic_mmhg',
  'spo2_percent',
  'glucose_mg_dl',
  'weight_kg',
  'height_cm',
] as const satisfies readonly MeasuredField[];
export type Reading = (typeof READINGS)[number];

export type VitalsValues = Record<Reading, number | null> & {
  breathes: 'air' | 'oxygen' | null;
  consciousness: Consciousness | null;
  pain_score: number | null;
  notes: string;
  taken: 'now' | 'earlier';
  taken_on: string | null;
  taken_at: string;
};

export function emptyVitals(): VitalsValues {
  const none = Object.fromEntries(READINGS.map((field) => [field, null])) as Record<Reading, null>;
  return {
    ...none,
    breathes: null,
    consciousness: null,
    pain_score: null,
    notes: '',
    taken: 'now',
    taken_on: null,
    taken_at: '',
  };
}

/** "120/80" as its halves, "120/" too: the second is still to come. Null where there is no slash behind a first half. */
export function splitPressure(text: string): [string, string] | null {
  const found = /^\s*([^\s/]+)\s*[/\\]\s*([^\s/]*)\s*$/.exec(text);
  return found ? [found[1] ?? '', found[2] ?? ''] : null;
}

/** "1405", "14:05", "14.5", "9", "٩:٣٠" as "14:05" or "09:30"; null where it is no time of day. */
export function readTime(text: string): string | null {
  const typed = asciiDigits(withoutMarks(text)).trim();
  const found = /^(\d{1,2})(?:[:.\sh]?(\d{2}))?$/i.exec(typed);
  if (!found) return null;
  const hour = Number(found[1]);
  const minute = Number(found[2] ?? 0);
  return hour < 24 && minute < 60 ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : null;
}

/** The instant of a day and a time at the clinic, in milliseconds since 1970; null where either is missing. */
export function instantOf(day: string | null, time: string, zone: string): number | null {
  const read = readTime(time);
  if (!day || !read) return null;
  const [hour = 0, minute = 0] = read.split(':').map(Number);
  const { year, month, day: date } = parseDate(day);
  return toZoned(new CalendarDateTime(year, month, date, hour, minute), zone).toDate().getTime();
}

/** What is sent: canonical units, and no time where it was now. */
export function setOf(values: VitalsValues, patient: string, zone: string): NewVitals {
  const kept = (field: Reading) => {
    const typed = values[field];
    return typed === null ? null : toCanonical(field, typed);
  };
  return {
    patient_id: patient,
    ...(Object.fromEntries(READINGS.map((field) => [field, kept(field)])) as Record<Reading, number | null>),
    is_on_oxygen: values.breathes === null ? null : values.breathes === 'oxygen',
    consciousness: values.consciousness,
    pain_score: values.pain_score,
    notes: values.notes.trim() || null,
    effective_at: values.taken === 'now' ? null : instantOf(values.taken_on, values.taken_at, zone),
  };
}

/** Whether there is anything to score or to record. */
export function isBlank(values: VitalsValues): boolean {
  return (
    READINGS.every((field) => values[field] === null) &&
    values.breathes === null &&
    values.consciousness === null &&
    values.pain_score === null
  );
}
