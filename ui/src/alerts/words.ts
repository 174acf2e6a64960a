// An alert in words.
import type { AlertRow } from '../generated/commands';
import { fieldOf, sayReading } from '../units';
import { isolate } from '../words/bidi';
import { instant } from '../words/dates';
import { t } from '../words/t.svelte';

/** "Heart rate 148 /min". */
export function sayAlert({ metric, value }: AlertRow): string {
  return `${isolate(t.metrics[metric])} ${isolate(sayReading(fieldOf(metric), value))}`;
}

/** "at or above 131 /min". */
export function sayLimit({ metric, limit_value, is_above }: AlertRow): string {
  const limit = isolate(sayReading(fieldOf(metric), limit_value));
  return is_above ? t.alerts.above(limit) : t.alerts.below(limit);
}

/** How it stands, and by whom. */
export function sayState(row: AlertRow): string {
  if (row.state === 'snoozed' && row.snoozed_until) return t.alerts.snoozedUntil(instant(row.snoozed_until));
  if (row.state === 'acknowledged' && row.answered_at) {
    return t.alerts.acknowledgedBy(row.answered_by ?? t.alerts.somebody, instant(row.answered_at));
  }
  return t.alerts.states[row.state];
}

export const ALERT_KINDS = ['alert', 'alert_action', 'vitals', 'threshold', 'patient'];
