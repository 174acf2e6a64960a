// The messages on the list: in the order in which they matter, and what was opened stays where it was opened.
import type { MessageKind, MessageRow } from '../generated/commands';

export const MESSAGE_KINDS: readonly MessageKind[] = ['alert', 'reminder', 'task', 'report', 'note', 'emergency'];
/** Kinds of record that change what the list shows. */
export const LIVE_KINDS = ['message', 'message_mark', 'message_outcome', 'message_choices', 'alert', 'appointment', 'patient', 'report'];

/** Tasks and reminders wait until they are done, the rest until read. */
export function isOpen({ message: { kind }, is_done, is_read }: MessageRow): boolean {
  return kind === 'task' || kind === 'reminder' ? !is_done : !is_read;
}

/** When a thing is due tells more than when it was written: the next call to make comes first. */
export function inOrder(rows: readonly MessageRow[], kind: MessageKind | null): readonly MessageRow[] {
  if (kind !== 'reminder' && kind !== 'task') return rows;
  const due = ({ message }: MessageRow) => message.due_at ?? Infinity;
  return rows.toSorted((a, b) => due(a) - due(b) || b.message.recorded_at - a.message.recorded_at);
}

/** What was read or done a moment ago is no longer open, but does not vanish under the hand. */
export function withKept(rows: readonly MessageRow[], kept: ReadonlyMap<string, MessageRow>): readonly MessageRow[] {
  const here = new Set(rows.map(({ message }) => message.id));
  const gone = [...kept.values()].filter(({ message }) => !here.has(message.id));
  if (gone.length === 0) return rows;
  return [...rows, ...gone].sort((a, b) => b.message.recorded_at - a.message.recorded_at || (a.message.id < b.message.id ? -1 : 1));
}

/** Pages one after the other, without what came twice. */
export function joined(pages: readonly (readonly MessageRow[])[]): MessageRow[] {
  const seen = new Set<string>();
  return pages.flat().filter(({ message }) => !seen.has(message.id) && seen.add(message.id));
}
