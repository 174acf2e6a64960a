// Fields that have two values, and the values, in words.
import type { RemindedBy, Sex } from '../generated/commands';
import { sayReading } from '../units';
import { t } from '../words/t.svelte';
import type { Precision } from '../words/dates';
import { sayBirth } from './names';

/** The field as the form calls it; `birth` stands for the date and how exactly it is known. */
export function fieldWord(field: string): string {
  const words = t.patients.form as unknown as Record<string, string | undefined>;
  return words[field === 'birth' ? 'birth_on' : field] ?? words[field.replace(/_id$/, '')] ?? field.replaceAll('_', ' ');
}

/** One of the values in words; "" where it is missing. */
export function sayRival(field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'object') {
    const { birth_on, birth_precision } = value as { birth_on?: string | null; birth_precision?: Precision | null };
    if (birth_on !== undefined) return birth_on ? sayBirth(birth_on, birth_precision) : '';
    return Object.values(value).filter(Boolean).map(String).join(' · ');
  }
  if (field === 'sex') return t.patients.sex[value as Sex] ?? String(value);
  if (field === 'reminded_by') return t.patients.remindedBy[value as RemindedBy] ?? String(value);
  if (field === 'height_cm' || field === 'weight_kg') return sayReading(field, Number(value));
  return String(value);
}
