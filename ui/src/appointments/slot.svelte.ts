// What speaks against a slot, asked while it is still being typed; of a series, against each of its days.
import { call } from '../call';
import { onChanged } from '../changed.svelte';
import type { Repeat, SlotCheck } from '../generated/commands';
import { dayAfter, instantOf } from '../words/wall';

export interface SlotWish {
  patient_id: string | null;
  practitioner_id: string | null;
  room_id: string | null;
  day_on: string | null;
  /** Minutes after midnight. */
  minute: number | null;
  duration_min: number | null;
  /** The appointment that is to be moved there. */
  appointment_id?: string | null;
}

export interface CheckedDay {
  starts_at: number;
  check: SlotCheck;
}

export interface SlotWatch {
  /** One for each day of a series; empty until everything needed is typed. */
  readonly days: readonly CheckedDay[];
  /** The answer is to what is typed now. */
  readonly isCurrent: boolean;
  readonly isPast: boolean;
  readonly hasClash: boolean;
  readonly mayOverride: boolean;
}

const PAUSE_MS = 150;

/** When each appointment of a series begins: the same time on the wall, days or weeks apart. */
export function startsOf(day: string, minute: number, repeat: Repeat | null): number[] {
  const apart = repeat ? repeat.every * (repeat.unit === 'week' ? 7 : 1) : 0;
  return Array.from({ length: repeat?.count ?? 1 }, (_, at) => instantOf(dayAfter(day, at * apart), minute));
}

/** Keeps asking while the wish changes, and when appointments do. Call it while the component starts. */
export function watchSlot(wish: () => SlotWish, repeat: () => Repeat | null = () => null): SlotWatch {
  let days = $state.raw<readonly CheckedDay[]>([]);
  let isCurrent = $state(false);
  let round = $state(0);
  let newest = 0;

  $effect(() => onChanged(['appointment', 'working_block', 'leave', 'holiday', 'room', 'practitioner_profile'], () => round++));
  $effect(() => {
    void round;
    const mine = ++newest;
    const { patient_id, practitioner_id, room_id, day_on, minute, duration_min, appointment_id } = wish();
    const again = repeat();
    isCurrent = false;
    if (!practitioner_id || !day_on || minute === null || duration_min === null) {
      days = [];
      return;
    }
    const slot = { for_patient: patient_id, practitioner_id, room_id, duration_min, appointment_id: appointment_id ?? null };
    const pause = setTimeout(async () => {
      try {
        const asked = startsOf(day_on, minute, again).map(async (starts_at) => ({
          starts_at,
          check: await call('check_slot', { ...slot, starts_at }),
        }));
        const answers = await Promise.all(asked);
        if (mine === newest) (days = answers), (isCurrent = true);
      } catch {
        // What cannot be told now is told when it is booked.
        if (mine === newest) days = [];
      }
    }, PAUSE_MS);
    return () => clearTimeout(pause);
  });

  return {
    get days() {
      return days;
    },
    get isCurrent() {
      return isCurrent;
    },
    get isPast() {
      return days.some(({ check }) => check.is_past);
    },
    get hasClash() {
      return days.some(({ check }) => check.clashes.length > 0);
    },
    get mayOverride() {
      return days.every(({ check }) => check.may_override);
    },
  };
}
