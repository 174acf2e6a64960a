// Facts about answers that stay current.
// @vitest-environment happy-dom
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { announce } from './changed.svelte';
import { live, type Live } from './live.svelte';

let end: () => void = () => undefined;
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  end();
  vi.useRealTimers();
});

function start<T>(ask: () => Promise<T>, kinds: string[] = []): Live<T> {
  let made!: Live<T>;
  end = $effect.root(() => {
    made = live(ask, kinds);
  });
  flushSync();
  return made;
}
const settle = async (ms = 0) => {
  await vi.advanceTimersByTimeAsync(ms);
  flushSync();
};
const after = <T>(ms: number, answer: T) => new Promise<T>((resolve) => setTimeout(() => resolve(answer), ms));

test('a quick answer never shows a skeleton', async () => {
  const patients = start(() => after(100, ['Amina']));
  await settle(99);
  expect([patients.data, patients.isLate]).toEqual([undefined, false]);
  await settle(1);
  expect([patients.data, patients.isLate]).toEqual([['Amina'], false]);
});

test('a slow one does after 150 ms, until it comes', async () => {
  const patients = start(() => after(400, ['Amina']));
  await settle(151);
  expect(patients.isLate).toBe(true);
  await settle(300);
  expect([patients.data, patients.isLate]).toEqual([['Amina'], false]);
});

test('changes of its kinds are asked about once, however many there are', async () => {
  const ask = vi.fn(async () => 1);
  start(ask, ['patients']);
  for (let n = 0; n < 500; n++) announce({ kind: 'patients', id: String(n), source: 'exchange' });
  announce({ kind: 'invoices', id: 'x', source: 'exchange' });
  await settle(200);
  expect(ask).toHaveBeenCalledTimes(2);
});

test('other kinds are not its business', async () => {
  const ask = vi.fn(async () => 1);
  start(ask, ['patients']);
  announce({ kind: 'invoices', id: 'x', source: 'window' });
  await settle(200);
  expect(ask).toHaveBeenCalledTimes(1);
});

test('an answer that was overtaken is dropped', async () => {
  let text = $state('a');
  const found = start(() => (text === 'a' ? after(300, 'old') : after(10, 'new')));
  text = 'ab';
  flushSync();
  await settle(20);
  expect(found.data).toBe('new');
  await settle(400);
  expect(found.data).toBe('new');
});

test('what was shown stays when asking again fails, with the reason beside it', async () => {
  const ask = vi.fn(async () => 'shown');
  const found = start(ask);
  await settle();
  ask.mockRejectedValueOnce({ code: 'store_busy', message: 'Busy.' } as never);
  found.again();
  flushSync();
  await settle();
  expect(found.data).toBe('shown');
  expect(found.error).toMatchObject({ code: 'store_busy' });
  found.again();
  flushSync();
  await settle();
  expect(found.error).toBeUndefined();
});

test('a screen that has gone asks no more', async () => {
  const ask = vi.fn(async () => 1);
  start(ask, ['patients']);
  end();
  announce({ kind: 'patients', id: 'x', source: 'window' });
  await settle(200);
  expect(ask).toHaveBeenCalledTimes(1);
});
