// The first screen of the day, in English.
import { plural } from './plural';

export const today = {
  title: 'Today',
  openAlerts: 'Open alerts',
  noAlerts: 'No open alerts.',
  allAlerts: (count: number) => plural(count, { one: 'Show the alert', other: 'Show all # alerts' }),
  recent: 'Recent patients',
  noRecent: 'Patients that you open appear here.',
  drafts: 'Not finished',
  resume: 'Go on',
  discardDraft: 'Discard',
  draftDiscarded: 'Discarded',
  register: 'Register a patient',
  findPatient: 'Find a patient',
  forms: {
    vitals: 'Vitals',
    allergy: 'Allergy',
    condition: 'Condition',
    stroke: 'Stroke assessment',
    flags: 'Chart settings',
    note: 'Note of a visit',
    prescription: 'Prescription',
    amendment: 'Amendment',
    patient: 'Patient details',
    register: 'Registration of a patient',
    threshold: 'Limits',
    other: 'A form',
  } as Record<string, string>,
};
