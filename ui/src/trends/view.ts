// The part of time that is in view: ranges, zoom, pan, and the reading nearest to a point.

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export interface View {
  from: number;
  to: number;
}

export const RANGES = ['h24', 'd7', 'd30', 'y1', 'y2', 'all'] as const;
export type Range = (typeof RANGES)[number];

const SPANS: Record<Exclude<Range, 'all'>, number> = { h24: DAY, d7: 7 * DAY, d30: 30 * DAY, y1: 365 * DAY, y2: 730 * DAY };
/** Closer than this there is nothing between two readings. */
const SHORTEST = HOUR / 2;
const LONGEST = 130 * 365 * DAY;
/** Room at the end, so that the latest reading is not on the edge. */
const MARGIN = 0.03;

/** The range that ends at the latest reading, or now if that is later by less than the range. */
export function viewOf(range: Range, first: number, last: number, now: number): View {
  if (range === 'all') {
    const span = Math.max(last - first, HOUR);
    return { from: first - span * MARGIN, to: last + span * MARGIN };
  }
  const span = SPANS[range];
  const end = now - last < span ? Math.max(now, last) : last;
  const to = end + span * MARGIN;
  return { from: to - span * (1 + MARGIN), to };
}

/** The shortest range that holds more than a few readings, else the longest that is needed. */
export function firstRange(times: readonly number[], now: number): Range {
  const last = times.at(-1);
  const first = times[0];
  if (last === undefined || first === undefined) return 'd30';
  const fits = RANGES.find((range) => {
    const { from } = viewOf(range, first, last, now);
    return times.filter((time) => time >= from).length >= Math.min(12, times.length);
  });
  return fits ?? 'all';
}

/** Zooms by a factor (below 1 comes closer) about an instant that stays where it is. */
export function zoom({ from, to }: View, factor: number, about: number): View {
  const span = Math.min(LONGEST, Math.max(SHORTEST, (to - from) * factor));
  const share = (about - from) / (to - from);
  const start = about - span * share;
  return { from: start, to: start + span };
}

export function pan({ from, to }: View, by: number): View {
  return { from: from + by, to: to + by };
}

/** Keeps some of the readings in view: nobody should have to search an empty picture for its data. */
export function held({ from, to }: View, first: number, last: number): View {
  const span = to - from;
  const edge = span * 0.1;
  if (to < first + edge) return { from: first + edge - span, to: first + edge };
  if (from > last - edge) return { from: last - edge, to: last - edge + span };
  return { from, to };
}

/** The place in sorted times that is nearest to an instant; -1 where there are none. */
export function nearest(times: readonly number[], at: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < at) low = middle + 1;
    else high = middle;
  }
  const after = times[low];
  const before = times[low - 1];
  if (after === undefined) return low - 1;
  return before !== undefined && at - before <= after - at ? low - 1 : low;
}
