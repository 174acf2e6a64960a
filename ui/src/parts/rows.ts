// The rows of a table: filtered, sorted, and the few that are in view.
import type { Snippet } from 'svelte';
import { fold, holdsFolded, wordsOf } from '../forms/options';
import { compareWords } from '../words/numbers';

export type Cell = string | number | null | undefined;

export interface Column<R> {
  id: string;
  title: string;
  /** What is sorted by; shown too unless `text` or `cell` says how. */
  value: (row: R) => Cell;
  /** The value as words: a date, a number with its unit. */
  text?: (row: R) => string;
  /** More than words: a status mark, two lines. */
  cell?: Snippet<[R]>;
  /** Aligned to the end, tabular figures. */
  isNumber?: boolean;
  /** A CSS width; columns without one share the rest. */
  width?: string;
  /** Sorting by it makes no sense. */
  isUnsorted?: boolean;
}

export interface Sort {
  column: string;
  isDescending: boolean;
}

export function textOf<R>(column: Column<R>, row: R): string {
  if (column.text) return column.text(row);
  const value = column.value(row);
  return value === null || value === undefined ? '' : String(value);
}

/** The text of each row, folded: made once for many keys of a filter. */
export function foldRows<R>(rows: readonly R[], columns: readonly Column<R>[]): string[] {
  return rows.map((row) => fold(columns.map((column) => textOf(column, row)).join(' ')));
}

/** Rows in which every word typed is found, in whichever columns. */
export function filterRows<R>(rows: readonly R[], folded: readonly string[], typed: string): readonly R[] {
  const words = wordsOf(typed);
  return words.length === 0 ? rows : rows.filter((_, at) => holdsFolded(folded[at] ?? '', words));
}

/** A sorted copy. What is missing comes last, whichever way it is sorted; equal rows keep their order. */
export function sortRows<R>(rows: readonly R[], columns: readonly Column<R>[], sort: Sort | undefined): readonly R[] {
  const column = columns.find(({ id }) => id === sort?.column);
  if (!column || !sort) return rows;
  const way = sort.isDescending ? -1 : 1;
  return rows
    .map((row) => ({ row, value: column.value(row) }))
    .sort((a, b) => compareCells(a.value, b.value, way))
    .map(({ row }) => row);
}

function compareCells(a: Cell, b: Cell, way: 1 | -1): number {
  const isMissing = (cell: Cell) => cell === null || cell === undefined || cell === '';
  if (isMissing(a) || isMissing(b)) return Number(isMissing(a)) - Number(isMissing(b));
  return way * (typeof a === 'number' && typeof b === 'number' ? a - b : compareWords(String(a), String(b)));
}

/** No narrower than this: below it the table scrolls sideways instead of hiding its names. */
export function leastWidth<R>(columns: readonly Column<R>[]): string {
  return `calc(${columns.map(({ width }) => width ?? '13rem').join(' + ')})`;
}

/** Rows drawn above and below what is in view, so that a quick wheel finds no gap. */
const SPARE = 6;

/** Which rows to draw for what is scrolled to. */
export function rowsInView(count: number, rowHeight: number, scrolled: number, height: number): { from: number; to: number } {
  const first = Math.floor(scrolled / rowHeight) - SPARE;
  const shown = Math.ceil(height / rowHeight) + 2 * SPARE;
  const from = Math.max(0, Math.min(first, count - shown));
  return { from, to: Math.min(count, from + shown) };
}

/** The row that a key leads to, or undefined when the key is not one of the table's. */
export function rowAfterKey(key: string, at: number, count: number, page: number): number | undefined {
  const moves: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: count - 1,
  };
  const wanted = moves[key];
  return wanted === undefined || count === 0 ? undefined : Math.max(0, Math.min(count - 1, wanted));
}
