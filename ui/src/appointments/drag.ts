// An appointment dragged with the pointer: what it is over, in minutes and columns.
import { resized, snapped, type Moving } from './cursor';

/** Less than this is a hand that trembles while it clicks. */
const STARTS_AFTER_PX = 5;

/** How the calendar lies on the screen. */
export interface Sheet {
  /** Where the first column begins and the day's first hour is, in the window. */
  start: number;
  top: number;
  columnWidth: number;
  columns: number;
  pxPerMinute: number;
  fromMinute: number;
  isRightToLeft: boolean;
}

export interface Point {
  x: number;
  y: number;
}

export interface Drag {
  /** Where the pointer went down. */
  origin: Point;
  /** As it was. */
  from: Moving;
  isSizing: boolean;
  hasBegun: boolean;
}

export function hasMoved({ origin }: Drag, { x, y }: Point): boolean {
  return Math.abs(x - origin.x) >= STARTS_AFTER_PX || Math.abs(y - origin.y) >= STARTS_AFTER_PX;
}

/** Where it would go if it were dropped now. */
export function dragged({ origin, from, isSizing }: Drag, point: Point, sheet: Sheet): Moving {
  const minutes = (point.y - origin.y) / sheet.pxPerMinute;
  if (isSizing) return { ...from, duration: resized(from.duration, minutes) };
  const minute = Math.max(0, Math.min(24 * 60 - 5, snapped(from.minute + minutes)));
  return { ...from, column: columnAt(sheet, point.x), minute };
}

/** The column at a place of the window. */
export function columnAt({ start, columnWidth, columns, isRightToLeft }: Sheet, x: number): number {
  const along = isRightToLeft ? start - x : x - start;
  return Math.max(0, Math.min(columns - 1, Math.floor(along / columnWidth)));
}

/** The minute of the day at a place of the window. */
export function minuteAt({ top, pxPerMinute, fromMinute }: Sheet, y: number): number {
  return fromMinute + (y - top) / pxPerMinute;
}

interface Follow {
  /** Called from the first real movement on. */
  move: (point: Point) => void;
  drop: () => void;
  cancel: () => void;
}

/** Follows the pointer that went down until it is let go of. A click without a movement calls nothing. */
export function followPointer(drag: Drag, { move, drop, cancel }: Follow): void {
  const stop = new AbortController();
  const listen = (name: string, hear: (event: PointerEvent) => void) =>
    window.addEventListener(name as 'pointermove', hear, { signal: stop.signal });
  listen('pointermove', (event) => {
    const point = { x: event.clientX, y: event.clientY };
    drag.hasBegun ||= hasMoved(drag, point);
    if (drag.hasBegun) move(point);
  });
  listen('pointerup', () => {
    stop.abort();
    if (drag.hasBegun) drop();
  });
  listen('pointercancel', () => {
    stop.abort();
    cancel();
  });
}
