// Who is signed in at this window. Held in memory only: closing the window signs out.

export interface SignedIn {
  token: string;
  account_id: string;
  name: string;
  role: string;
  permissions: readonly string[];
}

let current = $state.raw<SignedIn | null>(null);

export const session = {
  /** Sent with every call; null before sign-in. */
  get token(): string | null {
    return current?.token ?? null;
  },
  get account(): SignedIn | null {
    return current;
  },
  begin(signedIn: SignedIn): void {
    current = signedIn;
  },
  end(): void {
    current = null;
  },
};

/** Whether the signed-in account may do this. The clinic decides again on every call; this only hides what would be refused. */
export function may(permission: string): boolean {
  return current?.permissions.includes(permission) ?? false;
}
