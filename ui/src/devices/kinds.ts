// What a device can be, in the order of a list.
import type { DeviceKind } from '../generated/commands';

export const KINDS = [
  'blood_pressure_monitor',
  'pulse_oximeter',
  'thermometer',
  'glucometer',
  'scale',
  'other',
] as const satisfies readonly DeviceKind[];
