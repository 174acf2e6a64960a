// The review list as rows: one for each record, with the name of the patient or the account it is about.
import type { ReviewItem, ReviewReason } from '../generated/commands';
import { fieldWord } from '../patients/rivals';
import { t } from '../words/t.svelte';

export interface ReviewRow {
  key: string;
  reason: ReviewReason;
  kind: string;
  record: string;
  detail: string;
}

/** Each record by itself: two patients with one number are two rows, and each opens its patient. */
export function rowsOf(items: readonly ReviewItem[]): ReviewRow[] {
  return items.flatMap(({ reason, kind, records, detail }) =>
    records.map((record) => ({ key: `${reason} ${detail} ${kind} ${record}`, reason, kind, record, detail })),
  );
}

/** What is known beyond the reason: the fields concerned, or the number they share. What a program says stays out. */
export function sayDetail({ reason, kind, detail }: ReviewRow): string {
  if (reason === 'unreadable') return '';
  if (reason === 'double_booked') return t.review.doubled[detail] ?? '';
  if (reason !== 'rivals') return detail;
  const say = (field: string) => (kind === 'patient' ? fieldWord(field) : field.replaceAll('_', ' '));
  return detail.split(' ').filter(Boolean).map(say).join(t.review.comma);
}
