// Questions to the server itself: in the window over the link that the computer exchanges by, in a browser directly.
import { CallError, call } from '../call';
import { announce } from '../changed.svelte';
import type {
  EnrolledWorkstation,
  Health,
  Limits,
  MadeInvitation,
  SentLetter,
  StaffInvitation,
  WaitingLetter,
} from './types';

/** The kind that the screens of the server listen to. */
export const SERVER = 'server';

async function ask<T>(method: 'GET' | 'POST' | 'DELETE', path: string, said?: unknown): Promise<T> {
  const { status, body } = await call('ask_server', { method, path, body: said ?? null });
  if (status >= 400) {
    const problem = (body ?? {}) as { code?: string; detail?: string; field?: string };
    throw new CallError(problem.code ?? 'internal', problem.detail ?? String(status), problem.field);
  }
  if (method !== 'GET') announce({ kind: SERVER, id: '', source: 'window' });
  return body as T;
}

const part = encodeURIComponent;

export const workstations = () => ask<EnrolledWorkstation[]>('GET', '/centre/workstations');
export const revokeWorkstation = (id: string, keepsData: boolean, reason: string) =>
  ask<null>('DELETE', `/centre/workstations/${part(id)}?keep_data=${String(keepsData)}&reason=${part(reason)}`);
export const health = () => ask<Health>('GET', '/centre/health');
export const limits = () => ask<Limits>('GET', '/centre/limits');
export const waitingLetters = () => ask<WaitingLetter[]>('GET', '/outbox');
export const sentLetters = () => ask<SentLetter[]>('GET', '/outbox/sent');
export const retryLetter = (key: string) => ask<null>('POST', `/outbox/${part(key)}/retry`, {});
export const giveUpLetter = (key: string) => ask<null>('DELETE', `/outbox/${part(key)}`);
export const invitations = () => ask<StaffInvitation[]>('GET', '/auth/invitations');
export const invite = (said: { role: string; note: string | null; email: string | null; days: number }) =>
  ask<MadeInvitation>('POST', '/auth/invitations', said);
export const withdrawInvitation = (id: string) => ask<null>('DELETE', `/auth/invitations/${part(id)}`);
