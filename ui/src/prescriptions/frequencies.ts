// How often a drug is taken: in what order it is offered, and by what it is found.
import { fold, type Option } from '../forms/options';
import type { Frequency } from '../generated/commands';
import { t } from '../words/t.svelte';

/** What is written for short, and shown; nothing that is read as a duration elsewhere ("3/7" is three days to many). */
const SHORT: Record<Frequency, string> = {
  once_daily: 'od 1×1',
  twice_daily: 'bd bid 2×1',
  three_times_daily: 'tds tid 3×1',
  four_times_daily: 'qds qid 4×1',
  five_times_daily: '5×1',
  in_the_morning: 'mane',
  at_night: 'nocte hs',
  every_4_hours: 'q4h',
  every_6_hours: 'q6h',
  every_8_hours: 'q8h',
  every_12_hours: 'q12h',
  every_other_day: 'alt',
  // The rarer the safer: of what fits "week", Enter takes the first.
  once_weekly: '',
  twice_weekly: '',
  three_times_weekly: '',
  once_monthly: '',
  once: 'stat 1×',
};

/** All of them, in the order in which they are offered. */
const FREQUENCIES = Object.keys(SHORT) as Frequency[];

export function frequencyOptions(): Option<Frequency>[] {
  const { frequencies, frequencyWords } = t.prescriptions;
  return FREQUENCIES.map((value) => ({ value, word: frequencies[value], detail: SHORT[value], also: frequencyWords[value] }));
}

/** "Only when needed", as it is written beside a frequency: "qds prn". Folded. */
const AS_NEEDED = ['prn', 'sos', 'p.r.n.', 'as needed', 'when needed', 'if needed', 'عند الحاجه', 'عند اللزوم'];

/** What is typed without that, and whether it was there. */
export function withoutAsNeeded(typed: string): { rest: string; isAsNeeded: boolean } {
  const words = ` ${fold(typed).trim().replace(/\s+/g, ' ')} `;
  const said = AS_NEEDED.find((one) => words.includes(` ${one} `));
  return said === undefined ? { rest: typed, isAsNeeded: false } : { rest: words.replace(` ${said} `, ' ').trim(), isAsNeeded: true };
}
