// What can be done with a registration, for the menu beside a patient's name.
import { call } from '../call';
import { askReason } from '../chart/ReasonForm.svelte';
import { go, to } from '../frame/router.svelte';
import type { PatientView } from '../generated/commands';
import type { MenuItem } from '../parts/Menu.svelte';
import { openInvite } from '../patient_portal/Invite.svelte';
import { t } from '../words/t.svelte';
import { nameOf } from './names';
import { openPatientEdit } from './PatientForm.svelte';

/** For who may write patients, as long as the registration stands. */
export function registrationItems(view: PatientView): MenuItem[] {
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
  });
}
