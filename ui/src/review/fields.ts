// Fields and their values in words, whatever the kind of record; and what can be chosen for them.
import type { Option } from '../forms';
import { fieldWord as patientField, sayRival as sayOfPatient } from '../patients/rivals';
import { date, instant } from '../words/dates';
import { languageNames } from '../words/languages';
import { number } from '../words/numbers';
import { t } from '../words/t.svelte';

/** The field as people call it. */
export function fieldWord(kind: string, field: string): string {
  if (kind === 'patient' && field !== 'entered_in_error') return patientField(field);
  return t.review.fields[field] ?? field.replaceAll('_', ' ');
}

/** The words of a field that holds one of a few known ones. */
function choices(kind: string, field: string): Readonly<Record<string, string>> | undefined {
  const all: Record<string, Readonly<Record<string, string>>> = {
    'allergy severity': t.allergies.severities,
    'allergy status': t.allergies.statuses,
    'allergy category': t.allergies.categories,
    'condition status': t.conditions.statuses,
    'patient sex': t.patients.sex,
    'prescription_item frequency': t.prescriptions.frequencies,
    'prescription_item food': t.prescriptions.foods,
    'prescription_item route': t.formulary.routes,
    'prescription_item dose_unit': t.formulary.units,
    'prescription_item quantity_unit': t.formulary.units,
    'prescription_item form': t.formulary.forms,
    'prescription_item status': t.prescriptions.statuses,
    'encounter kind': t.encounters.kinds,
    'appointment status': t.appointments.states,
    'appointment priority': t.appointments.priorities,
    'payment method': t.billing.methods,
    'payment kind': t.billing.kinds,
    'payment payer': { patient: t.billing.patient, insurer: t.billing.insurer },
    'account theme': { system: t.look.system, light: t.look.light, dark: t.look.dark },
    'device kind': t.devices.kinds,
    'stroke_assessment gender': t.stroke.genders,
    'stroke_assessment work_type': t.stroke.works,
    'stroke_assessment residence_type': t.stroke.residences,
    'stroke_assessment smoking_status': t.stroke.smokings,
  };
  return all[`${kind} ${field}`] ?? (field === 'language' ? languageNames : undefined);
}

/** What can be chosen for a field; none where it is written freely. */
export function optionsOf(kind: string, field: string): Option[] | undefined {
  const words = choices(kind, field);
  return words && Object.entries(words).map(([value, word]) => ({ value, word }));
}

/** Members of a group that a person writes; the rest goes with the value that it was written from. */
export const isWritten = (field: string) => !field.endsWith('_id') && !field.endsWith('_at') && !field.endsWith('_code');

/** A value in words; "" where there is none. */
export function sayValue(kind: string, field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  if (kind === 'patient' && field !== 'entered_in_error') return sayOfPatient(field, value);
  if (typeof value === 'boolean') return value ? t.review.rivals.yes : t.review.rivals.no;
  if (typeof value === 'number') return field.endsWith('_at') ? instant(value) : number(value);
  if (Array.isArray(value)) return value.map((one) => sayValue(kind, field, one)).join(t.review.comma);
  if (typeof value === 'object') return sayGroup(kind, value as Record<string, unknown>);
  const text = String(value);
  const word = choices(kind, field)?.[text];
  const roles: Readonly<Record<string, string>> = t.roles;
  if (kind === 'account' && field === 'roles') return text.split(' ').map((role) => roles[role] ?? role).join(t.review.comma);
  if (word) return word;
  if (field === 'jpeg_base64') return t.review.fields.jpeg_base64 ?? '';
  if (field.endsWith('_on')) return date(text);
  return field.endsWith('_id') ? text.slice(-4) : text;
}

function sayGroup(kind: string, value: Record<string, unknown>): string {
  if ('drug_name' in value) {
    const say = (field: string) => sayValue(kind, field, value[field]);
    const named = [value.drug_name, value.strength].filter(Boolean).join(' ');
    return [named, `${fieldWord(kind, 'dose')}: ${say('dose')} ${say('dose_unit')}`, `${fieldWord(kind, 'quantity')}: ${say('quantity')}`].join(' · ');
  }
  return Object.entries(value)
    .filter(([field, part]) => !field.endsWith('_id') && part !== null && part !== '')
    .map(([field, part]) => `${fieldWord(kind, field)}: ${sayValue(kind, field, part)}`)
    .join(' · ');
}
