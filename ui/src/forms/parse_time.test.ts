// Times as people type them.
import { describe, expect, test } from 'vitest';
import { clock, parseTime } from './parse_time';

describe('a time of day', () => {
  test.each([
    ['9', '09:00'],
    ['14', '14:00'],
    ['930', '09:30'],
    ['0930', '09:30'],
    ['1415', '14:15'],
    ['9:30', '09:30'],
    ['9.30', '09:30'],
    ['9 30', '09:30'],
    ['14h15', '14:15'],
    ['9h', '09:00'],
    ['2pm', '14:00'],
    ['2:30 p.m.', '14:30'],
    ['12 am', '00:00'],
    ['12pm', '12:00'],
    ['٩:٣٠', '09:30'],
    ['٢ م', '14:00'],
    ['٩ص', '09:00'],
    ['24:00', '24:00'],
  ])('typed as %s is %s', (typed, shown) => {
    const minute = parseTime(typed);
    expect(minute).not.toBeNull();
    expect(clock(minute!)).toBe(shown);
  });

  test.each(['', 'x', '25', '9:75', '2401', '13pm', '0 am', '9:3', '12345'])('cannot be %s', (typed) => {
    expect(parseTime(typed)).toBeNull();
  });
});
