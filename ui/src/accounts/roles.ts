// Roles in a form: one tick each.
import type { Role } from '../generated/commands';

export const ROLES: readonly Role[] = ['administrator', 'practitioner', 'nurse', 'front_desk', 'cashier'];

export type RoleTicks = Record<Role, boolean>;

export function ticksOf(roles: readonly Role[]): RoleTicks {
  return Object.fromEntries(ROLES.map((role) => [role, roles.includes(role)])) as RoleTicks;
}

export function rolesOf(ticks: RoleTicks): Role[] {
  return ROLES.filter((role) => ticks[role]);
}
