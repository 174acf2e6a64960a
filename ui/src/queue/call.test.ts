// Who is called next, and how long they have waited.
import { describe, expect, test, vi } from 'vitest';
import type { AppointmentStep, QueueEntry, StoredAppointment } from '../generated/commands';

const NOW = Date.parse('2026-11-21T09:30:00Z');
vi.mock('../words/now.svelte', () => ({ now: () => NOW }));
const { nextFor, waitedMin } = await import('./call');

function entry(id: string, more: Partial<StoredAppointment> = {}, possible: AppointmentStep[] = ['start']): QueueEntry {
  return { appointment: { id, status: 'checked_in', arrived_at: NOW - 600_000, ...more }, possible, waited_min: 3 } as QueueEntry;
}

describe('the next patient', () => {
  const waiting = [
    entry('theirs', { practitioner_id: 'other' }),
    entry('not yet', { practitioner_id: 'me' }, ['check_in']),
    entry('anybody’s'),
    entry('mine', { practitioner_id: 'me' }),
  ];
  test('is the first in turn for whoever calls for all', () => expect(nextFor(waiting, null)?.appointment.id).toBe('theirs'));
  test('is one’s own or anybody’s, and can be started', () => expect(nextFor(waiting, 'me')?.appointment.id).toBe('anybody’s'));
  test('is nobody when nobody waits', () => expect(nextFor([], 'me')).toBeUndefined());
});

describe('the wait', () => {
  test('counts on while one looks', () => expect(waitedMin(entry('a'))).toBe(10));
  test('stops when the consultation begins', () => {
    expect(waitedMin(entry('a', { status: 'started', started_at: NOW - 300_000 }))).toBe(3);
  });
  test('is never less than nothing, whatever the clocks say', () => expect(waitedMin(entry('a', { arrived_at: NOW + 60_000 }))).toBe(0));
});
