// Lanes of appointments that overlap.
import { describe, expect, test } from 'vitest';
import { layOut } from './layout';

const lanes = (...spans: [number, number][]) => layOut(spans.map(([from, to]) => ({ from, to }))).map(({ lane, lanes: all }) => `${lane}/${all}`);

describe('appointments', () => {
  test('one after the other have the whole width', () => expect(lanes([0, 15], [15, 30], [40, 50])).toEqual(['0/1', '0/1', '0/1']));
  test('at the same time share it', () => expect(lanes([0, 30], [0, 30], [10, 20])).toEqual(['0/3', '1/3', '2/3']));
  test('take the first lane that is free again', () => expect(lanes([0, 60], [0, 15], [15, 30])).toEqual(['0/2', '1/2', '1/2']));
  test('that overlap only through others are as wide as these', () => {
    expect(lanes([0, 30], [20, 50], [40, 60], [60, 70])).toEqual(['0/2', '1/2', '0/2', '0/1']);
  });
  test('that overlap never share a lane', () => {
    const spans = Array.from({ length: 300 }, (_, at) => ({ from: (at * 37) % 600, to: ((at * 37) % 600) + 5 + ((at * 13) % 60) }));
    const laid = layOut(spans);
    for (const one of laid) {
      const beside = laid.filter((other) => other !== one && other.lane === one.lane && other.from < one.to && one.from < other.to);
      expect(beside, 'two in one lane would hide each other').toEqual([]);
      expect(one.lane).toBeLessThan(one.lanes);
    }
  });
});
