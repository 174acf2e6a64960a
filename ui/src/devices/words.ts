// What a device measured, in words.
import type { QuarantinedRow } from '../generated/commands';
import { number } from '../words/numbers';
import { t } from '../words/t.svelte';

/** What devices call what they measure, by the clinic's own words: their names, and LOINC's codes. */
const NAMES: Partial<Record<string, () => string>> = {
  heart_rate: () => t.metrics.heart_rate,
  '8867-4': () => t.metrics.heart_rate,
  blood_pressure: () => t.vitals.pressure,
  '85354-9': () => t.vitals.pressure,
  temperature: () => t.metrics.temperature,
  '8310-5': () => t.metrics.temperature,
  spo2: () => t.metrics.spo2,
  '59408-5': () => t.metrics.spo2,
  '2708-6': () => t.metrics.spo2,
  respiratory_rate: () => t.metrics.respiratory_rate,
  '9279-1': () => t.metrics.respiratory_rate,
  glucose: () => t.metrics.glucose,
  '2339-0': () => t.metrics.glucose,
  weight: () => t.vitals.field.weight_kg,
  '29463-7': () => t.vitals.field.weight_kg,
  height: () => t.vitals.field.height_cm,
  '8302-2': () => t.vitals.field.height_cm,
};

/** "Heart rate 250 bpm": the value as the device said it; what is not known by name, too. */
export function sayMeasured({ measured, reading, systolic, diastolic, unit }: QuarantinedRow['measurement']): string {
  const isRead = (value: unknown): value is number => typeof value === 'number';
  const pressure = isRead(systolic) && isRead(diastolic) ? `${number(systolic)}/${number(diastolic)}` : '';
  const value = isRead(reading) ? number(reading) : pressure;
  const name = NAMES[measured]?.() ?? measured;
  return value === '' ? name : `${name} \u2066${[value, unit].filter(Boolean).join(' ')}\u2069`;
}
