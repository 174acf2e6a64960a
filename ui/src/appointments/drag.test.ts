// Dragging appointments.
import { describe, expect, test } from 'vitest';
import { columnAt, dragged, hasMoved, minuteAt, type Drag, type Sheet } from './drag';

const sheet: Sheet = { start: 100, top: 50, columnWidth: 200, columns: 3, pxPerMinute: 2, fromMinute: 480, isRightToLeft: false };
const drag: Drag = { origin: { x: 150, y: 170 }, from: { column: 0, minute: 540, duration: 30 }, isSizing: false, hasBegun: true };

describe('a dragged appointment', () => {
  test('begins to move only when the hand means it', () => {
    expect(hasMoved(drag, { x: 152, y: 172 })).toBe(false);
    expect(hasMoved(drag, { x: 150, y: 176 })).toBe(true);
  });
  test('goes where the pointer goes, by five minutes', () => {
    expect(dragged(drag, { x: 350, y: 192 }, sheet)).toEqual({ column: 1, minute: 550, duration: 30 });
  });
  test('stays on the sheet', () => {
    expect(dragged(drag, { x: 5000, y: -5000 }, sheet)).toEqual({ column: 2, minute: 0, duration: 30 });
  });
  test('held by its end is longer or shorter, and stays where it is', () => {
    expect(dragged({ ...drag, isSizing: true }, { x: 900, y: 210 }, sheet)).toEqual({ column: 0, minute: 540, duration: 50 });
  });
});

describe('a place of the window', () => {
  test('is a column, from the right in right-to-left pages', () => {
    expect(columnAt(sheet, 310)).toBe(1);
    expect(columnAt({ ...sheet, start: 700, isRightToLeft: true }, 690)).toBe(0);
    expect(columnAt({ ...sheet, start: 700, isRightToLeft: true }, 310)).toBe(1);
  });
  test('is a minute', () => expect(minuteAt(sheet, 170)).toBe(540));
});
