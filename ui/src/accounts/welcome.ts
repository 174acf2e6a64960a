// What follows a sign-in and a sign-out, wherever they come from.
import { call } from '../call';
import { placesOfRole } from '../frame/places';
import { startAt, to, type Route } from '../frame/router.svelte';
import { dismissAll } from '../frame/toasts.svelte';
import { discardWorkspace } from '../frame/workspace.svelte';
import type { AccountSummary, SignedIn } from '../generated/commands';
import { look } from '../look/theme.svelte';
import { may, session } from '../session.svelte';
import { useLanguage } from '../site.svelte';
import { askStatus } from '../start/opening.svelte';

/** Begins a session: the person's language, theme and first screen. */
export function welcome(signedIn: SignedIn): void {
  session.begin(signedIn);
  showAs(signedIn.account);
  startAt(home());
}

/** The window as this person has it. */
export function showAs({ language, theme }: AccountSummary): void {
  useLanguage(language);
  look.theme = theme;
}

/** Where a person's day begins: with alerts, with patients, at the till, or with the administration. */
export function home(): Route {
  if (may('take_payments') && !may('read_chart') && !may('write_patients')) return to.billing();
  if (!may('read_chart') && !may('write_patients') && may('manage_accounts')) return to.administration('accounts');
  return placesOfRole()[0]?.route ?? to.about;
}

/** Ends the session here at once; the clinic is told, and a failure to tell it changes nothing here. */
export async function signOut(): Promise<void> {
  const told = call('sign_out').catch(() => undefined);
  discardWorkspace();
  dismissAll();
  session.end();
  useLanguage(null);
  await told;
  await askStatus().catch(() => undefined);
}

/** Covers the screen at once, then tells the clinic. */
export async function lock(): Promise<void> {
  if (!session.token || session.isLocked) return;
  const told = call('lock_session').catch(() => undefined);
  session.lock();
  await told;
}
