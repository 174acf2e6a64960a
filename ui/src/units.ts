// Readings as the clinic writes them: kept in one unit each, typed and shown in the clinic's.
import { CallError } from './call';
import type { GlucoseUnit, HeightUnit, Metric, TemperatureUnit, WeightUnit } from './generated/commands';
import { site } from './site.svelte';
import { number, quantity } from './words/numbers';
import { t } from './words/t.svelte';

/** The clinic's choice, as its settings have it. */
export interface ClinicUnits {
  temperature_unit: TemperatureUnit;
  weight_unit: WeightUnit;
  height_unit: HeightUnit;
  glucose_unit: GlucoseUnit;
}

/** Everything that is measured; the names say the unit it is kept in. */
export type MeasuredField =
  | 'heart_rate_bpm'
  | 'systolic_mmhg'
  | 'diastolic_mmhg'
  | 'temperature_c'
  | 'spo2_percent'
  | 'respiratory_rate_bpm'
  | 'glucose_mg_dl'
  | 'avg_glucose_mg_dl'
  | 'weight_kg'
  | 'height_cm';

export type UnitSymbol =
  | 'perMinute'
  | 'mmhg'
  | 'percent'
  | 'celsius'
  | 'fahrenheit'
  | 'kilogram'
  | 'pound'
  | 'centimetre'
  | 'inch'
  | 'mgPerDl'
  | 'mmolPerL';

/** What lies between the kept and the shown: `shown = kept × factor + offset`. */
interface Measure {
  symbol: UnitSymbol;
  factor: number;
  offset: number;
  /** How many decimals are shown. */
  decimals: number;
}

const asKept = (symbol: UnitSymbol, decimals = 0): Measure => ({ symbol, factor: 1, offset: 0, decimals });

/** Pound: 0.45359237 kg, inch: 2.54 cm, both by definition. */
const POUNDS_PER_KG = 1 / 0.45359237;
const INCHES_PER_CM = 1 / 2.54;
/** As clinics reckon; glucose weighs 180.16 g/mol. */
const MG_DL_PER_MMOL_L = 18;

const TEMPERATURES: Record<TemperatureUnit, Measure> = {
  celsius: asKept('celsius', 1),
  fahrenheit: { symbol: 'fahrenheit', factor: 9 / 5, offset: 32, decimals: 1 },
};
const WEIGHTS: Record<WeightUnit, Measure> = {
  kilogram: asKept('kilogram', 1),
  pound: { symbol: 'pound', factor: POUNDS_PER_KG, offset: 0, decimals: 1 },
};
const HEIGHTS: Record<HeightUnit, Measure> = {
  centimetre: asKept('centimetre'),
  inch: { symbol: 'inch', factor: INCHES_PER_CM, offset: 0, decimals: 1 },
};
const GLUCOSES: Record<GlucoseUnit, Measure> = {
  mg_dl: asKept('mgPerDl'),
  mmol_l: { symbol: 'mmolPerL', factor: 1 / MG_DL_PER_MMOL_L, offset: 0, decimals: 1 },
};

const METRIC_UNITS: ClinicUnits = {
  temperature_unit: 'celsius',
  weight_unit: 'kilogram',
  height_unit: 'centimetre',
  glucose_unit: 'mg_dl',
};

/** The clinic's units; reactive. */
export function clinicUnits(): ClinicUnits {
  return site.current ?? METRIC_UNITS;
}

function measureOf(field: MeasuredField, units: ClinicUnits): Measure {
  switch (field) {
    case 'temperature_c':
      return TEMPERATURES[units.temperature_unit];
    case 'weight_kg':
      return WEIGHTS[units.weight_unit];
    case 'height_cm':
      return HEIGHTS[units.height_unit];
    case 'glucose_mg_dl':
    case 'avg_glucose_mg_dl':
      return GLUCOSES[units.glucose_unit];
    case 'spo2_percent':
      return asKept('percent');
    case 'systolic_mmhg':
    case 'diastolic_mmhg':
      return asKept('mmhg');
    default:
      return asKept('perMinute');
  }
}

const FIELD_OF_METRIC: Record<Metric, MeasuredField> = {
  heart_rate: 'heart_rate_bpm',
  systolic: 'systolic_mmhg',
  diastolic: 'diastolic_mmhg',
  temperature: 'temperature_c',
  spo2: 'spo2_percent',
  respiratory_rate: 'respiratory_rate_bpm',
  glucose: 'glucose_mg_dl',
};

/** The field of a set that holds a metric. */
export function fieldOf(metric: Metric): MeasuredField {
  return FIELD_OF_METRIC[metric];
}

/** A kept value in the clinic's unit, rounded to what is shown there. */
export function toClinic(field: MeasuredField, kept: number, units: ClinicUnits = clinicUnits()): number {
  const { factor, offset, decimals } = measureOf(field, units);
  // A kept value keeps all its decimals where nothing is converted: 37.25 °C stays what was typed.
  return factor === 1 && offset === 0 ? kept : round(kept * factor + offset, decimals);
}

/** A value typed in the clinic's unit, as it is kept: exactly enough to be shown again as it was typed. */
export function toCanonical(field: MeasuredField, typed: number, units: ClinicUnits = clinicUnits()): number {
  const { factor, offset } = measureOf(field, units);
  return factor === 1 && offset === 0 ? typed : round((typed - offset) / factor, 4);
}

/** The unit's sign: "°F", "mmHg". */
export function unitOf(field: MeasuredField, units: ClinicUnits = clinicUnits()): string {
  return t.units[measureOf(field, units).symbol];
}

/** A kept value in words, with the clinic's unit: "98.6 °F". */
export function sayReading(field: MeasuredField, kept: number, units: ClinicUnits = clinicUnits()): string {
  return quantity(toClinic(field, kept, units), unitOf(field, units), decimalsOf(field, kept, units));
}

/** The same without the unit, for a column that names it. */
export function sayValue(field: MeasuredField, kept: number, units: ClinicUnits = clinicUnits()): string {
  return number(toClinic(field, kept, units), decimalsOf(field, kept, units));
}

/** A whole weight in kg needs no ".0" that nobody measured; temperatures always show their tenth. */
function decimalsOf(field: MeasuredField, kept: number, units: ClinicUnits): number {
  const { decimals } = measureOf(field, units);
  return field !== 'temperature_c' && Number.isInteger(toClinic(field, kept, units)) ? 0 : Math.max(decimals, 0);
}

function round(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale;
}

/** A refusal or a question about a number (`impossible`, `unlikely`) with its numbers in the clinic's unit. */
export function inClinicUnits(error: CallError, field: MeasuredField, units: ClinicUnits = clinicUnits()): CallError {
  const said = Object.entries(error.details ?? {}).map(([name, value]: [string, unknown]) => [
    name,
    isNumeric(value) ? toClinic(field, Number(value), units) : value,
  ]);
  return new CallError(error.code, error.message, error.field, Object.fromEntries(said) as object);
}

/** Decimals arrive as numbers or as text. */
function isNumeric(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && value !== '' && Number.isFinite(Number(value)));
}
