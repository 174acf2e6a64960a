// Signs of units in Arabic: as they stand on the devices and in the books there.
import type { Messages } from '../en';

export const units: Messages['units'] = {
  perMinute: '/د',
  mmhg: 'mmHg',
  percent: '%',
  celsius: '°م',
  fahrenheit: '°ف',
  kilogram: 'كغ',
  pound: 'رطل',
  centimetre: 'سم',
  inch: 'بوصة',
  mgPerDl: 'mg/dL',
  mmolPerL: 'mmol/L',
};
