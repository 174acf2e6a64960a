// Facts about the cards of the latest readings.
import { expect, test } from 'vitest';
import type { LatestReading, Metric } from '../generated/commands';
import { cardsOf } from './cards';

const reading = (metric: Metric, at: number): LatestReading => ({ metric, at, value: 1, is_above: false, limits: {} });

test('two pressures of one moment are one card', () => {
  const cards = cardsOf([reading('diastolic', 5), reading('systolic', 5), reading('heart_rate', 5)]);
  expect(cards.map(({ key }) => key)).toEqual(['heart_rate', 'pressure']);
  expect(cards[1]?.readings.map(({ metric }) => metric)).toEqual(['systolic', 'diastolic']);
});

test('pressures of two moments are never shown as if they were one', () => {
  const cards = cardsOf([reading('systolic', 9), reading('diastolic', 5)]);
  expect(cards.map(({ key }) => key)).toEqual(['systolic', 'diastolic']);
});
