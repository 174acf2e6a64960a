// Facts about how small a photo becomes.
import { expect, test } from 'vitest';
import { bytesOf, fittedSize } from './photo';

test('a photo fits into 240 px and keeps its shape', () => {
  expect(fittedSize(4000, 3000)).toEqual({ width: 240, height: 180 });
  expect(fittedSize(1000, 4000)).toEqual({ width: 60, height: 240 });
});

test('a small photo is not blown up', () => {
  expect(fittedSize(100, 80)).toEqual({ width: 100, height: 80 });
});

test('the bytes behind base64', () => {
  for (const text of ['a', 'ab', 'abc', 'abcd']) expect(bytesOf(btoa(text))).toBe(text.length);
});
