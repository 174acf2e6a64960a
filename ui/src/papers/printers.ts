// The printers of this computer, as choices for each kind of paper.
import type { PaperKind, PrinterChoice, Printers } from '../generated/commands';
import type { Option } from '../forms';
import { t } from '../words/t.svelte';

/** The computer's own choice, as a value of a choice. */
export const OWN = 'own choice';

export const PAPER_KINDS: readonly PaperKind[] = [
  'prescription',
  'receipt',
  'invoice',
  'statement',
  'credit_note',
  'till_report',
  'appointment_slip',
  'day_list',
  'patient_report',
  'portal_invitation',
  'patient_label',
];

export const LABEL_SIZES = ['62x29', '50x30', '70x36', '89x36'] as const;

/** The printer that the computer takes by itself. */
export function ownName({ printers }: Pick<Printers, 'printers'>): string | undefined {
  return printers.find(({ is_default }) => is_default)?.name;
}

/** What can be chosen; a printer that was chosen and is gone stays in view, and says so. */
export function printerOptions({ printers }: Printers, chosen: string | null | undefined): Option[] {
  const options: Option[] = [
    { value: OWN, word: t.papers.printers.own, detail: ownName({ printers }) },
    ...printers.map(({ name }) => ({ value: name, word: name })),
  ];
  if (chosen && !printers.some(({ name }) => name === chosen)) {
    options.push({ value: chosen, word: chosen, detail: t.papers.printers.gone });
  }
  return options;
}

export function isGone({ printers }: Printers, chosen: string | null | undefined): boolean {
  return Boolean(chosen) && !printers.some(({ name }) => name === chosen);
}

/** "62 × 29 mm", from its key. */
export function sizeOptions(): Option[] {
  return LABEL_SIZES.map((value) => {
    const [width = '', height = ''] = value.split('x');
    return { value, word: t.papers.printers.size(width, height) };
  });
}

export function choiceOf(choices: readonly PrinterChoice[], paper: PaperKind): PrinterChoice {
  return choices.find((choice) => choice.paper === paper) ?? { paper, printer: null, label_size: null };
}
