// Facts about new passwords, before the clinic is asked.
import { expect, test } from 'vitest';
import { checkSecrets } from './secrets';

const check = (secret: string, again: string) => checkSecrets({ secret, secret_again: again }, 'secret');

test('too short, not the same, or right', () => {
  expect(Object.keys(check('short', 'short'))).toEqual(['secret']);
  expect(Object.keys(check('long enough', 'long enough?'))).toEqual(['secret_again']);
  expect(check('long enough', 'long enough')).toEqual({});
});

test('letters are counted, not bytes', () => {
  expect(check('كلمة سر طويلة', 'كلمة سر طويلة')).toEqual({});
  expect(Object.keys(check('🙂🙂🙂🙂', '🙂🙂🙂🙂'))).toEqual(['secret']);
});

test('an empty one is the field’s own matter', () => {
  expect(check('', '')).toEqual({});
});
