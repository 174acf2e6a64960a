// The administrators' page and the server: signing in, renewing, and asking. The tokens live in this module's memory
// only: nothing of them is kept in the browser, and who loads the page anew signs in anew.
import type { SignedIn } from '../generated/commands';

const ROOT = '/api/v1';

/** What the screens know of a refusal: the window's bridge rejects with the same. */
export interface Refused {
  code: string;
  message: string;
  field?: string;
  details?: object;
}

export interface Answer {
  status: number;
  body: unknown;
}

interface Tokens {
  access_token: string;
  refresh_token: string;
}

let tokens: Tokens | undefined;
let renewing: Promise<void> | undefined;

async function send(method: string, path: string, body?: unknown): Promise<Answer> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (tokens) headers.authorization = `Bearer ${tokens.access_token}`;
  let response: Response;
  try {
    response = await fetch(ROOT + path, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      credentials: 'omit',
      cache: 'no-store',
    });
  } catch {
    throw { code: 'server_unreachable', message: 'The server cannot be reached. Try again in a moment.' } satisfies Refused;
  }
  const text = await response.text();
  try {
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  } catch {
    throw { code: 'server_not_ours', message: 'Something else answered in the server’s place.' } satisfies Refused;
  }
}

/** A refusal of the server as the screens take it. */
export function refusedOf({ status, body }: Answer): Refused {
  const { code, detail, field, details } = (body ?? {}) as Partial<Record<'code' | 'detail' | 'field', string>> & { details?: object };
  return {
    code: status === 401 ? 'not_signed_in' : (code ?? 'internal'),
    message: detail ?? `The server answered ${status}.`,
    ...(field ? { field } : {}),
    ...(details ? { details } : {}),
  };
}

async function renew(): Promise<void> {
  const refresh_token = tokens?.refresh_token;
  if (!refresh_token) return;
  const said = await send('POST', '/auth/refresh', { refresh_token });
  tokens = said.status === 200 ? (said.body as Tokens) : undefined;
}

/** Asks; an access token that is too old is renewed once, by whoever comes first. */
export async function ask(method: string, path: string, body?: unknown): Promise<Answer> {
  const said = await send(method, path, body);
  if (said.status !== 401 || !tokens) return said;
  renewing ??= renew().finally(() => (renewing = undefined));
  await renewing;
  return tokens ? send(method, path, body) : said;
}

/** Signs in. Throws what the server refused. */
export async function enter(username: string, password: string, site?: string): Promise<SignedIn> {
  tokens = undefined;
  const said = await send('POST', '/auth/login', { username, password, site: site || null });
  if (said.status !== 200) throw { ...refusedOf(said), code: (said.body as { code?: string } | null)?.code ?? 'internal' };
  const { account, rights, ...told } = said.body as Tokens & Pick<SignedIn, 'account' | 'rights'>;
  tokens = told;
  return { account, rights, session: 'browser' };
}

/** Makes an account by an invitation. */
export async function join(said: Record<string, unknown>): Promise<void> {
  const answer = await send('POST', '/auth/register', said);
  if (answer.status !== 201) throw refusedOf(answer);
}

/** Ends the sign-in; whoever cannot be reached forgets it when it is old. */
export async function leave(): Promise<void> {
  if (tokens) await send('POST', '/auth/logout', {}).catch(() => undefined);
  tokens = undefined;
}
