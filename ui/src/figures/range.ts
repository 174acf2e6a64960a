// Which days the figures are of: a quick choice, or days that were typed.
import { addMonths, isoDay, parseDay } from '../words/day';
import { dayAfter } from '../words/wall';
import { weekBegins } from '../words/week';

export const QUICK = ['today', 'week', 'month', 'months3', 'year'] as const;
export type Quick = (typeof QUICK)[number];

export interface Days {
  from_on: string;
  until_on: string;
}

/** The days of a quick choice, up to today; `firstWeekday` counts from Monday, which is 0. */
export function daysOf(quick: Quick, today: string, firstWeekday: number): Days {
  const day = parseDay(today);
  const first = {
    today: () => today,
    week: () => weekBegins(today, firstWeekday),
    month: () => `${today.slice(0, 7)}-01`,
    months3: () => (day ? dayAfter(isoDay(addMonths(day, -3)), 1) : today),
    year: () => `${today.slice(0, 4)}-01-01`,
  }[quick]();
  return { from_on: first, until_on: today };
}

/** Why these days cannot be asked for; nothing is wrong with days that are not there yet. */
export function troubleOf({ from_on, until_on }: { from_on: string | null; until_on: string | null }): 'before_start' | undefined {
  return from_on && until_on && until_on < from_on ? 'before_start' : undefined;
}
