// Quiet lines about what was just done, with a way to take it back for a while.

export interface Toast {
  id: number;
  text: string;
  action?: { word: string; run: () => void };
  isFailure: boolean;
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
export function say(text: string, action?: Toast['action']): void {
  add({ text, action, isFailure: false });
}

/** Says that something outside any form failed. */
export function sayFailed(text: string, action?: Toast['action']): void {
  add({ text, action, isFailure: true });
}

export function dismiss(id: number): void {
  toasts = toasts.filter((toast) => toast.id !== id);
}

/** How long a toast stays; failures stay until they are dismissed. */
export function lifetimeOf({ action, isFailure }: Toast): number {
  if (isFailure) return Infinity;
  return action ? ACTION_MS : PLAIN_MS;
}

function add(said: Omit<Toast, 'id'>): void {
  toasts = [...toasts, { ...said, id: ++lastId }].slice(-MOST);
}
