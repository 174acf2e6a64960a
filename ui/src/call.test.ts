// Facts about the one call and its errors.
import { beforeEach, expect, test, vi } from 'vitest';
import { asCallError, call, CallError } from './call';
import { may, session } from './session.svelte';
import type { SignedIn } from './generated/commands';

const invoke = vi.hoisted(() => vi.fn());
vi.mock('@tauri-apps/api/core', () => ({ invoke }));
// The generated map is not what is tested here.
const anyCall = call as unknown as (name: string, input?: object) => Promise<unknown>;
const rania: SignedIn = {
  session: 's1',
  account: {
    id: 'a1',
    name: 'Rania',
    username: 'rania',
    roles: ['nurse'],
    language: 'en',
    theme: 'system',
    is_disabled: false,
    must_change_password: false,
    version: 1,
  },
  rights: ['read_patients'],
};

beforeEach(() => {
  invoke.mockReset();
  session.end();
});

test('a call carries its name, the session and its input', async () => {
  invoke.mockResolvedValue({ id: 'p1' });
  session.begin(rania);
  expect(await anyCall('register_patient', { name: 'Amina' })).toEqual({ id: 'p1' });
  expect(invoke).toHaveBeenCalledWith('call', { name: 'register_patient', session: 's1', input: { name: 'Amina' } });
});

test('a call without input sends an empty one, and no session before sign-in', async () => {
  invoke.mockResolvedValue(null);
  await anyCall('about');
  expect(invoke).toHaveBeenCalledWith('call', { name: 'about', session: null, input: {} });
});

test('a refusal arrives with its code, field and details', async () => {
  invoke.mockRejectedValue({ code: 'impossible', message: 'Between 0 and 300.', field: 'rate', details: { most: 300 } });
  const error: unknown = await anyCall('record_vitals', {}).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(CallError);
  expect(error).toMatchObject({ code: 'impossible', message: 'Between 0 and 300.', field: 'rate', details: { most: 300 } });
});

test('whatever else is thrown is an internal error', () => {
  expect(asCallError(new TypeError('no bridge'))).toMatchObject({ code: 'internal', message: 'no bridge' });
  expect(asCallError('odd')).toMatchObject({ code: 'internal', message: 'odd' });
});

test('an ended session signs out here too, a locked one covers the screen', async () => {
  session.begin(rania);
  invoke.mockRejectedValueOnce({ code: 'locked', message: 'Locked.' });
  await anyCall('patients').catch(() => undefined);
  expect([session.isLocked, session.token]).toEqual([true, 's1']);
  invoke.mockRejectedValueOnce({ code: 'not_signed_in', message: 'Sign in first.' });
  await anyCall('patients').catch(() => undefined);
  expect([session.isLocked, session.token]).toEqual([false, null]);
});

test('rights are those of the signed-in account', () => {
  expect(may('read_patients')).toBe(false);
  session.begin(rania);
  expect([may('read_patients'), may('write_patients')]).toEqual([true, false]);
});
