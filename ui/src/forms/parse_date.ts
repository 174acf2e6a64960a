// Reads a date as people say it: 3 5 84 · 1984 · 84 · 3 May 1984 · 2y · 6m · tomorrow. Pure: today is an argument.
import type { Precision } from '../words/dates';
import { addDays, addMonths, compareDays, exists, isoDay, type Day } from '../words/day';
import { asciiDigits, withoutMarks } from '../words/digits';
import type { DateOrder } from '../words/locale.svelte';
import { ageUnits, relativeDays, type MonthNames } from './date_words';

export interface DateManner {
  today: Day;
  order: DateOrder;
  /** Births and onsets lie in the past, follow-ups in the future. */
  expects: 'past' | 'future' | 'any';
  months: MonthNames;
  /** A birth: one or two digits are an age before they are a year. */
  isBirth?: boolean;
}

export interface DateReading {
  /** ISO; the middle of the span when only a month or year is known. */
  date: string;
  precision: Precision;
  /** True for everything but a day that was named: ages, months, years. */
  is_estimated: boolean;
}

export type DateTrouble = 'unreadable' | 'no_such_day' | 'in_future' | 'in_past';

export interface ParsedDate {
  /** Null when the text is empty or in trouble. */
  reading: DateReading | null;
  /** Other sane readings of the text, such as the day and month the other way round. */
  alternatives: DateReading[];
  trouble?: DateTrouble;
}

type Candidate = { day: Day; precision: Precision; is_estimated: boolean };

export function parseDate(text: string, manner: DateManner): ParsedDate {
  const typed = asciiDigits(withoutMarks(text)).trim().toLocaleLowerCase().replace(/\s+/g, ' ');
  if (typed === '') return { reading: null, alternatives: [] };

  const candidates = relative(typed, manner) ?? named(typed, manner) ?? numeric(typed, manner);
  if (!candidates) return { reading: null, alternatives: [], trouble: 'unreadable' };

  const real = candidates.filter(({ day }) => exists(day));
  if (real.length === 0) return { reading: null, alternatives: [], trouble: 'no_such_day' };
  const readings = real
    .filter(({ day }) => fits(day, manner))
    .map(({ day, precision, is_estimated }) => ({ date: isoDay(day), precision, is_estimated }))
    .filter((one, at, all) => all.findIndex((two) => two.date === one.date) === at);
  if (!fits(real[0]!.day, manner)) {
    // The first meaning is on the wrong side of today: the others are offered, never taken without a word.
    return { reading: null, alternatives: readings, trouble: manner.expects === 'past' ? 'in_future' : 'in_past' };
  }
  const [reading, ...alternatives] = readings;
  return { reading: reading ?? null, alternatives };
}

function fits(day: Day, { expects, today }: DateManner): boolean {
  if (expects === 'past') return compareDays(day, today) <= 0;
  return expects === 'any' || compareDays(day, today) >= 0;
}

/** "2y", "1y 6m", "+3w", "tomorrow". Unsigned means ago where the past is expected, ahead where the future is. */
function relative(typed: string, { today, expects }: DateManner): Candidate[] | null {
  const days = relativeDays.get(typed);
  if (days !== undefined) return [{ day: addDays(today, days), precision: 'day', is_estimated: false }];

  const found = /^([-+])? ?((?:\d{1,3} ?\p{L}+\.? ?)+)$/u.exec(typed);
  if (!found) return null;
  const sign = found[1] === '+' || (found[1] === undefined && expects === 'future') ? 1 : -1;
  let day = today;
  let finest: Precision = 'year';
  for (const [, count, word] of found[2]!.matchAll(/(\d{1,3}) ?(\p{L}+)/gu)) {
    const unit = ageUnits.get(word!);
    if (!unit) return null;
    const amount = sign * Number(count);
    if (unit === 'day' || unit === 'week') day = addDays(day, unit === 'week' ? amount * 7 : amount);
    else day = addMonths(day, unit === 'year' ? amount * 12 : amount);
    if (unit === 'day') finest = 'day';
    else if (unit !== 'year' && finest !== 'day') finest = 'month';
  }
  // "In two weeks" names a day; "two weeks old" does not.
  if (sign > 0) return [{ day, precision: 'day', is_estimated: false }];
  return [{ day, precision: finest, is_estimated: true }];
}

/** With the month in letters. */
function named(typed: string, manner: DateManner): Candidate[] | null {
  const words = typed.split(/[\s,./-]+/).filter((word) => word !== '');
  const month = words.map((word) => manner.months.get(word)).find((found) => found !== undefined);
  if (month === undefined) return null;
  const rest = words.filter((word) => manner.months.get(word) === undefined).map((word) => word.replace(/(?<=\d)(st|nd|rd|th)$/, ''));
  if (rest.some((word) => !/^(\d{1,2}|\d{4})$/.test(word)) || rest.length > 2) return null;
  const [first, second] = rest;
  if (first === undefined) return [wholeMonth(nearestYear({ month, day: 1 }, manner), month, manner)];
  if (second === undefined) {
    if (isYear(first)) return [wholeMonth(fullYear(first, manner), month, manner)];
    const year = nearestYear({ month, day: Number(first) }, manner);
    return [exactDay(year, month, Number(first)), wholeMonth(fullYear(first, manner), month, manner)];
  }
  const [day, year] = isYear(first) ? [second, first] : [first, second];
  return [exactDay(fullYear(year, manner), month, Number(day))];
}

/** Numbers only, in the locale's order; the other order is offered when it is a day too. */
function numeric(typed: string, manner: DateManner): Candidate[] | null {
  const parts = typed.split(/[\s./,-]+/);
  if (parts.some((part) => !/^\d+$/.test(part))) return null;
  const [a, b, c] = parts as [string, string?, string?];
  if (parts.length === 1) return single(a, manner);
  if (parts.some((part) => part.length > 2 && part.length !== 4)) return null;
  if (parts.length === 2) return pair(a, b!, manner);
  if (parts.length === 3) return triple(a, b!, c!, manner);
  return null;
}

function single(text: string, manner: DateManner): Candidate[] | null {
  const at = (...cuts: [number, number][]) => cuts.map(([from, to]) => text.slice(from, to)) as [string, string, string];
  if (text.length === 8) {
    const iso = triple(...at([0, 4], [4, 6], [6, 8]), manner).filter(({ day }) => exists(day) && day.year > 1850 && day.year < 2150);
    return [...iso, ...triple(...at([0, 2], [2, 4], [4, 8]), manner)];
  }
  if (text.length === 6) return triple(...at([0, 2], [2, 4], [4, 6]), manner);
  if (text.length === 4) return [wholeYear(Number(text), manner)];
  if (text.length > 2) return null;
  if (manner.expects === 'future') return [nextDayOfMonth(Number(text), manner.today)];
  const asAge = { day: addMonths(manner.today, -12 * Number(text)), precision: 'year', is_estimated: true } as const;
  if (text.length === 1) return manner.isBirth ? [asAge] : null;
  const asYear = wholeYear(fullYear(text, manner), manner);
  return manner.isBirth ? [asAge, asYear] : [asYear, asAge];
}

function pair(a: string, b: string, manner: DateManner): Candidate[] {
  if (isYear(a)) return [wholeMonth(fullYear(a, manner), Number(b), manner)];
  if (isYear(b)) return [wholeMonth(fullYear(b, manner), Number(a), manner)];
  const orders = manner.order === 'dmy' ? [[a, b], [b, a]] : [[b, a], [a, b]];
  return orders.map(([day, month]) => {
    const parts = { month: Number(month), day: Number(day) };
    return exactDay(nearestYear(parts, manner), parts.month, parts.day);
  });
}

function triple(a: string, b: string, c: string, manner: DateManner): Candidate[] {
  const day = (y: string, m: string, d: string) => exactDay(fullYear(y, manner), Number(m), Number(d));
  if (a.length === 4) return [day(a, b, c)];
  if (manner.order === 'ymd' && c.length !== 4) return [day(a, b, c), day(c, b, a)];
  return manner.order === 'mdy' ? [day(c, a, b), day(c, b, a)] : [day(c, b, a), day(c, a, b)];
}

function isYear(text: string): boolean {
  return text.length === 4 || Number(text) > 31 || text === '00';
}

/** Two digits are the latest year that has come, or, where the future counts, the nearest. */
function fullYear(text: string, { today, expects }: DateManner): number {
  const year = Number(text);
  if (text.length > 2) return year;
  const near = today.year - (today.year % 100) + year;
  if (expects === 'past') return near > today.year ? near - 100 : near;
  if (near > today.year + 49) return near - 100;
  return near < today.year - 50 ? near + 100 : near;
}

/** The year that a day without one is meant in. */
function nearestYear({ month, day }: { month: number; day: number }, { today, expects }: DateManner): number {
  const thisYear = compareDays({ year: today.year, month, day }, today);
  if (expects === 'past') return thisYear > 0 ? today.year - 1 : today.year;
  return expects === 'future' && thisYear < 0 ? today.year + 1 : today.year;
}

function exactDay(year: number, month: number, day: number): Candidate {
  return { day: { year, month, day }, precision: 'day', is_estimated: false };
}

function wholeMonth(year: number, month: number, manner: DateManner): Candidate {
  const isNow = year === manner.today.year && month === manner.today.month;
  return { day: middle({ year, month, day: 15 }, isNow, manner), precision: 'month', is_estimated: true };
}

function wholeYear(year: number, manner: DateManner): Candidate {
  return { day: middle({ year, month: 7, day: 1 }, year === manner.today.year, manner), precision: 'year', is_estimated: true };
}

/** The middle of a span that has begun but not ended may lie on the wrong side of today: then today. */
function middle(day: Day, isNow: boolean, manner: DateManner): Day {
  return isNow && !fits(day, manner) ? manner.today : day;
}

function nextDayOfMonth(day: number, today: Day): Candidate {
  const inThis = { ...today, day };
  const inNext = { ...addMonths({ ...today, day: 1 }, 1), day };
  const next = compareDays(inThis, today) >= 0 && exists(inThis) ? inThis : inNext;
  return { day: next, precision: 'day', is_estimated: false };
}
