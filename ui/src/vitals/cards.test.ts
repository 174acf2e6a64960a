// Facts about the cards of the latest readings.
import { expect, test } from 'vitest';
import type { LatestReading, Metric } from '../generated/commands';
import { cardsOf } from './cards';
import { rangeOf } from './words';

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

const range = (metric: Metric, limits: LatestReading['limits']) => rangeOf({ ...reading(metric, 5), limits }).status;

test('a reading is within limits only where both sides have one', () => {
  expect(range('glucose', { critical_low: 54 })).toBe('unknown');
  expect(range('temperature', { critical_high: 38 })).toBe('unknown');
  expect(range('glucose', { critical_low: 54, warning_high: 200 })).toBe('normal');
  expect(range('spo2', { critical_low: 90 })).toBe('normal');
  expect(range('diastolic', { warning_high: 90 })).toBe('normal');
  expect(range('diastolic', {})).toBe('unknown');
});
