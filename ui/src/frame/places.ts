// The pages on the rail: each only if the role may.
import Activity from '@lucide/svelte/icons/activity';
import Bell from '@lucide/svelte/icons/bell';
import Brain from '@lucide/svelte/icons/brain';
import Settings from '@lucide/svelte/icons/settings';
import Users from '@lucide/svelte/icons/users';
import type { Component } from 'svelte';
import type { Right } from '../generated/commands';
import { may } from '../session.svelte';
import { t } from '../words/t.svelte';
import { to, type Page, type Route } from './router.svelte';

export interface Place {
  route: Route;
  word: () => string;
  icon: Component;
  keys: string;
  /** One of these rights is enough. */
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
  { route: to.alerts, word: () => t.frame.alerts, icon: Bell, keys: 'g a', rights: ['read_alerts'] },
  { route: to.stroke, word: () => t.frame.stroke, icon: Brain, keys: 'g s', rights: ['read_chart'] },
  {
    route: to.administration(),
    word: () => t.frame.administration,
    icon: Settings,
    keys: 'g m',
    rights: ['manage_accounts', 'manage_settings', 'read_audit', 'write_thresholds'],
  },
];

/** The places that the signed-in account may go to. */
export function placesOfRole(): readonly Place[] {
  return PLACES.filter(({ rights }) => rights.some(may));
}

export function isIn(place: Place, route: Route): boolean {
  return place.route.page === route.page || (place.holds?.includes(route.page) ?? false);
}
