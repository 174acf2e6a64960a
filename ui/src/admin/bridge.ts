// Stands where the window has its bridge to the program: the same screens call the same names, and each goes to the API.
import type { Changed } from '../changed.svelte';
import { PATHS } from './paths';
import { ask, refusedOf, type Refused } from './server';

type Input = Record<string, unknown>;

/** Kinds whose screens look again after something was written here: the page is not told which record it was. */
const KINDS = ['account', 'device', 'device_assignment', 'quarantined_measurement', 'vitals', 'site', 'portal_settings'];
const hearers = new Set<(event: { payload: Changed }) => void>();

/** The window hears of changes from the program; the page, of its own. */
export async function listen(name: string, hear: (event: { payload: Changed }) => void): Promise<() => void> {
  if (name !== 'changed') return () => undefined;
  hearers.add(hear);
  return () => hearers.delete(hear);
}

function tell(): void {
  for (const kind of KINDS) for (const hear of hearers) hear({ payload: { kind, id: '', source: 'window' } });
}

/** Others write too: whoever looks at a list for long sees it within a minute. */
setInterval(() => document.visibilityState === 'visible' && tell(), 60_000);

/** What a computer does for the window itself, and a page cannot or need not. */
const HERE: Record<string, (input: Input) => unknown> = {
  draft: () => null,
  drafts: () => [],
  save_draft: () => ({}),
  discard_draft: () => ({}),
  sign_out: () => ({}),
  server_door: () => ({ is_enrolled: true, address: location.origin, workstation_id: null, is_open: true }),
  ask_server: (input) => ask(String(input.method), String(input.path), input.body ?? undefined),
};

export async function invoke<T>(_: 'call', { name, input }: { name: string; input: Input }): Promise<T> {
  const here = HERE[name];
  if (here) return (await here(input)) as T;
  const path = (PATHS as Partial<Record<string, readonly [string, string]>>)[name];
  if (!path) throw { code: 'internal', message: `This page has no use for '${name}'.` } satisfies Refused;
  const [method, pattern] = path;
  const said = { ...input };
  const filled = pattern.replace(/\{(\w+)\}/g, (_whole, part: string) => {
    const value = String(said[part]);
    delete said[part];
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams();
  if (method === 'GET') {
    for (const [key, value] of Object.entries(said)) if (value !== undefined && value !== null) query.set(key, String(value));
  }
  const asked = query.size > 0 ? `${filled}?${query.toString()}` : filled;
  const answer = await ask(method, asked, method === 'GET' ? undefined : said);
  if (answer.status >= 400) throw refusedOf(answer);
  if (method !== 'GET') tell();
  return answer.body as T;
}
