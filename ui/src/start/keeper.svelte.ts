// What keeps the key of a new file: the system's key store or, where there is none or it is locked, a passphrase.
import { asCallError, CallError } from '../call';
import type { StartState } from '../generated/commands';
import { t } from '../words/t.svelte';

export interface Keeper {
  readonly needsPassphrase: boolean;
  /** Makes the file; where the key store fails, the passphrase is asked for instead. */
  keep<T>(make: () => Promise<T>): Promise<T>;
}

/** Call it while the component starts. */
export function keeper(start: StartState): Keeper {
  let needsPassphrase = $state(!start.has_keyring);
  return {
    get needsPassphrase() {
      return needsPassphrase;
    },
    async keep(make) {
      try {
        return await make();
      } catch (thrown) {
        if (!asCallError(thrown).code.startsWith('keyring_')) throw thrown;
        needsPassphrase = true;
        setTimeout(() => document.querySelector<HTMLElement>('input[name="passphrase"]')?.focus());
        throw new CallError('passphrase_needed', t.start.noKeyStore);
      }
    },
  };
}
