// Which part of the Reports page is shown, and which report one came for.
import { go, to } from '../frame/router.svelte';

export type ReportsPart = 'figures' | 'reports';

let part = $state<ReportsPart>();
let wanted = $state<string>();

export const reportsPlace = {
  /** Undefined until something was chosen: the page then shows the first that the role may see. */
  get part(): ReportsPart | undefined {
    return part;
  },
  /** The report to point out. */
  get wanted(): string | undefined {
    return wanted;
  },
};

export function choosePart(chosen: ReportsPart): void {
  part = chosen;
  wanted = undefined;
}

/** Goes to a report in the list of reports; without one, to the list. */
export function showReport(id?: string): void {
  part = 'reports';
  wanted = id;
  go(to.reports);
}

/** Another person begins anew. */
export function forgetPart(): void {
  part = wanted = undefined;
}
