// The words of papers in English.
import type { PaperKind } from '../../generated/commands';
import { plural } from './plural';

const kinds: Record<PaperKind, string> = {
  prescription: 'Prescription',
  invoice: 'Invoice',
  statement: 'Statement',
  receipt: 'Receipt',
  credit_note: 'Credit note',
  patient_label: 'Patient label',
  appointment_slip: 'Appointment slip',
  day_list: 'Day list',
  patient_report: 'Patient report',
};

export const papers = {
  kinds,
  print: 'Print',
  open: 'Open',
  save: 'Save as a file',
  look: 'Look at it first',
  /** The button's name: "Print: Receipt". */
  verbOf: (verb: string, paper: string) => `${verb}: ${paper}`,
  more: (paper: string) => `More for the paper: ${paper}`,
  inLanguage: (language: string) => `In ${language}`,
  place: 'Papers',
  printed: (paper: string, printer: string) => `${paper}: printed on ${printer}.`,
  printedPlainly: (paper: string) => `${paper}: sent to the printer.`,
  opened: (paper: string) => `${paper}: opened.`,
  saved: (paper: string, path: string) => `${paper}: saved as ${path}`,
  markedCopy: 'Marked COPY.',
  notOut: 'It did not come out',
  notOutReason: 'The paper did not come out of the printer.',
  takenBack: 'Noted. The next one is not a copy.',
  failed: (paper: string, why: string) => `${paper}: ${why}`,
  preview: {
    title: (paper: string) => `${paper}: how it will look`,
    copy: 'COPY',
    copyText: 'It was handed out before: this one is marked COPY.',
    pages: (count: number) => plural(count, { one: 'One page', other: '# pages' }),
    page: (at: number, of: number) => `Page ${at} of ${of}`,
    firstOnly: (shown: number, all: number) => `The first ${shown} of ${all} pages are shown; the paper has all.`,
    language: 'Language of the paper',
    larger: 'Larger',
    smaller: 'Smaller',
  },
};
