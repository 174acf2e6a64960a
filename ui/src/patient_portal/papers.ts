// What a paper of the portal is called in lists.
import type { MyPaper, PaperKind } from '../generated/commands';
import { date, dayOf } from '../words/dates';
import { money } from '../words/numbers';
import { t } from '../words/t.svelte';

/** The kind and the number: "Invoice KDG-A-000007". */
export function nameOfPaper({ paper, number }: { paper: PaperKind; number?: string | null }): string {
  return [t.papers.kinds[paper], number].filter(Boolean).join(' ');
}

/** When it is of, and its amount. */
export function detailOfPaper({ at, on, currency, amount_minor }: MyPaper): string {
  const day = at != null ? date(dayOf(at)) : on ? date(on) : '';
  const amount = amount_minor != null && currency ? money(amount_minor, currency) : '';
  return [day, amount].filter(Boolean).join(' · ');
}
