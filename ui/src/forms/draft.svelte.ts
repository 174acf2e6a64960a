// Keeps what is being typed, so that a closed panel, a locked screen or a power cut loses nothing.

const PAUSE_MS = 500;

/** Where a form's draft lives; the clinic keeps it, encrypted like everything else. */
export interface Draft<V> {
  /** `at` is when it was written, in milliseconds since 1970. */
  load: () => Promise<{ values: V; at: number } | null>;
  save: (values: V) => Promise<void>;
  clear: () => Promise<void>;
}

interface Typed<V> {
  values: () => V;
  isDirty: () => boolean;
  restore: (values: V) => void;
}

export interface KeptDraft {
  /** When the restored draft was written; undefined when nothing was restored. */
  readonly from: number | undefined;
  forget(): void;
}

/** Restores the draft if nothing was typed yet, then writes 500 ms after each pause in typing. */
export function keepDraft<V>(draft: Draft<V>, typed: Typed<V>): KeptDraft {
  let from = $state<number>();
  let pending: ReturnType<typeof setTimeout> | undefined;
  let written: string | undefined;
  // A draft must never get in the way of the form it serves: a failed write is tried again at the next pause.
  const ignore = () => undefined;

  draft.load().then((found) => {
    if (!found || typed.isDirty()) return;
    written = JSON.stringify(found.values);
    typed.restore(found.values);
    from = found.at;
  }, ignore);

  function writeNow(): void {
    clearTimeout(pending);
    pending = undefined;
    if (!typed.isDirty()) return;
    const text = JSON.stringify(typed.values());
    if (text === written) return;
    draft.save(JSON.parse(text) as V).then(() => (written = text), ignore);
  }

  $effect(() => {
    // Reading all values is what makes this run again when any of them changes.
    JSON.stringify(typed.values());
    if (!typed.isDirty()) return;
    clearTimeout(pending);
    pending = setTimeout(writeNow, PAUSE_MS);
  });
  // The last half second is not lost when the panel closes.
  $effect(() => () => {
    if (pending !== undefined) writeNow();
  });

  return {
    get from() {
      return from;
    },
    forget() {
      clearTimeout(pending);
      pending = undefined;
      from = undefined;
      if (written !== undefined) draft.clear().catch(ignore);
      written = undefined;
    },
  };
}
