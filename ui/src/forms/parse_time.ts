// Reads a time of day as people type it: 9 · 930 · 9:30 · 9.30 · 14h15 · 2pm.
import { asciiDigits, withoutMarks } from '../words/digits';

const MORNING = ['am', 'a', 'ص'];
const AFTERNOON = ['pm', 'p', 'م'];

/** Minutes after midnight, or null where the text names no time. `24:00` is the next midnight. */
export function parseTime(text: string): number | null {
  const typed = asciiDigits(withoutMarks(text)).trim().toLocaleLowerCase();
  const found = /^(\d{1,2})(?:\s*[:.h٫,\s]\s*(\d{2})?|(\d{2}))?\s*(am?|pm?|ص|م)?\.?$/u.exec(typed.replace(/\.(?=m)/g, ''));
  if (!found) return null;
  const half = found[4];
  const minutes = Number(found[2] ?? found[3] ?? 0);
  let hours = Number(found[1]);
  if (half !== undefined) {
    if (hours < 1 || hours > 12) return null;
    hours %= 12;
    if (AFTERNOON.includes(half)) hours += 12;
    else if (!MORNING.includes(half)) return null;
  }
  const all = hours * 60 + minutes;
  return minutes < 60 && all <= 24 * 60 ? all : null;
}

/** A time as it is typed and shown in a field: "09:30". */
export function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
