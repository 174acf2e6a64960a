// What can be done with a registration, for the menu beside a patient's name.
import { asCallError, call } from '../call';
import { askReason } from '../chart/ReasonForm.svelte';
import { go, to } from '../frame/router.svelte';
import { say, sayFailed } from '../frame/toasts.svelte';
import type { PatientView } from '../generated/commands';
import type { MenuItem } from '../parts/Menu.svelte';
import { openInvite } from '../patient_portal/Invite.svelte';
import { sayError } from '../words/errors';
import { t } from '../words/t.svelte';
import { nameOf } from './names';
import { openPatientEdit } from './PatientForm.svelte';

/** For who may write patients: what can be done as long as the registration stands, else the way back. */
export function registrationItems(view: PatientView): MenuItem[] {
  if (view.patient.entered_in_error) return [{ word: t.patients.unvoid, run: () => void reinstate(view.patient.id) }];
  return [
    { word: t.patients.edit, run: () => openPatientEdit(view), startsGroup: true },
    { word: t.patientPortal.invite, run: () => openInvite(view.patient.id, nameOf(view.patient)) },
    { word: t.patients.void, run: () => askToVoid(view), isDanger: true, startsGroup: true },
  ];
}

/** A registration that should not exist is marked as such, with its reason. */
function askToVoid({ patient, version }: PatientView): void {
  const name = nameOf(patient);
  askReason({
    title: t.patients.void,
    subtitle: name,
    text: t.patients.voidText(name),
    verb: t.patients.voidVerb,
    run: async (reason) => {
      await call('void_patient', { patient_id: patient.id, version, reason });
      go(to.patients);
    },
    done: t.patients.voided(name),
    undo: () => void reinstate(patient.id),
  });
}

async function reinstate(patient: string): Promise<void> {
  try {
    const view = await call('unvoid_patient', { patient_id: patient });
    say(t.patients.unvoided(nameOf(view.patient)));
    go(to.patient(patient));
  } catch (thrown) {
    sayFailed(sayError(asCallError(thrown)));
  }
}
