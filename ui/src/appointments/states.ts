// The states of an appointment: each a word, a shape and a tone, the same wherever appointments are shown.
import Ban from '@lucide/svelte/icons/ban';
import Check from '@lucide/svelte/icons/check';
import Circle from '@lucide/svelte/icons/circle';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleDashed from '@lucide/svelte/icons/circle-dashed';
import CirclePause from '@lucide/svelte/icons/circle-pause';
import ClipboardCheck from '@lucide/svelte/icons/clipboard-check';
import DoorOpen from '@lucide/svelte/icons/door-open';
import Hourglass from '@lucide/svelte/icons/hourglass';
import Stethoscope from '@lucide/svelte/icons/stethoscope';
import UserX from '@lucide/svelte/icons/user-x';
import type { Component } from 'svelte';
import type { AppointmentPriority, AppointmentStatus } from '../generated/commands';
import type { Status } from '../parts/Shape.svelte';
import { dayOf, today } from '../words/dates';
import { t } from '../words/t.svelte';

/** How a state is coloured: still to come, waiting here, being seen, over, missed, or called off. */
export type Tone = 'expected' | 'waiting' | 'seen' | 'over' | 'missed' | 'off';

const TONES: Record<AppointmentStatus, Tone> = {
  waitlist: 'expected',
  proposed: 'expected',
  pending: 'expected',
  booked: 'expected',
  arrived: 'waiting',
  checked_in: 'waiting',
  started: 'seen',
  fulfilled: 'over',
  cancelled: 'off',
  noshow: 'missed',
};

const SHAPES: Record<AppointmentStatus, unknown> = {
  waitlist: Hourglass,
  proposed: CircleDashed,
  pending: CirclePause,
  booked: Circle,
  arrived: DoorOpen,
  checked_in: ClipboardCheck,
  started: Stethoscope,
  fulfilled: Check,
  cancelled: Ban,
  noshow: UserX,
};

/** The state in a word or two: "Booked", "Checked in". */
export function stateWord(status: AppointmentStatus, isConfirmed = false): string {
  return status === 'booked' && isConfirmed ? t.appointments.confirmed : t.appointments.states[status];
}

export function toneOf(status: AppointmentStatus): Tone {
  return TONES[status];
}

export function shapeOf(status: AppointmentStatus, isConfirmed = false): Component {
  return (status === 'booked' && isConfirmed ? CircleCheck : SHAPES[status]) as Component;
}

/** It is still to come or goes on now, on this day or a later one; or it waits for a time. */
export function isAhead({ starts_at, status }: { starts_at?: number | null; status: AppointmentStatus }): boolean {
  const isOpen = ['expected', 'waiting', 'seen'].includes(toneOf(status));
  return isOpen && (starts_at ? dayOf(starts_at) >= today() : status === 'waitlist');
}

/** It will not take place, so it takes no room. */
export function isOff(status: AppointmentStatus): boolean {
  return status === 'cancelled';
}

/** It can be given another time. */
export function isMovable({ status, is_walk_in }: { status: AppointmentStatus; is_walk_in: boolean }): boolean {
  return !is_walk_in && (status === 'booked' || status === 'pending' || status === 'proposed');
}

export function priorityStatus(priority: AppointmentPriority): Status {
  return priority === 'emergency' ? 'critical' : priority === 'urgent' ? 'warning' : 'unknown';
}
