// Facts about the field that is chosen in by typing: what Enter takes, and where it goes then.
// @vitest-environment happy-dom
import { flushSync, mount, tick, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { loose, type Bound } from './bound.svelte';
import Combobox from './Combobox.svelte';
import { moveOn } from './enter';
import type { Option } from './options';

const TWICE: Option = { value: 'bd', word: 'Twice a day', detail: 'bd' };
const THRICE: Option = { value: 'tds', word: 'Three times a day', detail: 'tds' };
const OFTEN = [TWICE, THRICE];

let form: HTMLFormElement;
let part: ReturnType<typeof mount> | undefined;
let of: Bound<string | null>;

beforeEach(() => {
  vi.useFakeTimers();
  form = document.body.appendChild(document.createElement('form'));
  form.addEventListener('keydown', (event) => event.key === 'Enter' && moveOn(form, event.target) && event.preventDefault(), true);
});
afterEach(async () => {
  if (part) await unmount(part);
  vi.useRealTimers();
  document.body.replaceChildren();
});

function show(props: Partial<{ options: readonly Option[]; find: (typed: string) => Promise<readonly Option[]>; isAdding: boolean; onchosen: (option: Option) => void; searched: (typed: string) => string; lacking: string }>): HTMLInputElement {
  of = loose<string | null>(null, 'often');
  part = mount(Combobox, { target: form, props: { of, label: 'How often', ...props } });
  const next = form.appendChild(document.createElement('input'));
  next.name = 'next';
  flushSync();
  const input = form.querySelector<HTMLInputElement>('[role="combobox"]')!;
  input.focus();
  return input;
}

async function press(input: HTMLInputElement, key: string): Promise<void> {
  input.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  await settle();
}

async function write(input: HTMLInputElement, text: string): Promise<void> {
  input.dispatchEvent(new KeyboardEvent('keydown', { key: text.at(-1) ?? 'Backspace', bubbles: true, cancelable: true }));
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await settle();
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) {
    flushSync();
    await tick();
    await vi.advanceTimersByTimeAsync(200);
  }
}

const offered = () => [...document.querySelectorAll<HTMLElement>('[role="option"]')].map(({ dataset }) => dataset.value);
const highlighted = () => document.querySelector<HTMLElement>('[role="option"][data-highlighted]')?.dataset.value;

test('Enter takes what is highlighted and goes on to the next field', async () => {
  const input = show({ options: OFTEN });
  await write(input, 'bd');
  await press(input, 'Enter');
  expect(of.value, 'the code finds it').toBe('bd');
  expect(input.value, 'its words are shown').toBe('Twice a day');
  expect(document.activeElement, 'the next value is typed into the next field').toBe(form.elements.namedItem('next'));
});

test('what is chosen already can be chosen again', async () => {
  const input = show({ options: OFTEN });
  await write(input, 'bd');
  await press(input, 'Enter');
  input.focus();
  await write(input, 'Twice a dayx');
  await write(input, 'bd');
  expect(highlighted(), 'it is the one that is found').toBe('bd');
  await press(input, 'Enter');
  expect([of.value, of.trouble, input.value], 'it is no half word any more').toEqual(['bd', undefined, 'Twice a day']);
});

test('the first of what is found is highlighted, whatever was before it came', async () => {
  const newcomer: Option = { value: 'new', word: 'Register as a new patient' };
  const find = async (typed: string) => (typed === 'mwangi' ? [{ value: 'a', word: 'Musa Mwangi' }, { value: 'b', word: 'Grace Mwangi' }, newcomer] : [newcomer]);
  const input = show({ find });
  await write(input, 'imwangu');
  expect([offered(), highlighted()], 'nobody is called so').toEqual([['new'], 'new']);
  await write(input, 'mwang');
  await write(input, 'mwangi');
  expect(offered()).toEqual(['a', 'b', 'new']);
  expect(highlighted(), 'Enter must not register somebody who is found').toBe('a');
  await press(input, 'Enter');
  expect(of.value).toBe('a');
});

test('where choosing adds to a list, the next one is looked for in the same place', async () => {
  const input = show({ options: OFTEN, isAdding: true });
  await write(input, 'tds');
  await press(input, 'Enter');
  expect(of.value).toBe('tds');
  expect(document.activeElement, 'it stays').toBe(input);
});

test('going to another field closes the list, half a word stays with a sentence about it', async () => {
  const input = show({ options: OFTEN });
  await write(input, 'day');
  expect(offered(), 'both fit').toEqual(['bd', 'tds']);
  (form.elements.namedItem('next') as HTMLInputElement).focus();
  await settle();
  expect(offered(), 'nothing lies over the page').toEqual([]);
  expect(of.trouble, 'it is said').toBeTruthy();
});

test('an emptied field stays empty when Enter moves on; an arrow leads to a choice all the same', async () => {
  const input = show({ options: OFTEN });
  await write(input, 'thr');
  await press(input, 'Enter');
  expect(of.value).toBe('tds');
  input.focus();
  await write(input, '');
  await press(input, 'Enter');
  expect(of.value).toBeNull();
  expect(document.activeElement).toHaveProperty('name', 'next');
  input.focus();
  await write(input, '');
  await press(input, 'ArrowDown');
  await press(input, 'Enter');
  expect(of.value).not.toBeNull();
});

test('words that are not shown find a choice too; what fits nothing is said, and is written over', async () => {
  const input = show({ options: [{ value: 'night', word: 'At bedtime', also: 'evening' }, ...OFTEN] });
  await write(input, 'even');
  await press(input, 'Enter');
  expect([of.value, input.value]).toEqual(['night', 'At bedtime']);
  input.focus();
  await write(input, 'noon');
  await press(input, 'Enter');
  expect(of.trouble, 'Enter is answered').toBeTruthy();
  expect(document.activeElement, 'it is not left with nothing chosen').toBe(input);
  expect(input.value.slice(input.selectionStart ?? 0, input.selectionEnd ?? 0), 'the next letters are not joined to it').toBe('noon');
});

test('where choosing adds to a list, leaving or Escape adds nothing of what was typed', async () => {
  const added: string[] = [];
  const typed: Option = { value: 'typed', word: 'Dressing', detail: 'as typed' };
  const input = show({ find: async () => [typed], isAdding: true, onchosen: ({ value }) => added.push(value) });
  await write(input, 'Dressing');
  await press(input, 'Escape');
  expect(added).toEqual([]);
  expect(of.trouble, 'it is said that it is not there yet').toContain('Dressing');
  expect(input.value, 'and nothing is lost').toBe('Dressing');
  await write(input, 'Dressing');
  await press(input, 'Enter');
  expect(added).toEqual(['typed']);
});

describe('words that say something else than a choice', () => {
  const words = { options: OFTEN, searched: (typed: string) => typed.replace('prn', '').trim(), lacking: 'How often at most?' };

  test('are taken out of what is looked for', async () => {
    const input = show(words);
    await write(input, 'tds prn');
    expect(offered()).toEqual(['tds']);
    await press(input, 'Enter');
    expect(of.value).toBe('tds');
  });

  test('alone choose nothing, and what is missing is said', async () => {
    const input = show(words);
    await write(input, 'prn');
    await press(input, 'Enter');
    expect(of.value).toBeNull();
    expect(of.trouble).toBe('How often at most?');
    expect(document.activeElement).toBe(input);
  });
});
