// Facts about what can be done from the search field.
// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import type { Right, SignedIn } from '../generated/commands';
import { session } from '../session.svelte';
import { findActs } from './acts';
import { discardWorkspace, workspace } from './workspace.svelte';

const signIn = (...rights: Right[]) => session.begin({ rights } as unknown as SignedIn);
const found = (typed: string) => findActs(typed).map(({ word }) => word);
afterEach(() => {
  session.end();
  discardWorkspace();
});

test('what is done at the desk is found from any page, by its name and by other words', () => {
  signIn('write_patients', 'write_appointments');
  expect(found('walk-in')).toEqual(['Register a walk-in']);
  expect(found('walk in')).toEqual(['Register a walk-in']);
  expect(found('appointment')).toEqual(['Book appointment']);
  findActs('new patient')[0]?.open();
  expect(workspace.current?.title).toBe('Register patient');
});

test('what the role may not do is not offered', () => {
  signIn('read_patients');
  expect(found('walk-in')).toEqual([]);
});
