// Facts about what a patient is called.
import { expect, test } from 'vitest';
import { initialsOf, nameOf, sayBirth } from './names';

test('a patient without a given or family name is called by the others', () => {
  expect(nameOf({ given_name: 'Amna', family_name: 'Idris' })).toBe('Amna Idris');
  expect(nameOf({ other_names: 'Hajja' })).toBe('Hajja');
  expect(nameOf({})).toBe('');
});

test('initials are of the first and the last name, in any script', () => {
  expect(initialsOf('Amna Osman Idris')).toBe('AI');
  expect(initialsOf('Cher')).toBe('C');
  expect(initialsOf('آمنة إدريس')).toBe('آ\u200cإ');
  expect(initialsOf("  'Nana ")).toBe('N');
  expect(initialsOf('')).toBe('');
});

test('an estimated birth date says no more than is known', () => {
  expect(sayBirth('1984-05-03', 'day')).toBe('3 May 1984');
  expect(sayBirth('1984-07-01', 'year')).toBe('1984 (est.)');
  expect(sayBirth(null, null)).toBe('Birth date not known');
});
