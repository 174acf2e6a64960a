// Facts about the order of what was prescribed.
import { expect, test } from 'vitest';
import type { ItemStatus, ItemView, PrescriptionView } from '../generated/commands';
import { groupItems } from './groups';

function sheet(written_at: number, items: [string, ItemStatus, string?][], entered_in_error: string | null = null): PrescriptionView {
  const views = items.map(([id, status, error]) => ({ item: { id, status, entered_in_error: error ?? null }, is_current: status === 'active' || id.startsWith('taken') }) as ItemView);
  return { prescription: { id: `s${written_at}`, written_at, entered_in_error }, items: views } as PrescriptionView;
}
const ids = (rows: { view: ItemView }[]) => rows.map(({ view }) => view.item.id);

test('current and held items stand apart from what is past, the latest first', () => {
  const groups = groupItems([
    sheet(1, [['old', 'active'], ['done', 'completed'], ['taken', 'completed']]),
    sheet(2, [['new', 'active'], ['held', 'on_hold'], ['stopped', 'stopped']]),
  ]);
  expect(ids(groups.current)).toEqual(['new', 'old', 'taken']);
  expect(ids(groups.held)).toEqual(['held']);
  expect(ids(groups.past)).toEqual(['stopped', 'done']);
});

test('what was entered in error is never shown as current', () => {
  const groups = groupItems([sheet(1, [['item', 'active', 'slip']]), sheet(2, [['sheet', 'active']], 'wrong patient')]);
  expect(groups.current).toEqual([]);
  expect(ids(groups.past)).toEqual(['sheet', 'item']);
});
