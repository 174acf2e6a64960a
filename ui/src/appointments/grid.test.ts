// What the calendar draws of a day.
import { beforeEach, describe, expect, test } from 'vitest';
import type { Calendar, CalendarEntry } from '../generated/commands';
import { useManner } from '../words/locale.svelte';
import { instantOf } from '../words/wall';
import { gridOf } from './grid';

const DAY = '2026-11-23';
const at = (minute: number) => instantOf(DAY, minute);
const span = (from: number, to: number, name?: string) => ({ starts_at: at(from), ends_at: at(to), name: name ?? null, room_id: null });
const entry = (id: string, from: number, to: number, more: Partial<CalendarEntry> = {}): CalendarEntry => ({
  id, patient_id: 'p', patient_name: 'Amina', mrn: 'm', practitioner_id: 'doc', room_id: null, starts_at: at(from), ends_at: at(to),
  status: 'booked', is_walk_in: false, priority: 'routine', is_confirmed: false, is_overridden: false, is_of_series: false, ...more,
});

function calendar(appointments: CalendarEntry[], holiday: string | null = null): Calendar {
  return {
    time_zone: 'Africa/Nairobi',
    now: at(600),
    practitioners: [
      { id: 'doc', name: 'Samuel', colour: 1, is_bookable: true, has_hours: true },
      { id: 'new', name: 'Grace', colour: 2, is_bookable: true, has_hours: false },
      { id: 'gone', name: 'Leila', colour: 3, is_bookable: false, has_hours: false },
    ],
    rooms: [{ id: 'r1', name: 'Room 1' }],
    days: [
      {
        day_on: DAY, starts_at: at(0), ends_at: at(1440), holiday,
        practitioners: [
          { practitioner_id: 'doc', open: [span(540, 720), span(780, 1020)], breaks: [span(720, 780)], leave: [] },
          { practitioner_id: 'new', open: [], breaks: [], leave: [] },
        ],
      },
    ],
    appointments,
  };
}
const all = { by: 'practitioner', only: null, hasCancelled: false } as const;

beforeEach(() => useManner({ locale: 'en', time_zone: 'Africa/Nairobi' }));

describe('a day', () => {
  test('has a column for everybody who can be booked', () => {
    expect(gridOf(calendar([]), all).columns.map(({ name }) => name)).toEqual(['Samuel', 'Grace']);
    const used = calendar([entry('a', 600, 615, { practitioner_id: 'gone' })]);
    expect(gridOf(used, all).columns.map(({ name }) => name), 'and who has somebody that day').toContain('Leila');
  });
  test('shades what is neither open nor a break', () => {
    const spans = gridOf(calendar([]), { ...all, only: 'doc' }).columns[0]!.spans;
    expect(spans.map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ['closed', 0, 540],
      ['closed', 1020, 1440],
      ['break', 720, 780],
    ]);
  });
  test('shades nothing where no hours are kept', () => {
    expect(gridOf(calendar([]), { ...all, only: 'new' }).columns[0]!.spans).toEqual([]);
  });
  test('is drawn from the first open hour to the last appointment', () => {
    const late = gridOf(calendar([entry('a', 1025, 1090)]), { ...all, only: 'doc' });
    expect([late.from, late.to]).toEqual([540, 1140]);
  });
  test('that is a holiday says so over its whole length, and still has hours to book in', () => {
    const grid = gridOf(calendar([], 'Independence'), all);
    expect(grid.columns[0]!.spans).toEqual([{ from: 0, to: 1440, kind: 'holiday', word: 'Independence' }]);
    expect([grid.from, grid.to]).toEqual([480, 1020]);
  });
  test('leaves out walk-ins, and what was cancelled unless it is asked for', () => {
    const busy = calendar([entry('a', 600, 615), entry('b', 600, 615, { status: 'cancelled' }), entry('c', 600, 600, { is_walk_in: true })]);
    const ids = (hasCancelled: boolean) => gridOf(busy, { ...all, hasCancelled }).columns[0]!.entries.map((one) => one.entry.id);
    expect(ids(false)).toEqual(['a']);
    expect(ids(true)).toEqual(['a', 'b']);
  });
  test('by room has a column for what has none', () => {
    const grid = gridOf(calendar([entry('a', 600, 615), entry('b', 600, 615, { room_id: 'r1' })]), { ...all, by: 'room' });
    expect(grid.columns.map(({ resource, entries }) => [resource, entries.length])).toEqual([['r1', 1], [null, 1]]);
  });
});
