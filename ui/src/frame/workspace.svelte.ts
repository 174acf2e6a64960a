// The panel beside the content, where things are written while the chart stays in view. One at a time.
import { getContext, setContext, type Component } from 'svelte';
import { t } from '../words/t.svelte';
import { askBeforeLeaving, isSamePlace } from './router.svelte';
import { say } from './toasts.svelte';

interface Open {
  title: string;
  /** Whom or what it is about, under the title: the patient's name. */
  subtitle?: string;
  /** Takes `props`; their types were checked when it was opened. */
  component: Component<Record<string, unknown>>;
  props: Record<string, unknown>;
  /** Work that is interrupted by something short and gone on with after it: a note, a prescription. */
  isReturnedTo?: boolean;
  /** What was interrupted by this. */
  before?: Open | undefined;
}

let current = $state.raw<Open | null>(null);
let isAsking = $state(false);
interface Guard {
  /** Something was typed and not saved. */
  isUnsaved: () => boolean;
  /** A draft keeps it: nothing needs to be asked. */
  isKept: boolean;
}
let guards: Guard[] = [];
let afterwards: (() => void) | undefined;

let keptHeight = $state(0);

const CONTEXT = Symbol('workspace');

export const workspace = {
  get current(): Open | null {
    return current;
  },
  /** Height in px of what stays in view where the panel takes the content's place. */
  get keptHeight(): number {
    return keptHeight;
  },
  /** Something typed is in the way of closing: the panel asks, in place. */
  get isAsking(): boolean {
    return isAsking;
  },
};

/** Opens a component in the side panel. What is typed in the one before is asked about first. */
export function openWorkspace<P extends Record<string, unknown>>(
  component: Component<P>,
  { props, ...rest }: { title: string; subtitle?: string; isReturnedTo?: boolean; props: P },
): void {
  const opened = component as unknown as Open['component'];
  const before = interruptedBy(opened, current);
  close(
    () => {
      current = { ...rest, component: opened, props, before };
    },
    current !== null && before?.component === current.component,
  );
}

/** The nearest open work that is gone on with later; the same form is never open twice. */
function interruptedBy(opened: Open['component'], open: Open | null | undefined): Open | undefined {
  if (!open) return undefined;
  const rest = interruptedBy(opened, open.before);
  return open.isReturnedTo && open.component !== opened ? { ...open, before: rest } : rest;
}

/** What is written in a component is done: what interrupts or has interrupted it does not lead back to it. */
export function finishWork(done: unknown): void {
  for (let open: Open | null | undefined = current; open; open = open.before) {
    if (open.component === done) open.isReturnedTo = false;
    const before: Open | undefined = open.before;
    if (before && before.component === done) open.before = before.before;
  }
}

/** Closes the panel, then does the rest. Asks only if something was typed that no draft keeps; what one keeps is said. */
export function closeWorkspace(then?: () => void): void {
  close(then, false);
}

function close(then: (() => void) | undefined, isInterrupted: boolean): void {
  afterwards = then;
  const unsaved = current ? guards.filter((guard) => guard.isUnsaved()) : [];
  if (unsaved.some(({ isKept }) => !isKept)) {
    isAsking = true;
    return;
  }
  if (unsaved.length > 0 && !isInterrupted) say(t.frame.keptAsDraft);
  discardWorkspace();
}

export function keepWriting(): void {
  isAsking = false;
  afterwards = undefined;
}

export function discardWorkspace(): void {
  const then = afterwards;
  current = then ? null : (current?.before ?? null);
  guards = [];
  isAsking = false;
  afterwards = undefined;
  then?.();
}

/** Inside the panel: this must not be closed unasked, or where a draft keeps it not unsaid. Elsewhere it does nothing. */
export function guardWorkspace(isUnsaved: () => boolean, isKept = false): void {
  if (getContext(CONTEXT) !== true) return;
  $effect(() => {
    const guard = { isUnsaved, isKept };
    guards.push(guard);
    return () => (guards = guards.filter((other) => other !== guard));
  });
}

/** Marks what is inside the panel as such. */
export function beWorkspace(): void {
  setContext(CONTEXT, true);
  // What is written about one patient must not stay open beside another.
  $effect(() =>
    askBeforeLeaving((from, next, go) => {
      if (isSamePlace(from, next)) return true;
      closeWorkspace(go);
      return false;
    }),
  );
}

/** On what says whose chart it is: the panel leaves it in view where it takes the content's place. */
export function stayInView(element: HTMLElement): () => void {
  const observer = new ResizeObserver(() => (keptHeight = element.offsetHeight));
  observer.observe(element);
  return () => {
    observer.disconnect();
    keptHeight = 0;
  };
}
