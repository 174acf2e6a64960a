// A finished report leaves the program: opened with the computer's own program, or saved.
import { call } from '../call';
import { say } from '../frame/toasts.svelte';
import type { ReportJob } from '../generated/commands';
import { sayWish } from './report_words';

export async function handReport(way: 'open' | 'save', job: ReportJob): Promise<void> {
  const { name } = await call('report_file', { id: job.id });
  say(`${sayWish(job)} ${way} ${name}`);
}
