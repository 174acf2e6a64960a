// Patients for the one search field, and for the fields that choose one.
import UserRound from '@lucide/svelte/icons/user-round';
import { call } from '../call';
import { go, to } from '../frame/router.svelte';
import { isSameNumber } from '../frame/scan';
import type { Found } from '../frame/search.svelte';
import type { PatientRow } from '../generated/commands';
import { may } from '../session.svelte';
import { t } from '../words/t.svelte';
import { ageAndSex } from './names';

/** What tells a patient from the next of the same name. */
export function tellApart(row: Pick<PatientRow, 'birth_on' | 'sex' | 'mrn' | 'city'>): string {
  return [ageAndSex(row), row.mrn, row.city].filter(Boolean).join(' · ');
}

/** The search field's patients: `searchable('patients', findPatients)`. */
export async function findPatients(typed: string): Promise<readonly Found[]> {
  if (!may('read_patients') || typed.trim() === '') return [];
  const rows = await call('search_patients', { query: typed, limit: 8 });
  return rows.map((row) => ({
    id: row.id,
    word: row.name,
    detail: [tellApart(row), row.found_by ? t.patients.match[row.found_by] : ''].filter(Boolean).join(' · '),
    icon: UserRound as Found['icon'],
    open: () => go(to.patient(row.id)),
  }));
}

/** Who has a number that was scanned, or nobody. */
export async function patientByNumber(mrn: string): Promise<PatientRow | undefined> {
  const rows = await call('search_patients', { query: mrn, limit: 5 });
  return rows.find((row) => isSameNumber(row.mrn, mrn));
}
