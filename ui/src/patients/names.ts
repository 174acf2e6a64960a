// A patient as people say it: the name, the age and sex, the birth date.
import type { PatientDetails, Sex } from '../generated/commands';
import { age, date, type Precision } from '../words/dates';
import { t } from '../words/t.svelte';

type Names = Pick<PatientDetails, 'given_name' | 'family_name' | 'other_names'>;

/** Given and family name; where there is neither, the other names. */
export function nameOf({ given_name, family_name, other_names }: Names): string {
  return [given_name, family_name].filter(Boolean).join(' ') || (other_names ?? '');
}

/** The first letters of the first and the last name: what stands in for a photo. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  const first = (word: string | undefined) => [...(word ?? '')].find((letter) => /[\p{L}\p{N}]/u.test(letter)) ?? '';
  const said = letters.map(first).map((letter) => letter.toLocaleUpperCase());
  // Arabic letters would join into a word that nobody is called.
  return said.some((letter) => /\p{Script=Arabic}/u.test(letter)) ? said.join('\u200c') : said.join('');
}

interface Born {
  birth_on?: string | null;
  sex: Sex;
}

/** "34 years · Female", or what of it is known. */
export function ageAndSex({ birth_on, sex }: Born): string {
  const parts = [birth_on ? age(birth_on) : '', sex === 'unknown' ? '' : t.patients.sex[sex]];
  return parts.filter(Boolean).join(' · ');
}

/** "3 May 1984", or "1984 (est.)" where no more is known. */
export function sayBirth(birthOn: string | null | undefined, precision: Precision | null | undefined): string {
  if (!birthOn) return t.patients.birthUnknown;
  const said = date(birthOn, precision ?? 'day');
  return precision && precision !== 'day' ? `${said} (${t.patients.estimated})` : said;
}
