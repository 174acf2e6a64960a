// A practitioner's week while it is typed.
import { describe, expect, test } from 'vitest';
import { copyDay, nextBlock, troublesOf, type Block } from './week';

const block = (weekday: number, from: number | null, to: number | null, more: Partial<Block> = {}): Block => ({
  id: 'x', weekday, from_min: from, to_min: to, room_id: null, is_break: false, valid_from_on: null, valid_until_on: null, ...more,
});
const kinds = (...blocks: Block[]) => troublesOf(blocks).map((trouble) => trouble?.kind);

describe('hours', () => {
  test('that overlap are both named, each with the other', () => {
    const troubles = troublesOf([block(1, 480, 720), block(1, 700, 900)]);
    expect(troubles).toEqual([
      { kind: 'overlaps', with: '11:40–15:00' },
      { kind: 'overlaps', with: '08:00–12:00' },
    ]);
  });
  test('that follow on each other, or are on other days, are fine', () => {
    expect(kinds(block(1, 480, 720), block(1, 720, 900), block(2, 480, 900))).toEqual([undefined, undefined, undefined]);
  });
  test('at the same time in other parts of the year are fine', () => {
    const summer = block(1, 480, 720, { valid_until_on: '2026-08-31' });
    const winter = block(1, 480, 720, { valid_from_on: '2026-09-01' });
    expect(kinds(summer, winter)).toEqual([undefined, undefined]);
    expect(kinds(summer, { ...winter, valid_from_on: '2026-08-31' })).toEqual(['overlaps', 'overlaps']);
  });
  test('end after they begin', () => expect(kinds(block(1, 720, 480), block(2, null, 480))).toEqual(['ends_first', 'missing']));
});

describe('a break', () => {
  const pause = (from: number, to: number) => block(1, from, to, { is_break: true });
  test('lies within hours', () => {
    expect(kinds(block(1, 480, 1020), pause(720, 780))).toEqual([undefined, undefined]);
    expect(kinds(block(1, 480, 720), pause(700, 780))[1]).toBe('break_outside');
    expect(kinds(pause(720, 780))).toEqual(['break_outside']);
  });
  test('does not overlap another', () => expect(kinds(block(1, 480, 1020), pause(720, 780), pause(750, 800))[1]).toBe('overlaps'));
});

test('a day can be copied over others, in place of what was there', () => {
  const week = copyDay([block(1, 480, 720), block(2, 0, 60), block(6, 480, 600)], 1, [1, 2, 3]);
  expect(week.map(({ weekday, from_min, id }) => [weekday, from_min, id])).toEqual([[1, 480, 'x'], [6, 480, 'x'], [2, 480, null], [3, 480, null]]);
});
test('the first hours of a day are the usual ones, later ones are asked', () => {
  expect(nextBlock([], 1, false).from_min).toBe(480);
  expect(nextBlock([block(1, 480, 720)], 1, false).from_min).toBeNull();
});
