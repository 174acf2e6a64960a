// A draft by its name: which form, about whom, and where it goes on.
import { to, type Route } from '../frame/router.svelte';
import { t } from '../words/t.svelte';

export interface NamedDraft {
  word: string;
  /** The patient it is about, where it is about one. */
  patient: string | null;
  /** Where its form is opened. */
  route: Route | null;
}

const IS_ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;
const TABS = {
  vitals: 'vitals',
  allergy: 'summary',
  condition: 'summary',
  stroke: 'stroke',
  flags: 'summary',
  note: 'visits',
  prescription: 'prescriptions',
} as const;

/** Reads `vitals:<patient>`; a name from another version is called a form. */
export function nameDraft(key: string): NamedDraft {
  const [form = '', about = ''] = key.split(':');
  if (form === 'alert') return { word: t.alerts.answer, patient: null, route: to.alerts };
  // About a practitioner, not a patient.
  if (form === 'hours') return { word: t.today.forms.hours ?? '', patient: null, route: to.administration('schedules') };
  if (key === 'patient:new') return { word: t.today.forms.register ?? '', patient: null, route: to.patients };
  const word = t.today.forms[form] ?? t.today.forms.other ?? '';
  if (!IS_ID.test(about)) return { word, patient: null, route: form === 'threshold' ? to.administration('thresholds') : null };
  return { word, patient: about, route: to.patient(about, TABS[form as keyof typeof TABS] ?? 'summary') };
}
