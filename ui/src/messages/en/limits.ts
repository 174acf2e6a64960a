// A patient's own limits, in English.
import type { LimitsOwner } from '../../generated/commands';

export const limits = {
  title: 'Limits of this patient',
  text: 'A reading at or past a limit raises an alert. What this patient has of their own comes before what holds for others.',
  metric: 'Reading',
  critical_low: 'Critical at or below',
  warning_low: 'Warning at or below',
  warning_high: 'Warning at or above',
  critical_high: 'Critical at or above',
  short: { critical_low: 'Critical low', warning_low: 'Warning low', warning_high: 'Warning high', critical_high: 'Critical high' },
  owner: 'From',
  owners: {
    patient: 'This patient',
    practitioner: 'The practitioner',
    site: 'The clinic',
    default: 'Shipped with the program',
  } satisfies Record<LimitsOwner, string>,
  none: 'none',
  set: 'Set own limits',
  change: 'Change',
  save: 'Save limits',
  saved: 'Limits saved: they hold from the next reading on',
  formTitle: (metric: string) => `Limits for ${metric}`,
  formText: 'Leave a limit empty where there is none. With all four empty, no reading of this kind raises an alert.',
  remove: 'Remove own limits',
  removeText: 'The limits behind them hold again. Your reason is kept.',
  removed: 'Own limits removed',
  outOfOrder: 'The limits must rise from critical low to critical high.',
};
