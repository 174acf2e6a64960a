// Tells screens that something they show was written, here or at another workstation.
import { listen } from '@tauri-apps/api/event';

export interface Changed {
  /** The kind of record, as the clinic names it (`patients`, `vitals`…). */
  kind: string;
  id: string;
  /** Where the change came from: this window, or an exchange. */
  source: string;
}

type Hearer = (changed: Changed) => void;
const everythingHearers = new Set<Hearer>();
const hearers = new Set<{ kinds: ReadonlySet<string>; hear: Hearer }>();

/** Calls `hear` for every change of these kinds; returns how to stop. */
export function onChanged(kinds: readonly string[], hear: Hearer): () => void {
  const hearer = { kinds: new Set(kinds), hear };
  hearers.add(hearer);
  return () => hearers.delete(hearer);
}

/** Calls `hear` for every change there is; returns how to stop. */
export function onAnyChange(hear: Hearer): () => void {
  everythingHearers.add(hear);
  return () => everythingHearers.delete(hear);
}

/** The same as `onChanged`, for the life of a component: call it while the component starts. */
export function whenChanged(kinds: readonly string[], hear: Hearer): void {
  $effect(() => onChanged(kinds, hear));
}

export function announce(changed: Changed): void {
  for (const hear of everythingHearers) hear(changed);
  for (const hearer of hearers) if (hearer.kinds.has(changed.kind)) hearer.hear(changed);
}

/** Connects the window to the clinic's events; once, at start. */
export async function startHearing(): Promise<() => void> {
  return listen<Changed>('changed', (event) => announce(event.payload));
}
