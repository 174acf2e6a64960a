// Facts about how figures are said.
import { expect, test } from 'vitest';
import type { Figure, Figures } from '../generated/commands';
import { CARDS, sayAside, sayDays, sayFigure, sayMinutes, sayPart, shareOf } from './words';

const figure = (kind: Figure['kind'], more: Partial<Figure> = {}): Figure => ({
  kind,
  count: 0,
  amount_minor: 0,
  parts: [],
  columns: [],
  ...more,
});
const all = (figures: Figure[], no_show_basis_points: number | null = null): Figures => ({
  currency: 'USD',
  step: 'day',
  figures,
  no_show_basis_points,
});

test('every card begins with its own figure, and no figure is on two cards', () => {
  const kinds = CARDS.flat();
  expect(new Set(kinds).size).toBe(kinds.length);
});

test('money is money, minutes are minutes, the rest is counted', () => {
  expect(sayFigure(figure('revenue', { amount_minor: 125050 }), 'USD')).toContain('1,250.50');
  expect(sayFigure(figure('waiting', { count: 9, median_min: 18 }), 'USD')).toBe('18 min');
  expect(sayFigure(figure('waiting'), 'USD'), 'nobody waited: no number, not nought').toBe('–');
  expect(sayFigure(figure('encounters', { count: 12 }), 'USD')).toBe('12');
});

test('long waits are said in hours', () => {
  expect(sayMinutes(119)).toBe('119 min');
  expect(sayMinutes(125)).toBe('2 h 5 min');
});

test('the no-show rate is of those who were expected, and missing where nobody was', () => {
  const appointments = figure('appointments', { count: 40 });
  expect(sayAside(appointments, all([appointments], 1250))).toBe('12.5% did not come');
  expect(sayAside(appointments, all([appointments], 1000))).toBe('10% did not come');
  expect(sayAside(appointments, all([appointments]))).toBe('nobody was expected yet');
});

test('an alert acknowledged at once was acknowledged within a minute', () => {
  const alerts = figure('alerts', { count: 3 });
  expect(sayAside(alerts, all([alerts, figure('acknowledgements', { count: 2, median_min: 0 })]))).toContain('1 min');
  expect(sayAside(alerts, all([alerts, figure('acknowledgements')]))).toBe('none acknowledged');
});

test('a credit note is a part without a share', () => {
  const parts = [
    { key: 'Consultation', count: 3, amount_minor: 900 },
    { key: 'credit_note', count: 1, amount_minor: -300 },
  ];
  const revenue = figure('revenue', { parts });
  expect(parts.map((part) => shareOf('revenue', part, revenue))).toEqual([1, 0]);
  expect(sayPart('revenue', 'credit_note')).toBe('Credit notes');
  expect(sayPart('revenue', 'Consultation')).toBe('Consultation');
});

test('a column of one day is its day', () => {
  expect(sayDays({ from_on: '2026-11-16', until_on: '2026-11-16' })).toContain('16 November');
  expect(sayDays({ from_on: '2026-11-16', until_on: '2026-11-22' })).toContain('–');
});
