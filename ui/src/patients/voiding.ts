// A registration that should not exist: marked as such, with its reason.
import { call } from '../call';
import { askReason } from '../chart/ReasonForm.svelte';
import { go, to } from '../frame/router.svelte';
import type { PatientView } from '../generated/commands';
import { t } from '../words/t.svelte';
import { nameOf } from './names';

export function askToVoid({ patient, version }: PatientView): void {
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
