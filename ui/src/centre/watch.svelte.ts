// An answer of the server that stays true while it is looked at: nobody tells the window what changes there.
import { live, type Live } from '../live.svelte';
import { SERVER } from './ask';

const EVERY_MS = 20_000;

/** Asks now, after each own change, and every so often: call it while the component starts. */
export function watch<T>(ask: () => Promise<T>): Live<T> {
  const answer = live(ask, [SERVER]);
  $effect(() => {
    const timer = setInterval(answer.again, EVERY_MS);
    return () => clearInterval(timer);
  });
  return answer;
}
