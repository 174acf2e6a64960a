// Appointments in words: when, what is in the way, and what a service takes.
import type { Clash, StoredService } from '../generated/commands';
import { site } from '../site.svelte';
import { isolate } from '../words/bidi';
import { shortWeekday, time, today, dayOf } from '../words/dates';
import { money } from '../words/numbers';
import { t } from '../words/t.svelte';

/** The kinds of records that a list of appointments shows something of. */
export const APPOINTMENT_KINDS = ['appointment', 'patient', 'room', 'service', 'account'];
/** …and what the calendar shows beside them. */
export const CALENDAR_KINDS = [...APPOINTMENT_KINDS, 'practitioner_profile', 'working_block', 'leave', 'holiday', 'site'];

/** "Tue, 24 Nov · 09:30"; today's by its time alone. */
export function sayWhen(at: number): string {
  const day = dayOf(at);
  return day === today() ? time(at) : `${shortWeekday(day)} · ${time(at)}`;
}

/** "09:30–09:45". */
export function saySpan(from: number, to: number | null | undefined): string {
  return to ? isolate(`${time(from)}–${time(to)}`) : time(from);
}

/** "Tue, 24 Nov · 09:30–09:45": when an appointment is, in full. */
export function sayTime(from: number, to: number | null | undefined): string {
  return `${shortWeekday(dayOf(from))} · ${saySpan(from, to)}`;
}

/** What speaks against a slot, in the clinic's language. */
export function sayClash({ kind, name, starts_at, ends_at }: Clash): string {
  return t.appointments.kinds[kind](name ?? '', starts_at ? saySpan(starts_at, ends_at) : '');
}

/** "15 min · 20.00 USD". */
export function sayService({ duration_min, price_minor }: StoredService): string {
  const price = price_minor > 0 && site.current ? money(price_minor, site.current.currency) : '';
  return t.appointments.serviceDetail(t.appointments.minutes(duration_min), price);
}
