// Where an entry of the timeline leads.
import { asCallError, call } from '../call';
import { openEncounter } from '../encounters/EncounterPanel.svelte';
import { replace, to } from '../frame/router.svelte';
import { sayFailed } from '../frame/toasts.svelte';
import { openWorkspace } from '../frame/workspace.svelte';
import type { TimelineEntry, TimelineLine } from '../generated/commands';
import { openSheet } from '../prescriptions/SheetDetails.svelte';
import { may } from '../session.svelte';
import { sayError } from '../words/errors';
import { t } from '../words/t.svelte';
import { openAppointment } from '../appointments/Details.svelte';
import VitalsDetails from '../vitals/VitalsDetails.svelte';

type Paper = Extract<TimelineLine, { about: 'paper' }>;

/** Opens what an entry is about: beside the chart where it has a form, on its tab where it has one. */
export function openEntry(entry: TimelineEntry, patient: string, name: string): void {
  const { line, id, by } = entry;
  switch (line.about) {
    case 'encounter':
      return openEncounter(patient, name, { encounter: id });
    case 'vitals':
      return openWorkspace(VitalsDetails, {
        title: t.vitals.details,
        subtitle: name,
        props: { row: { vitals: line.vitals, recorded_by_name: by, device_name: by }, name },
      });
    case 'prescription':
      return openSheet(patient, name, id);
    case 'dispense':
      return openSheet(patient, name, line.prescription_id);
    case 'stroke_assessment':
      return replace(to.patient(patient, 'stroke'));
    case 'appointment':
      return void openAppointment(id);
    case 'paper':
      return openPaper(line, patient, name);
    case 'invoice':
    case 'payment':
      return replace(to.patient(patient, 'billing'));
  }
}

/** The paper itself where it can be made again, else where what it was about is kept. */
async function findPaper({ paper, number }: Paper, patient: string, name: string): Promise<void> {
  if (paper === 'patient_report' || paper === 'patient_label') {
    await call('open_paper', { paper, subject_id: patient, patient_id: patient });
  } else if (paper === 'prescription') {
    const sheets = await call('prescriptions_of_patient', { patient_id: patient });
    const sheet = sheets.find(({ prescription }) => prescription.number === number);
    if (sheet) openSheet(patient, name, sheet.prescription.id);
  } else if (paper !== 'appointment_slip' && may('read_billing')) replace(to.patient(patient, 'billing'));
}

function openPaper(line: Paper, patient: string, name: string): void {
  findPaper(line, patient, name).catch((thrown: unknown) => sayFailed(sayError(asCallError(thrown))));
}
