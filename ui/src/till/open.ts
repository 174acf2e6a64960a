// The ways into the forms of the till.
import { openWorkspace } from '../frame/workspace.svelte';
import type { ShiftReport } from '../generated/commands';
import { t } from '../words/t.svelte';
import CloseTill from './CloseTill.svelte';
import MoveCash from './MoveCash.svelte';
import ShiftPanel from './ShiftPanel.svelte';

export function openClosing(report: ShiftReport): void {
  openWorkspace(CloseTill, { title: t.till.close, subtitle: report.cashier ?? undefined, props: { report } });
}

export function openMove(): void {
  openWorkspace(MoveCash, { title: t.till.moveTitle, props: {} });
}

/** What went through a till, open or closed. */
export function openShift(shift: string, cashier: string): void {
  openWorkspace(ShiftPanel, { title: t.till.report, subtitle: cashier, props: { shift } });
}
