// What a device measured, in words.
import type { QuarantinedRow } from '../generated/commands';
import { number } from '../words/numbers';

/** "heart_rate 250 bpm", as the device said it. */
export function sayMeasured({ measured, reading, systolic, diastolic, unit }: QuarantinedRow['measurement']): string {
  const isRead = (value: unknown): value is number => typeof value === 'number';
  const pressure = isRead(systolic) && isRead(diastolic) ? `${number(systolic)}/${number(diastolic)}` : '';
  const value = isRead(reading) ? number(reading) : pressure;
  return value === '' ? measured : `${measured} \u2066${[value, unit].filter(Boolean).join(' ')}\u2069`;
}
