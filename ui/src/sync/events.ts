// What happened on the way and why something was not taken, in sentences.
import type { SyncEvent } from '../generated/commands';
import { t } from '../words/t.svelte';

type Reason = keyof typeof t.sync.reasons;

/** The engine's own words for why changes were not taken, each with the reason that people are told. */
const REASONS: readonly [RegExp, Reason][] = [
  [/^it continues after change /, 'gap'],
  [/^its history is another /, 'fork'],
  [/^the changes do not come to the hash /, 'hash'],
  [/^its signature is not /, 'signature'],
  [/^change \d+ cannot be read/, 'malformed'],
  [/^the clock of change /, 'clock'],
  [/^its origin may not write /, 'not_admitted'],
];

export function sayReason(why: string): string {
  const known = REASONS.find(([pattern]) => pattern.test(why));
  return known ? t.sync.reasons[known[1]] : t.sync.otherReason(why);
}

/** Several, each once. */
export function sayReasons(whys: readonly string[]): string {
  return [...new Set(whys.map(sayReason))].join(' · ');
}

interface Details {
  address?: string;
  code?: string | null;
  sent?: number;
  received?: number;
  reasons?: string[];
  changes?: number;
  from?: string | null;
  by?: string;
}

/** The server took this computer off its list; nobody here wished it. */
export function isTakenOff({ event, details }: SyncEvent): boolean {
  return event === 'left' && Boolean((details as Details | null)?.code);
}

/** It says whether this computer works with a server from then on. */
export function isAboutEnrolment({ event }: SyncEvent): boolean {
  return event === 'enrolled' || event === 'left';
}

export function sayEvent({ event, details }: SyncEvent): string {
  const words = t.sync.events;
  const said = (Array.isArray(details) ? {} : (details ?? {})) as Details;
  const changes = said.changes ?? 0;
  switch (event) {
    case 'enrolled':
      return words.enrolled(said.address ?? '');
    case 'left':
      return said.code ? words.takenOff : words.left;
    case 'exchanged':
      return words.exchanged(said.sent ?? 0, said.received ?? 0);
    case 'failed':
      return words.failed(t.sync.failures[said.code ?? ''] ?? t.sync.otherFailure);
    case 'reached':
      return words.reached;
    case 'refused':
      return words.refused(sayReasons(Array.isArray(details) ? (details as { why: string }[]).map(({ why }) => why) : []));
    case 'set_aside':
      return words.setAside(sayReasons(said.reasons ?? []));
    case 'gave_way':
      return words.gaveWay(changes);
    case 'exported':
      return words.exported(changes);
    case 'imported':
      return said.from ? words.importedFrom(changes, said.from) : words.imported(changes);
    case 'prepared':
      return words.prepared(said.by ?? '');
    case 'moved':
      return words.moved;
  }
}
