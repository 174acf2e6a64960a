// Facts about the part of time that is in view.
import { expect, test } from 'vitest';
import { firstRange, held, nearest, pan, viewOf, zoom } from './view';

const DAY = 86_400_000;
const now = 1000 * DAY;

test('a range ends now where there are recent readings, else at the last', () => {
  expect(viewOf('d7', 0, now - DAY, now).to).toBeGreaterThan(now);
  const old = viewOf('d7', 0, now - 300 * DAY, now);
  expect(old.to).toBeLessThan(now - 299 * DAY);
  expect(old.to).toBeGreaterThan(now - 300 * DAY);
});

test('"all" holds the first and the last reading', () => {
  const { from, to } = viewOf('all', 5 * DAY, 700 * DAY, now);
  expect(from).toBeLessThan(5 * DAY);
  expect(to).toBeGreaterThan(700 * DAY);
});

test('a single reading is still shown in a span of time', () => {
  const { from, to } = viewOf('all', now, now, now);
  expect(to - from).toBeGreaterThan(0);
});

test('zooming keeps the instant under the pointer where it is, and stops', () => {
  const view = zoom({ from: 0, to: 100 * DAY }, 0.5, 25 * DAY);
  expect((25 * DAY - view.from) / (view.to - view.from)).toBeCloseTo(0.25);
  expect(view.to - view.from).toBe(50 * DAY);
  const close = zoom({ from: 0, to: DAY / 24 }, 0.001, 0);
  expect(close.to - close.from).toBe(DAY / 48);
});

test('panning past the readings stops at them', () => {
  const far = held(pan({ from: 0, to: 10 * DAY }, 500 * DAY), 0, 20 * DAY);
  expect(far.from).toBeLessThan(20 * DAY);
  expect(far.to - far.from).toBe(10 * DAY);
});

test('the nearest reading, on either side', () => {
  expect(nearest([10, 20, 40], 14)).toBe(0);
  expect(nearest([10, 20, 40], 16)).toBe(1);
  expect(nearest([10, 20, 40], 99)).toBe(2);
  expect(nearest([10, 20, 40], -5)).toBe(0);
  expect(nearest([], 5)).toBe(-1);
});

test('the first range shown has readings in it', () => {
  const monthly = Array.from({ length: 24 }, (_, at) => now - (23 - at) * 30 * DAY);
  expect(firstRange(monthly, now)).toBe('y1');
  expect(firstRange([], now)).toBe('d30');
  expect(firstRange([now - DAY / 2], now)).toBe('h24');
});
