// What a screen shows: asked for at start, again when its inputs change, and again when its kinds of record change.
import { asCallError, type CallError } from './call';
import { onChanged } from './changed.svelte';
import { session } from './session.svelte';

/** A skeleton sooner than this would only flicker. */
const LATE_AFTER_MS = 150;
/** An exchange brings changes by the hundred: one question answers them all. */
const GATHER_MS = 100;

export interface Live<T> {
  /** The newest answer; kept while a newer one is on its way, and when that one fails. */
  readonly data: T | undefined;
  readonly error: CallError | undefined;
  /** Still nothing to show after 150 ms: time for a skeleton. */
  readonly isLate: boolean;
  again(): void;
}

/**
 * Asks, and keeps asking when it should. Whatever reactive state `ask` reads before its first `await` is its input:
 * `const patients = live(() => call('patients', { text: filter }), ['patients'])`. Call it while the component starts.
 */
export function live<T>(ask: () => Promise<T>, kinds: readonly string[] = []): Live<T> {
  let data = $state.raw<T>();
  let error = $state.raw<CallError>();
  let isLate = $state(false);
  let round = $state(0);
  // Answers can overtake each other: only the newest question's answer counts.
  let newest = 0;

  $effect(() => {
    void round;
    // Behind a locked screen nothing is asked; once it is open, everything is asked anew.
    if (session.isLocked) return;
    const mine = ++newest;
    const late = setTimeout(() => (isLate = true), LATE_AFTER_MS);
    const settle = (write: () => void) => {
      clearTimeout(late);
      if (mine !== newest) return;
      isLate = false;
      write();
    };
    ask().then(
      (answer) => settle(() => ((data = answer), (error = undefined))),
      (thrown: unknown) => settle(() => (error = asCallError(thrown))),
    );
    return () => clearTimeout(late);
  });

  $effect(() => {
    let gathering: ReturnType<typeof setTimeout> | undefined;
    const stop = onChanged(kinds, () => {
      gathering ??= setTimeout(() => ((gathering = undefined), round++), GATHER_MS);
    });
    return () => {
      stop();
      clearTimeout(gathering);
      // An answer that arrives after the screen has gone is dropped.
      newest++;
    };
  });

  return {
    get data() {
      return data;
    },
    get error() {
      return error;
    },
    get isLate() {
      return isLate && data === undefined;
    },
    again: () => void round++,
  };
}
