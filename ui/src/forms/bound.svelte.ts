// One value under a label: what a field shows, writes, and says when it cannot.

export interface Bound<T> {
  /** Names the value to the server and the tests: `birth_on`, `lines.0.quantity`. */
  readonly path: string;
  value: T;
  /** A sentence that blocks saving. */
  readonly error: string | undefined;
  /** A sentence that does not. */
  readonly warning: string | undefined;
  /** Set by a field that cannot read what was typed; blocks saving until it can. */
  trouble: string | undefined;
  /** The label, set by a field that must be filled. */
  needed: string | undefined;
  /** What an emptied field writes: null where the value may be missing, else "". */
  readonly empty: T;
}

/** A value outside any form: the filter of a table, the choice above a chart. */
export function loose<T>(initial: T, path = 'value'): Bound<T> {
  let value = $state(initial) as T;
  let trouble = $state<string>();
  return {
    path,
    get value() {
      return value;
    },
    set value(written) {
      value = written;
    },
    get error() {
      return trouble;
    },
    warning: undefined,
    get trouble() {
      return trouble;
    },
    set trouble(said) {
      trouble = said;
    },
    needed: undefined,
    empty: (typeof initial === 'string' ? '' : null) as T,
  };
}

export function isEmpty(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0)
  );
}
