// What the calendar draws: one column for each practitioner or room and day, its closed times, and its appointments.
import type { Calendar, CalendarEntry, CalendarSpan, PractitionerDay } from '../generated/commands';
import { wallAt } from '../words/wall';
import { layOut, type Laid } from './layout';
import { isOff } from './states';

export type GroupBy = 'practitioner' | 'room';

export interface ColumnSpan {
  from: number;
  to: number;
  kind: 'closed' | 'break' | 'leave' | 'holiday';
  word?: string;
}

export type Placed = Laid<{ entry: CalendarEntry; from: number; to: number }>;

export interface GridColumn {
  key: string;
  day: string;
  /** The practitioner's account or the room; null for what has no room. */
  resource: string | null;
  name: string | null;
  colour: number | null;
  isBookable: boolean;
  spans: readonly ColumnSpan[];
  entries: readonly Placed[];
}

export interface Grid {
  columns: readonly GridColumn[];
  /** The hours that are drawn, in minutes after midnight. */
  from: number;
  to: number;
}

export interface GridChoice {
  by: GroupBy;
  /** One practitioner or room; all of them, if null. */
  only: string | null;
  hasCancelled: boolean;
}

const DAY = 24 * 60;
/** Shorter than this could not be read or grabbed. */
const LEAST_DRAWN = 10;
/** What is drawn of a day on which nothing is open and nobody comes. */
const USUAL: readonly [number, number] = [8 * 60, 17 * 60];

export function gridOf(calendar: Calendar, { by, only, hasCancelled }: GridChoice): Grid {
  const shown = calendar.appointments.filter((entry) => !entry.is_walk_in && (hasCancelled || !isOff(entry.status)));
  const placed = new Map<string, { entry: CalendarEntry; from: number; to: number }[]>();
  const resources = new Set<string | null>();
  for (const entry of shown) {
    const { day, minute } = wallAt(entry.starts_at);
    const resource = (by === 'practitioner' ? entry.practitioner_id : entry.room_id) ?? null;
    const minutes = Math.round(((entry.ends_at ?? entry.starts_at) - entry.starts_at) / 60_000);
    const key = keyOf(day, resource);
    const those = placed.get(key) ?? [];
    those.push({ entry, from: minute, to: Math.min(DAY, minute + Math.max(minutes, LEAST_DRAWN)) });
    placed.set(key, those);
    resources.add(resource);
  }

  const columns: GridColumn[] = [];
  for (const day of calendar.days) {
    for (const one of resourcesOf(calendar, by, only, resources)) {
      const hours = by === 'practitioner' ? day.practitioners.find(({ practitioner_id }) => practitioner_id === one.id) : undefined;
      const key = keyOf(day.day_on, one.id);
      columns.push({
        key,
        day: day.day_on,
        resource: one.id,
        name: one.name,
        colour: one.colour,
        isBookable: one.isBookable,
        spans: day.holiday
          ? [{ from: 0, to: DAY, kind: 'holiday', word: day.holiday }]
          : hours && one.hasHours !== null
            ? spansOf(hours, day.day_on, one.hasHours)
            : [],
        entries: layOut(placed.get(key) ?? []),
      });
    }
  }
  return { columns, ...hoursOf(columns) };
}

/** How many minutes an appointment is booked for, which may be less than what can be drawn; a walk-in for none. */
export function bookedMinutes({ starts_at, ends_at }: CalendarEntry): number {
  return Math.round(((ends_at ?? starts_at) - starts_at) / 60_000);
}

export function keyOf(day: string, resource: string | null): string {
  return `${day} ${resource ?? ''}`;
}

interface Resource {
  id: string | null;
  name: string | null;
  colour: number | null;
  isBookable: boolean;
  /** Null for rooms, which keep no hours. */
  hasHours: boolean | null;
}

function resourcesOf(calendar: Calendar, by: GroupBy, only: string | null, used: ReadonlySet<string | null>): Resource[] {
  const all: Resource[] =
    by === 'practitioner'
      ? calendar.practitioners
          .filter(({ id, is_bookable }) => is_bookable || used.has(id))
          .map(({ id, name, colour, is_bookable, has_hours }) => ({ id, name, colour, isBookable: is_bookable, hasHours: has_hours }))
      : calendar.rooms.map(({ id, name }) => ({ id, name, colour: null, isBookable: true, hasHours: null }));
  if (by === 'room' && used.has(null)) all.push({ id: null, name: null, colour: null, isBookable: true, hasHours: null });
  return only === null ? all : all.filter(({ id }) => id === only);
}

/** Closed is what is not open; what has a name of its own lies over it. */
function spansOf(hours: PractitionerDay, day: string, hasHours: boolean): ColumnSpan[] {
  const at = (kind: ColumnSpan['kind']) => (span: CalendarSpan) => ({ ...minutesOf(span, day), kind, word: span.name ?? undefined });
  const named = [...hours.breaks.map(at('break')), ...hours.leave.map(at('leave'))];
  if (!hasHours) return named;
  const taken = [...hours.open.map((span) => minutesOf(span, day)), ...named].sort((a, b) => a.from - b.from);
  const closed: ColumnSpan[] = [];
  let until = 0;
  for (const { from, to } of taken) {
    if (from > until) closed.push({ from: until, to: from, kind: 'closed' });
    until = Math.max(until, to);
  }
  if (until < DAY) closed.push({ from: until, to: DAY, kind: 'closed' });
  return [...closed, ...named];
}

/** A stretch of time as minutes of a day, cut to it. */
function minutesOf(span: CalendarSpan, day: string): { from: number; to: number } {
  const from = wallAt(span.starts_at);
  const to = wallAt(span.ends_at);
  return { from: from.day < day ? 0 : from.minute, to: to.day > day ? DAY : to.minute };
}

/** From the first open hour or appointment to the last, in whole hours. */
function hoursOf(columns: readonly GridColumn[]): { from: number; to: number } {
  let from = DAY;
  let to = 0;
  for (const { spans, entries } of columns) {
    for (const one of entries) (from = Math.min(from, one.from)), (to = Math.max(to, one.to));
    const closed = spans.filter(({ kind }) => kind === 'closed' || kind === 'holiday');
    const first = closed.find((span) => span.from === 0);
    const last = closed.findLast((span) => span.to === DAY);
    if (closed.length === 0 || first?.to === DAY) continue;
    (from = Math.min(from, first?.to ?? 0)), (to = Math.max(to, last?.from ?? DAY));
  }
  if (columns.some(({ spans }) => spans.length === 0) || from >= to) {
    from = Math.min(from, USUAL[0]);
    to = Math.max(to, USUAL[1]);
  }
  return { from: Math.floor(from / 60) * 60, to: Math.min(DAY, Math.ceil(to / 60) * 60) };
}
