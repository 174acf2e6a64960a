// @vitest-environment happy-dom
// Numbers and times as patients type and read them.
import { beforeEach, expect, test } from 'vitest';
import { instantOf, kept, localInput, money, readNumber, shown, value } from './format';
import { state, type Me } from './state.svelte';
import { ar } from './words/ar';
import { en } from './words/en';

function clinic(settings: Partial<Me['clinic']> = {}): void {
  state.language = 'en';
  state.me = {
    clinic: {
      name: 'Kadugli Clinic',
      time_zone: 'Africa/Khartoum',
      digits: 'latin',
      temperature_unit: 'celsius',
      weight_unit: 'kilogram',
      glucose_unit: 'mg_dl',
      ...settings,
    },
  } as Me;
}

beforeEach(() => clinic());

test('a number may be typed in the digits of any keypad, with a comma or a point', () => {
  expect(readNumber(' 36,5 ')).toBe(36.5);
  expect(readNumber('٣٦٫٥')).toBe(36.5);
  expect(readNumber('۱۲۰')).toBe(120);
  expect(readNumber('')).toBeNull();
  for (const text of ['18x', '-3', '1.2.3', '1e3']) expect(readNumber(text), text).toBeUndefined();
});

test('what is typed in the clinic’s unit is kept in ours, and shown again as it was typed', () => {
  clinic({ temperature_unit: 'fahrenheit', weight_unit: 'pound', glucose_unit: 'mmol_l' });
  for (const [field, typed] of [['temperature_c', 98.6], ['weight_kg', 154.3], ['glucose_mg_dl', 5.4]] as const) {
    expect(shown(field, kept(field, typed)), field).toBe(typed);
  }
  expect(kept('temperature_c', 98.6)).toBe(37);
});

test('a time is that of the clinic’s clock, on the days on which clocks are changed too', () => {
  for (const time_zone of ['Africa/Khartoum', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu']) {
    clinic({ time_zone });
    for (const typed of ['2026-03-29T12:30', '2026-10-25T12:30', '2026-11-26T00:05', '2026-07-01T23:59']) {
      expect(localInput(instantOf(typed)), `${time_zone} ${typed}`).toBe(typed);
    }
  }
  expect(instantOf('')).toBeNaN();
});

test('numbers follow the language and the clinic’s digits', () => {
  expect(value('temperature_c', 37)).toBe('37.0');
  expect(money(500_000, 'SDG').replace(/\s/g, ' ')).toBe('SDG 5,000.00');
  clinic({ digits: 'arabic' });
  state.language = 'ar';
  expect(value('temperature_c', 37)).toBe('٣٧٫٠');
});

test('what is refused is told in both languages', () => {
  expect(Object.keys(ar.errors).sort()).toEqual(Object.keys(en.errors).sort());
});
