// The pages on the rail: each only if the role may.
import Activity from '@lucide/svelte/icons/activity';
import Bell from '@lucide/svelte/icons/bell';
import CalendarDays from '@lucide/svelte/icons/calendar-days';
import ChartColumn from '@lucide/svelte/icons/chart-column';
import Inbox from '@lucide/svelte/icons/inbox';
import ListChecks from '@lucide/svelte/icons/list-checks';
import ListOrdered from '@lucide/svelte/icons/list-ordered';
import Pill from '@lucide/svelte/icons/pill';
import Receipt from '@lucide/svelte/icons/receipt';
import Brain from '@lucide/svelte/icons/brain';
import Settings from '@lucide/svelte/icons/settings';
import Users from '@lucide/svelte/icons/users';
import type { Component } from 'svelte';
import type { Right } from '../generated/commands';
import { may } from '../session.svelte';
import { t } from '../words/t.svelte';
import { ADMINISTRATION_SECTIONS, to, type AdministrationSection, type Page, type Route } from './router.svelte';

export interface Place {
  route: Route;
  word: () => string;
  icon: Component;
  keys: string;
  /** One of these rights is enough; none is for everybody. */
  rights: readonly Right[];
  /** Pages that are inside this one. */
  holds?: readonly Page[];
}

const PLACES: readonly Place[] = [
  { route: to.today, word: () => t.frame.today, icon: Activity, keys: 'g t', rights: ['read_chart', 'read_alerts', 'write_patients'] },
  {
    route: to.patients,
    word: () => t.frame.patients,
    icon: Users,
    keys: 'g p',
    rights: ['read_patients'],
    holds: ['patient'],
  },
  { route: to.calendar, word: () => t.frame.calendar, icon: CalendarDays, keys: 'g c', rights: ['read_appointments'] },
  { route: to.queue, word: () => t.frame.queue, icon: ListOrdered, keys: 'g q', rights: ['read_appointments'] },
  { route: to.prescriptions, word: () => t.frame.prescriptions, icon: Pill, keys: 'g r', rights: ['dispense'] },
  { route: to.billing(), word: () => t.frame.billing, icon: Receipt, keys: 'g b', rights: ['read_billing'] },
  { route: to.alerts, word: () => t.frame.alerts, icon: Bell, keys: 'g a', rights: ['read_alerts'] },
  { route: to.stroke, word: () => t.frame.stroke, icon: Brain, keys: 'g s', rights: ['read_chart'] },
  { route: to.reports, word: () => t.frame.reports, icon: ChartColumn, keys: 'g f', rights: ['read_figures', 'read_chart', 'read_billing'] },
  {
    route: to.settle,
    word: () => t.review.title,
    icon: ListChecks,
    keys: 'g l',
    rights: ['write_chart', 'write_patients', 'write_appointments', 'correct_billing', 'read_audit'],
  },
  { route: to.messages, word: () => t.frame.messages, icon: Inbox, keys: 'g i', rights: [] },
  {
    route: to.administration(),
    word: () => t.frame.administration,
    icon: Settings,
    keys: 'g m',
    rights: [
      'manage_accounts',
      'manage_settings',
      'manage_schedules',
      'manage_formulary',
      'correct_billing',
      'read_audit',
      'write_thresholds',
      'assign_devices',
    ],
    holds: ['sync'],
  },
];

/** The places that the signed-in account may go to. */
export function placesOfRole(): readonly Place[] {
  return PLACES.filter(({ rights }) => rights.length === 0 || rights.some(may));
}

/** The right that each part of the administration asks for. */
const SECTION_RIGHTS: Record<AdministrationSection, Right> = {
  organization: 'manage_settings',
  accounts: 'manage_accounts',
  schedules: 'manage_schedules',
  services: 'manage_schedules',
  devices: 'assign_devices',
  formulary: 'manage_formulary',
  billing: 'manage_settings',
  papers: 'manage_settings',
  thresholds: 'write_thresholds',
  audit: 'read_audit',
  backups: 'manage_settings',
  server: 'manage_organization',
  workstation: 'manage_settings',
};

/** The parts of the administration that the signed-in account may see. */
export function sectionsOfRole(): readonly AdministrationSection[] {
  return ADMINISTRATION_SECTIONS.filter((section) => may(SECTION_RIGHTS[section]));
}

export function isIn(place: Place, route: Route): boolean {
  return place.route.page === route.page || (place.holds?.includes(route.page) ?? false);
}
