// Facts about drafts on the first screen.
// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { discardWorkspace, workspace } from '../frame/workspace.svelte';
import { isRegistration } from '../patients/begun';
import { openRegistration } from '../patients/PatientForm.svelte';
import { nameDraft } from './drafts';

const patient = '0190f2c4-7a3b-7c11-8d22-0123456789ab';
const encounter = '0190f2c4-7a3b-7c11-8d22-0123456789ac';
afterEach(() => discardWorkspace());
const named = (key: string, body: unknown = {}) => nameDraft({ key, body });

test('a form about a patient goes on in the chart, where it is opened', () => {
  const draft = named(`vitals:${patient}`);
  expect(draft).toMatchObject({ word: 'Vitals', patient, route: { page: 'patient', id: patient, tab: 'vitals' } });
  draft.open?.('Amina Otieno');
  expect(workspace.current).toMatchObject({ subtitle: 'Amina Otieno', props: { patient } });
});

test('an amendment goes on at the visit that it is about', () => {
  const draft = named(`amendment:${patient}:${encounter}`);
  expect(draft).toMatchObject({ word: 'Amendment', patient, route: { tab: 'visits' } });
  draft.open?.('Amina Otieno');
  expect(workspace.current?.props).toMatchObject({ patient, encounter, isAmending: true });
});

test('a registration goes on among the patients, under the name that was typed', () => {
  const draft = named('patient:new:m1', { given_name: 'Amina', family_name: 'Yusuf' });
  expect(draft).toMatchObject({ word: 'Registration of a patient', newcomer: 'Amina Yusuf', patient: null, route: { page: 'patients' } });
  draft.open?.('');
  expect(workspace.current).toMatchObject({ title: 'Register patient', props: { draft: 'patient:new:m1' } });
});

test('each registration is a draft of its own: a new one begins with nobody', () => {
  openRegistration();
  expect(workspace.current?.props.draft).not.toBe('patient:new:m1');
  expect(isRegistration(workspace.current?.props.draft as string)).toBe(true);
});

test('settings that were begun go on where they are', () => {
  expect(named('letterhead:3')).toEqual({
    word: 'Letterhead',
    patient: null,
    route: { page: 'administration', section: 'papers' },
  });
});

test('a form of another version is a form, and goes nowhere', () => {
  expect(named('invoice:12')).toEqual({ word: 'A form', patient: null, route: null });
});
