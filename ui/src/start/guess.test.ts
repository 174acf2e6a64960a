// Facts about first guesses.
import { expect, test } from 'vitest';
import { CURRENCIES, currencyOf } from './currencies';
import { guessCode, guessCurrency, guessRegion, guessUnits, guessUsername } from './guess';

test('a site code from the clinic’s name', () => {
  expect(guessCode('Kibera District Clinic')).toBe('KDC');
  expect(guessCode('Clinic of the Good Hope')).toBe('CGH');
  expect(guessCode('Tenwek')).toBe('TEN');
  expect(guessCode('São José')).toBe('SJ');
  expect(guessCode('عيادة النور'), 'no Latin letters to take').toBe('HS');
  expect(guessCode('  ')).toBe('');
});

test('a user name from a name, without titles', () => {
  expect(guessUsername('Dr. Amina Osman')).toBe('amina');
  expect(guessUsername('José')).toBe('jose');
  expect(guessUsername('د. أحمد علي')).toBe('احمد');
});

test('the clock’s country counts where the language’s disagrees', () => {
  expect(guessRegion('en-US', 'Africa/Nairobi')).toBe('KE');
  expect(guessRegion('en-US', 'America/New_York')).toBe('US');
  expect(guessRegion('ar', 'Africa/Khartoum')).toBe('SD');
  expect(guessRegion('en-GB', 'UTC')).toBe('GB');
  expect(guessRegion('C', 'UTC')).toBeUndefined();
});

test('currencies and units by country', () => {
  expect([guessCurrency('KE'), guessCurrency('SN'), guessCurrency(undefined)]).toEqual(['KES', 'XOF', 'USD']);
  expect(guessUnits('US').temperature_unit).toBe('fahrenheit');
  expect(guessUnits('SD')).toEqual({
    temperature_unit: 'celsius',
    weight_unit: 'kilogram',
    height_unit: 'centimetre',
    glucose_unit: 'mg_dl',
  });
});

test('each currency is known to Intl, each country has one', () => {
  const known = new Set(Intl.supportedValuesOf('currency'));
  expect(CURRENCIES.filter((code) => !known.has(code))).toEqual([]);
  expect(currencyOf('QQ')).toBeUndefined();
});
