// The stroke form: what is typed, in the clinic's units, and what is sent.
import type { ResidenceType, SmokingStatus, StoredStrokeAssessment, StrokeDetails, StrokeGender, WorkType } from '../generated/commands';
import { toCanonical, toClinic } from '../units';

type YesNo = 'yes' | 'no';

export interface StrokeValues {
  assessed_on: string | null;
  gender: StrokeGender | null;
  age_years: number | null;
  has_hypertension: YesNo | null;
  has_heart_disease: YesNo | null;
  was_ever_married: YesNo | null;
  work_type: WorkType | null;
  residence_type: ResidenceType | null;
  /** In the clinic's unit. */
  avg_glucose_mg_dl: number | null;
  bmi: number | null;
  smoking_status: SmokingStatus | null;
  had_stroke: YesNo | null;
}

const yesNo = (is: boolean | undefined): YesNo | null => (is === undefined ? null : is ? 'yes' : 'no');

/** What the form shows first: of an assessment, or what the chart knows already. */
export function valuesOf(known: Partial<StoredStrokeAssessment>): StrokeValues {
  return {
    assessed_on: known.assessed_on ?? null,
    gender: known.gender ?? null,
    age_years: known.age_years ?? null,
    has_hypertension: yesNo(known.has_hypertension),
    has_heart_disease: yesNo(known.has_heart_disease),
    was_ever_married: yesNo(known.was_ever_married),
    work_type: known.work_type ?? null,
    residence_type: known.residence_type ?? null,
    avg_glucose_mg_dl: typeof known.avg_glucose_mg_dl === 'number' ? toClinic('avg_glucose_mg_dl', known.avg_glucose_mg_dl) : null,
    bmi: known.bmi ?? null,
    smoking_status: known.smoking_status ?? null,
    had_stroke: yesNo(known.had_stroke),
  };
}

/** What is sent, once every needed field is there. */
export function detailsOf(values: StrokeValues, before?: StoredStrokeAssessment): StrokeDetails {
  const typed = values.avg_glucose_mg_dl ?? 0;
  const kept = before?.avg_glucose_mg_dl;
  const isUntouched = typeof kept === 'number' && toClinic('avg_glucose_mg_dl', kept) === typed;
  return {
    assessed_on: values.assessed_on || null,
    gender: values.gender ?? 'other',
    age_years: values.age_years ?? 0,
    has_hypertension: values.has_hypertension === 'yes',
    has_heart_disease: values.has_heart_disease === 'yes',
    was_ever_married: values.was_ever_married === 'yes',
    work_type: values.work_type ?? 'never_worked',
    residence_type: values.residence_type ?? 'urban',
    avg_glucose_mg_dl: isUntouched ? kept : toCanonical('avg_glucose_mg_dl', typed),
    bmi: values.bmi,
    smoking_status: values.smoking_status ?? 'unknown',
    had_stroke: values.had_stroke === 'yes',
  };
}
