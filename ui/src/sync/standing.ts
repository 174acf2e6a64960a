// Which of five words the link deserves, from what is proven and what it is doing.
import type { SyncState, SyncStatus } from '../generated/commands';
import type { Status } from '../parts/Shape.svelte';
import { t } from '../words/t.svelte';

export interface Link {
  status: SyncStatus;
  state: SyncState;
}

export type Standing = 'safe' | 'waiting' | 'sending' | 'noLink' | 'needsYou';

export const SHAPES: Record<Standing, Status> = {
  safe: 'normal',
  waiting: 'unknown',
  sending: 'unknown',
  noLink: 'warning',
  needsYou: 'critical',
};

/** Less of a difference between two clocks is of no matter to anybody. */
const SKEW_TOLD_MS = 120_000;

/** Undefined where this computer works with no server. "Safe" is said only of what is proven. */
export function standingOf({ status, state }: Link): Standing | undefined {
  if (!status.address) return undefined;
  if (state.phase === 'stuck' || status.refusals.length > 0) return 'needsYou';
  if (status.is_all_safe) return 'safe';
  if (state.phase === 'waiting') return 'noLink';
  return state.phase === 'exchanging' ? 'sending' : 'waiting';
}

/** What only another invitation mends. */
const INVITED_ANEW = new Set(['server_signed_out', 'server_forgot', 'server_not_trusted', 'pin_unreadable']);

/** The server and this computer do not know each other any more: it is enrolled again, and keeps its letters. */
export function needsInvitation({ problem }: SyncState): boolean {
  return problem ? INVITED_ANEW.has(problem.code) : false;
}

/** So many changes are here and not proven to be on the server. */
export function waitingCount({ here, on_server }: SyncStatus): number {
  return Math.max(0, here - on_server);
}

/** The badge's word. */
export function badgeWord(standing: Standing, status: SyncStatus): string {
  const words = t.sync.badge;
  if (standing === 'waiting' || standing === 'noLink') return words[standing](waitingCount(status));
  return words[standing];
}

/** The same as a whole sentence. */
export function standingSentence(standing: Standing, status: SyncStatus): string {
  const words = t.sync.standing;
  if (standing === 'waiting' || standing === 'noLink') return words[standing](waitingCount(status));
  return words[standing];
}

/** How far this computer's clock is off, in a sentence; none while it matters to nobody. */
export function skewSentence(skewMs: number): string | undefined {
  if (Math.abs(skewMs) < SKEW_TOLD_MS) return undefined;
  const words = t.sync;
  const minutes = Math.round(Math.abs(skewMs) / 60_000);
  const hours = Math.round(minutes / 60);
  const far = minutes < 120 ? words.minutes(minutes) : hours < 48 ? words.hours(hours) : words.days(Math.round(hours / 24));
  return skewMs > 0 ? words.skewBehind(far) : words.skewAhead(far);
}

/** When it tries again, in a sentence. */
export function retrySentence(nextTryAt: number | null | undefined, now: number): string | undefined {
  if (!nextTryAt) return undefined;
  const minutes = Math.round((nextTryAt - now) / 60_000);
  return minutes < 1 ? t.sync.triesSoon : t.sync.triesIn(minutes);
}
