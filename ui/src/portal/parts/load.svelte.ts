// Something that a page asks the server for: on its way, there, or failed with a reason.
import { onDestroy } from 'svelte';
import { Refusal } from '../api';
import { onLive, type LiveEvent } from '../live';

export interface Loaded<T> {
  readonly value: T | undefined;
  readonly error: Refusal | undefined;
  again: () => Promise<void>;
}

/**
 * Asks when the page opens, whenever `again` is called, and after these events; what is shown stays until the new is
 * there. Call it while a component starts.
 */
export function load<T>(ask: () => Promise<T>, events: readonly LiveEvent[] = []): Loaded<T> {
  let value = $state.raw<T>();
  let error = $state.raw<Refusal>();
  async function again(): Promise<void> {
    try {
      value = await ask();
      error = undefined;
    } catch (thrown) {
      error = thrown instanceof Refusal ? thrown : new Refusal('broken', String(thrown));
    }
  }
  void again();
  if (events.length > 0) onDestroy(onLive(events, () => void again()));
  return {
    get value() {
      return value;
    },
    get error() {
      return error;
    },
    again,
  };
}

/** A thrown thing as a refusal. */
export function asRefusal(thrown: unknown): Refusal {
  return thrown instanceof Refusal ? thrown : new Refusal('broken', String(thrown));
}
