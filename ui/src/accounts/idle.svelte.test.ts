// Facts about the lock of an idle window.
// @vitest-environment happy-dom
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SignedIn, StoredSite } from '../generated/commands';
import { session } from '../session.svelte';
import { useSite } from '../site.svelte';
import { lockWhenIdle } from './idle.svelte';

const invoke = vi.hoisted(() => vi.fn(async () => ({})));
vi.mock('@tauri-apps/api/core', () => ({ invoke }));

const MINUTE = 60_000;
let end: () => void = () => undefined;

beforeEach(() => {
  vi.useFakeTimers();
  session.begin({ session: 's', account: { id: 'a', name: 'Rania' }, rights: [] } as unknown as SignedIn);
  useSite({ idle_lock_min: 5, language: 'en', digits: 'latin', time_zone: 'UTC' } as StoredSite);
  end = $effect.root(() => lockWhenIdle());
  flushSync();
});
afterEach(() => {
  end();
  session.end();
  vi.useRealTimers();
});

test('a window that nobody touches locks after the clinic’s minutes, and tells the clinic', () => {
  vi.advanceTimersByTime(5 * MINUTE - 5_000);
  expect(session.isLocked).toBe(false);
  vi.advanceTimersByTime(10_000);
  expect(session.isLocked).toBe(true);
  expect(invoke).toHaveBeenCalledWith('call', expect.objectContaining({ name: 'lock_session' }));
});

test('each touch begins the minutes anew', () => {
  vi.advanceTimersByTime(4 * MINUTE);
  window.dispatchEvent(new Event('keydown'));
  vi.advanceTimersByTime(4 * MINUTE);
  expect(session.isLocked).toBe(false);
  vi.advanceTimersByTime(MINUTE + 5_000);
  expect(session.isLocked).toBe(true);
});
