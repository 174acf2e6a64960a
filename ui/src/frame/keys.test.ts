// Facts about shortcuts as text.
import { expect, test } from 'vitest';
import { keysOf, matches, strokesOf, type Pressed } from './keys';

const press = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});
const is = (keys: string, pressed: Pressed) => matches(strokesOf(keys)[0]!, pressed);

test('a shortcut is the key with exactly its modifiers', () => {
  expect(is('mod+k', press('k', { ctrlKey: true }))).toBe(true);
  expect(is('mod+k', press('k', { metaKey: true })), 'the command key of a Mac').toBe(true);
  expect(is('mod+k', press('k'))).toBe(false);
  expect(is('n', press('n', { ctrlKey: true })), 'Ctrl+N is someone else’s').toBe(false);
  expect(is('n', press('N', { shiftKey: true })), 'caps lock must not matter').toBe(true);
});

test('the place of the key decides on a keyboard of another script', () => {
  expect(is('mod+k', press('ن', { code: 'KeyK', ctrlKey: true }))).toBe(true);
  expect(is('/', press('ظ', { code: 'Slash' }))).toBe(true);
  expect(is('?', press('؟', { code: 'Slash', shiftKey: true }))).toBe(true);
  expect(is('1', press('١', { code: 'Digit1' })), 'Arabic digits').toBe(true);
  expect(is('alt+1', press('¡', { code: 'Digit1', altKey: true })), 'Option and 1 of a Mac').toBe(true);
  expect(is('/', press('/', { code: 'Digit7', shiftKey: true })), 'the slash of a German keyboard').toBe(true);
});

test('a shortcut is drawn stroke by stroke', () => {
  expect(keysOf('mod+k')).toEqual([['Ctrl', 'K']]);
  expect(keysOf('g p')).toEqual([['G'], ['P']]);
  expect(keysOf('alt+ArrowLeft')).toEqual([['Alt', '←']]);
});
