// Readings, breaches and refusals in words.
import { CallError } from '../call';
import type { Breach, LatestReading, Suspect, VitalsRow } from '../generated/commands';
import type { Status } from '../parts/Shape.svelte';
import { clinicUnits, fieldOf, sayReading, sayValue, toCanonical, toClinic, type ClinicUnits, type MeasuredField } from '../units';
import { number } from '../words/numbers';
import { t } from '../words/t.svelte';

/** "SpO₂ 88 %: at or below 91 %". */
export function sayBreach({ metric, value, limit, is_above }: Pick<Breach, 'metric' | 'value' | 'limit' | 'is_above'>): string {
  const field = fieldOf(metric);
  return t.vitals.breach(t.vitals.field[field], sayReading(field, value), is_above, sayReading(field, limit));
}

/** "Unlikely: usually 32.0 °C to 42.0 °C. Is it right?" */
export function saySuspect({ field, low, high }: Suspect): string {
  const measured = field as MeasuredField;
  return t.vitals.unlikely(sayReading(measured, low), sayReading(measured, high));
}

/** "120/80", read from left to right in every language; a dash for the one that was not read. */
export function sayPressure(systolic: number | null | undefined, diastolic: number | null | undefined): string {
  const isRead = (value: unknown) => typeof value === 'number';
  if (!isRead(systolic) && !isRead(diastolic)) return '';
  const high = isRead(systolic) ? sayValue('systolic_mmhg', systolic as number) : '–';
  const low = isRead(diastolic) ? sayValue('diastolic_mmhg', diastolic as number) : '–';
  return `\u2066${high}/${low}\u2069`;
}

/** Who recorded a set: a person's name, "device NAME", or that the patient measured it at home. */
export function sayBy({ vitals, device_name, recorded_by_name }: VitalsRow): string {
  if (vitals.source === 'device') return t.vitals.byDevice(device_name ?? '');
  if (vitals.source === 'patient') return t.vitals.atHome;
  return recorded_by_name ?? '';
}

const isSet = (limit: number | null | undefined) => typeof limit === 'number';

/** Where a reading stands, as shape and word: within its limits only where there are limits on both sides that it could pass. */
export function rangeOf({ metric, severity, is_above, limits }: LatestReading): { status: Status; word: string } {
  if (severity === 'critical') return { status: 'critical', word: is_above ? t.vitals.criticalHigh : t.vitals.criticalLow };
  if (severity === 'warning') return { status: 'warning', word: is_above ? t.vitals.high : t.vitals.low };
  const hasLow = isSet(limits.critical_low) || isSet(limits.warning_low) || metric === 'diastolic';
  const hasHigh = isSet(limits.critical_high) || isSet(limits.warning_high) || metric === 'spo2';
  if (hasLow && hasHigh) return { status: 'normal', word: t.vitals.inRange };
  if (!Object.values(limits).some(isSet)) return { status: 'unknown', word: t.vitals.noLimits };
  return { status: 'unknown', word: hasLow ? t.vitals.noHighLimit : t.vitals.noLowLimit };
}

/** A refusal of the clinic with its bounds in the clinic's units, beside the field it is about. */
export function inClinicUnits(error: CallError): CallError {
  const { code, field, details } = error;
  const say = (sentence: string) => new CallError(`vitals_${code}`, sentence, field, details);
  if (code === 'nothing_read') return say(t.vitals.nothingRead);
  if (code === 'diastolic_not_below_systolic') return say(t.vitals.notBelowSystolic);
  if (code === 'in_future') return new CallError(code, t.vitals.timeInFuture, 'taken_at');
  if (!field || !details || (code !== 'impossible' && code !== 'unlikely')) return error;
  const { value, low, high } = details as { value?: unknown; low?: unknown; high?: unknown };
  // Exact decimals arrive as text.
  const words = (of: unknown) => (field in t.vitals.field ? sayReading(field as MeasuredField, Number(of)) : number(Number(of)));
  if (code === 'unlikely') return say(t.vitals.unlikely(words(low), words(high)));
  if (value === undefined) return error;
  const otherUnit = field === 'temperature_c' ? looksLike(Number(value), Number(low), Number(high)) : '';
  return say([t.vitals.impossible(words(value), words(low), words(high)), otherUnit].filter(Boolean).join(' '));
}

/** A temperature that is none in the clinic's unit and a possible one in the other: the thermometer showed that. */
function looksLike(kept: number, low: number, high: number): string {
  const here = clinicUnits();
  const there: ClinicUnits = { ...here, temperature_unit: here.temperature_unit === 'celsius' ? 'fahrenheit' : 'celsius' };
  const meant = toCanonical('temperature_c', toClinic('temperature_c', kept, here), there);
  if (meant < low || meant > high) return '';
  return t.vitals.looksLike(sayReading('temperature_c', meant, there), sayReading('temperature_c', meant, here));
}
