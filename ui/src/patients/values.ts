// A patient's form: what is typed, in the clinic's units, and what the clinic keeps.
import type { BloodGroup, PatientDetails, RemindedBy, Sex, StoredPatient } from '../generated/commands';
import { toCanonical, toClinic } from '../units';
import type { Precision } from '../words/dates';

type Text =
  | 'given_name'
  | 'family_name'
  | 'other_names'
  | 'gender'
  | 'phone'
  | 'email'
  | 'address'
  | 'city'
  | 'state'
  | 'country'
  | 'national_id'
  | 'next_of_kin_name'
  | 'next_of_kin_phone'
  | 'next_of_kin_relation';

export interface PatientValues extends Record<Text, string> {
  sex: Sex | null;
  birth_on: string | null;
  birth_precision: Precision;
  is_birth_estimated: boolean;
  blood_group: BloodGroup | null;
  /** In the clinic's units. */
  height_cm: number | null;
  weight_kg: number | null;
  practitioner_id: string | null;
  reminded_by: RemindedBy | null;
}

export const BLOOD_GROUPS: readonly BloodGroup[] = ['A+', 'A-', 'B+', 'B-', 'AB+', 'AB-', 'O+', 'O-'];

/** What the form shows first: of a patient, or of nobody yet. */
export function valuesOf(patient?: Partial<StoredPatient>): PatientValues {
  const of = patient ?? {};
  return {
    given_name: of.given_name ?? '',
    family_name: of.family_name ?? '',
    other_names: of.other_names ?? '',
    sex: patient ? (of.sex ?? null) : null,
    gender: of.gender ?? '',
    birth_on: of.birth_on ?? null,
    birth_precision: of.birth_precision ?? 'day',
    is_birth_estimated: (of.birth_precision ?? 'day') !== 'day',
    phone: of.phone ?? '',
    email: of.email ?? '',
    address: of.address ?? '',
    city: of.city ?? '',
    state: of.state ?? '',
    country: of.country ?? '',
    national_id: of.national_id ?? '',
    blood_group: of.blood_group ?? null,
    next_of_kin_name: of.next_of_kin_name ?? '',
    next_of_kin_phone: of.next_of_kin_phone ?? '',
    next_of_kin_relation: of.next_of_kin_relation ?? '',
    height_cm: typeof of.height_cm === 'number' ? toClinic('height_cm', of.height_cm) : null,
    weight_kg: typeof of.weight_kg === 'number' ? toClinic('weight_kg', of.weight_kg) : null,
    practitioner_id: of.practitioner_id ?? null,
    reminded_by: of.reminded_by ?? null,
  };
}

/** What is sent; a measure that was not touched goes back exactly as it was kept. */
export function detailsOf(values: PatientValues, before?: StoredPatient): PatientDetails {
  const text = (field: Text) => values[field].trim() || null;
  const measure = (field: 'height_cm' | 'weight_kg') => {
    const typed = values[field];
    if (typed === null) return null;
    const kept = before?.[field];
    return typeof kept === 'number' && toClinic(field, kept) === typed ? kept : toCanonical(field, typed);
  };
  return {
    given_name: text('given_name'),
    family_name: text('family_name'),
    other_names: text('other_names'),
    sex: values.sex ?? 'unknown',
    gender: text('gender'),
    birth_on: values.birth_on || null,
    birth_precision: values.birth_on ? values.birth_precision : null,
    phone: text('phone'),
    email: text('email'),
    address: text('address'),
    city: text('city'),
    state: text('state'),
    country: text('country'),
    national_id: text('national_id'),
    blood_group: values.blood_group,
    next_of_kin_name: text('next_of_kin_name'),
    next_of_kin_phone: text('next_of_kin_phone'),
    next_of_kin_relation: text('next_of_kin_relation'),
    height_cm: measure('height_cm'),
    weight_kg: measure('weight_kg'),
    practitioner_id: values.practitioner_id,
    reminded_by: values.reminded_by,
  };
}

export function hasName({ given_name, family_name, other_names }: PatientValues): boolean {
  return [given_name, family_name, other_names].some((name) => name.trim() !== '');
}

/** What was searched for in vain, as the beginning of a registration: a name, or a number. */
export function valuesFromSearch(text: string): PatientValues {
  const typed = text.trim();
  if (/^[\p{Nd}\s()+-]{5,}$/u.test(typed)) return { ...valuesOf(), phone: typed };
  const [given = '', ...others] = typed.split(/\s+/).filter((word) => !/\p{Nd}/u.test(word));
  return { ...valuesOf(), given_name: given, family_name: others.join(' ') };
}
