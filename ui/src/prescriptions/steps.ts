// The steps in the life of what was prescribed: some at once, some with a reason.
import { asCallError, call } from '../call';
import { askReason } from '../chart/ReasonForm.svelte';
import { say, sayFailed } from '../frame/toasts.svelte';
import type { ItemStep, ItemView, PrescriptionView } from '../generated/commands';
import { sayError } from '../words/errors';
import { t } from '../words/t.svelte';

/** Takes a step; holding, stopping and cancelling ask why. */
export function takeStep({ item, label, version }: ItemView, step: ItemStep, name: string): void {
  const change = (reason: string | null) => call('change_prescription_item', { id: item.id, version, step, reason });
  const done = t.prescriptions.stepDone[step](label);
  if (step === 'resume' || step === 'complete') {
    change(null).then(
      () => say(done),
      (thrown: unknown) => sayFailed(sayError(asCallError(thrown))),
    );
    return;
  }
  askReason({
    title: `${t.prescriptions.steps[step]}: ${label}`,
    subtitle: name,
    text: t.prescriptions.stepText[step] ?? '',
    verb: t.prescriptions.steps[step],
    run: change,
    done,
  });
}

export function voidSheet({ prescription, version }: PrescriptionView, name: string): void {
  askReason({
    title: t.prescriptions.sheet(prescription.number),
    subtitle: name,
    text: t.prescriptions.voidText,
    verb: t.chart.markAsError,
    run: (reason) => call('void_prescription', { id: prescription.id, version, reason }),
    done: t.chart.markedAsError,
  });
}
