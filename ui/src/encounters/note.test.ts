// Facts about notes.
import { expect, test } from 'vitest';
import type { AmendmentView, EncounterView, StoredEncounter } from '../generated/commands';
import { noteOf, nowIn, sectionsOf, valuesOf } from './note';

const encounter = {
  id: 'e',
  patient_id: 'p',
  practitioner_id: 'd',
  kind: 'follow_up',
  status: 'signed',
  started_at: 1,
  complaint: 'Cough',
  plan: 'Rest',
  recorded_at: 1,
  recorded_by: 'd',
  updated_at: 1,
} satisfies StoredEncounter;

function amendment(text: string, entered_in_error: string | null = null): AmendmentView {
  const meta = { recorded_at: 2, recorded_by: 'd', updated_at: 2, entered_in_error };
  return { amendment: { id: text, encounter_id: 'e', patient_id: 'p', section: 'plan', text, reason: 'slip', ...meta } };
}

const view = (amendments: AmendmentView[] = []): EncounterView => ({
  encounter,
  version: 1,
  diagnoses: [],
  amendments,
  is_own: true,
  conflicts: [],
});

test('a new note begins empty, as the kind that was asked for', () => {
  expect(valuesOf(undefined, 'triage')).toEqual({
    kind: 'triage',
    complaint: '',
    history: '',
    examination: '',
    assessment: '',
    plan: '',
  });
});

test('an encounter that is gone on with keeps its own kind', () => {
  expect(valuesOf(encounter, 'consultation')).toMatchObject({ kind: 'follow_up', complaint: 'Cough', history: '' });
});

test('an empty section is none', () => {
  expect(noteOf({ ...valuesOf(encounter, 'consultation'), plan: '  ' })).toEqual({
    complaint: 'Cough',
    history: null,
    examination: null,
    assessment: null,
    plan: null,
  });
});

test('only sections in which something stands are read', () => {
  expect(sectionsOf(view()).map(({ section }) => section)).toEqual(['complaint', 'plan']);
});

test('the latest amendment is read now, one entered in error is not', () => {
  const amended = view([amendment('Rest two days'), amendment('Rest a week'), amendment('Wrong patient', 'slip')]);
  expect(nowIn(amended, 'plan')).toBe('Rest a week');
  expect(nowIn(amended, 'complaint')).toBe('Cough');
  expect(nowIn(amended, 'history')).toBe('');
});
