// The calendar by keyboard: a cursor over its slots and appointments, and what moves one.
import type { Grid, Placed } from './grid';

/** One slot of the keyboard, in minutes. */
export const STEP = 15;
const SHORTEST = 5;
const LONGEST = 12 * 60;

export interface Cursor {
  column: number;
  /** Minutes after midnight. */
  minute: number;
  /** Where several stand side by side: which of them. */
  at: number;
}

/** What is being moved, and where it would go. */
export interface Moving {
  column: number;
  minute: number;
  duration: number;
}

/** What came of letting it go: it is moved, a form asks about it, or it cannot be there. */
export type Dropped = 'moved' | 'asked' | { refused: string };

export interface CursorMove {
  cursor: Cursor;
  /** The key led past the edge: the days before (−1) or after (1) are wanted. */
  turn: -1 | 0 | 1;
}

/** The appointments that the cursor's slot touches, as they stand from the start. */
export function underCursor(grid: Grid, { column, minute }: Cursor): readonly Placed[] {
  const entries = grid.columns[column]?.entries ?? [];
  return entries.filter(({ from, to }) => from < minute + STEP && to > minute).sort((a, b) => a.lane - b.lane || a.from - b.from);
}

/** The one appointment that Enter would open, if there is one. */
export function chosenBy(grid: Grid, cursor: Cursor): Placed | undefined {
  return underCursor(grid, cursor)[cursor.at];
}

/** Keeps a cursor on a grid that has changed beneath it. */
export function within(grid: Grid, cursor: Cursor): Cursor {
  const last = Math.max(grid.from, grid.to - STEP);
  return {
    column: clamp(cursor.column, 0, Math.max(0, grid.columns.length - 1)),
    minute: clamp(cursor.minute, grid.from, last),
    at: cursor.at,
  };
}

/** Where an arrow leads; undefined when the key is not one of the calendar's. `forward` is −1 in right-to-left pages. */
export function moveCursor(grid: Grid, cursor: Cursor, key: string, forward: 1 | -1): CursorMove | undefined {
  const under = underCursor(grid, cursor);
  const on = under[cursor.at];
  const stay = (minute: number, column = cursor.column): CursorMove => ({ cursor: within(grid, { column, minute, at: 0 }), turn: 0 });
  const aside = (way: 1 | -1): CursorMove => {
    if (under[cursor.at + way]) return { cursor: { ...cursor, at: cursor.at + way }, turn: 0 };
    const column = cursor.column + way;
    if (column >= 0 && column < grid.columns.length) return stay(cursor.minute, column);
    return { cursor: { ...cursor, column: way > 0 ? 0 : cursor.column, at: 0 }, turn: way };
  };
  switch (key) {
    case 'ArrowDown':
      return stay(on ? Math.ceil(on.to / STEP) * STEP : cursor.minute + STEP);
    case 'ArrowUp':
      return stay(on ? Math.min(cursor.minute, Math.ceil(on.from / STEP) * STEP) - STEP : cursor.minute - STEP);
    case 'ArrowRight':
      return aside(forward);
    case 'ArrowLeft':
      return aside(forward === 1 ? -1 : 1);
    case 'PageDown':
      return stay(cursor.minute + 60);
    case 'PageUp':
      return stay(cursor.minute - 60);
    case 'Home':
      return stay(grid.from);
    case 'End':
      return stay(grid.to);
    default:
      return undefined;
  }
}

/** The same for what is being moved: arrows move it, with Shift they make it longer or shorter. */
export function moveByKey(grid: Grid, moving: Moving, key: string, isSizing: boolean, forward: 1 | -1): Moving | undefined {
  const size = (by: number) => ({ ...moving, duration: resized(moving.duration, by) });
  const shift = (by: number) => ({ ...moving, minute: clamp(moving.minute + by, 0, 24 * 60 - SHORTEST) });
  const aside = (by: number) => ({ ...moving, column: clamp(moving.column + by, 0, grid.columns.length - 1) });
  switch (key) {
    case 'ArrowDown':
      return isSizing ? size(SHORTEST) : shift(STEP);
    case 'ArrowUp':
      return isSizing ? size(-SHORTEST) : shift(-STEP);
    case 'ArrowRight':
      return aside(forward);
    case 'ArrowLeft':
      return aside(-forward);
    default:
      return undefined;
  }
}

/** A duration made longer or shorter, in whole steps of five minutes and as the clinic allows. */
export function resized(duration: number, by: number): number {
  return clamp(Math.round((duration + by) / SHORTEST) * SHORTEST, SHORTEST, LONGEST);
}

/** The nearest slot of five minutes. */
export function snapped(minute: number): number {
  return Math.round(minute / SHORTEST) * SHORTEST;
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
