// A draft by its name: which form, about whom, where it goes on, and how it is opened there.
import { openEncounter } from '../encounters/EncounterPanel.svelte';
import { to, type Route } from '../frame/router.svelte';
import type { Draft } from '../generated/commands';
import { whoIsBegun } from '../patients/begun';
import { resumeRegistration } from '../patients/PatientForm.svelte';
import { openPrescription } from '../prescriptions/PrescriptionForm.svelte';
import { openVitals } from '../vitals/VitalsForm.svelte';
import { t } from '../words/t.svelte';

export interface NamedDraft {
  word: string;
  /** Who is not a patient yet: the name that was typed. */
  newcomer?: string;
  /** The patient it is about, where it is about one. */
  patient: string | null;
  /** Where its form is. */
  route: Route | null;
  /** Opens the form there, where it is not in view from the start. */
  open?: (name: string) => void;
}

const IS_ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** Reads `vitals:<patient>`; a name from another version is called a form. */
export function nameDraft(draft: Pick<Draft, 'key' | 'body'>): NamedDraft {
  const { key } = draft;
  const [form = '', about = '', part = ''] = key.split(':');
  const word = t.today.forms[form] ?? t.today.forms.other ?? '';
  const elsewhere = { word, patient: null };
  switch (form) {
    case 'alert':
      return { ...elsewhere, word: t.alerts.answer, route: to.alerts };
    case 'patient':
      return { ...elsewhere, newcomer: whoIsBegun(draft), route: to.patients, open: () => resumeRegistration(key) };
    case 'hours':
      return { ...elsewhere, route: to.administration('schedules') };
    case 'site':
      return { ...elsewhere, route: to.administration('organization') };
    case 'billing-settings':
      return { ...elsewhere, route: to.administration('billing') };
    case 'letterhead':
      return { ...elsewhere, route: to.administration('papers') };
  }
  if (!IS_ID.test(about)) return { ...elsewhere, route: null };
  const ofPatient = { word, patient: about };
  switch (form) {
    case 'vitals':
      return { ...ofPatient, route: to.patient(about, 'vitals'), open: (name) => openVitals(about, name) };
    case 'note':
      return { ...ofPatient, route: to.patient(about, 'visits'), open: (name) => openEncounter(about, name) };
    case 'amendment':
      return {
        ...ofPatient,
        route: to.patient(about, 'visits'),
        open: (name) => openEncounter(about, name, { encounter: part, isAmending: true }),
      };
    case 'prescription':
      return { ...ofPatient, route: to.patient(about, 'prescriptions'), open: (name) => openPrescription(about, name) };
    default:
      return { ...ofPatient, route: to.patient(about) };
  }
}
