// Facts about what the badge says.
import { expect, test } from 'vitest';
import type { SyncState, SyncStatus } from '../generated/commands';
import { badgeWord, needsInvitation, retrySentence, skewSentence, standingOf, type Standing } from './standing';

const status = (more: Partial<SyncStatus> = {}): SyncStatus => ({
  address: 'https://hub.example:8321',
  here: 10,
  sent: 10,
  on_server: 10,
  is_all_safe: true,
  series_code: 'A',
  skew_ms: 0,
  refusals: [],
  unproven: 0,
  newer: 0,
  workstations: [],
  ...more,
});
const state = (phase: SyncState['phase']): SyncState => ({
  phase,
  hears_news: false,
  sent: 0,
  received: 0,
  left: 0,
  sent_bytes: 0,
  received_bytes: 0,
});
const behind = { on_server: 7, is_all_safe: false };

test.each<[string, Partial<SyncStatus>, SyncState['phase'], Standing | undefined]>([
  ['a computer without a server says nothing', { address: null, is_all_safe: false }, 'off', undefined],
  ['what is proven is safe', {}, 'idle', 'safe'],
  ['it is as safe while the link is down', {}, 'waiting', 'safe'],
  ['it is as safe while others’ changes come', {}, 'exchanging', 'safe'],
  ['what was sent and is not proven is not safe', { ...behind, sent: 10 }, 'idle', 'waiting'],
  ['what is not proven while it goes is being sent', behind, 'exchanging', 'sending'],
  ['what is not proven without a link waits for one', behind, 'waiting', 'noLink'],
  ['a link that does not go on by itself needs somebody', behind, 'stuck', 'needsYou'],
  ['so does a link that is stuck with nothing to send', {}, 'stuck', 'needsYou'],
  ['what the server refused needs somebody', { ...behind, refusals: [{ scope: 'org', seq: 3, why: 'x' }] }, 'idle', 'needsYou'],
])('%s', (_, known, phase, standing) => {
  expect(standingOf({ status: status(known), state: state(phase) })).toBe(standing);
});

test('the badge counts what is not proven, not what was not sent', () => {
  expect(badgeWord('waiting', status({ ...behind, sent: 10 }))).toBe('3 waiting');
  expect(badgeWord('noLink', status(behind))).toBe('No link, 3 waiting');
});

test('a server that forgot this computer is asked with another invitation, one that is away is not', () => {
  const stuck = (code: string) => needsInvitation({ ...state('stuck'), problem: { code, message: '' } });
  expect(stuck('server_forgot')).toBe(true);
  expect(stuck('server_signed_out')).toBe(true);
  expect(stuck('server_unreachable')).toBe(false);
  expect(needsInvitation(state('idle'))).toBe(false);
});

test('a clock that is off by less than two minutes is nobody’s concern', () => {
  expect(skewSentence(119_000)).toBeUndefined();
  expect(skewSentence(-119_000)).toBeUndefined();
});

test('a clock that has to be put forward is behind', () => {
  expect(skewSentence(300_000)).toContain('5 minutes behind');
  expect(skewSentence(-7_200_000)).toContain('2 hours ahead');
  expect(skewSentence(-365 * 86_400_000)).toContain('365 days ahead');
});

test('the next try is said in whole minutes, and the last one as soon', () => {
  expect(retrySentence(20_000, 0)).toContain('less than a minute');
  expect(retrySentence(130_000, 0)).toContain('2 minutes');
  expect(retrySentence(null, 0)).toBeUndefined();
});
