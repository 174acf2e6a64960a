// The latest readings as cards: blood pressure is one.
import type { LatestReading, Metric } from '../generated/commands';
import { fieldOf, type MeasuredField } from '../units';
import { t } from '../words/t.svelte';

export interface Card {
  key: string;
  title: string;
  field: MeasuredField;
  /** One, or systolic and diastolic. */
  readings: readonly LatestReading[];
}

const ORDER: readonly Metric[] = ['temperature', 'heart_rate', 'respiratory_rate', 'systolic', 'spo2', 'glucose'];

/** Two pressures of one moment belong on one card; of two moments they are two readings. */
export function cardsOf(readings: readonly LatestReading[]): Card[] {
  const of = (metric: Metric) => readings.find((one) => one.metric === metric);
  const [systolic, diastolic] = [of('systolic'), of('diastolic')];
  const isPair = systolic && diastolic && systolic.at === diastolic.at;
  const cards = ORDER.flatMap((metric): Card[] => {
    const one = of(metric);
    if (!one) return [];
    if (metric === 'systolic' && isPair) {
      return [{ key: 'pressure', title: t.vitals.pressure, field: 'systolic_mmhg', readings: [systolic, diastolic] }];
    }
    return [{ key: metric, title: t.vitals.field[fieldOf(metric)], field: fieldOf(metric), readings: [one] }];
  });
  if (!diastolic || isPair) return cards;
  return [...cards, { key: 'diastolic', title: t.vitals.field.diastolic_mmhg, field: 'diastolic_mmhg', readings: [diastolic] }];
}
