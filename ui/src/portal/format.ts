// Numbers, units, days and money as the clinic writes them, in the language of the page.
import type { Metric } from '../generated/commands';
import { digitsOf } from '../words/money';
import { state } from './state.svelte';
import { words } from './words.svelte';

export type Field =
  | 'heart_rate_bpm'
  | 'systolic_mmhg'
  | 'diastolic_mmhg'
  | 'temperature_c'
  | 'spo2_percent'
  | 'respiratory_rate_bpm'
  | 'glucose_mg_dl'
  | 'weight_kg';

export const FIELD: Record<Metric, Field> = {
  heart_rate: 'heart_rate_bpm',
  systolic: 'systolic_mmhg',
  diastolic: 'diastolic_mmhg',
  temperature: 'temperature_c',
  spo2: 'spo2_percent',
  respiratory_rate: 'respiratory_rate_bpm',
  glucose: 'glucose_mg_dl',
};

type Unit = keyof typeof words.units;

interface Measure {
  unit: Unit;
  factor: number;
  offset: number;
  decimals: number;
}

function measure(field: Field): Measure {
  const clinic = state.me?.clinic;
  const plain = (unit: Unit, decimals = 0): Measure => ({ unit, factor: 1, offset: 0, decimals });
  switch (field) {
    case 'temperature_c':
      return clinic?.temperature_unit === 'fahrenheit'
        ? { unit: 'fahrenheit', factor: 9 / 5, offset: 32, decimals: 1 }
        : plain('celsius', 1);
    case 'weight_kg':
      return clinic?.weight_unit === 'pound'
        ? { unit: 'pound', factor: 1 / 0.45359237, offset: 0, decimals: 1 }
        : plain('kilogram', 1);
    case 'glucose_mg_dl':
      return clinic?.glucose_unit === 'mmol_l'
        ? { unit: 'mmolPerL', factor: 1 / 18, offset: 0, decimals: 1 }
        : plain('mgPerDl');
    case 'spo2_percent':
      return plain('percent');
    case 'systolic_mmhg':
    case 'diastolic_mmhg':
      return plain('mmhg');
    default:
      return plain('perMinute');
  }
}

export function unit(field: Field): string {
  return words.units[measure(field).unit];
}

/** A kept value in the clinic's unit. */
export function shown(field: Field, kept: number): number {
  const { factor, offset, decimals } = measure(field);
  const scale = 10 ** decimals;
  return Math.round((kept * factor + offset) * scale) / scale;
}

/** A typed value as it is kept. */
export function kept(field: Field, typed: number): number {
  const { factor, offset } = measure(field);
  return factor === 1 && offset === 0 ? typed : Math.round(((typed - offset) / factor) * 10_000) / 10_000;
}

function tag(): string {
  const digits = state.me?.clinic.digits === 'arabic' && state.language === 'ar' ? 'arab' : 'latn';
  return `${state.language === 'ar' ? 'ar' : 'en-GB'}-u-nu-${digits}-ca-gregory`;
}

const known = new Map<string, Intl.DateTimeFormat>();
function format(options: Intl.DateTimeFormatOptions, isDay = false): Intl.DateTimeFormat {
  const timeZone = isDay ? 'UTC' : (state.me?.clinic.time_zone ?? 'UTC');
  const key = tag() + timeZone + JSON.stringify(options);
  let found = known.get(key);
  if (!found) known.set(key, (found = new Intl.DateTimeFormat(tag(), { ...options, timeZone })));
  return found;
}

export function number(value: number, decimals?: number): string {
  const options = decimals === undefined ? { maximumFractionDigits: 1 } : { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return new Intl.NumberFormat(tag(), options).format(value);
}

/** A kept value in words, without the unit. */
export function value(field: Field, keptValue: number): string {
  return number(shown(field, keptValue), field === 'temperature_c' ? 1 : undefined);
}

export const day = (at: number): string => format({ day: 'numeric', month: 'short', year: 'numeric' }).format(at);
export const weekday = (at: number): string => format({ weekday: 'long', day: 'numeric', month: 'long' }).format(at);
export const time = (at: number): string => format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
export const instant = (at: number): string => `${day(at)}, ${time(at)}`;
/** A day of a calendar, such as `2026-12-03`. */
export const isoDay = (iso: string): string =>
  format({ day: 'numeric', month: 'short', year: 'numeric' }, true).format(Date.parse(`${iso}T00:00:00Z`));

/** How long ago, as people say it; after two weeks the day. */
export function ago(at: number): string {
  const past = Date.now() - at;
  const minutes = Math.floor(past / 60_000);
  if (minutes < 1) return words.now;
  const relative = new Intl.RelativeTimeFormat(tag(), { numeric: 'auto' });
  if (minutes < 60) return relative.format(-minutes, 'minute');
  if (minutes < 24 * 60) return relative.format(-Math.floor(minutes / 60), 'hour');
  const days = Math.floor(minutes / (24 * 60));
  return days <= 14 ? relative.format(-days, 'day') : day(at);
}

/** An instant as a field for day and time has it, on the clinic's clock. */
export function localInput(at: number): string {
  const zone = state.me?.clinic.time_zone ?? 'UTC';
  return new Date(at).toLocaleString('sv-SE', { timeZone: zone }).replace(' ', 'T').slice(0, 16);
}

/** The instant that a field for day and time says, on the clinic's clock. */
export function instantOf(typed: string): number {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(typed)) return NaN;
  const asUtc = Date.parse(`${typed.slice(0, 16)}:00Z`);
  if (Number.isNaN(asUtc)) return NaN;
  // The clock's distance from UTC, found twice: around a change of the clock the first guess is an hour off.
  const distance = (at: number) => Date.parse(`${localInput(at)}:00Z`) - Math.floor(at / 60_000) * 60_000;
  const first = asUtc - distance(asUtc);
  return asUtc - distance(first);
}

export function money(minor: number, currency: string): string {
  const digits = digitsOf(currency);
  return new Intl.NumberFormat(tag(), {
    style: 'currency',
    currency,
    currencyDisplay: 'code',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(minor / 10 ** digits);
}

/** Digits of any script, a comma or a point: a number, or none. */
export function readNumber(text: string): number | null | undefined {
  const plain = text
    .trim()
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[٫,]/g, '.');
  if (plain === '') return null;
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}

/** A number with its sign, kept together in a sentence of the other direction. */
export const isolated = (text: string): string => `\u2068${text}\u2069`;
