// Facts about where the arrow keys land while nothing has the focus.
// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { landByKey, lands } from './landing';

let stops: (() => void)[] = [];
const land = vi.fn();

beforeEach(() => {
  land.mockReset();
  document.body.innerHTML = `<nav><button id="rail"></button></nav>
    <main id="content" tabindex="-1"><input id="filter" /><button id="action"></button><div role="tablist"><button id="tab"></button></div>
    <div id="second"></div><div id="third"></div></main><aside><button id="panel"></button><div id="beside"></div></aside>`;
  HTMLElement.prototype.checkVisibility ??= () => true;
  window.addEventListener('keydown', landByKey);
});
afterEach(() => {
  window.removeEventListener('keydown', landByKey);
  stops.forEach((stop) => stop());
  stops = [];
});

function put(id: string, hasRows = true): void {
  const element = document.getElementById(id)!;
  stops.push(lands((key) => (hasRows ? (land(id, key), true) : false))(element));
}

function press(key: string, id?: string, more: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  (id ? document.getElementById(id)! : document.body).dispatchEvent(event);
  return event;
}

test('with the focus nowhere an arrow lands on the first table that has rows', () => {
  put('third');
  put('second');
  expect(press('ArrowDown').defaultPrevented, 'the page does not scroll instead').toBe(true);
  expect(land).toHaveBeenCalledExactlyOnceWith('second', 'ArrowDown');
});

test('a table without rows is passed over', () => {
  put('second', false);
  put('third');
  press('End');
  expect(land).toHaveBeenCalledExactlyOnceWith('third', 'End');
  stops.splice(0).forEach((stop) => stop());
  expect(press('End').defaultPrevented, 'with none the key does what it always does').toBe(false);
});

test('the page, its buttons and the rail let the arrows through; what uses them keeps them', () => {
  put('second');
  for (const id of ['content', 'action', 'rail']) press('ArrowDown', id);
  expect(land, 'nothing there uses an arrow').toHaveBeenCalledTimes(3);
  for (const id of ['filter', 'tab', 'panel']) press('ArrowDown', id);
  press('ArrowDown', 'content', { altKey: true });
  press('n');
  expect(land, 'a field, tabs and the panel do').toHaveBeenCalledTimes(3);
});

test('a table beside the page is no place of the page', () => {
  put('beside');
  press('ArrowDown');
  expect(land).not.toHaveBeenCalled();
});
