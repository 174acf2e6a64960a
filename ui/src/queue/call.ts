// Calling up the next patient, and leaving without being seen.
import { take } from '../appointments/steps';
import type { AppointmentView, QueueEntry } from '../generated/commands';
import { sayFailed } from '../frame/toasts.svelte';
import { now } from '../words/now.svelte';
import { t } from '../words/t.svelte';

const MINUTE = 60_000;

/** Whole minutes since the patient came; counts on while one looks. */
export function waitedMin({ appointment, waited_min }: QueueEntry): number {
  const { arrived_at, started_at, status } = appointment;
  if (status === 'started' || !arrived_at || started_at) return waited_min;
  return Math.max(0, Math.floor((now() - arrived_at) / MINUTE));
}

/** The first in turn whom this practitioner may call: their own, or anybody's. The turn is the clinic's. */
export function nextFor(waiting: readonly QueueEntry[], practitioner: string | null): QueueEntry | undefined {
  return waiting.find(({ appointment, possible }) => {
    const isTheirs = practitioner === null || !appointment.practitioner_id || appointment.practitioner_id === practitioner;
    return isTheirs && possible.includes('start');
  });
}

/** Starts the consultation and says whom to call where, in large. */
export async function callUp(entry: QueueEntry | undefined): Promise<AppointmentView | undefined> {
  if (!entry) {
    sayFailed(t.queue.nobodyToCall);
    return undefined;
  }
  const where = (view: AppointmentView) => view.room_name ?? view.practitioner_name ?? '';
  const called = (view: AppointmentView) => t.queue.called(view.appointment.token ?? '', view.patient_name, where(view));
  return take({ id: entry.appointment.id, step: 'start' }, called);
}

/** The patient went away before being seen. */
export function leave({ appointment }: AppointmentView): Promise<AppointmentView | undefined> {
  return take({ id: appointment.id, step: 'cancel', reason: t.queue.leftReason }, (view) => t.queue.hasLeft(view.patient_name));
}
