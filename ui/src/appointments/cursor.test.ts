// The calendar by keyboard.
import { describe, expect, test } from 'vitest';
import type { CalendarEntry } from '../generated/commands';
import { chosenBy, moveByKey, moveCursor, resized, within, type Cursor } from './cursor';
import type { Grid, GridColumn } from './grid';
import { layOut } from './layout';

function column(...spans: [string, number, number][]): GridColumn {
  const entries = layOut(spans.map(([id, from, to]) => ({ entry: { id } as CalendarEntry, from, to })));
  return { key: '', day: '2026-11-21', resource: 'x', name: 'X', colour: 0, isBookable: true, spans: [], entries };
}
const grid: Grid = { columns: [column(['a', 540, 570], ['b', 545, 560]), column(), column(['c', 550, 560])], from: 480, to: 1020 };
const at = (minute: number, on = 0, side = 0): Cursor => ({ column: on, minute, at: side });
const go = (cursor: Cursor, key: string, forward: 1 | -1 = 1) => moveCursor(grid, cursor, key, forward);

describe('the cursor', () => {
  test('goes by quarters of an hour, and over an appointment in one step', () => {
    expect(go(at(480), 'ArrowDown')?.cursor.minute).toBe(495);
    expect(go(at(540), 'ArrowDown')?.cursor.minute).toBe(570);
    expect(go(at(555), 'ArrowUp')?.cursor.minute).toBe(525);
  });
  test('visits those that stand side by side before it goes on', () => {
    const first = go(at(540), 'ArrowRight')!.cursor;
    expect(chosenBy(grid, first)?.entry.id).toBe('b');
    expect(go(first, 'ArrowRight')?.cursor).toEqual(at(540, 1));
  });
  test('finds an appointment that begins between two slots', () => {
    expect(chosenBy(grid, at(540, 2))?.entry.id).toBe('c');
    expect(go(at(540, 2), 'ArrowUp')?.cursor.minute).toBe(525);
    expect(go(at(540, 2), 'ArrowDown')?.cursor.minute).toBe(570);
  });
  test('turns the page at the edges', () => {
    expect(go(at(600, 2), 'ArrowRight')?.turn).toBe(1);
    expect(go(at(600, 0), 'ArrowLeft')?.turn).toBe(-1);
  });
  test('goes the other way round in right-to-left pages', () => {
    expect(go(at(600, 1), 'ArrowLeft', -1)?.cursor.column).toBe(2);
    expect(go(at(600, 1), 'ArrowRight', -1)?.cursor.column).toBe(0);
  });
  test('stays within the hours', () => {
    expect(go(at(480), 'ArrowUp')?.cursor.minute).toBe(480);
    expect(go(at(600), 'End')?.cursor.minute).toBe(1005);
    expect(within({ ...grid, columns: [column()] }, at(2000, 5))).toEqual(at(1005));
  });
  test('leaves other keys alone', () => expect(go(at(480), 'x')).toBeUndefined());
});

describe('what is moved', () => {
  const moving = { column: 1, minute: 540, duration: 30 };
  test('goes by arrows', () => {
    expect(moveByKey(grid, moving, 'ArrowDown', false, 1)).toEqual({ ...moving, minute: 555 });
    expect(moveByKey(grid, moving, 'ArrowRight', false, 1)).toEqual({ ...moving, column: 2 });
    expect(moveByKey(grid, moving, 'ArrowRight', false, -1)).toEqual({ ...moving, column: 0 });
  });
  test('grows and shrinks by five minutes with Shift', () => {
    expect(moveByKey(grid, moving, 'ArrowDown', true, 1)?.duration).toBe(35);
    expect(resized(5, -5), 'nothing is shorter than five minutes').toBe(5);
    expect(resized(720, 60), 'or longer than twelve hours').toBe(720);
  });
});
