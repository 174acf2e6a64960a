// Handing out a paper: printed, opened or saved; what was done is said in a quiet line, and what failed with a way on.
import { asCallError, call, type CallError } from '../call';
import { say, sayFailed } from '../frame/toasts.svelte';
import type { HandedPaper, PaperKind, PaperOrder } from '../generated/commands';
import { sayError } from '../words/errors';
import { t } from '../words/t.svelte';
import { openPrinterChoice } from './PrinterForm.svelte';

export type Way = 'print' | 'open' | 'save';

/** What was done with a paper, in a line. */
export function sayHanded(way: Way, paper: PaperKind, handed: HandedPaper): string {
  const name = t.papers.kinds[paper];
  const done = {
    print: () => (handed.printer ? t.papers.printed(name, handed.printer) : t.papers.printedPlainly(name)),
    open: () => t.papers.opened(name),
    save: () => t.papers.saved(name, handed.path ?? handed.name),
  }[way]();
  return handed.is_copy ? `${done} ${t.papers.markedCopy}` : done;
}

/** Only the way out is blocked, not the paper: no printer, no program that opens it, no room to save it. */
const OUTLET_TROUBLES = [
  'no_printing',
  'no_printer',
  'choose_printer',
  'printer_gone',
  'printing_failed',
  'printing_broke_off',
  'printing_silent',
  'no_viewer',
  'store_not_writable',
];
/** Another printer may do. */
const PRINTER_TROUBLES = ['choose_printer', 'printer_gone', 'printing_failed', 'printing_broke_off', 'printing_silent'];

/** Whether the paper could still be had in another way. */
export function isOutletTrouble({ code }: CallError): boolean {
  return OUTLET_TROUBLES.includes(code);
}

/** Prints, opens or saves a paper and says so. Undefined when it failed, which has been told too. */
export async function handOut(way: Way, order: PaperOrder, printer?: string, tell: (...what: Parameters<typeof sayFailed>) => void = sayFailed): Promise<HandedPaper | undefined> {
  try {
    const handed = await send(way, order, printer);
    const notOut = { word: t.papers.notOut, run: () => void takeBack(handed) };
    say(sayHanded(way, order.paper, handed), way === 'print' ? notOut : undefined);
    return handed;
  } catch (thrown) {
    const error = asCallError(thrown);
    const others = isOutletTrouble(error) ? (['save', 'open'] as const).filter((other) => other !== way) : [];
    const another = { word: t.papers.printers.choose, run: () => openPrinterChoice(order.paper, () => handOut('print', order)) };
    tell(
      t.papers.failed(t.papers.kinds[order.paper], sayError(error)),
      PRINTER_TROUBLES.includes(error.code) ? another : undefined,
      ...others.map((other) => ({ word: t.papers[other], run: () => void handOut(other, order) })),
    );
    return undefined;
  }
}

export const printPaper = (order: PaperOrder) => handOut('print', order);
export const openPaper = (order: PaperOrder) => handOut('open', order);
export const savePaper = (order: PaperOrder) => handOut('save', order);

function send(way: Way, order: PaperOrder, printer: string | undefined): Promise<HandedPaper> {
  if (way === 'print') return call('print_paper', { order, printer: printer ?? null });
  return call(way === 'open' ? 'open_paper' : 'save_paper', order);
}

/** The printer jammed: the sheet that follows is the first that the patient gets, so it is no copy. */
async function takeBack({ issue_id }: HandedPaper): Promise<void> {
  try {
    await call('withdraw_paper', { id: issue_id, reason: t.papers.notOutReason });
    say(t.papers.takenBack);
  } catch (thrown) {
    sayFailed(sayError(asCallError(thrown)));
  }
}
