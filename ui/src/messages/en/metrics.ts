// What is measured and for whom, in English.
import type { AgeBand, Metric, Severity } from '../../generated/commands';

export const metrics = {
  heart_rate: 'Heart rate',
  systolic: 'Systolic pressure',
  diastolic: 'Diastolic pressure',
  temperature: 'Temperature',
  spo2: 'SpO₂',
  respiratory_rate: 'Respiratory rate',
  glucose: 'Glucose',
} satisfies Record<Metric, string>;

export const ageBands = {
  any: 'Any age',
  under_2_months: 'Under 2 months',
  months_2_to_11: '2–11 months',
  months_12_to_59: '12–59 months',
  years_5_to_15: '5–15 years',
  adult: '16 years and older',
} satisfies Record<AgeBand, string>;

export const severities = { critical: 'Critical', warning: 'Warning' } satisfies Record<Severity, string>;
