// Where a note begins: the encounter that is open already, the appointment that waits, or a blank page.
import { call } from '../call';
import type { AppointmentView, EncounterKind, EncounterView } from '../generated/commands';
import { may, session } from '../session.svelte';
import { dayOf, today } from '../words/dates';

/** A nurse's first contact is a triage, a practitioner's a consultation. */
export function usualKind(): EncounterKind {
  const roles = session.account?.roles ?? [];
  return roles.includes('nurse') && !roles.includes('practitioner') ? 'triage' : 'consultation';
}

const isTriage = (kind: EncounterKind) => kind === 'triage';

/** One's own open encounter with a patient; undefined where there is none. */
export async function openWith(patient: string, kind: EncounterKind): Promise<EncounterView | undefined> {
  const mine = await call('open_encounters');
  const found = mine.findLast((row) => row.patient_id === patient && isTriage(row.kind) === isTriage(kind));
  return found && call('encounter', { patient_id: patient, id: found.id });
}

/** The appointment of today that the patient is here for, with me or with nobody in particular. */
export function waitingOf(appointments: readonly AppointmentView[], me: string): string | undefined {
  return appointments
    .map(({ appointment }) => appointment)
    .filter(({ status }) => status === 'arrived' || status === 'checked_in' || status === 'started')
    .filter(({ practitioner_id }) => !practitioner_id || practitioner_id === me)
    .filter(({ starts_at, arrived_at, recorded_at }) => dayOf(starts_at ?? arrived_at ?? recorded_at) === today())
    .sort((a, b) => Number(b.status === 'started') - Number(a.status === 'started'))
    .at(0)?.id;
}

/**
 * The encounter to write in. None is kept for who has not come and about whom nothing is written yet: a key pressed
 * by mistake leaves nothing behind.
 */
export async function begin(patient: string, kind: EncounterKind, appointment?: string): Promise<EncounterView | undefined> {
  // What is being written is gone on with, even where the desk has ended the visit meanwhile.
  const open = await openWith(patient, kind);
  if (appointment && open?.encounter.appointment_id !== appointment) return call('open_encounter', { patient_id: patient, appointment_id: appointment, kind });
  if (open || isTriage(kind) || !may('read_appointments')) return open;
  const theirs = await call('appointments_of_patient', { patient_id: patient });
  const waiting = waitingOf(theirs, session.account?.id ?? '');
  return waiting ? call('open_encounter', { patient_id: patient, appointment_id: waiting, kind }) : undefined;
}
