// Facts about the clinic's units.
import { expect, test } from 'vitest';
import { CallError } from './call';
import { sayError } from './words/errors';
import { inClinicUnits, sayReading, toCanonical, toClinic, unitOf, type ClinicUnits, type MeasuredField } from './units';

const metric: ClinicUnits = {
  temperature_unit: 'celsius',
  weight_unit: 'kilogram',
  height_unit: 'centimetre',
  glucose_unit: 'mg_dl',
};
const imperial: ClinicUnits = {
  temperature_unit: 'fahrenheit',
  weight_unit: 'pound',
  height_unit: 'inch',
  glucose_unit: 'mmol_l',
};

test('known pairs', () => {
  expect(toClinic('temperature_c', 37, imperial)).toBe(98.6);
  expect(toCanonical('temperature_c', 98.6, imperial)).toBe(37);
  expect(toClinic('temperature_c', 0, imperial)).toBe(32);
  expect(toCanonical('weight_kg', 150, imperial)).toBeCloseTo(68.0389, 4);
  expect(toCanonical('height_cm', 70, imperial)).toBe(177.8);
  expect(toClinic('glucose_mg_dl', 99, imperial)).toBe(5.5);
  expect(toCanonical('glucose_mg_dl', 5.5, imperial)).toBe(99);
});

test('what is typed is shown again as it was typed, to the tenth, over every range', () => {
  const ranges: [MeasuredField, number, number][] = [
    ['temperature_c', 68, 113],
    ['weight_kg', 0.5, 1400],
    ['height_cm', 8, 110],
    ['glucose_mg_dl', 0.5, 60],
    ['avg_glucose_mg_dl', 0.5, 60],
  ];
  const lost = ranges.flatMap(([field, low, high]) => {
    const typed = Array.from({ length: Math.round((high - low) * 10) + 1 }, (_, at) => Math.round(low * 10 + at) / 10);
    return typed.filter((value) => toClinic(field, toCanonical(field, value, imperial), imperial) !== value);
  });
  expect(lost).toEqual([]);
});

test('where the clinic writes as records are kept, nothing is rounded', () => {
  expect(toClinic('temperature_c', 37.25, metric)).toBe(37.25);
  expect(toCanonical('weight_kg', 3.456, metric)).toBe(3.456);
});

test('units by the clinic, others by the field', () => {
  expect(unitOf('temperature_c', metric)).toBe('°C');
  expect(unitOf('temperature_c', imperial)).toBe('°F');
  expect(unitOf('heart_rate_bpm', imperial)).toBe('/min');
});

test('in words: a temperature keeps its tenth, a whole weight needs none', () => {
  expect(sayReading('temperature_c', 37, metric)).toBe('37.0\u00a0°C');
  expect(sayReading('weight_kg', 70, metric)).toBe('70\u00a0kg');
  expect(sayReading('weight_kg', 70.5, metric)).toBe('70.5\u00a0kg');
  expect(sayReading('spo2_percent', 91, metric)).toBe('91\u00a0%');
});

test('a refusal names the clinic’s numbers, not the kept ones', () => {
  const refused = new CallError('impossible', 'in °C', 'temperature_c', { value: 50, low: 23, high: '46' });
  const said = inClinicUnits(refused, 'temperature_c', imperial);
  expect(said.field).toBe('temperature_c');
  expect(sayError(said)).toBe('122 is not possible here: it lies between 73.4 and 114.8. Check the number.');
});
