// What an invitation says, read while it is pasted; nobody is asked.
import { asCallError, call, type CallError } from '../call';
import type { InvitationDetails } from '../generated/commands';

const TYPING_MS = 250;

export interface ReadInvitation {
  readonly details: InvitationDetails | undefined;
  readonly error: CallError | undefined;
}

/** Reads whatever `text` gives, a moment after the last letter. Call it while the component starts. */
export function readInvitation(text: () => string): ReadInvitation {
  let details = $state.raw<InvitationDetails>();
  let error = $state.raw<CallError>();
  let newest = 0;
  $effect(() => {
    const invitation = text().trim();
    const mine = ++newest;
    details = error = undefined;
    if (!invitation) return;
    const settle = (write: () => void) => mine === newest && write();
    const timer = setTimeout(() => {
      call('read_invitation', { invitation }).then(
        (said) => settle(() => (details = said)),
        (thrown: unknown) => settle(() => (error = asCallError(thrown))),
      );
    }, TYPING_MS);
    return () => clearTimeout(timer);
  });
  return {
    get details() {
      return details;
    },
    get error() {
      return error;
    },
  };
}
