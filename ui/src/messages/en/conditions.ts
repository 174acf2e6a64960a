// Conditions in English.
import type { ClinicalStatus } from '../../generated/commands';

export const conditions = {
  title: 'Conditions',
  add: 'New condition',
  record: 'Record condition',
  save: 'Save condition',
  recorded: 'Condition recorded',
  saved: 'Condition saved',
  edit: 'Edit condition',
  name: 'Condition',
  nameHint: 'By name or ICD-10 code; anything else is kept as typed',
  asTyped: 'as typed',
  onset_on: 'Since',
  since: (when: string) => `since ${when}`,
  status: 'Status',
  statuses: { active: 'Active', resolved: 'Resolved' } satisfies Record<ClinicalStatus, string>,
  notes: 'Notes',
  none: 'No conditions recorded',
  noneText: 'What the person lives with: hypertension, diabetes, asthma and so on.',
};
