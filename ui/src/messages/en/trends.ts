// Trends: readings in time as pictures and as a table, in English.
import { plural } from './plural';

export const trends = {
  title: 'Trends',
  range: 'Range of time',
  ranges: { h24: '24 h', d7: '7 days', d30: '30 days', y1: '1 year', y2: '2 years', all: 'All' },
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  earlier: 'Earlier',
  later: 'Later',
  latest: 'To the latest',
  chart: 'Readings in time',
  chartHelp:
    'Arrow keys move from reading to reading, Home and End to the first and the last, plus and minus zoom. The same numbers are in the table.',
  asTable: 'Table',
  asChart: 'Chart',
  show: 'Show as',
  noReadings: 'No readings',
  noneYet: 'No readings yet',
  noneYetText: 'Once vitals are recorded, how they change in time will be drawn here.',
  readings: (count: number) => plural(count, { one: '# reading', other: '# readings' }),
  tracks: {
    heart_rate: 'Heart rate',
    blood_pressure: 'Blood pressure',
    temperature: 'Temperature',
    spo2: 'SpO₂',
    respiratory_rate: 'Respiratory rate',
    glucose: 'Glucose',
    weight: 'Weight',
  },
  tracksShown: 'What is drawn',
  pattern: { date: '{day} {month} {year}', day_month: '{day} {month}', month_year: '{month} {year}' },
};
