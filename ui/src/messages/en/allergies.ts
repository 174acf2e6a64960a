// Allergies in English.
import type { AllergyCategory, AllergySeverity, ClinicalStatus } from '../../generated/commands';

export const allergies = {
  title: 'Allergies',
  add: 'New allergy',
  record: 'Record allergy',
  save: 'Save allergy',
  recorded: 'Allergy recorded',
  saved: 'Allergy saved',
  edit: 'Edit allergy',
  substance: 'Substance',
  asTyped: 'as typed',
  category: 'Kind',
  reaction: 'Reaction',
  reactionHint: 'What happened: rash, swelling, breathlessness',
  severity: 'Severity of the worst reaction',
  severityShort: 'Severity',
  status: 'Status',
  categories: {
    medication: 'Medicine',
    food: 'Food',
    environment: 'Environment',
    other: 'Other',
  } satisfies Record<AllergyCategory, string>,
  severities: {
    unknown: 'Severity not known',
    mild: 'Mild',
    moderate: 'Moderate',
    severe: 'Severe',
  } satisfies Record<AllergySeverity, string>,
  statuses: { active: 'Active', resolved: 'Resolved' } satisfies Record<ClinicalStatus, string>,
  notAsked: 'Allergies not asked',
  notAskedText: 'Ask, then record an allergy, or that there are none.',
  noneKnown: 'No known allergies',
  noneKnownText: 'Somebody asked, and there are none.',
  setNoneKnown: 'Asked: no known allergies',
  noneKnownSaved: 'No known allergies: saved',
};
