// Other words by which the pages are looked for, in English: what somebody types who does not know the page's name.
import type { AdministrationSection, BillingSection, Page } from '../../frame/router.svelte';

type Words<K extends string> = Partial<Record<K, string>>;

export const otherWords = {
  acts: {
    register: 'new patient add person',
    walkIn: 'walk-in walk in arrival token queue',
    book: 'new appointment booking',
    profile: 'password language arabic english change my own name email',
    themes: { system: 'colours appearance automatic', light: 'day bright colours appearance', dark: 'night colours appearance' },
    textSize: 'font letters zoom',
    larger: 'bigger larger',
    smaller: 'smaller',
  },
  pages: {
    today: 'home start dashboard day drafts',
    patients: 'people records clients register chart',
    calendar: 'appointments booking bookings diary agenda schedule slots',
    queue: 'waiting room walk-in walk in waitlist waiting list arrivals',
    prescriptions: 'drugs medicines medications pharmacy dispense hand out',
    billing: 'money accounts cashier',
    alerts: 'alarms warnings notifications',
    stroke: 'csv import risk',
    reports: 'statistics figures export pdf csv',
    settle: 'conflicts duplicates merge double bookings',
    messages: 'inbox mail reminders tasks letters',
    administration: 'settings options preferences setup',
    sync: 'server usb stick synchronize synchronise internet connection network enrol computers',
    about: 'version help licence license support',
  } satisfies Words<Page>,
  administration: {
    organization: 'site name units currency language safety lock score',
    accounts: 'users staff roles password logins people',
    schedules: 'hours doctors leave holidays opening times working',
    services: 'prices fees tariff visit types rooms',
    devices: 'monitors sensors oximeter cuff',
    formulary: 'drugs medicines medications substances doses interactions',
    billing: 'invoices currency tax insurers payment methods numbers',
    papers: 'printer printing letterhead logo scanner barcode receipt labels',
    thresholds: 'thresholds alerts ranges alarm',
    audit: 'log history who changed',
    backups: 'restore copy save disk usb recovery drill',
    server: 'workstations sites central health',
    workstation: 'folder key recovery code version size computer',
  } satisfies Words<AdministrationSection>,
  billing: {
    waiting: 'to invoice charges',
    unpaid: 'debts owed overdue balance',
    invoices: 'bills',
    payments: 'receipts refunds',
    till: 'cash drawer shift count',
    dayBook: 'takings report end of day',
    numbers: 'series gaps missing',
  } satisfies Words<BillingSection>,
};
