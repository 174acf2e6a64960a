// Facts about the registry of shortcuts.
// @vitest-environment happy-dom
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addShortcuts, knownShortcuts, pressKey, type Shortcut } from './shortcuts.svelte';

let stops: (() => void)[] = [];
const run = vi.fn();
const add = (keys: string, more: Partial<Shortcut> = {}) =>
  stops.push(addShortcuts({ keys, words: () => keys, run: () => run(keys), ...more }));

function press(key: string, target: HTMLElement = document.body, more: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  return event;
}

beforeEach(() => {
  run.mockReset();
  window.addEventListener('keydown', pressKey);
});
afterEach(() => {
  window.removeEventListener('keydown', pressKey);
  stops.forEach((stop) => stop());
  stops = [];
  document.body.replaceChildren();
});

test('a key runs what it means, and nothing else hears of it', () => {
  add('n');
  expect(press('n').defaultPrevented).toBe(true);
  expect(run).toHaveBeenCalledExactlyOnceWith('n');
});

test('what a key opens is there before the next key is read', () => {
  let shown = $state(false);
  const seen: boolean[] = [];
  const stop = $effect.root(() => {
    $effect(() => void seen.push(shown));
  });
  stops.push(addShortcuts({ keys: 'n', words: () => 'n', run: () => (shown = true) }), stop);
  press('n');
  expect(seen.at(-1)).toBe(true);
});

test('letters typed in a field are letters; with Ctrl they are shortcuts', () => {
  add('n');
  add('mod+k');
  add('Escape', { inFields: true });
  const field = document.body.appendChild(document.createElement('input'));
  press('n', field);
  expect(run).not.toHaveBeenCalled();
  press('k', field, { ctrlKey: true });
  press('Escape', field);
  expect(run.mock.calls.flat()).toEqual(['mod+k', 'Escape']);
});

test('one key after the other goes to a page, and does not run the second key alone', () => {
  add('g p');
  add('p');
  press('g');
  press('p');
  expect(run).toHaveBeenCalledExactlyOnceWith('g p');
  press('p');
  expect(run).toHaveBeenLastCalledWith('p');
});

test('of two meanings the later one counts, until it is taken away', () => {
  add('n');
  const later = vi.fn();
  const stop = addShortcuts({ keys: 'n', words: () => 'later', run: later });
  press('n');
  expect(later).toHaveBeenCalledOnce();
  expect(knownShortcuts().map(({ words }) => words())).toEqual(['later']);
  stop();
  press('n');
  expect(run).toHaveBeenCalledOnce();
});

test('what one part adds while another is taken down stays', () => {
  let mode = $state('view');
  const entry = (keys: string): Shortcut => ({ keys, words: () => keys, run: () => run(keys) });
  const stop = $effect.root(() => {
    // What takes its place is made first, as where a form is shown instead of the buttons.
    $effect(() => (mode === 'ask' ? addShortcuts(entry('alt+1')) : undefined));
    $effect(() => (mode === 'view' ? addShortcuts(entry('x')) : undefined));
    $effect(() => {
      void mode;
      return addShortcuts(entry('p'));
    });
  });
  stops.push(stop);
  flushSync();
  mode = 'ask';
  flushSync();
  press('1', document.body, { altKey: true });
  press('p');
  press('x');
  expect(run.mock.calls.flat()).toEqual(['alt+1', 'p']);
  mode = 'view';
  flushSync();
  press('1', document.body, { altKey: true });
  press('x');
  expect(run.mock.calls.flat()).toEqual(['alt+1', 'p', 'x']);
});

test('a meaning that yields counts only where nobody else has the key', () => {
  add('f');
  const filter = vi.fn();
  stops.push(addShortcuts({ keys: 'f', words: () => 'filter', run: filter, yields: true }));
  press('f');
  expect([run.mock.calls.length, filter.mock.calls.length]).toEqual([1, 0]);
  expect(knownShortcuts().map(({ words }) => words())).toEqual(['f']);
});

test('what another part of the screen has handled is left alone', () => {
  add('Escape');
  const menu = document.body.appendChild(document.createElement('div'));
  menu.addEventListener('keydown', (event) => event.preventDefault());
  press('Escape', menu);
  expect(run).not.toHaveBeenCalled();
});

test('between the fields of a form single keys rest, and do not change the page behind it', () => {
  add('1');
  add('Escape', { inFields: true });
  add('alt+1', { inFields: true });
  const panel = document.body.appendChild(document.createElement('aside'));
  const form = panel.appendChild(document.createElement('form'));
  const radio = form.appendChild(document.createElement('input'));
  radio.type = 'radio';
  press('1', radio);
  press('1', form.appendChild(document.createElement('button')));
  press('1', panel);
  expect(run).not.toHaveBeenCalled();
  press('1', radio, { altKey: true });
  press('Escape', radio);
  expect(run.mock.calls.flat(), 'its own keys work').toEqual(['alt+1', 'Escape']);
  press('1');
  expect(run).toHaveBeenLastCalledWith('1');
});
