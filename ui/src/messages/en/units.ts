// Signs of units in English.
import type { UnitSymbol } from '../../units';

export const units: Record<UnitSymbol, string> = {
  perMinute: '/min',
  mmhg: 'mmHg',
  percent: '%',
  celsius: '°C',
  fahrenheit: '°F',
  kilogram: 'kg',
  pound: 'lb',
  centimetre: 'cm',
  inch: 'in',
  mgPerDl: 'mg/dL',
  mmolPerL: 'mmol/L',
};
