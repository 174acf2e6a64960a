// How far this window has come: no clinic yet, a file to be opened, a clinic to sign in to.
import { asCallError, call, type CallError } from '../call';
import type { ClinicStatus, StartState } from '../generated/commands';
import { session } from '../session.svelte';
import { forgetSite, useSite } from '../site.svelte';
import { useManner } from '../words/locale.svelte';

let state = $state.raw<StartState>();
let status = $state.raw<ClinicStatus>();
let error = $state.raw<CallError>();

export const opening = {
  /** Undefined until the computer has answered. */
  get state(): StartState | undefined {
    return state;
  },
  /** Who may sign in, and whether the clinic is made up; once it is open. */
  get status(): ClinicStatus | undefined {
    return status;
  },
  /** Why not even the start could be asked for. */
  get error(): CallError | undefined {
    return error;
  },
};

/** Asks how things stand; again after a failure. */
export async function begin(): Promise<void> {
  try {
    await goOn(await call('start'));
    error = undefined;
  } catch (thrown) {
    error = asCallError(thrown);
  }
}

/** Takes the next state: after a passphrase, a recovery code, a removed demo. */
export async function goOn(next: StartState): Promise<void> {
  if (next.stage === 'ready') await askStatus();
  else {
    session.end();
    forgetSite();
    useManner({ locale: next.language, time_zone: next.time_zone });
    status = undefined;
  }
  state = next;
}

/** Who may sign in now. */
export async function askStatus(): Promise<void> {
  status = await call('clinic_status');
  if (status.site) useSite(status.site);
}

/** The clinic was set up: the next start only signs in. */
export async function isSetUp(): Promise<void> {
  await askStatus();
  if (state) state = { ...state, stage: 'ready', is_demo: status?.is_demo ?? false };
}
