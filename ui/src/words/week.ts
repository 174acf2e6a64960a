// On which day weeks begin: as the clinic says, else as is usual in its language.
import type { WeekStart } from '../generated/commands';
import { site } from '../site.svelte';
import { currentManner } from './locale.svelte';
import { dayAfter, weekdayOf } from './wall';

const DAYS: Record<WeekStart, number> = { monday: 0, saturday: 5, sunday: 6 };

/** 0 is Monday. */
export function firstWeekday(): number {
  const said = site.current?.week_start;
  return said ? DAYS[said] : usualIn(currentManner().locale);
}

/** The days of a week in their order; 1 is Monday, 7 is Sunday (ISO 8601). */
export function weekdays(): number[] {
  const first = firstWeekday();
  return Array.from({ length: 7 }, (_, at) => ((first + at) % 7) + 1);
}

/** The day on which a day's week begins; `first` counts from Monday, which is 0. */
export function weekBegins(day: string, first: number): string {
  return dayAfter(day, -((weekdayOf(day) - 1 - first + 7) % 7));
}

/** Intl knows it in most engines; where it does not, weeks begin on Monday. */
function usualIn(locale: string): number {
  // English without a country is the world's, not the United States'.
  const known = new Intl.Locale(locale === 'en' ? 'en-001' : locale) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  const first = known.getWeekInfo?.().firstDay ?? known.weekInfo?.firstDay ?? 1;
  return (first + 6) % 7;
}
