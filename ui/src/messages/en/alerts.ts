// Alerts and the answers to them, in English.
import type { AlertState } from '../../generated/commands';
import { number } from '../../words/numbers';
import { plural } from './plural';

export const alerts = {
  title: 'Alerts',
  count: (count: number) => plural(count, { one: '# alert', other: '# alerts' }),
  none: 'No open alerts',
  noneText: 'A reading past a limit appears here until somebody takes care of it.',
  noneFit: 'No alert fits',
  severity: 'Severity',
  patient: 'Patient',
  reading: 'Reading',
  limit: 'Limit',
  when: 'When',
  state: 'State',
  metric: 'Of what',
  allStates: 'All states',
  allSeverities: 'All severities',
  allMetrics: 'All readings',
  states: { open: 'Open', snoozed: 'Put off', acknowledged: 'Acknowledged' } satisfies Record<AlertState, string>,
  above: (limit: string) => `at or above ${limit}`,
  below: (limit: string) => `at or below ${limit}`,
  readings: (count: number, since: string) =>
    plural(count, { one: '# reading', other: `# readings since ${since}` }),
  escalated: 'Raised again',
  escalatedText: 'Nobody answered in time, so it was raised again.',
  snoozedUntil: (when: string) => `Put off until ${when}`,
  acknowledgedBy: (name: string, when: string) => `Acknowledged by ${name}, ${when}`,
  somebody: 'somebody',
  answer: 'Answer the alert',
  note: 'What is being done',
  noteHint: 'Read by whoever opens the chart next.',
  acknowledge: 'Acknowledge',
  acknowledged: (count: number) => plural(count, { one: 'Alert acknowledged', other: '# alerts acknowledged' }),
  snooze: 'Put off for',
  snoozed: (when: string) => `Put off until ${when}`,
  minutes: (count: number) => `${number(count)} min`,
  hours: (count: number) => `${number(count)} h`,
  openChart: 'Open the chart',
  /** To who may not open it. */
  tellThem: 'Tell a nurse or a practitioner at once.',
  isTold: 'They know',
  open: 'Open',
};
