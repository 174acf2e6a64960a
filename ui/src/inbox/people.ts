// Whom one can write to: everybody of a role, or one person.
import { call } from '../call';
import type { Option } from '../forms';
import type { Role } from '../generated/commands';
import { session } from '../session.svelte';
import { t } from '../words/t.svelte';

const ROLES: readonly Role[] = ['front_desk', 'nurse', 'practitioner', 'cashier', 'administrator'];

/** Whom a message is for, as the clinic takes it. */
export interface Addressee {
  to_account_id: string | null;
  to_role: Role | null;
}

/** `role nurse` or `account <id>`, as a choice holds it. */
export function addresseeOf(value: string): Addressee {
  const [kind, which = ''] = value.split(' ');
  return { to_account_id: kind === 'account' ? which : null, to_role: kind === 'role' ? (which as Role) : null };
}

export const toAccount = (id: string) => `account ${id}`;

export function roleOptions(): Option[] {
  return ROLES.map((role) => ({ value: `role ${role}`, word: t.inbox.everybody(t.roles[role]) }));
}

/** Everybody who works here. */
export async function peopleOptions(): Promise<Option[]> {
  return (await call('colleagues'))
    .filter(({ id }) => id !== session.account?.id)
    .map(({ id, name, roles }) => ({ value: toAccount(id), word: name, detail: roles.map((role) => t.roles[role]).join(', ') }));
}
