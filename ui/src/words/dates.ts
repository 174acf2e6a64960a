// Dates, times and ages in the clinic's manner and time zone.
import { t } from './t.svelte';
import { currentManner, formatTag } from './locale.svelte';
import { now } from './now.svelte';
import { parseDay, type Day } from './day';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const tag = formatTag(currentManner());
  const key = `${tag} ${JSON.stringify(options)}`;
  let found = formats.get(key);
  if (!found) formats.set(key, (found = new Intl.DateTimeFormat(tag, options)));
  return found;
}

/** How exactly a date is known. */
export type Precision = 'day' | 'month' | 'year';

/** An ISO date (no time) in words: "3 May 1984"; by month or year if that is all that is known. */
export function date(iso: string, precision: Precision = 'day'): string {
  const parts: Record<Precision, Intl.DateTimeFormatOptions> = {
    day: { day: 'numeric', month: 'short', year: 'numeric' },
    month: { month: 'short', year: 'numeric' },
    year: { year: 'numeric' },
  };
  return format({ ...parts[precision], timeZone: 'UTC' }).format(Date.parse(`${iso}T00:00:00Z`));
}

/** An ISO date with its weekday: "Friday, 21 November". */
export function weekday(iso: string): string {
  return format({ weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    Date.parse(`${iso}T00:00:00Z`),
  );
}

/** The day of an instant at the clinic. */
export function dayOf(at: number | string): string {
  // Swedish writes ISO dates; the calendar of records is always the Gregorian.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: currentManner().time_zone }).format(new Date(at));
}

/** Today at the clinic, as an ISO date. */
export function today(): string {
  return dayOf(now());
}

/** The time of day of an instant at the clinic, in 24 hours: "14:05". */
export function time(at: number | string): string {
  return format({
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: currentManner().time_zone,
  }).format(new Date(at));
}

/** An instant: today's by its time alone, others by date and time. */
export function instant(at: number | string): string {
  const day = dayOf(at);
  return day === today() ? time(at) : `${date(day)}, ${time(at)}`;
}

/** How long ago: "now", "4 min ago", "3 h ago", "2 days ago", then the date. */
export function ago(at: number | string): string {
  const past = now() - new Date(at).getTime();
  if (past < MINUTE) return t.time.now;
  if (past < HOUR) return t.time.minutesAgo(Math.floor(past / MINUTE));
  if (past < DAY) return t.time.hoursAgo(Math.floor(past / HOUR));
  if (past < 14 * DAY) return t.time.daysAgo(Math.floor(past / DAY));
  return date(dayOf(at));
}

/** Age in the unit that care uses: days under 4 weeks, weeks under 3 months, months under 2 years, then years. */
export function age(birthOn: string, on: string = today()): string {
  const birth = parseDay(birthOn);
  const day = parseDay(on);
  if (!birth || !day) return '';
  const days = daysBetween(birth, day);
  if (days < 0) return '';
  const months = wholeMonthsBetween(birth, day);
  if (days < 28) return t.time.ageDays(days);
  if (months < 3) return t.time.ageWeeks(Math.floor(days / 7));
  if (months < 24) return t.time.ageMonths(months);
  return t.time.ageYears(Math.floor(months / 12));
}

function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.UTC(to.year, to.month - 1, to.day) - Date.UTC(from.year, from.month - 1, from.day)) / DAY);
}

function wholeMonthsBetween(from: Day, to: Day): number {
  return (to.year - from.year) * 12 + (to.month - from.month) - (to.day < from.day ? 1 : 0);
}
