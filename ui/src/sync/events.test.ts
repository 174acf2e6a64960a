// Facts about the sentences of what happened.
import { expect, test } from 'vitest';
import type { Event, SyncEvent } from '../generated/commands';
import { isTakenOff, sayEvent, sayReasons } from './events';

const event = (event: Event, details: unknown = {}): SyncEvent => ({ at: 0, event, details });

test.each<[Event, unknown, string]>([
  ['enrolled', { address: 'https://hub.example' }, 'This computer was enrolled at https://hub.example.'],
  ['left', { code: null }, 'This computer left the server.'],
  ['left', { code: 'workstation_revoked' }, 'The server took this computer off its list. What is here stays here.'],
  ['exchanged', { sent: 1, received: 0 }, 'Sent 1 change.'],
  ['exchanged', { sent: 0, received: 1200 }, 'Received 1,200 changes.'],
  ['exchanged', { sent: 2, received: 3 }, 'Sent 2 changes and received 3.'],
  ['failed', { code: 'server_unreachable' }, 'No exchange: the server could not be reached.'],
  ['failed', { code: 'nobody_knows' }, 'No exchange: something went wrong.'],
  ['reached', {}, 'The server answers again.'],
  ['refused', [{ scope: 'org', seq: 4, why: 'its origin may not write here' }], 'The server did not take some changes: the server does not let them be written there.'],
  ['set_aside', { reasons: ['change 7 cannot be read'] }, 'Some changes that came were set aside: a change cannot be read.'],
  ['gave_way', { changes: 5 }, 'The clinic’s file was copied or restored: 5 changes of it moved, and it goes on under a new name.'],
  ['exported', { changes: 12 }, 'Wrote 12 changes to a file.'],
  ['imported', { changes: 12, from: null }, 'Took 12 changes from a file.'],
  ['imported', { changes: 12, from: 'Pharmacy' }, 'Took 12 changes from a file of Pharmacy.'],
])('%s %j', (kind, details, sentence) => {
  expect(sayEvent(event(kind, details))).toBe(sentence);
});

test('a server that took this computer off its list is told from a leaving that was wished', () => {
  expect(isTakenOff(event('left', { code: 'workstation_revoked' }))).toBe(true);
  expect(isTakenOff(event('left', { code: null }))).toBe(false);
  expect(isTakenOff(event('failed', { code: 'server_slow' }))).toBe(false);
});

test('one reason for many changes is told once, and an unknown one as the server says it', () => {
  expect(sayReasons(['change 1 cannot be read', 'change 2 cannot be read', 'the moon is full'])).toBe(
    'a change cannot be read · the server says: the moon is full',
  );
});
