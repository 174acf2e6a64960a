// In what two records of probably one person differ.
import type { PatientView } from '../generated/commands';
import { sayBirth } from '../patients/names';

const FIELDS = [
  'given_name', 'family_name', 'other_names', 'sex', 'gender', 'birth_on', 'phone', 'email', 'address', 'city', 'state', 'country',
  'national_id', 'blood_group', 'next_of_kin_name', 'next_of_kin_phone', 'next_of_kin_relation', 'height_cm', 'weight_kg', 'practitioner_id',
] as const;
export type Field = (typeof FIELDS)[number];

export const valueOf = ({ patient }: PatientView, field: Field) => patient[field] ?? null;

export const birthOf = ({ patient }: PatientView) => sayBirth(patient.birth_on, patient.birth_precision);

/** The fields of which somebody chooses. Births that read the same, such as two estimated from one age, are no choice. */
export function differing([one, other]: readonly [PatientView, PatientView]): Field[] {
  const differs = (field: Field) => (valueOf(one, field) ?? '') !== (valueOf(other, field) ?? '');
  return FIELDS.filter((field) => differs(field) && (field !== 'birth_on' || birthOf(one) !== birthOf(other)));
}
