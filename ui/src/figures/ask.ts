// Asking for a report: it is made in the background, and the list of reports says how far it has come.
import { asCallError, call } from '../call';
import { say, sayFailed } from '../frame/toasts.svelte';
import { sayError } from '../words/errors';
import { t } from '../words/t.svelte';
import { showReport } from './place.svelte';

/** Asks for the report of a patient and says so. */
export async function askPatientReport(patient: string): Promise<void> {
  try {
    const { id } = await call('request_patient_report', { patient_id: patient });
    say(t.figures.report.begun, { word: t.figures.report.show, run: () => showReport(id) });
  } catch (thrown) {
    sayFailed(sayError(asCallError(thrown)));
  }
}
