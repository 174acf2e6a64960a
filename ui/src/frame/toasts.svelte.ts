// Quiet lines about what was just done, with a way to take it back for a while.

export interface Toast {
  id: number;
  text: string;
  actions: readonly Action[];
  isFailure: boolean;
}

/** A way on: to take it back, or to do it otherwise. */
export interface Action {
  word: string;
  run: () => void;
}

const PLAIN_MS = 6_000;
/** Time enough to notice a slip, finish a sentence to the patient, and undo. */
const ACTION_MS = 20_000;
const MOST = 3;

let toasts = $state.raw<readonly Toast[]>([]);
let lastId = 0;

export function currentToasts(): readonly Toast[] {
  return toasts;
}

/** Says that something was done: `say('Vitals recorded', { word: 'Mark as error', run })`. */
export function say(text: string, ...actions: (Action | undefined)[]): void {
  add(text, actions, false);
}

/** Says that something outside any form failed. Returns what {@link dismiss} takes, for when it no longer matters. */
export function sayFailed(text: string, ...actions: (Action | undefined)[]): number {
  return add(text, actions, true);
}

export function dismiss(id: number): void {
  toasts = toasts.filter((toast) => toast.id !== id);
}

/** Nobody is told, or offered to undo, what somebody else did at this window. */
export function dismissAll(): void {
  toasts = [];
}

/** How long a toast stays; failures stay until they are dismissed. */
export function lifetimeOf({ actions, isFailure }: Toast): number {
  if (isFailure) return Infinity;
  return actions.length > 0 ? ACTION_MS : PLAIN_MS;
}

function add(text: string, offered: readonly (Action | undefined)[], isFailure: boolean): number {
  const actions = offered.filter((action) => action !== undefined);
  toasts = [...toasts, { id: ++lastId, text, actions, isFailure }].slice(-MOST);
  return lastId;
}
