// Appointments that overlap stand side by side: which lane each takes, and how many there are.

export interface Spanned {
  /** Minutes after midnight. */
  from: number;
  to: number;
}

export type Laid<T> = T & { lane: number; lanes: number };

/** Each in the first lane that is free; those that overlap, directly or through others, share the width evenly. */
export function layOut<T extends Spanned>(spans: readonly T[]): Laid<T>[] {
  const sorted = [...spans].sort((a, b) => a.from - b.from || b.to - a.to);
  const laid: Laid<T>[] = [];
  let group: Laid<T>[] = [];
  let ends: number[] = [];
  let groupEnd = -Infinity;

  const close = () => {
    for (const one of group) one.lanes = ends.length;
    group = [];
    ends = [];
  };
  for (const span of sorted) {
    if (span.from >= groupEnd) close();
    const free = ends.findIndex((end) => end <= span.from);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = span.to;
    groupEnd = Math.max(groupEnd, span.to);
    const one = { ...span, lane, lanes: 1 };
    group.push(one);
    laid.push(one);
  }
  close();
  return laid;
}
