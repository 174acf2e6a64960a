// Where the window is: typed places in memory, with a way back. There is no address to type, so there is none to parse.

export const PATIENT_TABS = [
  'summary',
  'visits',
  'trends',
  'vitals',
  'prescriptions',
  'history',
  'appointments',
  'billing',
  'stroke',
  'limits',
] as const;
export type PatientTab = (typeof PATIENT_TABS)[number];

export const ADMINISTRATION_SECTIONS = [
  'organization',
  'accounts',
  'schedules',
  'services',
  'devices',
  'formulary',
  'billing',
  'papers',
  'thresholds',
  'audit',
  'backups',
  'server',
  'workstation',
] as const;
export type AdministrationSection = (typeof ADMINISTRATION_SECTIONS)[number];

export const BILLING_SECTIONS = ['waiting', 'unpaid', 'invoices', 'payments', 'till', 'dayBook', 'numbers'] as const;
export type BillingSection = (typeof BILLING_SECTIONS)[number];

export type Route =
  | { page: 'firstRun' }
  | { page: 'signIn' }
  | { page: 'today' }
  | { page: 'patients' }
  | { page: 'patient'; id: string; tab: PatientTab }
  | { page: 'calendar' }
  | { page: 'queue' }
  | { page: 'prescriptions' }
  | { page: 'billing'; section: BillingSection }
  | { page: 'alerts' }
  | { page: 'reports' }
  | { page: 'messages' }
  | { page: 'settle' }
  | { page: 'stroke' }
  | { page: 'sync' }
  | { page: 'administration'; section: AdministrationSection }
  | { page: 'about' };

export type Page = Route['page'];
/** The route of one page: `RouteOf<'patient'>`. */
export type RouteOf<P extends Page> = Extract<Route, { page: P }>;

/** Short names for the places that other places lead to. */
export const to = {
  firstRun: { page: 'firstRun' },
  signIn: { page: 'signIn' },
  today: { page: 'today' },
  patients: { page: 'patients' },
  patient: (id: string, tab: PatientTab = 'summary') => ({ page: 'patient', id, tab }),
  calendar: { page: 'calendar' },
  queue: { page: 'queue' },
  prescriptions: { page: 'prescriptions' },
  billing: (section: BillingSection = 'waiting') => ({ page: 'billing', section }),
  alerts: { page: 'alerts' },
  reports: { page: 'reports' },
  messages: { page: 'messages' },
  settle: { page: 'settle' },
  stroke: { page: 'stroke' },
  sync: { page: 'sync' },
  administration: (section: AdministrationSection = 'organization') => ({ page: 'administration', section }),
  about: { page: 'about' },
} as const satisfies Record<Page, Route | ((...args: never[]) => Route)>;

/** Enough to find the way back through a morning. */
const MOST = 100;

let trail = $state.raw<readonly Route[]>([to.signIn]);
let at = $state(0);
let mayLeave: (from: Route, next: Route, go: () => void) => boolean = () => true;

export const router = {
  get current(): Route {
    return trail[at]!;
  },
  get canGoBack(): boolean {
    return at > 0;
  },
  get canGoForward(): boolean {
    return at < trail.length - 1;
  },
};

/** Goes to a place; going where one is already does nothing. */
export function go(route: Route): void {
  if (isSameRoute(route, router.current)) return;
  leave(route, () => {
    trail = [...trail.slice(0, at + 1), route].slice(-MOST);
    at = trail.length - 1;
  });
}

/** Goes to a place that takes this one's place on the way back: another tab of the same page. */
export function replace(route: Route): void {
  leave(route, () => {
    trail = trail.with(at, route);
  });
}

/** Begins anew: nothing before sign-in can be gone back to after it. */
export function startAt(route: Route): void {
  trail = [route];
  at = 0;
}

export function goBack(): void {
  if (at > 0) leave(trail[at - 1]!, () => at--);
}

export function goForward(): void {
  if (at < trail.length - 1) leave(trail[at + 1]!, () => at++);
}

export function isSameRoute(a: Route, b: Route): boolean {
  const keys = Object.keys(a) as (keyof Route)[];
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

/** Whether two routes show the same thing, perhaps another part of it: what is open beside it may stay. */
export function isSamePlace(a: Route, b: Route): boolean {
  return a.page === b.page && (a.page !== 'patient' || a.id === (b as RouteOf<'patient'>).id);
}

/** Asks before every leaving; false holds it, and `go` then goes on with it later. One asker: the side panel. */
export function askBeforeLeaving(ask: typeof mayLeave): () => void {
  mayLeave = ask;
  return () => (mayLeave = () => true);
}

function leave(next: Route, move: () => void): void {
  if (mayLeave(router.current, next, move)) move();
}
