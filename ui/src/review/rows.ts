// The matters to settle as groups, in the order in which they matter, each said in a line.
import { sayWhen } from '../appointments/words';
import type { Concerned, DuplicatePair, ReviewItem, ReviewReason } from '../generated/commands';
import { inPage, isolate } from '../words/bidi';
import { t } from '../words/t.svelte';
import { fieldWord } from './fields';

/** What can harm comes first. */
const ORDER: readonly ReviewReason[] = [
  'rivals', 'over_dispensed', 'voided_unseen', 'double_booked', 'probable_duplicate', 'same_number',
  'invoiced_twice', 'over_paid', 'over_used', 'same_username', 'unreadable',
];

export interface Matter {
  key: string;
  /** Whom or what it is about. */
  about: string;
  detail: string;
  item?: ReviewItem;
  pair?: DuplicatePair;
}

export interface Group {
  reason: ReviewReason;
  matters: readonly Matter[];
  /** The same field of one kind in several records: they can be settled at once. */
  alike: readonly { kind: string; field: string; count: number }[];
}

export const sayKind = (kind: string) => t.audit.kinds[kind] ?? kind.replaceAll('_', ' ');

export function sayConcerned({ words, patient_name, at }: Concerned): string {
  const named = words === patient_name ? '' : words;
  const parts = [patient_name ?? '', named, at ? sayWhen(at) : ''];
  return inPage(parts.filter(Boolean).map(isolate).join(' · '));
}

/** What is known beyond the reason: the fields concerned, or the number they share. */
export function sayDetail({ reason, kind, detail }: ReviewItem): string {
  if (reason === 'unreadable') return '';
  if (reason === 'double_booked') return t.review.doubled[detail] ?? '';
  if (reason !== 'rivals') return detail;
  return fieldsOf(detail).map((field) => fieldWord(kind, field)).join(t.review.comma);
}

const fieldsOf = (detail: string) => detail.split(' ').filter(Boolean);

export function groupsOf(items: readonly ReviewItem[], pairs: readonly DuplicatePair[]): Group[] {
  const groups = ORDER.map((reason): Group => {
    const mine = items.filter((item) => item.reason === reason);
    if (reason === 'probable_duplicate') return { reason, matters: pairs.map(matterOfPair), alike: [] };
    return { reason, matters: mine.map(matterOf), alike: reason === 'rivals' ? alikeOf(mine) : [] };
  });
  return groups.filter(({ matters }) => matters.length > 0);
}

function matterOf(item: ReviewItem): Matter {
  const names = item.concerned.map(sayConcerned).filter(Boolean).map(isolate);
  const about = names.join(' / ') || sayKind(item.kind);
  const detail = [sayKind(item.kind), sayDetail(item)].filter(Boolean).join(' · ');
  return { key: `${item.reason} ${item.detail} ${item.records.join(' ')}`, about: inPage(about), detail: inPage(detail), item };
}

function matterOfPair(pair: DuplicatePair): Matter {
  const { first, second, reasons } = pair;
  return {
    key: `pair ${first.id} ${second.id}`,
    about: inPage(`${isolate(first.name)} / ${isolate(second.name)}`),
    detail: reasons.map((reason) => t.patients.reason[reason]).join(t.review.comma),
    pair,
  };
}

function alikeOf(items: readonly ReviewItem[]): Group['alike'] {
  const counts = new Map<string, { kind: string; field: string; count: number }>();
  for (const { kind, detail, may_settle } of items) {
    if (!may_settle) continue;
    for (const field of fieldsOf(detail)) {
      const one = counts.get(`${kind} ${field}`) ?? { kind, field, count: 0 };
      counts.set(`${kind} ${field}`, { ...one, count: one.count + 1 });
    }
  }
  return [...counts.values()].filter(({ count }) => count > 1);
}
