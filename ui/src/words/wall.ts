// The clock and the calendar on the clinic's wall: which instant a time of a day is there, and the other way round.
import { perManner } from './locale.svelte';

const MINUTE = 60_000;

/** Swedish writes "2026-06-01 09:30": day and time in one go. */
const wallOf = perManner(
  (_: 'wall', _tag, { time_zone }) =>
    new Intl.DateTimeFormat('sv-SE', {
      timeZone: time_zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }),
);

export interface Wall {
  /** ISO. */
  day: string;
  /** Minutes after midnight. */
  minute: number;
}

/** What the wall shows at an instant. */
export function wallAt(at: number): Wall {
  const shown = wallOf('wall').format(at);
  return { day: shown.slice(0, 10), minute: Number(shown.slice(11, 13)) * 60 + Number(shown.slice(14, 16)) };
}

/**
 * The instant at which the wall shows this. Where clocks are put back it shows that twice: the first counts. Where they
 * are put forward it never does: what follows the gap counts. As the clinic itself reckons.
 */
export function instantOf(day: string, minute: number): number {
  const wanted = Date.parse(`${day}T00:00:00Z`) + minute * MINUTE;
  // The longest gap that a zone has had is a day; today's are an hour or less.
  for (let late = 0; late <= 96; late++) {
    const asUtc = wanted + late * 15 * MINUTE;
    const shifts = [shiftAt(asUtc - 24 * 60 * MINUTE), shiftAt(asUtc + 24 * 60 * MINUTE)];
    const found = shifts.map((shift) => asUtc - shift).filter((at) => at + shiftAt(at) === asUtc);
    if (found.length > 0) return Math.min(...found);
  }
  return wanted;
}

/** The day so many days on. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * 60 * MINUTE).toISOString().slice(0, 10);
}

/** 1 is Monday, 7 is Sunday (ISO 8601). */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** By how much the wall is ahead of UTC, in milliseconds. */
function shiftAt(at: number): number {
  const { day, minute } = wallAt(at);
  return Date.parse(`${day}T00:00:00Z`) + minute * MINUTE - Math.floor(at / MINUTE) * MINUTE;
}
