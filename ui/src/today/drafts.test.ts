// Facts about drafts on the first screen.
// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { discardWorkspace, workspace } from '../frame/workspace.svelte';
import { nameDraft } from './drafts';

const patient = '0190f2c4-7a3b-7c11-8d22-0123456789ab';
const encounter = '0190f2c4-7a3b-7c11-8d22-0123456789ac';
afterEach(() => discardWorkspace());

test('a form about a patient goes on in the chart, where it is opened', () => {
  const draft = nameDraft(`vitals:${patient}`);
  expect(draft).toMatchObject({ word: 'Vitals', patient, route: { page: 'patient', id: patient, tab: 'vitals' } });
  draft.open?.('Amina Otieno');
  expect(workspace.current).toMatchObject({ subtitle: 'Amina Otieno', props: { patient } });
});

test('an amendment goes on at the visit that it is about', () => {
  const draft = nameDraft(`amendment:${patient}:${encounter}`);
  expect(draft).toMatchObject({ word: 'Amendment', patient, route: { tab: 'visits' } });
  draft.open?.('Amina Otieno');
  expect(workspace.current?.props).toMatchObject({ patient, encounter, isAmending: true });
});

test('a registration goes on among the patients', () => {
  const draft = nameDraft('patient:new');
  expect(draft).toMatchObject({ word: 'Registration of a patient', patient: null, route: { page: 'patients' } });
  draft.open?.('');
  expect(workspace.current?.title).toBe('Register patient');
});

test('settings that were begun go on where they are', () => {
  expect(nameDraft('letterhead:3')).toEqual({
    word: 'Letterhead',
    patient: null,
    route: { page: 'administration', section: 'papers' },
  });
});

test('a form of another version is a form, and goes nowhere', () => {
  expect(nameDraft('invoice:12')).toEqual({ word: 'A form', patient: null, route: null });
});
