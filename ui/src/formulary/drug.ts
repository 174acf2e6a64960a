// A drug of the formulary as its form holds it, and as it is sent.
import type { DoseUnit, DrugDetails, DrugForm, DrugView, PregnancyAdvice, Route } from '../generated/commands';
import { t } from '../words/t.svelte';

/** What doses and strengths are measured in; the other units are counted. */
export const MEASURES = ['mg', 'mcg', 'g', 'iu', 'mmol'] as const satisfies readonly DoseUnit[];
export const PREGNANCIES = ['not_stated', 'compatible', 'caution', 'avoid'] as const satisfies readonly PregnancyAdvice[];

export const DOSES = ['adult_single_min', 'adult_single_max', 'adult_daily_max'] as const;
export const CHILD_DOSES = ['child_single_min_per_kg', 'child_single_max_per_kg', 'child_daily_max_per_kg'] as const;
const NUMBERS = ['strength_value', 'pack_size', 'max_times_per_day', 'min_age_months', ...DOSES, ...CHILD_DOSES] as const;
const TEXTS = ['atc_code', 'child_note', 'pregnancy_note', 'source', 'dose_source'] as const;

export type DrugValues = Record<(typeof NUMBERS)[number], number | null> &
  Record<(typeof TEXTS)[number], string> & {
    name: string;
    form: DrugForm | null;
    strength: string;
    unit: DoseUnit | null;
    strength_unit: DoseUnit | null;
    routes: Route[];
    classes: string[];
    price_minor: number | null;
    /** In percent, as it is said; sent in hundredths of it. */
    tax_percent: number | null;
    pregnancy: PregnancyAdvice;
    is_active: boolean;
  };

export function valuesOf(view: DrugView | undefined): DrugValues {
  const drug = view?.drug;
  const numbers = Object.fromEntries(NUMBERS.map((field) => [field, drug?.[field] ?? null]));
  const texts = Object.fromEntries(TEXTS.map((field) => [field, drug?.[field] ?? '']));
  return {
    ...(numbers as Record<(typeof NUMBERS)[number], number | null>),
    ...(texts as Record<(typeof TEXTS)[number], string>),
    name: drug?.name ?? '',
    form: drug?.form ?? null,
    strength: drug?.strength ?? '',
    unit: drug?.unit ?? null,
    strength_unit: drug?.strength_unit ?? null,
    routes: [...(view?.routes ?? [])],
    classes: [...(view?.classes ?? [])],
    price_minor: drug?.price_minor ?? null,
    tax_percent: drug && drug.tax_basis_points > 0 ? drug.tax_basis_points / 100 : null,
    pregnancy: drug?.pregnancy ?? 'not_stated',
    is_active: drug?.is_active ?? true,
  };
}

/** What is sent; form and unit were asked for before. */
export function detailsOf({ tax_percent, ...values }: DrugValues): DrugDetails {
  const texts = Object.fromEntries(TEXTS.map((field) => [field, values[field].trim() || null]));
  return {
    ...values,
    ...texts,
    name: values.name.trim(),
    strength: values.strength.trim(),
    form: values.form ?? 'other',
    unit: values.unit ?? 'piece',
    tax_basis_points: Math.round((tax_percent ?? 0) * 100),
  };
}

/** The name of a class in the language of the screen, where it has one. */
export function nameOfClass(code: string, name: string): string {
  return t.formulary.classNames[code] ?? name;
}

/** Choices as a record of words. */
export function optionsOf<T extends string>(words: Record<T, string>): { value: T; word: string }[] {
  return (Object.entries(words) as [T, string][]).map(([value, word]) => ({ value, word }));
}
