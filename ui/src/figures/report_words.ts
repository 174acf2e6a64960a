// A report in words.
import type { ReportJob, ReportState } from '../generated/commands';
import type { Status } from '../parts/Shape.svelte';
import { isolate } from '../words/bidi';
import { number } from '../words/numbers';
import { t } from '../words/t.svelte';
import { sayDays } from './words';

/** "Report of Amina Yusuf", "Statements, 1 Jan 2026 – 31 Mar 2026". */
export function sayWish({ wish, title }: Pick<ReportJob, 'wish' | 'title'>): string {
  // Papers of one's own are asked for in the portal, and shown there.
  return wish.kind !== 'statements' ? t.inbox.reportOf(isolate(title)) : t.figures.report.statementsOf(sayDays(wish));
}

export function statusOf(state: ReportState): Status {
  return ({ waiting: 'unknown', running: 'unknown', done: 'normal', failed: 'critical' } as const)[state];
}

/** "340 KB", "2.1 MB". */
export function sayBytes(bytes: number): string {
  const kb = bytes / 1024;
  return kb < 1000 ? `${number(Math.max(1, Math.round(kb)))}\u00a0KB` : `${number(kb / 1024, 1)}\u00a0MB`;
}
