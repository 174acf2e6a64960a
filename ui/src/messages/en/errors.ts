// Refusals whose English has numbers or days in it that the clinic writes in its own way; all others come in English already.
import { date, dayIn, dayOf, time } from '../../words/dates';
import type { ErrorSentences } from '../../words/errors';

export const errors: ErrorSentences = {
  impossible: ({ value, low, high }) =>
    value === undefined
      ? 'This is not possible here. Check the number.'
      : `${String(value)} is not possible here: it lies between ${String(low)} and ${String(high)}. Check the number.`,
  in_past: ({ starts_at }) => `${when(starts_at)} is past. Choose a later time, or register a walk-in.`,
  too_far: ({ starts_at }) => `${when(starts_at)} is more than five years away. Check the date.`,
  moved_meanwhile: ({ starts_at }) => `Somebody has moved this to ${when(starts_at)} meanwhile. Look again.`,
  not_today: ({ starts_at }) => `This appointment is on ${when(starts_at)}. Move it to today, or register a walk-in.`,
  not_yet_begun: ({ starts_at }) => `This appointment begins on ${when(starts_at)}. Until then the patient can come.`,
  ends_before_start: ({ from, to }) => `The end, ${dayIn(to)}, is before the beginning, ${dayIn(from)}.`,
  on_leave_already: ({ name, from, to }) => `${String(name)} is on leave from ${dayIn(from)} to ${dayIn(to)} already.`,
  holiday_already: ({ day: on, name }) => `${dayIn(on)} is a holiday already: ${String(name)}.`,
};

function when(at: unknown): string {
  return typeof at === 'number' ? `${date(dayOf(at))}, ${time(at)}` : 'This time';
}
