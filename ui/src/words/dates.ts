// Dates, times and ages in the clinic's manner and time zone.
import { t } from './t.svelte';
import { currentManner, perManner } from './locale.svelte';
import { now } from './now.svelte';
import { parseDay, type Day } from './day';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const KINDS = {
  day: { day: 'numeric', month: 'short', year: 'numeric' },
  month: { month: 'short', year: 'numeric' },
  year: { year: 'numeric' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long' },
  shortWeekday: { weekday: 'short', day: 'numeric', month: 'short' },
  dayOfWeek: { weekday: 'short', day: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Days are formatted as they are, times at the clinic. */
const formatOf = perManner(
  (kind: keyof typeof KINDS, tag, { time_zone }) =>
    new Intl.DateTimeFormat(tag, { ...KINDS[kind], timeZone: kind === 'time' ? time_zone : 'UTC' }),
);

/** Swedish writes ISO dates; the calendar of records is always the Gregorian. */
const isoDays = perManner(
  (_: 'iso', _tag, { time_zone }) => new Intl.DateTimeFormat('sv-SE', { timeZone: time_zone }),
);

/** How exactly a date is known. */
export type Precision = 'day' | 'month' | 'year';

/** An ISO date (no time) in words: "3 May 1984"; by month or year if that is all that is known. */
export function date(iso: string, precision: Precision = 'day'): string {
  return formatOf(precision).format(Date.parse(`${iso}T00:00:00Z`));
}

/** What a refusal names: a day in words, anything else, such as a time of day, as it is. */
export function dayIn(said: unknown): string {
  const text = String(said);
  return /^\d{4}-\d\d-\d\d$/.test(text) ? date(text) : text;
}

/** An ISO date with its weekday: "Friday, 21 November". */
export function weekday(iso: string): string {
  return formatOf('weekday').format(Date.parse(`${iso}T00:00:00Z`));
}

/** The same where there is little room: "Fri 21 Nov". */
export function shortWeekday(iso: string): string {
  return formatOf('shortWeekday').format(Date.parse(`${iso}T00:00:00Z`));
}

/** The same in a column, under a heading that says the month: "Fri 21". */
export function dayOfWeek(iso: string): string {
  const parts = formatOf('dayOfWeek').formatToParts(Date.parse(`${iso}T00:00:00Z`));
  const part = (wanted: string) => parts.find(({ type }) => type === wanted)?.value ?? '';
  return `${part('weekday')} ${part('day')}`;
}

/** The day of an instant at the clinic. */
export function dayOf(at: number | string): string {
  return isoDays('iso').format(new Date(at));
}

/** Today at the clinic, as an ISO date. */
export function today(): string {
  const at = now();
  const { time_zone } = currentManner();
  // Every age in a table asks: the day is worked out once for each tick of the clock.
  if (known.at !== at || known.time_zone !== time_zone) known = { at, time_zone, day: dayOf(at) };
  return known.day;
}

/** The day, or today where it has passed. */
export function todayOrLater(iso: string): string {
  return iso > today() ? iso : today();
}
let known = { at: NaN, time_zone: '', day: '' };

/** The time of day of an instant at the clinic, in 24 hours: "14:05". */
export function time(at: number | string): string {
  return formatOf('time').format(new Date(at));
}

/** An instant: today's by its time alone, others by date and time. */
export function instant(at: number | string): string {
  const day = dayOf(at);
  return day === today() ? time(at) : `${date(day)}${t.review.comma}${time(at)}`;
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
