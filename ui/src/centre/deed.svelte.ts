// Something that is asked of the server from the panel beside a list: once at a time, and the panel closes when it is done.
import { asCallError } from '../call';
import { say, sayFailed } from '../frame/toasts.svelte';
import { discardWorkspace } from '../frame/workspace.svelte';
import { sayError } from '../words/errors';

/** A deed; while it is done, `isBusy`. */
export function createDeed() {
  let isBusy = $state(false);
  return {
    get isBusy() {
      return isBusy;
    },
    /** Does it, and says `words`; what goes wrong is said, and the panel stays. */
    async do(work: () => Promise<unknown>, words: string): Promise<void> {
      if (isBusy) return;
      isBusy = true;
      try {
        await work();
        discardWorkspace();
        say(words);
      } catch (thrown) {
        sayFailed(sayError(asCallError(thrown)));
      } finally {
        isBusy = false;
      }
    },
  };
}
