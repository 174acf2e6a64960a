// A practitioner's week as it is edited: blocks of hours and breaks, and what is wrong with each.
import type { BlockForm, StoredWorkingBlock } from '../generated/commands';
import { clock } from '../forms/parse_time';

/** A block while it is typed: times may still be missing. */
export interface Block {
  id: string | null;
  /** 1 is Monday, 7 is Sunday (ISO 8601). */
  weekday: number;
  from_min: number | null;
  to_min: number | null;
  room_id: string | null;
  is_break: boolean;
  valid_from_on: string | null;
  valid_until_on: string | null;
}

export type Trouble = { kind: 'missing' } | { kind: 'ends_first' } | { kind: 'overlaps'; with: string } | { kind: 'break_outside' };

/** What most clinics work, where nothing else is known. */
const USUAL = { from_min: 8 * 60, to_min: 17 * 60 };

export function blocksOf(stored: readonly StoredWorkingBlock[]): Block[] {
  return stored.map(({ id, weekday, from_min, to_min, room_id, is_break, valid_from_on, valid_until_on }) => ({
    id,
    weekday,
    from_min,
    to_min,
    room_id: room_id ?? null,
    is_break,
    valid_from_on: valid_from_on ?? null,
    valid_until_on: valid_until_on ?? null,
  }));
}

/** What is sent; only a week without trouble is. */
export function formsOf(blocks: readonly Block[]): BlockForm[] {
  return blocks.map(({ from_min, to_min, ...block }) => ({ ...block, from_min: from_min ?? 0, to_min: to_min ?? 0 }));
}

/** What is wrong with each block; the clinic refuses the same. */
export function troublesOf(blocks: readonly Block[]): (Trouble | undefined)[] {
  return blocks.map((block) => {
    if (block.from_min === null || block.to_min === null) return { kind: 'missing' };
    if (block.to_min <= block.from_min) return { kind: 'ends_first' };
    const beside = blocks.filter((other) => other !== block && touches(block, other));
    const rival = beside.find((other) => other.is_break === block.is_break);
    if (rival) return { kind: 'overlaps', with: sayBlock(rival) };
    const isHeld = beside.some((other) => !other.is_break && other.from_min! <= block.from_min! && block.to_min! <= other.to_min!);
    return block.is_break && !isHeld ? { kind: 'break_outside' } : undefined;
  });
}

/** "08:00–17:00". */
export function sayBlock({ from_min, to_min }: Pick<Block, 'from_min' | 'to_min'>): string {
  return `${from_min === null ? '…' : clock(from_min)}–${to_min === null ? '…' : clock(to_min)}`;
}

/** The next block of a day: after the last one, or the usual hours of a day that has none. */
export function nextBlock(blocks: readonly Block[], weekday: number, is_break: boolean): Block {
  const day = blocks.filter((block) => block.weekday === weekday && !block.is_break);
  const blank = { id: null, weekday, room_id: null, is_break, valid_from_on: null, valid_until_on: null };
  if (is_break) return { ...blank, from_min: 13 * 60, to_min: 14 * 60 };
  const last = Math.max(...day.map(({ to_min }) => to_min ?? 0), 0);
  return last === 0 ? { ...blank, ...USUAL } : { ...blank, from_min: null, to_min: null };
}

/** The hours of one day on others too, in place of what was there. */
export function copyDay(blocks: readonly Block[], from: number, onto: readonly number[]): Block[] {
  const kept = blocks.filter(({ weekday }) => weekday === from || !onto.includes(weekday));
  const copied = onto
    .filter((weekday) => weekday !== from)
    .flatMap((weekday) => blocks.filter((block) => block.weekday === from).map((block) => ({ ...block, id: null, weekday })));
  return [...kept, ...copied];
}

function touches(one: Block, other: Block): boolean {
  if (one.weekday !== other.weekday || other.from_min === null || other.to_min === null) return false;
  return one.from_min! < other.to_min && other.from_min < one.to_min! && isInTime(one, other) && isInTime(other, one);
}

/** One begins to hold before the other ends to. */
function isInTime({ valid_from_on }: Block, { valid_until_on }: Block): boolean {
  return !valid_from_on || !valid_until_on || valid_from_on <= valid_until_on;
}
