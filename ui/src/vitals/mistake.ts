// A set that was recorded by mistake: marked with a reason, never removed.
import { call } from '../call';
import { askReason } from '../chart/ReasonForm.svelte';
import type { StoredVitals } from '../generated/commands';
import { instant } from '../words/dates';
import { t } from '../words/t.svelte';

/** Asks why, then marks the set. */
export function voidVitals({ id, effective_at }: StoredVitals, name: string): void {
  askReason({
    title: t.vitals.voidTitle(instant(effective_at)),
    subtitle: name,
    text: t.chart.markText,
    verb: t.chart.markAsError,
    run: (reason) => call('void_vitals', { id, reason }),
    done: t.chart.markedAsError,
  });
}
