// Facts about the panel beside the content.
import { afterEach, expect, test } from 'vitest';
import type { Component } from 'svelte';
import { closeWorkspace, discardWorkspace, finishWork, openWorkspace, workspace } from './workspace.svelte';

const note = 'note' as unknown as Component<Record<string, unknown>>;
const vitals = 'vitals' as unknown as Component<Record<string, unknown>>;
const sheet = 'sheet' as unknown as Component<Record<string, unknown>>;
const open = (component: typeof note, isReturnedTo = false) =>
  openWorkspace(component, { title: String(component), isReturnedTo, props: {} });

afterEach(() => {
  while (workspace.current) discardWorkspace();
});

test('a note that was interrupted is gone on with when the interruption closes', () => {
  open(note, true);
  open(vitals);
  expect(workspace.current?.title).toBe('vitals');
  closeWorkspace();
  expect(workspace.current?.title).toBe('note');
  closeWorkspace();
  expect(workspace.current).toBeNull();
});

test('a note that is signed is not returned to, before it is interrupted or while it is', () => {
  open(note, true);
  finishWork(note);
  open(sheet, true);
  closeWorkspace();
  expect(workspace.current, 'it was signed, then something was prescribed').toBeNull();
  open(note, true);
  open(sheet, true);
  finishWork(note);
  closeWorkspace();
  expect(workspace.current, 'its signing came through while the sheet was open').toBeNull();
});

test('what is only looked at is not returned to', () => {
  open(vitals);
  open(sheet);
  closeWorkspace();
  expect(workspace.current).toBeNull();
});

test('the same form is never open twice, however one goes back and forth', () => {
  open(note, true);
  open(sheet, true);
  open(note, true);
  open(sheet, true);
  const titles: string[] = [];
  while (workspace.current) {
    titles.push(workspace.current.title);
    closeWorkspace();
  }
  expect(titles).toEqual(['sheet', 'note']);
});

test('going elsewhere leaves nothing behind', () => {
  open(note, true);
  open(vitals);
  let hasGone = false;
  closeWorkspace(() => (hasGone = true));
  expect(hasGone).toBe(true);
  expect(workspace.current).toBeNull();
});
