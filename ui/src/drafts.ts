// Drafts at the clinic: what is being typed is kept there, encrypted, under the name of its form.
import { call } from './call';
import { announce } from './changed.svelte';
import type { Draft } from './forms/draft.svelte';

/** Lists of drafts follow; drafts are no records, of whose changes the clinic tells. */
const tell = (key: string) => announce({ kind: 'draft', id: key, source: 'here' });

/** Where the draft of one form lives: `draftAt<Values>('vitals:' + patient)`, for `createForm({ draft })`. */
export function draftAt<V>(key: string): Draft<V> {
  return {
    async load() {
      const found = await call('draft', { key });
      return found && { values: found.body as V, at: found.saved_at };
    },
    async save(values) {
      await call('save_draft', { key, body: values });
      tell(key);
    },
    async clear() {
      await call('discard_draft', { key });
      tell(key);
    },
  };
}
