// The whole of what the portal knows about the server: signing in, and one typed call. The access token lives in this
// module's memory only; the refresh token in a cookie that no script can read.
import type { Commands } from '../generated/commands';

/** Where each of the patient's own commands is found. */
const PATHS = {
  my_record: ['GET', '/me'],
  my_latest_vitals: ['GET', '/me/vitals/latest'],
  my_vitals: ['GET', '/me/vitals'],
  record_my_vitals: ['POST', '/me/vitals'],
  take_back_my_vitals: ['DELETE', '/me/vitals/{id}'],
  my_alerts: ['GET', '/me/alerts'],
  my_appointments: ['GET', '/me/appointments'],
  my_booking_choices: ['GET', '/me/appointments/choices'],
  my_free_slots: ['GET', '/me/appointments/free'],
  request_appointment: ['POST', '/me/appointments'],
  cancel_my_appointment: ['POST', '/me/appointments/{id}/cancel'],
  my_prescriptions: ['GET', '/me/prescriptions'],
  my_invoices: ['GET', '/me/invoices'],
  my_messages: ['GET', '/me/messages'],
  my_papers: ['GET', '/me/papers'],
  my_sent_papers: ['GET', '/me/papers/sent'],
  open_my_sent_paper: ['POST', '/me/papers/sent/{id}'],
  request_my_paper: ['POST', '/me/papers'],
  my_asked_papers: ['GET', '/me/papers/asked'],
  my_asked_paper: ['GET', '/me/papers/asked/{id}'],
  my_paper_file: ['GET', '/me/papers/asked/{id}/file'],
  remove_my_paper: ['DELETE', '/me/papers/asked/{id}'],
  my_profile: ['GET', '/profile'],
  update_profile: ['PUT', '/profile'],
  change_password: ['PUT', '/profile/password'],
} as const satisfies Partial<Record<keyof Commands, readonly [string, string]>>;

export type Command = keyof typeof PATHS;
export type Input<N extends Command> = Commands[N]['input'];
export type Output<N extends Command> = Commands[N]['output'];

/** What the server refused or failed at. Branch on `code`; `field` names a form's field. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly field?: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
    this.name = 'Refusal';
  }
}

export interface OneSignIn {
  id: string;
  began_at: number;
  seen_at: number;
  agent: string;
  is_this: boolean;
}

const ROOT = '/api/v1';
/** A token is renewed this long before it ends. */
const EARLY_MS = 30_000;

let access: { token: string; until: number } | undefined;
let whenOut: () => void = () => {};

/** Says what happens when the sign-in is over. */
export function onSignedOut(then: () => void): void {
  whenOut = then;
}

/** The clinic, where a server has several: a link names it, and this browser remembers it. */
export function siteName(): string | undefined {
  const named = new URLSearchParams(location.search).get('site');
  try {
    if (named) localStorage.setItem('healthsync-site', named);
    return named ?? localStorage.getItem('healthsync-site') ?? undefined;
  } catch {
    return named ?? undefined;
  }
}

export function rememberSite(name: string): void {
  try {
    localStorage.setItem('healthsync-site', name);
  } catch {
    // A browser that keeps nothing asks again.
  }
}

async function send(method: string, path: string, body?: unknown, token?: string): Promise<Response> {
  const headers: Record<string, string> = { 'x-healthsync-portal': '1', accept: 'application/json' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (token) headers.authorization = `Bearer ${token}`;
  try {
    return await fetch(ROOT + path, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
    });
  } catch {
    throw new Refusal('offline', 'The clinic cannot be reached.');
  }
}

async function read<T>(response: Response): Promise<T> {
  if (response.status === 204) return undefined as T;
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return body as T;
  const problem = (body ?? {}) as { code?: string; detail?: string; field?: string; details?: Record<string, unknown> };
  throw new Refusal(problem.code ?? 'broken', problem.detail ?? response.statusText, problem.field, problem.details);
}

function keep(told: { access_token: string; expires_in_seconds: number } | undefined): boolean {
  access = told && { token: told.access_token, until: Date.now() + told.expires_in_seconds * 1000 };
  return told !== undefined;
}

/** Takes the cookie for a new access token. Says whether somebody is signed in. */
export async function resume(): Promise<boolean> {
  const renew = async () => keep(await read(await send('POST', '/auth/portal/refresh', {})));
  try {
    // Two tabs that used the same token at once would end the sign-in: one after the other.
    return await (navigator.locks ? navigator.locks.request('healthsync-refresh', renew) : renew());
  } catch (thrown) {
    access = undefined;
    if (thrown instanceof Refusal && thrown.code === 'offline') throw thrown;
    return false;
  }
}

export type Entrance = 'login' | 'accept' | 'register';

/** Comes in by one of the three doors. */
export async function enter(door: Entrance, said: Record<string, unknown>): Promise<void> {
  keep(await read(await send('POST', `/auth/portal/${door}`, { ...said, site: siteName() })));
}

/** Whether an invitation is good, before anybody thinks of a password. */
export async function checkInvitation(code: string): Promise<void> {
  await read(await send('POST', '/auth/portal/check', { code, site: siteName() }));
}

export async function status(): Promise<Commands['portal_status']['output']> {
  const site = siteName();
  return read(await send('GET', `/auth/portal/status${site ? `?site=${encodeURIComponent(site)}` : ''}`));
}

export async function leave(): Promise<void> {
  const token = access?.token;
  access = undefined;
  await read(await send('POST', '/auth/portal/logout', {}, token));
}

/** An access token that is good for a while; none where nobody is signed in. */
export async function accessToken(): Promise<string | undefined> {
  if (!access || access.until - Date.now() < EARLY_MS) await resume();
  return access?.token;
}

async function asked<T>(method: string, path: string, body?: unknown): Promise<T> {
  if (!(await accessToken()) || !access) {
    whenOut();
    throw new Refusal('signed_out', 'Sign in again.');
  }
  let response = await send(method, path, body, access.token);
  if (response.status === 401 && (await resume()) && access) response = await send(method, path, body, access.token);
  if (response.status === 401) whenOut();
  return read(response);
}

/** Runs one of the patient's own commands. Every failure arrives as a `Refusal`. */
export async function call<N extends Command>(
  name: N,
  ...input: Record<string, never> extends Input<N> ? [input?: Input<N>] : [input: Input<N>]
): Promise<Output<N>> {
  const [method, pattern] = PATHS[name];
  const said = { ...(input[0] as Record<string, unknown> | undefined) };
  const path = pattern.replace(/\{(\w+)\}/g, (_, part: string) => {
    const value = String(said[part]);
    delete said[part];
    return encodeURIComponent(value);
  });
  if (method !== 'GET') return asked(method, path, said);
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(said)) if (value !== undefined && value !== null) query.set(key, String(value));
  const text = query.toString();
  return asked(method, text ? `${path}?${text}` : path);
}

/** A picture of one's own trends. */
export function chart(picture: Omit<Commands['chart_frame']['input'], 'patient_id'>): Promise<Commands['chart_frame']['output']> {
  return asked('POST', '/me/vitals/chart', picture);
}

export function signIns(): Promise<OneSignIn[]> {
  return asked('GET', '/auth/sessions');
}

export function endSignIn(id: string): Promise<void> {
  return asked('DELETE', `/auth/sessions/${id}`);
}
