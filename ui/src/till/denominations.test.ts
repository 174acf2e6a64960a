// Facts about counting a till.
import { expect, test } from 'vitest';
import { countPieces, piecesOf } from './denominations';

test('notes and coins are whole in the smallest unit, the largest first', () => {
  for (const currency of ['KES', 'UGX', 'JOD', 'KWD', 'EUR', 'SDG']) {
    const pieces = piecesOf(currency);
    expect(pieces.length, currency).toBeGreaterThan(5);
    expect(pieces.every(Number.isInteger), currency).toBe(true);
    expect([...pieces].sort((a, b) => b - a), currency).toEqual(pieces);
  }
  expect(piecesOf('JOD').at(-1), 'fifty fils').toBe(50);
  expect(piecesOf('KES')[0], 'a thousand shillings').toBe(100000);
});

test('a currency whose pieces are not known is counted as one total', () => expect(piecesOf('XXX')).toEqual([]));

test('what was counted is added up; what was left out is none', () => {
  expect(countPieces([100000, 50000, 100], [3, null, 7])).toBe(300700);
});
