// Where the API has the commands that an administrator's screens call.
import type { Commands } from '../generated/commands';

export const PATHS = {
  site_settings: ['GET', '/site'],
  sites: ['GET', '/sites'],
  update_site: ['PUT', '/site'],
  portal_settings: ['GET', '/portal/settings'],
  save_portal_settings: ['PUT', '/portal/settings'],
  my_profile: ['GET', '/profile'],
  change_password: ['PUT', '/profile/password'],
  accounts: ['GET', '/accounts'],
  create_account: ['POST', '/accounts'],
  update_account: ['PUT', '/accounts/{id}'],
  reset_password: ['PUT', '/accounts/{id}/password'],
  devices: ['GET', '/devices'],
  register_device: ['POST', '/devices'],
  assign_device: ['POST', '/devices/{device_id}/assignments'],
  release_device: ['POST', '/devices/{device_id}/release'],
  revoke_device: ['DELETE', '/devices/{device_id}'],
  quarantined_measurements: ['GET', '/devices/quarantine'],
  accept_measurement: ['POST', '/devices/quarantine/{id}/accept'],
  discard_measurement: ['DELETE', '/devices/quarantine/{id}'],
  search_patients: ['GET', '/patients/search'],
  recent_patients: ['GET', '/patients/recent'],
  audit_entries: ['GET', '/audit'],
  verify_audit: ['GET', '/audit/verify'],
  rebuild_projection: ['POST', '/audit/rebuild'],
} as const satisfies Partial<Record<keyof Commands, readonly ['GET' | 'POST' | 'PUT' | 'DELETE', string]>>;
