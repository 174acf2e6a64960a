// The figures in words: numbers, parts, and what stands beside them.
import type { Column, Figure, FigureKind, FigureRow, Figures } from '../generated/commands';
import { date, weekday } from '../words/dates';
import { money, number, percent } from '../words/numbers';
import { t } from '../words/t.svelte';

/** The cards, and the figures behind each: the first is its number. */
export const CARDS = [
  ['registrations'],
  ['appointments'],
  ['waiting'],
  ['encounters', 'diagnoses'],
  ['alerts', 'acknowledgements'],
  ['revenue', 'payers'],
  ['payments'],
  ['unpaid'],
] as const satisfies readonly (readonly FigureKind[])[];
export type Card = (typeof CARDS)[number][0];

/** Kinds of record that change a figure. */
export const LIVE_KINDS = [
  'patient',
  'appointment',
  'encounter',
  'diagnosis',
  'alert',
  'alert_action',
  'invoice',
  'invoice_line',
  'credit_note',
  'payment',
  'allocation',
];

export const isOfMoney = (kind: FigureKind) => kind === 'revenue' || kind === 'payers' || kind === 'payments' || kind === 'unpaid';
export const isOfMinutes = (kind: FigureKind) => kind === 'waiting' || kind === 'acknowledgements';

export function find(figures: Figures, kind: FigureKind): Figure | undefined {
  return figures.figures.find((figure) => figure.kind === kind);
}

/** Minutes as people say them: "18 min", "2 h 05". */
export function sayMinutes(minutes: number): string {
  return minutes < 120 ? t.figures.minutes(minutes) : t.figures.hours(Math.floor(minutes / 60), minutes % 60);
}

/** Whole minutes that have passed: none is less than one. */
const within = (minutes: number) => sayMinutes(Math.max(1, minutes));

/** The number on a card. */
export function sayFigure(figure: Figure, currency: string): string {
  if (isOfMoney(figure.kind)) return money(figure.amount_minor, currency);
  if (isOfMinutes(figure.kind)) return typeof figure.median_min === 'number' ? sayMinutes(figure.median_min) : t.figures.noNumber;
  return number(figure.count);
}

/** The line under the number. */
export function sayAside(figure: Figure, all: Figures): string {
  const { kind, count } = figure;
  if (kind === 'appointments') {
    const share = all.no_show_basis_points;
    return typeof share === 'number' ? t.figures.noShow(percent(share / 10_000, share % 100 === 0 ? 0 : 1)) : t.figures.nobodyExpected;
  }
  if (kind === 'waiting') {
    return typeof figure.ninetieth_min === 'number' ? t.figures.nineOfTen(within(figure.ninetieth_min), count) : t.figures.nobodyWaited;
  }
  if (kind === 'encounters') {
    const top = find(all, 'diagnoses')?.parts[0];
    return top ? t.figures.mostly(top.key) : '';
  }
  if (kind === 'alerts') {
    const answered = find(all, 'acknowledgements');
    if (typeof answered?.median_min === 'number') return t.figures.acknowledgedIn(within(answered.median_min));
    return count > 0 ? t.figures.noneAcknowledged : '';
  }
  if (isOfMoney(kind)) return t.figures.counts[kind as 'revenue'](count);
  return '';
}

/** What a part is of: a code in words, or the words that somebody wrote. */
export function sayPart(kind: FigureKind, key: string): string {
  const words: Partial<Record<FigureKind, Record<string, string>>> = {
    registrations: t.patients.sex,
    appointments: t.appointments.states,
    waiting: t.figures.waits,
    encounters: t.figures.encounterStates,
    alerts: t.severities,
    acknowledgements: t.severities,
    revenue: t.figures.revenueParts,
    payers: t.figures.payers,
    payments: t.billing.methods,
    unpaid: t.figures.payers,
  };
  return words[kind]?.[key] ?? key;
}

/** A part's number: money where the figure is of money. */
export function sayAmount(kind: FigureKind, part: { count: number; amount_minor: number }, currency: string): string {
  return isOfMoney(kind) ? money(part.amount_minor, currency) : number(part.count);
}

/** How much of the whole a part is, from 0 to 1; what was taken off has no bar. */
export function shareOf(kind: FigureKind, part: { count: number; amount_minor: number }, figure: Figure): number {
  const value = (one: { count: number; amount_minor: number }) => Math.max(0, isOfMoney(kind) ? one.amount_minor : one.count);
  const all = figure.parts.reduce((sum, one) => sum + value(one), 0);
  return all > 0 ? value(part) / all : 0;
}

/** The days of a column: "Monday, 16 November", or both ends. */
export function sayDays({ from_on, until_on }: Pick<Column, 'from_on' | 'until_on'>): string {
  return from_on === until_on ? weekday(from_on) : t.figures.fromTo(date(from_on), date(until_on));
}

/** More about a row of a list: a reading by its name, the rest as it was written. */
export function sayAbout(kind: FigureKind, { words }: FigureRow): string {
  if (!words) return '';
  if (kind === 'alerts' || kind === 'acknowledgements') return (t.metrics as Record<string, string>)[words] ?? words;
  return words;
}
