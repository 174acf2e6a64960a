// Registrations that were begun: each is a draft of its own, so that nobody's details come into another's.
import type { Draft } from '../generated/commands';
import { nameOf } from './names';
import type { PatientValues } from './values';

const REGISTRATION = 'patient:new';

/** The name of the draft of a registration that begins now. */
export function newRegistration(): string {
  return `${REGISTRATION}:${Date.now().toString(36)}`;
}

export function isRegistration(key: string): boolean {
  return key === REGISTRATION || key.startsWith(`${REGISTRATION}:`);
}

/** Who was being registered, as far as a name was typed. */
export function whoIsBegun({ body }: Pick<Draft, 'body'>): string {
  const { given_name = '', family_name = '', other_names = '', phone = '' } = (body ?? {}) as Partial<PatientValues>;
  return nameOf({ given_name, family_name, other_names }) || phone;
}
