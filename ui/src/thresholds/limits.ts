// Limits in rows and forms: all of the clinic's, and those that ship, in the clinic's units.
import { CallError, asCallError } from '../call';
import type { AgeBand, Limits, Metric, ThresholdList } from '../generated/commands';
import { fieldOf, inClinicUnits, sayValue, toCanonical, toClinic, unitOf } from '../units';
import { isolate } from '../words/bidi';
import { t } from '../words/t.svelte';

export const LIMITS = ['critical_low', 'warning_low', 'warning_high', 'critical_high'] as const;
export type LimitName = (typeof LIMITS)[number];
/** The four, each there or null. */
export type LimitValues = Record<LimitName, number | null>;

export const METRICS: readonly Metric[] = ['heart_rate', 'systolic', 'diastolic', 'temperature', 'spo2', 'respiratory_rate', 'glucose'];
export const AGE_BANDS: readonly AgeBand[] = ['any', 'under_2_months', 'months_2_to_11', 'months_12_to_59', 'years_5_to_15', 'adult'];

/** One line of the table. */
export interface LimitRow {
  id: string;
  metric: Metric;
  age_band: AgeBand;
  limits: Limits;
  /** Ships with the program: cannot be changed, only gone before. */
  isShipped: boolean;
  practitioner_id: string | null;
  /** "The clinic", "Patients of …", "Shipped". */
  owner: string;
  source: string;
  version: number;
}

/** Those that were set before those that ship, by metric. */
export function rowsOf({ set, defaults }: ThresholdList): LimitRow[] {
  const own = set.map(({ threshold, version, practitioner }): LimitRow => ({
    id: threshold.id,
    metric: threshold.metric,
    age_band: threshold.age_band,
    limits: threshold,
    isShipped: false,
    practitioner_id: threshold.practitioner_id ?? null,
    owner: threshold.practitioner_id ? t.thresholds.panelOf(practitioner ?? '') : t.thresholds.clinic,
    source: '',
    version,
  }));
  const shipped = defaults.map(({ id, metric, age_band, limits, source }): LimitRow => ({
    id,
    metric,
    age_band,
    limits,
    isShipped: true,
    practitioner_id: null,
    owner: t.thresholds.shipped,
    source,
    version: 0,
  }));
  const rank = ({ metric }: LimitRow) => METRICS.indexOf(metric);
  return [...own, ...shipped].sort((a, b) => rank(a) - rank(b));
}

/** One limit in the clinic's unit, or a dash. */
export function sayLimit(metric: Metric, limits: Limits, name: LimitName): string {
  const limit = limits[name];
  return limit === null || limit === undefined ? '–' : sayValue(fieldOf(metric), Number(limit));
}

/** All four in one line: "≤ 40 · ≤ 50 · ≥ 111 · ≥ 131 /min". */
export function sayLimits(metric: Metric, limits: Limits): string {
  const said = LIMITS.filter((name) => limits[name] !== null && limits[name] !== undefined).map(
    (name) => `${name.endsWith('low') ? '≤' : '≥'} ${sayLimit(metric, limits, name)}`,
  );
  return said.length > 0 ? isolate(`${said.join(' · ')} ${unitOf(fieldOf(metric))}`) : t.thresholds.noLimits;
}

export function toForm(metric: Metric, limits: Limits): LimitValues {
  const shown = (name: LimitName) => {
    const limit = limits[name];
    return limit === null || limit === undefined ? null : toClinic(fieldOf(metric), Number(limit));
  };
  return { critical_low: shown('critical_low'), warning_low: shown('warning_low'), warning_high: shown('warning_high'), critical_high: shown('critical_high') };
}

export function fromForm(metric: Metric, values: LimitValues): Limits {
  const kept = (typed: number | null) => (typed === null ? null : toCanonical(fieldOf(metric), typed));
  return {
    critical_low: kept(values.critical_low),
    warning_low: kept(values.warning_low),
    warning_high: kept(values.warning_high),
    critical_high: kept(values.critical_high),
  };
}

/** The first limit that does not rise above the one before it. */
export function outOfOrder(values: LimitValues): LimitName | undefined {
  let highest = -Infinity;
  return LIMITS.find((name) => {
    const limit = values[name];
    if (limit === null) return false;
    if (limit <= highest) return true;
    highest = limit;
    return false;
  });
}

/** A refusal with its numbers as the clinic writes them. */
export function inUnitsOf(metric: Metric, thrown: unknown): CallError {
  const error = asCallError(thrown);
  return error.code === 'impossible' ? inClinicUnits(error, fieldOf(metric)) : error;
}
