// Steps in the life of an appointment, as buttons and keys: the likely one first, the way back last.
import { asCallError, call } from '../call';
import { say, sayFailed } from '../frame/toasts.svelte';
import type { AppointmentMove, AppointmentStep, AppointmentView } from '../generated/commands';
import { sayError } from '../words/errors';
import { t } from '../words/t.svelte';
import { stateWord } from './states';

/** The key of each step, in the panel and in the queue. */
export const STEP_KEYS: Partial<Record<AppointmentStep, string>> = {
  confirm: 'c',
  arrive: 'a',
  check_in: 'i',
  start: 's',
  fulfil: 'e',
  no_show: 'o',
  reschedule: 'r',
  book: 'r',
  put_on_waitlist: 'w',
  hold: 'h',
  cancel: 'x',
  undo_arrive: 'z',
  undo_check_in: 'u',
  undo_start: 'u',
  undo_fulfil: 'u',
  undo_no_show: 'u',
  reinstate: 'u',
  undo_leave: 'u',
};

/** As they are offered: what comes next in a day, then what changes it, then what takes it back. */
const ORDER: readonly AppointmentStep[] = [
  'check_in',
  'start',
  'fulfil',
  'arrive',
  'confirm',
  'book',
  'hold',
  'reschedule',
  'put_on_waitlist',
  'no_show',
  'cancel',
  'undo_start',
  'undo_fulfil',
  'undo_check_in',
  'undo_arrive',
  'undo_no_show',
  'reinstate',
  'undo_leave',
];

/** What takes a step back, where something does: a walk-in has no time to go back to. */
const BACK: Partial<Record<AppointmentStep, readonly AppointmentStep[]>> = {
  arrive: ['undo_arrive'],
  check_in: ['undo_check_in'],
  start: ['undo_start'],
  fulfil: ['undo_fulfil'],
  no_show: ['undo_no_show'],
  cancel: ['reinstate', 'undo_leave'],
};

export function inOrder(steps: readonly AppointmentStep[]): AppointmentStep[] {
  return ORDER.filter((step) => steps.includes(step));
}

/** The step that most likely comes next. */
export function nextStep(steps: readonly AppointmentStep[]): AppointmentStep | undefined {
  return (['check_in', 'start', 'fulfil', 'confirm', 'book'] as const).find((step) => steps.includes(step));
}

/** Says that a step was taken, in words of its own where they are given, and offers the way back. */
export function sayTaken(step: AppointmentStep, view: AppointmentView, after?: (view: AppointmentView) => string): void {
  const { status, confirmed_at, id } = view.appointment;
  const back = BACK[step]?.find((one) => view.possible.includes(one));
  const undo = back && { word: t.appointments.undo, run: () => void take({ id, step: back }) };
  say(after?.(view) ?? t.appointments.after(view.patient_name, stateWord(status, Boolean(confirmed_at))), undo);
}

/** Takes a step, says so (in words of its own where they are given), and offers the way back; nothing when it was refused. */
export async function take(move: AppointmentMove, after?: (view: AppointmentView) => string): Promise<AppointmentView | undefined> {
  try {
    const view = await call('change_appointment', move);
    sayTaken(move.step, view, after);
    return view;
  } catch (thrown) {
    sayFailed(sayError(asCallError(thrown)));
    return undefined;
  }
}
