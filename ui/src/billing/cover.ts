// Who may share in an invoice, as a field offers it.
import type { Option } from '../forms';
import type { Cover, CoverageView, InvoiceView } from '../generated/commands';
import { isolate } from '../words/bidi';
import { money, percent } from '../words/numbers';
import { t } from '../words/t.svelte';

/** The choice that nobody shares in it. */
export const SELF = 'self';

interface Terms {
  cover: Cover;
  covered_basis_points: number;
  copay_minor: number;
}

/** "80 %" written with as many decimals as it has. */
export function sayShare(basisPoints: number): string {
  return percent(basisPoints / 10_000, basisPoints % 100 === 0 ? 0 : 2);
}

/** "Jubilee pays 80%", "Jubilee; the patient pays KES 200". */
export function sayCover(insurer: string, { cover, covered_basis_points, copay_minor }: Terms, currency: string): string {
  const name = isolate(insurer);
  return cover === 'percent'
    ? t.billing.invoice.coverPercent(name, sayShare(covered_basis_points))
    : t.billing.invoice.coverCopay(name, money(copay_minor, currency));
}

/** Nobody, each coverage that holds today, and the draft's own even if it does not hold any more. */
export function coverOptions(coverages: readonly CoverageView[], draft: InvoiceView | null, currency: string): Option[] {
  const valid = coverages.filter(({ is_valid_today }) => is_valid_today);
  const options: Option[] = [
    { value: SELF, word: t.billing.invoice.selfPaid },
    ...valid.map(({ coverage, insurer_name }) => ({ value: coverage.id, word: sayCover(insurer_name, coverage, currency) })),
  ];
  const own = draft?.cover;
  if (own && !options.some(({ value }) => value === own.coverage_id)) {
    options.push({ value: own.coverage_id, word: sayCover(own.insurer_name, own, currency), detail: t.insurers.coverage.notValid });
  }
  return options;
}
