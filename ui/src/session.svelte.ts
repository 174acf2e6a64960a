// Who is signed in at this window. Held in memory only: closing the window signs out.
import type { AccountSummary, Right, SignedIn } from './generated/commands';

let current = $state.raw<SignedIn | null>(null);
let isLocked = $state(false);

export const session = {
  /** Null before sign-in. */
  get token(): string | null {
    return current?.session ?? null;
  },
  get account(): AccountSummary | null {
    return current?.account ?? null;
  },
  /** The screen is covered until the password is given; nothing behind it is lost. */
  get isLocked(): boolean {
    return isLocked;
  },
  begin(signedIn: SignedIn): void {
    current = signedIn;
    isLocked = false;
  },
  /** The person changed their own name, language or theme. */
  rename(account: AccountSummary): void {
    if (current) current = { ...current, account };
  },
  lock(): void {
    isLocked = current !== null;
  },
  unlock(): void {
    isLocked = false;
  },
  end(): void {
    current = null;
    isLocked = false;
  },
};

/** Whether the account's roles allow this. The clinic decides again on every call; this only hides what would be refused. */
export function may(right: Right): boolean {
  return current?.rights.includes(right) ?? false;
}
