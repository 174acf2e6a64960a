// Who is signed in at this window. Held in memory only: closing the window signs out.

export interface SignedIn {
  /** Sent with every call. */
  session: string;
  account: { id: string; name: string };
  /** What the account's roles allow, in the clinic's codes: `write_patients`. */
  rights: readonly string[];
}

let current = $state.raw<SignedIn | null>(null);
let isLocked = $state(false);

export const session = {
  /** Null before sign-in. */
  get token(): string | null {
    return current?.session ?? null;
  },
  get account(): SignedIn['account'] | null {
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
export function may(right: string): boolean {
  return current?.rights.includes(right) ?? false;
}
