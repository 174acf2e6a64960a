// How the server's states look.
import type { Status } from '../parts/Shape.svelte';
import type { MqttState, WorkstationState } from './types';

export const SHAPES: Record<WorkstationState, Status> = {
  server: 'normal',
  enrolled: 'normal',
  has_to_enrol: 'warning',
  revoked: 'unknown',
};

export const MQTT_SHAPES: Record<MqttState, Status> = {
  off: 'unknown',
  connecting: 'warning',
  connected: 'normal',
  lost: 'critical',
};
