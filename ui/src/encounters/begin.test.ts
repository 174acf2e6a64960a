// Facts about where a note begins.
import { beforeEach, expect, test, vi } from 'vitest';
import type { AppointmentView, StoredAppointment } from '../generated/commands';
import { useManner } from '../words/locale.svelte';
import { waitingOf } from './begin';

vi.mock('../words/now.svelte', () => ({ now: () => Date.parse('2026-05-21T09:30:00Z') }));
beforeEach(() => useManner({ locale: 'en', time_zone: 'Africa/Nairobi' }));

const today = Date.parse('2026-05-21T07:00:00Z');
const yesterday = today - 86_400_000;

function appointment(id: string, more: Partial<StoredAppointment>): AppointmentView {
  const stored = { id, status: 'checked_in', practitioner_id: 'me', starts_at: today, recorded_at: yesterday, ...more };
  return { appointment: stored } as AppointmentView;
}

test('the note keeps the appointment of today that the patient is here for', () => {
  expect(waitingOf([appointment('a', {})], 'me')).toBe('a');
  expect(waitingOf([appointment('a', { practitioner_id: null })], 'me'), 'a walk-in that anybody may see').toBe('a');
});

test('what was booked for another day, with a colleague, or is over already is left alone', () => {
  expect(waitingOf([appointment('a', { starts_at: yesterday })], 'me')).toBeUndefined();
  expect(waitingOf([appointment('a', { practitioner_id: 'other' })], 'me')).toBeUndefined();
  expect(waitingOf([appointment('a', { status: 'fulfilled' }), appointment('b', { status: 'booked' })], 'me')).toBeUndefined();
});

test('the one that is started already is gone on with first', () => {
  expect(waitingOf([appointment('a', {}), appointment('b', { status: 'started' })], 'me')).toBe('b');
});

test('a walk-in of today has no slot, and is of the day it arrived', () => {
  const walkIn = { starts_at: null, is_walk_in: true, arrived_at: today };
  expect(waitingOf([appointment('a', walkIn)], 'me')).toBe('a');
  expect(waitingOf([appointment('a', { ...walkIn, arrived_at: yesterday })], 'me')).toBeUndefined();
});
