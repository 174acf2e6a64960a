// The state of one form: what was typed, what is wrong with it, whether it is saved, and its draft.
import { asCallError, type CallError } from '../call';
import { sayError } from '../words/errors';
import { t } from '../words/t.svelte';
import { isEmpty, type Bound } from './bound.svelte';
import { keepDraft, type Draft } from './draft.svelte';
import { pathOf, read, same, snapshot, write, type At, type Key } from './paths';

/** Sentences by path. */
export type Problems = Partial<Record<string, string>>;

export interface FormOptions<V extends object, R> {
  /** What the form shows first. A value that may be missing starts as null. */
  initial: V;
  save: (values: V) => Promise<R>;
  saved?: (result: R, values: V) => void;
  /** What blocks saving, beyond missing and unreadable fields. */
  check?: (values: V) => Problems;
  /** What deserves a second look but does not block. */
  warn?: (values: V) => Problems;
  draft?: Draft<V>;
}

export interface FormState<V extends object> {
  values: V;
  /** Typed access to one value, for a field: `form.at('lines', 0, 'quantity')`. */
  at: At<V>;
  readonly isDirty: boolean;
  readonly isSaving: boolean;
  readonly errorCount: number;
  /** Why saving failed, when no field of this form is to blame. */
  readonly failure: CallError | undefined;
  /** When the restored draft was written, in milliseconds; undefined when none was. */
  readonly draftFrom: number | undefined;
  readonly keepsDraft: boolean;
  /** Grows when all values are replaced: fields start anew. */
  readonly epoch: number;
  /** True when saved; false when something needs another look. */
  submit(): Promise<boolean>;
  /** Shows other values as the saved ones. */
  replace(values: V): void;
  /** Back to how the form began; forgets the draft. */
  reset(): void;
  /** Puts a sentence beside a field; undefined takes it away. */
  blame(path: string, sentence: string | undefined): void;
}

/** Makes a form. Call it while the component starts. */
export function createForm<V extends object, R>(options: FormOptions<V, R>): FormState<V> {
  let origin = snapshot(options.initial);
  const values = $state(snapshot(options.initial)) as V;
  const errors = $state<Problems>({});
  const troubles = $state<Problems>({});
  const bounds = new Map<string, Bound<unknown>>();
  let failure = $state.raw<CallError>();
  let isSaving = $state(false);
  let epoch = $state(0);
  let saves = $state(0);
  const warnings = $derived(options.warn?.(values) ?? {});
  const isDirty = $derived.by(() => {
    void saves;
    return !same(values, origin) || Object.values(troubles).some(Boolean);
  });

  function at(...keys: Key[]): Bound<unknown> {
    const path = pathOf(keys);
    const known = bounds.get(path);
    if (known) return known;
    const first = read(origin, keys);
    const bound: Bound<unknown> = {
      path,
      get value() {
        return read(values, keys);
      },
      set value(written) {
        if (written === read(values, keys)) return;
        write(values, keys, written);
        delete errors[path];
      },
      get error() {
        return errors[path];
      },
      get warning() {
        return warnings[path];
      },
      get trouble() {
        return troubles[path];
      },
      set trouble(said) {
        if (said === troubles[path]) return;
        troubles[path] = said;
        delete errors[path];
      },
      needed: undefined,
      empty: typeof first === 'string' ? '' : null,
    };
    bounds.set(path, bound);
    return bound;
  }

  function clear(problems: Problems): void {
    for (const path of Object.keys(problems)) delete problems[path];
  }

  function findProblems(): Problems {
    const found: Problems = { ...options.check?.(values) };
    for (const [path, { needed, trouble, value }] of bounds) {
      if (trouble) found[path] = trouble;
      else if (needed && isEmpty(value)) found[path] = t.forms.required(needed);
    }
    return found;
  }

  async function submit(): Promise<boolean> {
    if (isSaving) return false;
    clear(errors);
    failure = undefined;
    Object.assign(errors, findProblems());
    if (Object.keys(errors).length > 0) return false;

    const sent = snapshot(values);
    isSaving = true;
    try {
      const result = await options.save(sent);
      origin = sent;
      saves++;
      draft?.forget();
      options.saved?.(result, sent);
      return true;
    } catch (thrown) {
      const error = asCallError(thrown);
      const path = error.field?.replace(/\[(\d+)\]/g, '.$1');
      if (path !== undefined && bounds.has(path)) errors[path] = sayError(error);
      else failure = error;
      return false;
    } finally {
      isSaving = false;
    }
  }

  function show(shown: V): void {
    Object.assign(values, snapshot(shown));
    clear(errors);
    clear(troubles);
    failure = undefined;
    epoch++;
  }

  const draft = options.draft
    ? keepDraft(options.draft, { values: () => values, isDirty: () => isDirty, restore: show })
    : undefined;

  return {
    values,
    at: at as unknown as At<V>,
    get isDirty() {
      return isDirty;
    },
    get isSaving() {
      return isSaving;
    },
    get errorCount() {
      return Object.values(errors).filter(Boolean).length;
    },
    get failure() {
      return failure;
    },
    get draftFrom() {
      return draft?.from;
    },
    keepsDraft: draft !== undefined,
    get epoch() {
      return epoch;
    },
    submit,
    replace(shown) {
      origin = snapshot(shown);
      saves++;
      show(shown);
    },
    reset() {
      draft?.forget();
      show(origin);
    },
    blame: (path, sentence) => void (errors[path] = sentence),
  };
}
