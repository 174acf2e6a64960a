// What the picture is asked for: which tracks, in which words.
import type { ChartOrder, ChartTheme, Series, TrackTitle, Words } from '../generated/commands';
import { unitOf, type MeasuredField } from '../units';
import { currentManner, isRightToLeft } from '../words/locale.svelte';
import { firstWeekday } from '../words/week';
import { t } from '../words/t.svelte';
import { decimalOf } from '../forms/parse_number';
import type { View } from './view';

/** The tracks from the top, and the fields that each draws. */
export const TRACKS = {
  heart_rate: ['heart_rate_bpm'],
  blood_pressure: ['systolic_mmhg', 'diastolic_mmhg'],
  temperature: ['temperature_c'],
  spo2: ['spo2_percent'],
  respiratory_rate: ['respiratory_rate_bpm'],
  glucose: ['glucose_mg_dl'],
  weight: ['weight_kg'],
} as const satisfies Record<string, readonly MeasuredField[]>;
export type TrackKey = keyof typeof TRACKS;

/** Those that have anything to draw. */
export function tracksOf(series: readonly Series[]): TrackKey[] {
  const filled = new Set(series.filter(({ points }) => points.length > 0).map(({ field }) => field));
  return (Object.keys(TRACKS) as TrackKey[]).filter((key) => TRACKS[key].some((field) => filled.has(field)));
}

export interface Asked {
  patient: string;
  tracks: readonly TrackKey[];
  view: View;
  width: number;
  height: number;
  theme: ChartTheme;
}

export function orderOf({ patient, tracks, view, width, height, theme }: Asked): ChartOrder {
  const fields = tracks.flatMap((key): readonly MeasuredField[] => TRACKS[key]);
  const title = (key: TrackKey): TrackTitle => ({ title: t.trends.tracks[key], unit: unitOf(TRACKS[key][0]) });
  return {
    patient_id: patient,
    from_ms: Math.round(view.from),
    to_ms: Math.round(view.to),
    width,
    height,
    theme,
    is_right_to_left: isRightToLeft(currentManner().locale),
    tracks: [...tracks],
    labels: Object.fromEntries(fields.map((field) => [field, t.vitals.field[field]])),
    titles: Object.fromEntries(tracks.map((key) => [key, title(key)])),
    words: chartWords(),
  };
}

/** Months and digits of a picture. */
export function chartWords(empty: string = t.trends.noReadings): Words {
  const { locale, digits } = currentManner();
  const tag = `${locale === 'en' ? 'en-001' : locale}-u-ca-gregory-nu-latn`;
  const month = new Intl.DateTimeFormat(tag, { month: 'short', timeZone: 'UTC' });
  return {
    months: Array.from({ length: 12 }, (_, at) => month.format(Date.UTC(2024, at, 15))),
    digits: digits === 'arab' ? '٠١٢٣٤٥٦٧٨٩' : digits === 'deva' ? '०१२३४५६७८९' : null,
    decimal_mark: digits === 'arab' ? '٫' : decimalOf(locale),
    ...t.trends.pattern,
    first_weekday: firstWeekday(),
    empty,
  };
}
