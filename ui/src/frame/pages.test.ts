// Facts about pages in the search field.
import { afterEach, expect, test } from 'vitest';
import type { Right, SignedIn } from '../generated/commands';
import { session } from '../session.svelte';
import { findPages } from './pages';

const signIn = (...rights: Right[]) => session.begin({ rights } as unknown as SignedIn);
const found = (typed: string) => findPages(typed).map(({ id }) => id);
afterEach(() => session.end());

test('a part of the administration is found by its name and by what else it is called', () => {
  signIn('manage_settings', 'manage_formulary');
  expect(found('backup')).toEqual(['administration-backups']);
  expect(found('printer')).toEqual(['administration-papers']);
  expect(found('drugs')).toEqual(['administration-formulary']);
});

test('what the role may not see is not found', () => {
  signIn('read_patients');
  expect(found('backup')).toEqual([]);
  expect(found('till')).toEqual([]);
});

test('a page of that name comes before one that is also called so', () => {
  signIn('read_billing', 'manage_settings');
  expect(found('invoices')[0]).toBe('billing-invoices');
});
