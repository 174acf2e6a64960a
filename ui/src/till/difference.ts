// What was counted in a till against what should be there.
import type { Status } from '../parts/Shape.svelte';
import { money } from '../words/numbers';
import { t } from '../words/t.svelte';

/** It fits, is too much, or is missing, with how much; counted less expected. */
export function differenceOf(minor: number, currency: string): { status: Status; word: string } {
  if (minor === 0) return { status: 'normal', word: t.till.fits };
  if (minor > 0) return { status: 'warning', word: t.till.over(money(minor, currency)) };
  return { status: 'critical', word: t.till.short(money(-minor, currency)) };
}
