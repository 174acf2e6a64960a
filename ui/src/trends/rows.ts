// Series in time as the rows of a table: one row an instant.
import type { Series } from '../generated/commands';
import type { View } from './view';

export interface TrendRow {
  at: number;
  values: Partial<Record<string, number>>;
}

/** The instants in view, the latest first, each with what was read then. */
export function rowsOf(series: readonly Series[], { from, to }: View): TrendRow[] {
  const rows = new Map<number, TrendRow>();
  for (const { field, points } of series) {
    for (const [at, value] of points) {
      if (at < from || at > to) continue;
      let row = rows.get(at);
      if (!row) rows.set(at, (row = { at, values: {} }));
      row.values[field] = value;
    }
  }
  return [...rows.values()].sort((a, b) => b.at - a.at);
}
