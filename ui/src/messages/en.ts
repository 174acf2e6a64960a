// The words of the screens in English. Their shape is the contract that every other language fills.
import { number } from '../words/numbers';
import { accounts, roleDetails, roles } from './en/accounts';
import { alerts } from './en/alerts';
import { audit } from './en/audit';
import { auditFields } from './en/audit_fields';
import { backups } from './en/backups';
import { errors } from './en/errors';
import { ageBands, metrics, severities } from './en/metrics';
import { plural } from './en/plural';
import { review } from './en/review';
import { settings } from './en/settings';
import { start } from './en/start';
import { thresholds } from './en/thresholds';
import { today } from './en/today';
import { units } from './en/units';
import { allergies } from './en/allergies';
import { chart } from './en/chart';
import { conditions } from './en/conditions';
import { limits } from './en/limits';
import { patients } from './en/patients';
import { stroke } from './en/stroke';
import { trends } from './en/trends';
import { vitals } from './en/vitals';
import { appointments } from './en/appointments';
import { queue } from './en/queue';
import { schedules } from './en/schedules';
import { devices } from './en/devices';
import { services } from './en/services';
import { encounters } from './en/encounters';
import { timeline } from './en/timeline';
import { prescriptions } from './en/prescriptions';
import { formulary } from './en/formulary';
import { billing } from './en/billing';
import { till } from './en/till';
import { insurers } from './en/insurers';
import { papers } from './en/papers';
import { otherWords } from './en/places';
import { figures } from './en/figures';
import { inbox } from './en/inbox';
import { centre } from './en/centre';
import { patientPortal } from './en/patient_portal';
import { sync } from './en/sync';

export const en = {
  frame: {
    product: 'HealthSync',
    pages: 'Pages',
    today: 'Today',
    patients: 'Patients',
    calendar: 'Calendar',
    queue: 'Queue',
    prescriptions: 'Prescriptions',
    billing: 'Billing',
    alerts: 'Alerts',
    messages: 'Messages',
    stroke: 'Stroke records',
    reports: 'Reports',
    administration: 'Administration',
    about: 'About',
    lock: 'Lock',
    foldRail: 'Fold the menu',
    unfoldRail: 'Unfold the menu',
    account: 'Your account',
    signOut: 'Sign out',
    search: 'Find a patient, a page or a command',
    searchNothing: (text: string) => `Nothing found for “${text}”`,
    searchFailed: 'The search could not be finished.',
    alertsToAcknowledge: (count: number) =>
      plural(count, { one: '# alert to acknowledge', other: '# alerts to acknowledge' }),
    noAlerts: 'No alerts to acknowledge',
    closePanel: 'Close the panel',
    unsaved: 'What you typed here is not saved yet.',
    keptAsDraft: 'Not saved yet. What you typed is kept: see “Not finished” on Today.',
    keepWriting: 'Keep writing',
    discard: 'Discard',
    shortcuts: 'Keyboard shortcuts',
    everywhere: 'Everywhere',
    back: 'Back',
    close: 'Close',
    dismiss: 'Dismiss',
    notScanned: (text: string) => `“${text}” is no number of this clinic. Scan it again, or search by name.`,
    scannedNothing: (text: string) => `Nothing here that you may see has the number ${text}.`,
    scannedSeveral: (list: string) => `Several have this number: ${list}. Search by name.`,
    scannedNobody: (text: string) => `No patient here has the number ${text}.`,
    skipToContent: 'Go to the content',
  },
  numbers: {
    patient: 'Patient',
    prescription: 'Prescription',
    invoice: 'Invoice',
    receipt: 'Receipt',
    credit_note: 'Credit note',
  },
  search: {
    patients: 'Patients',
    papers: 'Papers',
    commands: 'Commands',
    pages: 'Pages',
  },
  look: {
    theme: 'Theme',
    system: 'As the computer',
    light: 'Light',
    dark: 'Dark',
    textSize: 'Text size',
  },
  states: {
    critical: 'Critical',
    warning: 'Warning',
    normal: 'Normal',
    unknown: 'Unknown',
    loading: 'Loading',
    failed: 'This could not be shown.',
    refreshFailed: 'This could not be refreshed; it may be out of date.',
    tryAgain: 'Try again',
    nothingLost: 'Nothing you saved is lost.',
  },
  forms: {
    optional: 'optional',
    required: (label: string) => (label.endsWith('?') ? 'An answer is missing.' : `${label} is missing.`),
    choose: 'Choose',
    noChoice: 'No choice fits',
    notOffered: (typed: string) => `“${typed}” is none of the choices. Choose one from the list, or clear the field.`,
    notAdded: (typed: string) => `“${typed}” is not added. Enter adds it from the list; or clear the field.`,
    searching: 'Searching…',
    clear: 'Clear',
    saving: 'Saving…',
    somethingWrong: (count: number) =>
      plural(count, { one: 'One field needs another look.', other: '# fields need another look.' }),
    draftRestored: (when: string) => `What you had typed (${when}) is back.`,
    discardDraft: 'Start afresh',
    changeUnit: (unit: string) => `Unit: ${unit}. Change`,
    notANumber: 'Write a number, such as 37.2.',
    notWhole: 'Write a whole number.',
    ambiguousNumber: (plain: string, decimal: string) => `Write ${plain} or ${decimal}: this could be either.`,
    notADate: 'Write a date such as 3 5 84, 1984 or 3 May 1984, or an age such as 2y.',
    notADay: 'Write a day such as 3 5 26, 3 May 2026 or tomorrow.',
    noSuchDay: 'There is no such day.',
    notATime: 'Write a time such as 930, 9:30 or 2pm.',
    dateInFuture: 'This day has not come yet.',
    dateInPast: 'This day has passed.',
    dayHint: 'Such as 24 12 · 24 Dec 2027 · tomorrow · 2w',
    dateHint: 'Date, year, or age: 3 5 84 · 1984 · 2y · 6m · 3w',
    estimated: 'est.',
    or: 'or',
    showSecret: 'Show',
    hideSecret: 'Hide',
  },
  table: {
    filter: 'Filter',
    rows: (count: number) => plural(count, { one: '# row', other: '# rows' }),
    rowsOf: (shown: number, all: number) => `${number(shown)} of ${number(all)}`,
    noneFit: 'No row fits the filter.',
    clearFilter: 'Clear the filter',
    sortBy: (column: string) => `Sort by ${column}`,
  },
  shortcuts: {
    search: 'Search',
    overlay: 'Show this list',
    closePanel: 'Close the panel',
    goBack: 'Go back',
    goForward: 'Go forward',
    save: 'Save the form',
    nextField: 'Next field',
    toRows: 'Go to the rows',
    filterTable: 'Filter the table',
    goTo: (page: string) => `Go to ${page}`,
  },
  keys: {
    Ctrl: 'Ctrl',
    Shift: 'Shift',
    Alt: 'Alt',
    Enter: 'Enter',
    Escape: 'Esc',
    then: 'then',
  },
  time: {
    now: 'now',
    minutesAgo: (count: number) => `${number(count)} min ago`,
    hoursAgo: (count: number) => `${number(count)} h ago`,
    daysAgo: (count: number) => plural(count, { one: '# day ago', other: '# days ago' }),
    ageDays: (count: number) => plural(count, { one: '# day', other: '# days' }),
    ageWeeks: (count: number) => plural(count, { one: '# week', other: '# weeks' }),
    ageMonths: (count: number) => plural(count, { one: '# month', other: '# months' }),
    ageYears: (count: number) => plural(count, { one: '# year', other: '# years' }),
  },
  accounts,
  roles,
  roleDetails,
  alerts,
  audit,
  auditFields,
  backups,
  ageBands,
  metrics,
  severities,
  review,
  settings,
  otherWords,
  start,
  thresholds,
  today,
  units,
  allergies,
  chart,
  conditions,
  limits,
  patients,
  stroke,
  trends,
  vitals,
  appointments,
  queue,
  schedules,
  devices,
  services,
  encounters,
  timeline,
  prescriptions,
  formulary,
  billing,
  till,
  insurers,
  papers,
  figures,
  inbox,
  centre,
  patientPortal,
  sync,
  errors,
};

/** What a language must say: a missing or extra key does not compile. */
export type Messages = typeof en;
