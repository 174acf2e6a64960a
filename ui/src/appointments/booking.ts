// What is booked: the form's values, and what is sent of them.
import type {
  AppointmentPriority,
  AppointmentView,
  BookAs,
  NewAppointment,
  PatientDetails,
  Repeat,
  Sex,
  SlotChoice,
} from '../generated/commands';
import { detailsOf, hasName, valuesFromSearch, valuesOf } from '../patients/values';
import type { Precision } from '../words/dates';
import { instantOf } from '../words/wall';

/** A place in the calendar that a booking begins with. */
export interface BookingSlot {
  day?: string;
  /** Minutes after midnight. */
  minute?: number;
  practitioner?: string | null;
  room?: string | null;
  service?: string | null;
  reason?: string;
}

/** Somebody who is not yet a patient: the five things that a front desk asks. */
export interface Newcomer {
  given_name: string;
  family_name: string;
  sex: Sex | null;
  birth_on: string | null;
  birth_precision: Precision;
  is_birth_estimated: boolean;
  phone: string;
}

export interface BookingValues {
  patient_id: string | null;
  newcomer: Newcomer;
  service_id: string | null;
  practitioner_id: string | null;
  room_id: string | null;
  day_on: string | null;
  minute: number | null;
  duration_min: number | null;
  reason: string;
  notes: string;
  priority: AppointmentPriority;
  book_as: BookAs;
  repeat: 'none' | Repeat['unit'];
  every: number | null;
  count: number | null;
  skip: boolean;
  override_reason: string;
}

/** Takes the place of a patient's id while the patient is being registered here. */
export const NEWCOMER = 'newcomer';
/** As the clinic books where neither form nor service says how long. */
export const USUAL_MIN = 15;

export function nobody(): Newcomer {
  return newcomerFrom('');
}

/** What was searched for in vain, as the beginning of a registration. */
export function newcomerFrom(typed: string): Newcomer {
  const { given_name, family_name, sex, birth_on, birth_precision, is_birth_estimated, phone } = valuesFromSearch(typed);
  return { given_name, family_name, sex, birth_on, birth_precision, is_birth_estimated, phone };
}

export function detailsOfNewcomer(newcomer: Newcomer): PatientDetails {
  return detailsOf({ ...valuesOf(), ...newcomer });
}

export function hasNewcomerName(newcomer: Newcomer): boolean {
  return hasName({ ...valuesOf(), ...newcomer });
}

export function repeatOf({ repeat, every, count }: BookingValues): Repeat | null {
  if (repeat === 'none' || every === null || count === null) return null;
  return { unit: repeat, every, count: Math.max(1, Math.min(60, count)) };
}

const text = (typed: string) => typed.trim() || null;

/** What is sent to book; the form has made sure that who, with whom and when are there. */
export function bookingOf(values: BookingValues, patient_id: string): NewAppointment {
  const repeat = repeatOf(values);
  return {
    patient_id,
    practitioner_id: values.practitioner_id ?? '',
    room_id: values.room_id,
    service_id: values.service_id,
    starts_at: startOf(values),
    duration_min: values.duration_min,
    book_as: values.book_as,
    priority: values.priority,
    reason: text(values.reason),
    notes: text(values.notes),
    repeat,
    is_skipping_clashes: repeat !== null && values.skip,
    override_reason: text(values.override_reason),
  };
}

/** The slot for somebody who has waited for one. */
export function slotOf(values: Pick<BookingValues, 'day_on' | 'minute' | 'duration_min' | 'practitioner_id' | 'room_id'>): SlotChoice {
  return {
    starts_at: startOf(values),
    duration_min: values.duration_min,
    practitioner_id: values.practitioner_id,
    room_id: values.room_id,
  };
}

function startOf({ day_on, minute }: Pick<BookingValues, 'day_on' | 'minute'>): number {
  return instantOf(day_on ?? '1970-01-01', minute ?? 0);
}

/** How long an appointment takes, in minutes. */
export function durationOf({ appointment: { starts_at, ends_at } }: AppointmentView): number {
  return starts_at && ends_at ? Math.round((ends_at - starts_at) / 60_000) : USUAL_MIN;
}
