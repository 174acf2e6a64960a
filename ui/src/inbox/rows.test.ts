// Facts about the order of messages and what stays in view.
import { expect, test } from 'vitest';
import type { MessageKind, MessageRow } from '../generated/commands';
import { addresseeOf } from './people';
import { inOrder, isOpen, joined, withKept } from './rows';

const row = (id: string, kind: MessageKind, recorded_at: number, more: Partial<MessageRow> = {}, due_at?: number): MessageRow => ({
  message: { id, kind, recorded_at, due_at: due_at ?? null, recorded_by: 'x', updated_at: recorded_at },
  is_read: false,
  is_done: false,
  ...more,
});
const ids = (rows: readonly MessageRow[]) => rows.map(({ message }) => message.id).join('');

test('a task waits until it is done, a note until it is read', () => {
  expect(isOpen(row('a', 'task', 1, { is_read: true }))).toBe(true);
  expect(isOpen(row('a', 'task', 1, { is_done: true }))).toBe(false);
  expect(isOpen(row('a', 'note', 1, { is_read: true }))).toBe(false);
});

test('the next patient to call comes first; what is due at no time comes last', () => {
  const rows = [row('a', 'reminder', 3, {}, 900), row('b', 'reminder', 2, {}, 100), row('c', 'reminder', 1)];
  expect(ids(inOrder(rows, 'reminder'))).toBe('bac');
  expect(ids(inOrder(rows, null)), 'among all kinds the latest first').toBe('abc');
});

test('what was read a moment ago stays where it was', () => {
  const read = row('b', 'note', 2, { is_read: true });
  expect(ids(withKept([row('a', 'note', 3), row('c', 'note', 1)], new Map([['b', read]])))).toBe('abc');
  expect(withKept([row('b', 'note', 2, { is_done: true })], new Map([['b', read]]))[0]?.is_done, 'the newer answer counts').toBe(true);
});

test('pages that overlap show nothing twice', () => {
  expect(ids(joined([[row('a', 'note', 2), row('b', 'note', 1)], [row('b', 'note', 1), row('c', 'note', 0)]]))).toBe('abc');
});

test('a message is for one person or for one role', () => {
  expect(addresseeOf('role nurse')).toEqual({ to_account_id: null, to_role: 'nurse' });
  expect(addresseeOf('account 12')).toEqual({ to_account_id: '12', to_role: null });
});
