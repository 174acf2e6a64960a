// Facts about the rows of a table.
import { describe, expect, test } from 'vitest';
import { filterRows, foldRows, leastWidth, rowAfterKey, rowsInView, sortRows, type Column } from './rows';

interface Row {
  name: string;
  rate: number | null;
}
const columns: Column<Row>[] = [
  { id: 'name', title: 'Name', value: (row) => row.name },
  { id: 'rate', title: 'Rate', value: (row) => row.rate, text: (row) => `${row.rate ?? ''} /min`, width: '6rem' },
];
const rows: Row[] = [
  { name: 'José Ng', rate: 90 },
  { name: 'أحمد', rate: null },
  { name: 'Bed 10', rate: 100 },
  { name: 'bed 9', rate: 8 },
];
const names = (found: readonly Row[]) => found.map(({ name }) => name);

describe('a filter', () => {
  const folded = foldRows(rows, columns);
  test('finds every word in whichever column, without minding marks or case', () => {
    expect(names(filterRows(rows, folded, 'jose'))).toEqual(['José Ng']);
    expect(names(filterRows(rows, folded, 'ng 90'))).toEqual(['José Ng']);
    expect(names(filterRows(rows, folded, 'احمد')), 'the alef is typed without its hamza').toEqual(['أحمد']);
  });
  test('of blanks lets all rows through', () => expect(filterRows(rows, folded, '  ')).toBe(rows));
});

describe('sorting', () => {
  test('compares numbers by value and puts what is missing last, either way', () => {
    const by = (isDescending: boolean) => sortRows(rows, columns, { column: 'rate', isDescending }).map(({ rate }) => rate);
    expect(by(false)).toEqual([8, 90, 100, null]);
    expect(by(true)).toEqual([100, 90, 8, null]);
  });
  test('compares numbers inside words by value', () => {
    const sorted = names(sortRows(rows, columns, { column: 'name', isDescending: false }));
    expect(sorted.indexOf('bed 9')).toBeLessThan(sorted.indexOf('Bed 10'));
  });
  test('by nothing, or by a column that has gone, leaves the rows as they came', () => {
    expect(sortRows(rows, columns, undefined)).toBe(rows);
    expect(sortRows(rows, columns, { column: 'gone', isDescending: false })).toBe(rows);
  });
});

describe('the rows in view', () => {
  test('are few, whatever the number of rows', () => {
    const { from, to } = rowsInView(10_000, 32, 32 * 5000, 600);
    expect(from).toBeLessThanOrEqual(5000);
    expect(to).toBeGreaterThanOrEqual(5019);
    expect(to - from).toBeLessThan(60);
  });
  test('never reach past the ends', () => {
    expect(rowsInView(5, 32, 0, 600)).toEqual({ from: 0, to: 5 });
    expect(rowsInView(0, 32, 0, 600)).toEqual({ from: 0, to: 0 });
    expect(rowsInView(100, 32, 99_999, 600).to, 'scrolled further than a shorter list is long').toBe(100);
  });
});

test('keys move by a row, a page, or to the ends, and stop there', () => {
  expect(rowAfterKey('ArrowDown', -1, 10, 5)).toBe(0);
  expect(rowAfterKey('ArrowUp', -1, 10, 5), 'no wrapping to the end').toBe(0);
  expect(rowAfterKey('ArrowDown', 9, 10, 5)).toBe(9);
  expect(rowAfterKey('PageUp', 3, 10, 5)).toBe(0);
  expect(rowAfterKey('End', 0, 10, 5)).toBe(9);
  expect(rowAfterKey('ArrowDown', 0, 0, 5)).toBeUndefined();
  expect(rowAfterKey('x', 0, 10, 5)).toBeUndefined();
});

test('a table is never narrower than its columns', () => expect(leastWidth(columns)).toBe('calc(13rem + 6rem)'));
