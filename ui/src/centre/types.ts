// What the server says of itself, as docs/api.md and its OpenAPI document tell it.
import type { Role } from '../generated/commands';

export type WorkstationState = 'server' | 'enrolled' | 'has_to_enrol' | 'revoked';

export interface EnrolledWorkstation {
  id: string;
  name: string;
  site_id: string;
  site: string | null;
  series_code: string;
  state: WorkstationState;
  last_contact_at: number | null;
  version: string | null;
  /** Changes that it has not fetched yet. */
  waiting: number;
}

export interface Health {
  version: string;
  started_at: number;
  now: number;
  is_ready: boolean;
  database_ms: number | null;
  replicas: { site_id: string; name: string | null; is_shared: boolean }[];
  outbox: { waiting: number; dead: number; oldest_at: number | null; sends_email: boolean; sends_sms: boolean };
  mqtt: { state: MqttState; since: number | null; last_message_at: number | null };
}
export type MqttState = 'off' | 'connecting' | 'connected' | 'lost';

export type LimitName = 'account' | 'sign_ins_of_address' | 'sign_ins_of_name' | 'letters_of_name' | 'costly';

export interface Limits {
  limits: { limit: LimitName; burst: number; every_ms: number; refused: number }[];
  refusals: { at: number; limit: LimitName; whom: string }[];
}

export type Way = 'email' | 'sms';

export interface WaitingLetter {
  key: string;
  way: Way;
  to: string;
  written_at: number;
  tries: number;
  next_try_at: number;
  problem: string | null;
  is_dead: boolean;
}

export interface SentLetter {
  way: Way;
  to: string;
  written_at: number;
  sent_at: number;
  tries: number;
}

export interface StaffInvitation {
  id: string;
  role: Role;
  note: string | null;
  invited_by: string;
  expires_at: number;
}

export interface MadeInvitation {
  invitation: StaffInvitation;
  code: string;
  address: string | null;
  is_sent: boolean;
}
