// Facts about what the vitals form sends.
import { expect, test } from 'vitest';
import { emptyVitals, instantOf, isBlank, readTime, setOf, splitPressure } from './values';

test('a time is typed with or without its colon, in any digits', () => {
  expect(readTime('1405')).toBe('14:05');
  expect(readTime('14:05')).toBe('14:05');
  expect(readTime('9')).toBe('09:00');
  expect(readTime('930')).toBe('09:30');
  expect(readTime('٩:٣٠')).toBe('09:30');
  expect(readTime('00:00')).toBe('00:00');
});

test('a pressure in one field is split at its slash, as soon as that is typed', () => {
  expect(splitPressure('75/45')).toEqual(['75', '45']);
  expect(splitPressure('120/'), 'the second half is typed next').toEqual(['120', '']);
  expect(splitPressure(' 120 / 80 ')).toEqual(['120', '80']);
  for (const text of ['120', '', '/', '120/80/60']) expect(splitPressure(text), 'stays where it is').toBeNull();
});

test('what is no time of day is not made one', () => {
  for (const text of ['24:00', '12:60', 'noon', '', '12345', '1:2:3']) expect(readTime(text)).toBeNull();
});

test('a time is of the clinic, not of the computer', () => {
  expect(instantOf('2026-05-03', '14:05', 'Africa/Khartoum')).toBe(Date.UTC(2026, 4, 3, 12, 5));
  expect(instantOf('2026-05-03', '14:05', 'Asia/Kolkata')).toBe(Date.UTC(2026, 4, 3, 8, 35));
  expect(instantOf(null, '14:05', 'UTC')).toBeNull();
});

test('a set taken now is sent without a time, and what was not read as missing', () => {
  const values = { ...emptyVitals(), heart_rate_bpm: 72, breathes: 'air' as const, taken_on: '2026-05-03', taken_at: '10' };
  const set = setOf(values, 'p', 'UTC');
  expect(set.effective_at).toBeNull();
  expect(set.heart_rate_bpm).toBe(72);
  expect(set.is_on_oxygen).toBe(false);
  expect(set.temperature_c).toBeNull();
  expect(setOf({ ...values, taken: 'earlier' }, 'p', 'UTC').effective_at).toBe(Date.UTC(2026, 4, 3, 10));
});

test('notes alone are no set of vitals', () => {
  expect(isBlank({ ...emptyVitals(), notes: 'refused' })).toBe(true);
  expect(isBlank({ ...emptyVitals(), pain_score: 0 })).toBe(false);
});
