// The types of all commands. Written by `cargo test`; do not edit.

/** What the program is and where its things are. */
export interface About {
  /** The folder of what is kept outside it. */
  config_folder: string;
  /** The folder of the clinic's file. */
  data_folder: string;
  /** The size of the clinic's file in bytes. */
  file_bytes: number;
  /** A recovery code was made, and nobody has said that it is on paper. */
  is_recovery_unconfirmed: boolean;
  /** Who keeps the key: `keyring`, `passphrase` or, for made-up data, `plain`. */
  key_place: string;
  /** The program's version. */
  version: string;
}

/** What is fine as it is. */
export interface Acceptance {
  /** The kind of record. */
  kind: string;
  /** What was looked at, as the list said. */
  looked_at: string;
  /** Why it is fine so. */
  note?: string | null;
  /** Why it is on the list. */
  reason: ReviewReason;
  /** The records concerned. */
  records: string[];
}

/** A change to an account. What is left out stays. */
export interface AccountChange {
  /** Where the person is written to: left out, it stays; empty, it is taken away. */
  email?: string | null;
  /** The account. */
  id: string;
  /** The account may not sign in. */
  is_disabled: boolean;
  /** The person's name. */
  name: string;
  /** What the person does here. */
  roles: Role[];
  /** The id of the one site where it may be used: left out, it stays; empty, it may be used everywhere in the organization. */
  site_id?: string | null;
  /** What the form was shown. */
  version: number;
}

/** An account. */
export interface AccountId {
  /** The account. */
  id: string;
}

/** An account as others see it. */
export interface AccountSummary {
  /** Where the person is written to. */
  email?: string | null;
  /** The account. */
  id: string;
  /** The account may not sign in. */
  is_disabled: boolean;
  /** The language of the person's screens. */
  language: string;
  /** The next sign-in asks for a new password. */
  must_change_password: boolean;
  /** The person's name. */
  name: string;
  /** What the person does here. */
  roles: Role[];
  /** The one site where it may be used; none: everywhere in the organization. */
  site_id?: string | null;
  /** Light, dark, or as the computer has it. */
  theme: Theme;
  /** What is typed to sign in. */
  username: string;
  /** What a form that edits it was shown. */
  version: number;
}

/** Somebody takes care of an alert and of those that belong to it. */
export interface Acknowledgement {
  /** Any alert of the group. */
  alert_id: string;
  /** What the person does about it. */
  note?: string | null;
}

/** A payment made beforehand that goes to an invoice. */
export interface AdvanceUse {
  /** How much; left out for as much as is due and free. */
  amount_minor?: number | null;
  /** The invoice. */
  invoice_id: string;
  /** Whose: the patient's where it is left out. */
  payer?: PayerKind | null;
}

/** An age in whole months and the days beyond them. */
export interface Age {
  /** Days since the last whole month. */
  days: number;
  /** Whole months since the last birthday. */
  months: number;
  /** Whole years. */
  years: number;
}

/** Ages that have limits of their own; the bands of small children are WHO's for fast breathing. */
export type AgeBand = "any" | "under_2_months" | "months_2_to_11" | "months_12_to_59" | "years_5_to_15" | "adult";

/** A reading past a limit. Its id, and all that it says, follow from the set, the metric and the decision behind the
 * limit: two computers that hold the same make the same alert. */
export interface Alert {
  /** When the reading was true. */
  effective_at: number;
  /** The alert. */
  id: string;
  /** Above the limit, not below. */
  is_above: boolean;
  /** The limit that it passes. */
  limit_value: number;
  /** Of what. */
  metric: Metric;
  /** The patient. */
  patient_id: string;
  /** How bad. */
  severity: Severity;
  /** The threshold. */
  threshold_id: string;
  /** The reading, in canonical units. */
  value: number;
  /** The set of vitals. */
  vitals_id: string;
}

/** How many alerts wait for an answer. */
export interface AlertCounts {
  /** Critical ones. */
  critical: number;
  /** Warnings. */
  warning: number;
}

/** Which alerts. */
export interface AlertQuery {
  /** From this instant on; of answered alerts, the last 30 days if left out. */
  from?: number | null;
  /** Of what; all, if left out. */
  metric?: Metric | null;
  /** Of one patient. */
  of_patient?: string | null;
  /** Of the patients on this practitioner's panel. */
  practitioner_id?: string | null;
  /** How bad; all, if left out. */
  severity?: Severity | null;
  /** How they stand; all, if left out. */
  state?: AlertState | null;
}

/** Alerts of one patient, metric and direction that belong together. */
export interface AlertRow {
  /** When. */
  answered_at?: number | null;
  /** Who answered. */
  answered_by?: string | null;
  /** How many readings. */
  count: number;
  /** When the latest reading was true. */
  effective_at: number;
  /** When the first was. */
  first_at: number;
  /** The alert that was recorded last: to be named in an answer, which is for it and those before it. */
  id: string;
  /** Above the limit, not below. */
  is_above: boolean;
  /** Nobody answered in time. */
  is_escalated: boolean;
  /** The limit that it passes. */
  limit_value: number;
  /** Of what. */
  metric: Metric;
  /** What the person noted. */
  note?: string | null;
  /** The patient. */
  patient: PatientRow;
  /** The worst of them. */
  severity: Severity;
  /** Until when they are put off. */
  snoozed_until?: number | null;
  /** How they stand. */
  state: AlertState;
  /** The latest reading, in canonical units. */
  value: number;
}

/** How alerts stand. */
export type AlertState = "open" | "snoozed" | "acknowledged";

/** What an alert in the inbox says. */
export interface AlertWords {
  /** Above the limit, not below. */
  is_above: boolean;
  /** The limit that it passes. */
  limit: number;
  /** Of what. */
  metric: Metric;
  /** How bad. */
  severity: Severity;
  /** The reading, in canonical units. */
  value: number;
}

/** What kind of thing a substance is. */
export type AllergyCategory = "medication" | "food" | "environment" | "other";

/** A change to an allergy. */
export interface AllergyChange {
  /** The form. */
  details: AllergyDetails;
  /** The allergy. */
  id: string;
  /** What the form was shown. */
  version: number;
}

/** What a form about an allergy holds. */
export interface AllergyDetails {
  /** What kind of thing it is. */
  category: AllergyCategory;
  /** The substance's ATC code, where it was chosen from the list. */
  code?: string | null;
  /** What happened. */
  reaction?: string | null;
  /** How bad the reaction was. */
  severity: AllergySeverity;
  /** Whether it still holds. */
  status: ClinicalStatus;
  /** To what. */
  substance: string;
}

/** How bad the worst reaction was. */
export type AllergySeverity = "unknown" | "mild" | "moderate" | "severe";

/** An allergy as a form needs it. */
export interface AllergyView {
  /** The record. */
  allergy: StoredAllergy;
  /** Of each field that two people have said differently, all that was said: none of it is left out until it is settled. */
  rivals: Record<string, unknown[]>;
  /** What a form that is opened now was shown. */
  version: number;
}

/** An amendment with its author. */
export interface AmendmentView {
  /** The record. */
  amendment: StoredAmendment;
  /** Who amended. */
  author_name?: string | null;
}

/** An amount of money. */
export interface Amount {
  /** Integer minor units. */
  amount_minor: number;
  /** The ISO 4217 code. */
  currency: string;
  /** How many digits the currency has after the point. */
  digits: number;
  /** The amount in plain digits, e.g. `1250.50`. */
  text: string;
}

/** How many alerts were answered. */
export interface Answered {
  /** So many. */
  alerts: number;
}

/** The limits that apply to somebody. */
export interface AppliedLimits {
  /** The limits. */
  limits: Limits;
  /** Of what. */
  metric: Metric;
  /** Whose they are. */
  owner: LimitsOwner;
  /** The threshold; nil where there is none. */
  threshold_id: string;
}

/** What a form about an appointment holds beside the slot. */
export interface AppointmentChange {
  /** The appointment. */
  id: string;
  /** Anything that the front desk should know. */
  notes?: string | null;
  /** How soon the patient must be seen. */
  priority: AppointmentPriority;
  /** Why the patient comes. */
  reason?: string | null;
  /** What is to be done. */
  service_id?: string | null;
  /** What the form was shown. */
  version: number;
}

/** An appointment. */
export interface AppointmentId {
  /** The appointment. */
  id: string;
}

/** A step in an appointment's life. */
export interface AppointmentMove {
  /** The appointment. */
  id: string;
  /** To cancel: the later ones of its series too. */
  is_rest_of_series?: boolean;
  /** Why it is booked over clashes, by who may. */
  override_reason?: string | null;
  /** Why: needed to cancel. */
  reason?: string | null;
  /** The slot: needed to give a time to who waits for one. */
  slot?: SlotChoice | null;
  /** The step. */
  step: AppointmentStep;
}

/** How soon somebody must be seen. */
export type AppointmentPriority = "emergency" | "urgent" | "routine";

/** A request for an appointment. */
export interface AppointmentRequest {
  /** The practitioner's account; needed with a time. */
  practitioner_id?: string | null;
  /** Why one wants to come. */
  reason: string;
  /** For what. */
  service_id?: string | null;
  /** The time that was chosen, with a practitioner; none to wait for one. */
  starts_at?: number | null;
  /** Without a time: the first day that would do. */
  wanted_from_on?: string | null;
  /** Without a time: the last day that would do. */
  wanted_until_on?: string | null;
}

/** Where in its life an appointment is (FHIR's statuses, and `started`: FHIR's checked-in with an encounter). */
export type AppointmentStatus = "waitlist" | "proposed" | "pending" | "booked" | "arrived" | "checked_in" | "started" | "fulfilled" | "cancelled" | "noshow";

/** What can be done with an appointment. */
export type AppointmentStep = "hold" | "confirm" | "book" | "reschedule" | "arrive" | "check_in" | "start" | "fulfil" | "no_show" | "cancel" | "put_on_waitlist" | "undo_arrive" | "undo_check_in" | "undo_start" | "undo_fulfil" | "undo_no_show" | "reinstate" | "undo_leave";

/** An appointment as lists and forms need it. */
export interface AppointmentView {
  /** The patient's age today, where a birth date is known. */
  age?: Age | null;
  /** The record. */
  appointment: StoredAppointment;
  /** The fields that two people have changed to different values. */
  conflicts: string[];
  /** The patient's number. */
  mrn: string;
  /** The patient's name. */
  patient_name: string;
  /** The patient's telephone. */
  phone?: string | null;
  /** The steps that can be taken now. */
  possible: AppointmentStep[];
  /** The practitioner's name. */
  practitioner_name?: string | null;
  /** The room's name. */
  room_name?: string | null;
  /** The service's name. */
  service_name?: string | null;
  /** The patient's sex. */
  sex: Sex;
  /** What a form that is opened now was shown. */
  version: number;
}

/** To whom a device is assigned. */
export interface AssignmentView {
  /** Since when. */
  from_at: number;
  /** The patient. */
  patient_id: string;
  /** The patient's name. */
  patient_name: string;
}

/** One entry of the audit. */
export interface AuditEntry {
  /** Who; none for the program itself. */
  account?: string | null;
  /** Created, updated, voided, or an event. */
  action: string;
  /** When, by the wall of the computer that wrote it. */
  at: number;
  /** The order in which it came to this computer. */
  entry: number;
  /** What was set, in the record's own fields; secrets are left out. */
  fields: Record<string, string>;
  /** A chart outside one's role was opened or read. */
  is_flagged: boolean;
  /** The kind of record. */
  kind: string;
  /** That patient's name and number. */
  patient?: string | null;
  /** The patient whose record it is. */
  patient_id?: string | null;
  /** The record. */
  record_id: string;
}

/** What to look for in the audit. */
export interface AuditQuery {
  /** Only what this account did. */
  account_id?: string | null;
  /** The same: the last entry of the page before. */
  after?: number | null;
  /** Only what came before this entry: for the next page. */
  before?: number | null;
  /** Only what was written from this instant on. */
  from?: number | null;
  /** Only charts opened outside one's role. */
  is_flagged?: boolean;
  /** Only this kind of record, e.g. `access`. */
  kind?: string | null;
  /** At most so many; 100, if left out. */
  limit?: number | null;
  /** Only what concerns this record, e.g. a patient. */
  record_id?: string | null;
  /** Only what was written up to this instant. */
  to?: number | null;
}

/** What checking the audit found. */
export interface AuditReport {
  /** How many entries were read. */
  entries: number;
  /** What is not as it was written; empty where all is well. */
  faults: Fault[];
}

/** A backup, and how it is opened. */
export interface BackupChoice {
  /** The recovery code, where this computer has not the key. */
  code?: string | null;
  /** The file, or a folder whose latest backup is meant; none is the latest of this computer's. */
  path?: string | null;
}

/** What is in a backup. */
export interface BackupInside {
  /** What was found. */
  backup: FoundBackup;
  /** The clinic's name; empty in one from before an update. */
  clinic: string;
  /** It is of the clinic that is open; none where none is. */
  is_this_clinic?: boolean | null;
  /** What the clinic that is open has and the backup has not. */
  newer?: Newer | null;
  /** When the latest entry in it was written. */
  newest_at?: number | null;
  /** How many patients; none in one from before an update, whose rows nobody counted. */
  patients?: number | null;
}

/** One backup in one place. */
export interface BackupItem {
  /** Its size in bytes. */
  bytes: number;
  /** What differs, where something does. */
  found?: Checked | null;
  /** This computer made it, and removes it when it is surplus. */
  is_own: boolean;
  /** When it was made. */
  made_at: number;
  /** The file. */
  path: string;
  /** The place that it is in. */
  place_id: string;
  /** The program that made it. */
  program: string;
  /** Why it was made. */
  reason: Reason2;
  /** Whether it was well. */
  verdict: Verdict;
}

/** A place for backups. */
export interface BackupPlace {
  /** The name of its disk, if it can be unplugged. */
  disk?: string | null;
  /** What is free there, in bytes. */
  free_bytes?: number | null;
  /** Its number. */
  id: string;
  /** The folder beside the clinic's file, which is always used. */
  is_default: boolean;
  /** Today's is still to be made there. */
  is_due: boolean;
  /** It is there; otherwise its disk is waited for. */
  is_here: boolean;
  /** When the latest backup there was made, by this computer. */
  last_at?: number | null;
  /** The folder. */
  path: string;
  /** What went wrong there last. */
  trouble?: Trouble | null;
}

/** One of the places. */
export interface BackupPlaceId {
  /** Its number. */
  id: string;
}

/** In short, for everybody who is signed in. */
export interface BackupStanding {
  /** Today's is still to be made somewhere. */
  is_due: boolean;
  /** No proven backup is younger than three days. */
  is_overdue: boolean;
  /** When the latest was made. */
  last_at?: number | null;
  /** When the latest proven one was made. */
  last_verified_at?: number | null;
}

/** All of it. */
export interface BackupStatus {
  /** What there is, the latest first. */
  backups: BackupItem[];
  /** Disks that could be chosen. */
  disks: Disk[];
  /** The last drill. */
  drill?: Drill | null;
  /** The clinic is made up: backups are made on demand only. */
  is_demo: boolean;
  /** One is being made, checked or restored. */
  is_running: boolean;
  /** Where they go. */
  places: BackupPlace[];
  /** In short. */
  standing: BackupStanding;
}

/** What a patient owes and has paid beforehand. */
export interface Balance {
  /** What the patient paid beforehand and is free. */
  advance_minor: number;
  /** What the patient owes when all that is free is used; below zero where the clinic owes the patient. */
  balance_minor: number;
  /** The ISO 4217 code. */
  currency: string;
  /** How many digits the currency has after the point. */
  digits: number;
  /** What the patient owes of issued invoices. */
  due_minor: number;
  /** What insurers owe for the patient. */
  insurer_due_minor: number;
  /** What of that is overdue. */
  overdue_minor: number;
  /** The patient. */
  patient_id: string;
  /** How many charge items wait. */
  pending_count: number;
  /** What waits to be invoiced, tax included. */
  pending_minor: number;
}

/** What must be seen of a patient at one glance. */
export interface Banner {
  /** Alerts that wait for an answer. */
  alerts: AlertRow[];
  /** Allergies. */
  allergies: AllergyView[];
  /** What a clinician has set for the chart. */
  flags: ChartFlagsView;
  /** A part of it was written by a newer version of the program, and is not shown here. */
  is_partly_newer: boolean;
  /** The score now. */
  news2: News2;
  /** The patient. */
  patient: PatientView;
  /** The photo, a JPEG in base64. */
  photo?: string | null;
  /** So many records of the chart say two different things, until somebody settles them. */
  unsettled: number;
}

/** How the clinic bills. One a site: its id is derived from the site's. */
export interface BillingSettings {
  /** The smallest coin in minor units: cash is rounded to it. 1 where every amount can be paid in coins. */
  cash_increment_minor: number;
  /** An invoice is due so many days after it was issued. */
  due_days: number;
  /** The record. */
  id: string;
  /** Prices have the tax in them; otherwise it is added to them. */
  is_tax_included: boolean;
  /** The tax of what has none of its own, in hundredths of a per cent. */
  tax_basis_points: number;
  /** What the tax is called on papers, e.g. `VAT`. */
  tax_label: string;
}

/** A change of the settings. */
export interface BillingSettingsChange {
  /** The smallest coin, in minor units. */
  cash_increment_minor: number;
  /** An invoice is due so many days after it was issued. */
  due_days: number;
  /** Prices have the tax in them. */
  is_tax_included: boolean;
  /** The tax of what has none of its own, in hundredths of a per cent. */
  tax_basis_points: number;
  /** What the tax is called on papers. */
  tax_label?: string | null;
  /** What the form was shown. */
  version: number;
}

/** The settings with what a form is shown, and the currency that they are in. */
export interface BillingSettingsView {
  /** The ISO 4217 code of the clinic's currency. */
  currency: string;
  /** How many digits the currency has after the point: amounts are integers in its minor unit. */
  digits: number;
  /** The settings. */
  settings: BillingSettings;
  /** What a form that is opened now was shown. */
  version: number;
}

/** How much of a birth date is known. */
export type BirthPrecision = "day" | "month" | "year";

/** Hours or a break as a form has them. */
export interface BlockForm {
  /** When it begins, in minutes after midnight. */
  from_min: number;
  /** The block; none for a new one. */
  id?: string | null;
  /** A break, not work. */
  is_break?: boolean;
  /** The room; the practitioner's usual one, if none. */
  room_id?: string | null;
  /** When it ends, in minutes after midnight, at most 1440. */
  to_min: number;
  /** The first day on which it holds; always, if none. */
  valid_from_on?: string | null;
  /** The last day on which it holds; for good, if none. */
  valid_until_on?: string | null;
  /** The day of the week: 1 is Monday, 7 is Sunday. */
  weekday: number;
}

/** A blood group of the ABO and Rh systems. */
export type BloodGroup = "A+" | "A-" | "B+" | "B-" | "AB+" | "AB-" | "O+" | "O-";

/** How firmly an appointment is made. */
export type BookAs = "booked" | "pending" | "proposed";

/** What was booked. */
export interface BookedAppointments {
  /** The appointments, the first first. */
  appointments: AppointmentView[];
  /** Those of the series that were left out. */
  skipped: SkippedAppointment[];
}

/** What can be asked for. */
export interface BookingChoices {
  /** The practitioners. */
  practitioners: PractitionerChoice[];
  /** The services. */
  services: ServiceChoice[];
}

/** Blood pressure in words (ACC/AHA 2017 or ISH 2020). */
export type BpCategory = "normal" | "elevated" | "high_normal" | "stage1" | "stage2" | "crisis" | "grade1" | "grade2";

/** How blood pressure is put into words. */
export type BpScheme = "acc_aha2017" | "ish2020";

/** A reading past a limit. */
export interface Breach {
  /** Above a limit, not below. */
  is_above: boolean;
  /** The limit that it passes. */
  limit: number;
  /** Of what. */
  metric: Metric;
  /** How bad. */
  severity: Severity;
  /** The threshold. */
  threshold_id: string;
  /** The reading, in canonical units. */
  value: number;
}

/** Days of the clinic. */
export interface Calendar {
  /** The appointments and walk-ins, cancelled ones too, by time. */
  appointments: CalendarEntry[];
  /** The days. */
  days: CalendarDay[];
  /** Now, by the clinic's clock. */
  now: number;
  /** The practitioners concerned, by name. */
  practitioners: CalendarPractitioner[];
  /** The rooms in use, by name. */
  rooms: CalendarRoom[];
  /** The IANA name of the site's time zone: times are shown in it. */
  time_zone: string;
}

/** A day. */
export interface CalendarDay {
  /** The day. */
  day_on: string;
  /** When it ends. */
  ends_at: number;
  /** The holiday that it is. */
  holiday?: string | null;
  /** Who works when. */
  practitioners: PractitionerDay[];
  /** When it begins. */
  starts_at: number;
}

/** An appointment in the calendar. */
export interface CalendarEntry {
  /** When it ends; none for walk-ins. */
  ends_at?: number | null;
  /** The appointment. */
  id: string;
  /** The patient has said that they will come. */
  is_confirmed: boolean;
  /** It is one of a series. */
  is_of_series: boolean;
  /** It was booked over a clash. */
  is_overridden: boolean;
  /** The patient came without an appointment. */
  is_walk_in: boolean;
  /** The patient's number. */
  mrn: string;
  /** The patient. */
  patient_id: string;
  /** The patient's name. */
  patient_name: string;
  /** The practitioner's account. */
  practitioner_id?: string | null;
  /** How soon the patient must be seen. */
  priority: AppointmentPriority;
  /** Why the patient comes. */
  reason?: string | null;
  /** The room. */
  room_id?: string | null;
  /** What is to be done. */
  service_name?: string | null;
  /** When it begins; of a walk-in, when the patient came. */
  starts_at: number;
  /** Where in its life it is. */
  status: AppointmentStatus;
  /** What the patient is called up by. */
  token?: string | null;
}

/** A practitioner whom the calendar shows. */
export interface CalendarPractitioner {
  /** Which of the calendar's colours, from 0. */
  colour: number;
  /** Working hours are kept; where none are, no time is outside them. */
  has_hours: boolean;
  /** The account. */
  id: string;
  /** Appointments can be booked. */
  is_bookable: boolean;
  /** The name. */
  name: string;
  /** What the practitioner specializes in. */
  specialization?: string | null;
}

/** Which days, and of whom. */
export interface CalendarQuery {
  /** The first day. */
  from_on: string;
  /** Of this practitioner; of all, if none. */
  practitioner_id?: string | null;
  /** In this room; in all, if none. */
  room_id?: string | null;
  /** The last day: at most 62 days in all. */
  to_on: string;
}

/** A room that the calendar shows. */
export interface CalendarRoom {
  /** The room. */
  id: string;
  /** What it is called. */
  name: string;
}

/** A stretch of time. */
export interface CalendarSpan {
  /** When it ends. */
  ends_at: number;
  /** What it is called: the reason for leave. */
  name?: string | null;
  /** In which room. */
  room_id?: string | null;
  /** When it begins. */
  starts_at: number;
}

/** An invoice that is taken back whole. */
export interface Cancellation {
  /** The invoice. */
  invoice_id: string;
  /** What it charged for waits again, to be invoiced anew; otherwise nobody is charged for it. */
  is_charged_again?: boolean;
  /** Why. */
  reason: string;
}

/** Something that a patient is charged for (FHIR ChargeItem). */
export interface ChargeItem {
  /** What it is, as the invoice says it. */
  description: string;
  /** The charge item. */
  id: string;
  /** The issued invoice that it is on. */
  invoice_id?: string | null;
  /** The service or drug that the price was taken from. */
  item_id?: string | null;
  /** The patient. */
  patient_id: string;
  /** Who gave the care. */
  practitioner_id?: string | null;
  /** How many, at most three digits after the point. */
  quantity: number;
  /** What made it. */
  source: ChargeSource;
  /** The record that made it: an encounter or a dispense; none where a person typed it. */
  source_id?: string | null;
  /** Where it stands. */
  status: ChargeStatus;
  /** Tax, in hundredths of a per cent. */
  tax_basis_points: number;
  /** The price of one, in minor units of the clinic's currency. */
  unit_price_minor: number;
  /** Why nobody pays it. */
  waive_reason?: string | null;
}

/** Which charge items of a patient. */
export interface ChargeQuery {
  /** The patient. */
  patient_id: string;
  /** Only those that stand so. */
  status?: ChargeStatus | null;
}

/** What made a charge item. */
export type ChargeSource = "service" | "dispense" | "manual";

/** Where a charge item stands. */
export type ChargeStatus = "pending" | "billed" | "waived";

/** A charge item as a list shows it. */
export interface ChargeView {
  /** When it was made. */
  at: number;
  /** The charge item. */
  charge: ChargeItem;
  /** The draft that it is on. */
  draft_id?: string | null;
  /** Who gave the care. */
  practitioner_name?: string | null;
  /** What it comes to, tax included. */
  total_minor: number;
  /** What a form that is opened now was shown. */
  version: number;
}

/** What a clinician has set for a patient's chart. One a patient: its id is derived from the patient's. */
export interface ChartFlags {
  /** Somebody asked, and there are no known allergies. */
  has_no_known_allergies: boolean;
  /** The record. */
  id: string;
  /** The patient is pregnant: NEWS2 does not apply. */
  is_pregnant: boolean;
  /** The patient. */
  patient_id: string;
  /** NEWS2 scores SpO₂ on scale 2: hypercapnic respiratory failure, target 88–92 %. */
  uses_spo2_scale_2: boolean;
}

/** A change of the flags. */
export interface ChartFlagsChange {
  /** Somebody asked, and there are no known allergies. */
  has_no_known_allergies: boolean;
  /** The patient is pregnant. */
  is_pregnant: boolean;
  /** The patient. */
  patient_id: string;
  /** NEWS2 scores SpO₂ on scale 2. */
  uses_spo2_scale_2: boolean;
  /** What the form was shown. */
  version: number;
}

/** The flags with what a form is shown. */
export interface ChartFlagsView {
  /** The flags. */
  flags: ChartFlags;
  /** What a form that is opened now was shown. */
  version: number;
}

/** A picture of a patient's trends. */
export interface ChartOrder {
  /** The left end, in milliseconds since 1970 UTC. */
  from_ms: number;
  /** Height in CSS pixels. */
  height: number;
  /** The words are written from right to left. */
  is_right_to_left: boolean;
  /** What each series is called: `systolic_mmhg` and so on. */
  labels: Record<string, string>;
  /** The patient. */
  patient_id: string;
  /** Light or dark. */
  theme: ChartTheme;
  /** What each track is called on the picture, and its unit there. */
  titles: Record<string, TrackTitle>;
  /** The right end. */
  to_ms: number;
  /** Which tracks, from the top: `heart_rate`, `blood_pressure`, `temperature`, `spo2`, `respiratory_rate`,
   * `glucose`, `weight`. */
  tracks: string[];
  /** Width in CSS pixels. */
  width: number;
  /** Months and digits. */
  words: Words;
}

/** The background that the picture will lie on; the picture itself has none. */
export type ChartTheme = "light" | "dark";

/** A check that is made. */
export interface CheckMade {
  /** What is checked: `allergy`, `duplicate`, `interaction`, `dose`, `pregnancy`, `childhood`. */
  code: string;
  /** How many rules, classes or drugs it has to go by. */
  count: number;
  /** Of how many, where that is known: drugs of the formulary. */
  of?: number | null;
  /** What they are, in English: the 15 pairs, the classes. */
  rules: CheckRule[];
}

/** A rule that is checked. */
export interface CheckRule {
  /** Its code. */
  code: string;
  /** What it says, in English. */
  name: string;
  /** Where it is from. */
  source: string;
}

/** What checking a copy found. */
export interface Checked {
  /** Pages and trees that are damaged, in SQLite's words. */
  damage: string[];
  /** Rows that the logs do not come to. */
  differences: Difference[];
  /** How many changes its logs hold. */
  entries: number;
  /** Places of the logs that are not as they were written. */
  faults: Fault[];
  /** The rows were compared with the logs; those of another version are not. */
  is_compared: boolean;
  /** When the latest was written. */
  newest_at?: number | null;
  /** How many patients it has. */
  patients: number;
}

/** What is checked and what is not. */
export interface CheckedList {
  /** The checks that are made. */
  checked: CheckMade[];
  /** The codes of what is not checked, e.g. `kidneys`, `liver`, `food`. */
  not_checked: string[];
}

/** The choice between rivals. */
export interface Choice {
  /** The change whose value is right; if none is, the value below. */
  change?: string | null;
  /** The field, or the group of fields. */
  field: string;
  /** The kind of record. */
  kind: string;
  /** The record. */
  record: string;
  /** What is right instead: of a group of fields, all of them. Null empties the field. */
  value?: unknown;
  /** What the person was shown. */
  version: number;
}

/** One choice for the same field of many records. */
export interface ChoiceForAll {
  /** The field, or the group of fields. */
  field: string;
  /** The kind of records. */
  kind: string;
  /** The records. */
  records: Shown[];
  /** Which value is right in each. */
  take: Take;
}

/** What can be chosen with the system's dialog. */
export type Choosable = "folder" | "backup" | "changes";

/** What to choose with the system's dialog. */
export interface ChooseOrder {
  /** What it is. */
  what: Choosable;
}

/** What somebody chose. */
export interface ChosenPath {
  /** The path; none where nothing was chosen, or the system has no dialog: a path can always be typed. */
  path?: string | null;
}

/** One thing that speaks against a slot. */
export interface Clash {
  /** The other appointment. */
  appointment_id?: string | null;
  /** When it ends. */
  ends_at?: number | null;
  /** What. */
  kind: ClashKind;
  /** Of whom or what: the other patient, the room, the holiday, the leave's reason. */
  name?: string | null;
  /** What is wrong, in English. */
  sentence: string;
  /** When what speaks against it begins. */
  starts_at?: number | null;
}

/** What speaks against a slot. */
export type ClashKind = "patient_busy" | "practitioner_busy" | "room_busy" | "outside_hours" | "in_break" | "on_leave" | "on_holiday" | "not_bookable";

/** What the first screen asks. */
export interface ClinicSetUp {
  /** The first administrator's name. */
  administrator_name: string;
  /** The clinic's name. */
  clinic_name: string;
  /** The country, for addresses. */
  country?: string | null;
  /** The ISO 4217 code of the currency. */
  currency: string;
  /** How glucose is written. */
  glucose_unit: GlucoseUnit;
  /** How height is written. */
  height_unit: HeightUnit;
  /** The language. */
  language: string;
  /** The first administrator's password. */
  password: Password;
  /** What else the first administrator does here: in a small clinic one person does it all. */
  roles: Role[];
  /** A short code. */
  site_code: string;
  /** How temperature is written. */
  temperature_unit: TemperatureUnit;
  /** The IANA name of the time zone. */
  time_zone: string;
  /** The first administrator's user name. */
  username: string;
  /** How weight is written. */
  weight_unit: WeightUnit;
}

/** What is known of the clinic before anybody signed in. */
export interface ClinicStatus {
  /** The clinic is made up. */
  is_demo: boolean;
  /** A clinic was set up on this computer. */
  is_set_up: boolean;
  /** Who may sign in here. */
  people: Person[];
  /** Why nothing can be written, if so. */
  read_only?: string | null;
  /** The site's settings, once set up. */
  site?: StoredSite | null;
}

/** How the clinic writes and counts. */
export interface ClinicWords {
  /** The digits that numbers are shown in. */
  digits: Digits;
  /** How glucose is written. */
  glucose_unit: GlucoseUnit;
  /** The clinic's name. */
  name: string;
  /** How temperature is written. */
  temperature_unit: TemperatureUnit;
  /** The IANA name of its time zone. */
  time_zone: string;
  /** How weight is written. */
  weight_unit: WeightUnit;
}

/** Whether a condition or allergy still holds. */
export type ClinicalStatus = "active" | "resolved";

/** Somebody whom one works with: to write to. */
export interface Colleague {
  /** The account. */
  id: string;
  /** The person's name. */
  name: string;
  /** What the person does here. */
  roles: Role[];
}

/** One column of a chart. */
export interface Column {
  /** How much, in minor units. */
  amount_minor: number;
  /** When it begins. */
  at_ms: number;
  /** How many. */
  count: number;
  /** Its first day. */
  from_on: string;
  /** Its last day. */
  until_on: string;
}

/** What a record of the list is about. */
export interface Concerned {
  /** When it begins, of what has a time. */
  at?: number | null;
  /** The patient whom it hangs on. */
  patient_id?: string | null;
  /** The patient's name. */
  patient_name?: string | null;
  /** The record. */
  record: string;
  /** What it is called; empty where nothing names it. */
  words: string;
}

/** A change to a condition. */
export interface ConditionChange {
  /** The form. */
  details: ConditionDetails;
  /** The condition. */
  id: string;
  /** What the form was shown. */
  version: number;
}

/** What a form about a condition holds. */
export interface ConditionDetails {
  /** The ICD-10 code, where it was chosen from the list. */
  code?: string | null;
  /** What it is called. */
  name: string;
  /** Anything else. */
  notes?: string | null;
  /** Since when. */
  onset_on?: string | null;
  /** Whether it still holds. */
  status: ClinicalStatus;
}

/** A condition as a form needs it. */
export interface ConditionView {
  /** The record. */
  condition: StoredCondition;
  /** Of each field that two people have said differently, all that was said. */
  rivals: Record<string, unknown[]>;
  /** What a form that is opened now was shown. */
  version: number;
}

/** A field with rivals. */
export interface Conflict {
  /** What the record is called; empty where nothing names it. */
  about: string;
  /** The field, or the group of fields. */
  field: string;
  /** The kind of record. */
  kind: string;
  /** Whether who asks may choose. */
  may_settle: boolean;
  /** The patient whom it hangs on. */
  patient_id?: string | null;
  /** The patient's name. */
  patient_name?: string | null;
  /** The record. */
  record: string;
  /** The values, the latest first. */
  rivals: Rival[];
  /** What the person who chooses was shown. */
  version: number;
}

/** Which conflicts are meant; all that the caller may see, where nothing is said. */
export interface ConflictQuery {
  /** Those of this field. */
  field?: string | null;
  /** Those of this kind of record. */
  kind?: string | null;
  /** Those of a patient and of everything that hangs on the chart. */
  patient_id?: string | null;
  /** Those of this record. */
  record?: string | null;
}

/** Level of consciousness (ACVPU). */
export type Consciousness = "alert" | "confusion" | "voice" | "pain" | "unresponsive";

/** How an insurer shares in an invoice. */
export type Cover = "percent" | "copay";

/** What an insurer covers of a patient (FHIR Coverage). */
export interface Coverage {
  /** What the patient pays of each invoice in minor units; 0 of a share. */
  copay_minor: number;
  /** A share, or a fixed copay. */
  cover: Cover;
  /** The insurer's share in hundredths of a per cent; 0 of a copay. */
  covered_basis_points: number;
  /** The coverage. */
  id: string;
  /** The insurer. */
  insurer_id: string;
  /** It is taken where nothing else is chosen. */
  is_first: boolean;
  /** The patient's number there. */
  member_number?: string | null;
  /** The patient. */
  patient_id: string;
  /** From this day. */
  valid_from?: string | null;
  /** Until this day, it included. */
  valid_until?: string | null;
}

/** A form about coverage. */
export interface CoverageForm {
  /** What the patient pays of each invoice, in minor units. */
  copay_minor?: number;
  /** A share, or a fixed copay. */
  cover: Cover;
  /** The insurer's share in hundredths of a per cent. */
  covered_basis_points?: number;
  /** The coverage; none for a new one. */
  id?: string | null;
  /** The insurer. */
  insurer_id: string;
  /** It is taken where nothing else is chosen. */
  is_first?: boolean;
  /** The patient's number there. */
  member_number?: string | null;
  /** The patient. */
  patient_id: string;
  /** From this day. */
  valid_from?: string | null;
  /** Until this day, it included. */
  valid_until?: string | null;
  /** What the form was shown; 0 for a new one. */
  version?: number;
}

/** Coverage with what a form is shown. */
export interface CoverageView {
  /** The coverage. */
  coverage: Coverage;
  /** The insurer's name. */
  insurer_name: string;
  /** It holds today. */
  is_valid_today: boolean;
  /** What a form that is opened now was shown. */
  version: number;
}

/** A line of a credit note. */
export interface CreditLineView {
  /** What is taken back, tax included. */
  amount_minor: number;
  /** What the line of the invoice says. */
  description: string;
  /** The tax in it. */
  tax_minor: number;
}

/** What is taken back of an issued invoice. */
export interface CreditNote {
  /** What is taken back, tax included. */
  amount_minor: number;
  /** The clinic's day on which it was made. */
  credited_on: string;
  /** The ISO 4217 code of its currency. */
  currency: string;
  /** The credit note. */
  id: string;
  /** By so much the insurer owes less. */
  insurer_minor: number;
  /** The invoice. */
  invoice_id: string;
  /** It takes back all that was left: the invoice is cancelled. */
  is_cancellation: boolean;
  /** Its number. */
  number: string;
  /** The patient. */
  patient_id: string;
  /** By so much the patient owes less. */
  patient_minor: number;
  /** Why. */
  reason: string;
  /** The tax in it. */
  tax_minor: number;
}

/** A credit note. */
export interface CreditNoteId {
  /** The credit note. */
  id: string;
}

/** A credit note as screens and papers need it. */
export interface CreditNoteView {
  /** When it was made. */
  at: number;
  /** Who made it. */
  by?: string | null;
  /** The credit note. */
  credit_note: CreditNote;
  /** The number of the invoice. */
  invoice_number: string;
  /** The lines. */
  lines: CreditLineView[];
}

/** A credit note in a list. */
export interface CreditRow {
  /** What was taken back. */
  amount_minor: number;
  /** When. */
  at: number;
  /** The credit note. */
  id: string;
  /** The invoice. */
  invoice_id: string;
  /** The number of the invoice. */
  invoice_number: string;
  /** It cancelled the invoice. */
  is_cancellation: boolean;
  /** Its number. */
  number: string;
  /** The patient. */
  patient_id: string;
  /** The patient's name. */
  patient_name: string;
  /** Why. */
  reason: string;
}

/** All that was invoiced, credited and paid on one day. */
export interface DayBook {
  /** What they come to. */
  credited_minor: number;
  /** Credit notes. */
  credits: CreditRow[];
  /** All currencies of the day's entries: two on the day on which the clinic changed its own. */
  currencies: string[];
  /** The ISO 4217 code. */
  currency: string;
  /** How many digits the currency has after the point. */
  digits: number;
  /** What of that insurers pay. */
  insurer_minor: number;
  /** What they come to. */
  invoiced: Sums;
  /** Invoices that were issued. */
  invoices: InvoiceRow[];
  /** By method. */
  methods: MethodTotal[];
  /** The clinic's day. */
  on: string;
  /** Payments and refunds. */
  payments: PaymentRow[];
  /** Shifts that were opened on the day, or were open then. */
  shifts: ShiftRow[];
  /** What was taken, without what was given back. */
  taken_minor: number;
}

/** Which day. */
export interface DayBookQuery {
  /** Its entries in this one of the day's currencies; none for the clinic's own where the day has entries in it. */
  currency?: string | null;
  /** The clinic's day; none for today. */
  on?: string | null;
}

/** A day's list, as on the screen and on paper. */
export interface DayList {
  /** Appointments and walk-ins, by time. */
  appointments: AppointmentView[];
  /** How many are in which state; states that no appointment is in are left out. */
  counts: StatusCount[];
  /** The day. */
  day_on: string;
  /** When it ends. */
  ends_at: number;
  /** The holiday that it is. */
  holiday?: string | null;
  /** When it begins. */
  starts_at: number;
}

/** Which day's list. */
export interface DayQuery {
  /** The day; today, if none. */
  day_on?: string | null;
  /** Of this practitioner; of all, if none. */
  practitioner_id?: string | null;
}

/** The days of a statement. */
export interface Days {
  /** From this day. */
  from_on: string;
  /** Up to and with this day. */
  until_on: string;
}

/** Limits that ship with the program. */
export interface DefaultThreshold {
  /** For which ages. */
  age_band: AgeBand;
  /** Derived from the metric and the age band. */
  id: string;
  /** The limits. */
  limits: Limits;
  /** Of what. */
  metric: Metric;
  /** Where they come from. */
  source: string;
}

/** The made-up clinic. */
export interface DemoClinic {
  /** The password of all demo accounts. */
  password: string;
  /** How many patients there are. */
  patients: number;
  /** The practitioner is signed in. */
  signed_in: SignedIn;
  /** How many sets of vitals there are. */
  vitals: number;
}

/** In which language the made-up clinic works. */
export interface DemoOrder {
  /** `en` or `ar`. */
  language: string;
  /** The IANA name of the time zone. */
  time_zone: string;
}

/** What a device is. */
export type DeviceKind = "blood_pressure_monitor" | "pulse_oximeter" | "thermometer" | "glucometer" | "scale" | "other";

/** A device as people see it. */
export interface DeviceView {
  /** To whom it is assigned, if it is. */
  assignment?: AssignmentView | null;
  /** The device. */
  id: string;
  /** What it is. */
  kind: DeviceKind;
  /** When the last measurement that was taken from it was true. */
  last_measured_at?: number | null;
  /** Maker and model. */
  model?: string | null;
  /** What people here call it. */
  name: string;
  /** So many of its measurements wait for somebody to look at them. */
  quarantined: number;
  /** Since when nothing is taken from it. */
  revoked_at?: number | null;
  /** The maker's number of this one. */
  serial_number?: string | null;
  /** What a form that is opened now was shown. */
  version: number;
}

/** A diagnosis as a list needs it. */
export interface DiagnosisView {
  /** The record. */
  diagnosis: StoredDiagnosis;
  /** What a form that is opened now was shown. */
  version: number;
}

/** A row that the log does not come to. */
export interface Difference {
  /** The record. */
  record: string;
  /** The table. */
  table: string;
}

/** The digits that numbers are shown in. */
export type Digits = "latin" | "arabic";

/** A disk that can be unplugged. */
export interface Disk {
  /** What is free on it, in bytes. */
  free_bytes: number;
  /** Its name. */
  name: string;
  /** Where it is. */
  path: string;
}

/** What waits to be handed out. */
export interface DispenseQueueQuery {
  /** Only what was written in the last so many days; 30, if left out. */
  days?: number | null;
  /** Only of this patient. */
  of_patient?: string | null;
}

/** Something handed out, with who did. */
export interface DispenseView {
  /** The record. */
  dispense: StoredDispense;
  /** Who handed it out. */
  dispensed_by_name?: string | null;
  /** What a form that is opened now was shown. */
  version: number;
}

/** How much of an item. */
export interface DispensedItem {
  /** The item. */
  item_id: string;
  /** Anything else. */
  note?: string | null;
  /** How much, in the item's `quantity_unit`. */
  quantity: number;
}

/** What a dose, a strength or a quantity is counted in. */
export type DoseUnit = "tablet" | "capsule" | "ml" | "drop" | "puff" | "sachet" | "suppository" | "pessary" | "patch" | "ampoule" | "vial" | "application" | "pack" | "piece" | "vaccine_dose" | "g" | "mg" | "mcg" | "iu" | "mmol";

/** A draft as it was kept. */
export interface Draft {
  /** What was typed. */
  body: unknown;
  /** Which form. */
  key: string;
  /** When it was kept. */
  saved_at: number;
}

/** Which form. */
export interface DraftKey {
  /** Which form. */
  key: string;
}

/** A draft that is thrown away. */
export interface DraftRemoval {
  /** The draft. */
  id: string;
  /** What was on the screen. */
  version: number;
}

/** A backup that was opened to see whether it would serve. */
export interface Drill {
  /** When the drill was. */
  at: number;
  /** What was found. */
  found: Checked;
  /** When the backup was made. */
  made_at: number;
  /** The backup. */
  path: string;
  /** How long it took to take it out, open and check it, in milliseconds. */
  took_ms: number;
}

/** A class of drugs that checks know. */
export interface DrugClass {
  /** Its code. */
  code: string;
  /** How many drugs of the formulary are in it. */
  drugs: number;
  /** Its name, in English. */
  name: string;
  /** Where its members are from. */
  source: string;
}

/** What a form about a drug holds. */
export interface DrugDetails {
  /** The greatest dose of an adult in a day, in `strength_unit`. */
  adult_daily_max?: number | null;
  /** The greatest single dose of an adult, in `strength_unit`. */
  adult_single_max?: number | null;
  /** The least single dose of an adult, in `strength_unit`. */
  adult_single_min?: number | null;
  /** Its ATC code of the fifth level. */
  atc_code?: string | null;
  /** The greatest dose of a child in a day, in `strength_unit` per kg. */
  child_daily_max_per_kg?: number | null;
  /** What is to be known of giving it to children. */
  child_note?: string | null;
  /** The greatest single dose of a child, in `strength_unit` per kg. */
  child_single_max_per_kg?: number | null;
  /** The least single dose of a child, in `strength_unit` per kg. */
  child_single_min_per_kg?: number | null;
  /** The codes of its classes. */
  classes?: string[];
  /** Where doses, ages and the advice on pregnancy are from. */
  dose_source?: string | null;
  /** Its form. */
  form: DrugForm;
  /** It can be prescribed. */
  is_active: boolean;
  /** It is given at most so many times a day. */
  max_times_per_day?: number | null;
  /** It is not for the younger, in months. */
  min_age_months?: number | null;
  /** Its generic name (INN). */
  name: string;
  /** How many `unit`s are in a pack. */
  pack_size?: number | null;
  /** What is known of pregnancy. */
  pregnancy: PregnancyAdvice;
  /** What is to be known of giving it in pregnancy. */
  pregnancy_note?: string | null;
  /** The price of one `unit`, in minor units of the clinic's currency. */
  price_minor?: number | null;
  /** Its routes, the usual first. */
  routes: Route[];
  /** Where name, form and strength are from. */
  source?: string | null;
  /** Its strength as on the box. */
  strength: string;
  /** mg, mcg, g, IU or mmol: what the strength and all doses below are in. */
  strength_unit?: DoseUnit | null;
  /** How much of the substance is in one `unit`, in `strength_unit`. */
  strength_value?: number | null;
  /** The tax on it, in hundredths of a percent. */
  tax_basis_points?: number;
  /** What doses and quantities are counted in. */
  unit: DoseUnit;
}

/** A drug to save: a new one where it has no id. */
export interface DrugForSaving {
  /** The form. */
  details: DrugDetails;
  /** The drug; none for a new one. */
  id?: string | null;
  /** What the form was shown; 0 for a new one. */
  version?: number;
}

/** The form of a drug. */
export type DrugForm = "tablet" | "dispersible_tablet" | "chewable_tablet" | "modified_release_tablet" | "sublingual_tablet" | "capsule" | "oral_liquid" | "oral_powder" | "injection" | "powder_for_injection" | "infusion" | "vaccine" | "cream" | "ointment" | "gel" | "lotion" | "topical_solution" | "shampoo" | "eye_drops" | "eye_ointment" | "ear_drops" | "nasal_spray" | "inhaler" | "nebuliser_solution" | "suppository" | "rectal_solution" | "pessary" | "patch" | "implant" | "intrauterine_device" | "lozenge" | "other";

/** A drug's id. */
export interface DrugId {
  /** The drug. */
  id: string;
}

/** A page of the formulary. */
export interface DrugList {
  /** The drugs. */
  drugs: DrugView[];
  /** How many there are in all. */
  total: number;
}

/** A drug to look for. */
export interface DrugSearch {
  /** At most so many; 20, if left out. */
  limit?: number | null;
  /** The start of a name, of its words, an ATC code, or a name with a slip; strengths and forms narrow it. */
  text?: string;
}

/** A drug as a form or a list needs it. */
export interface DrugView {
  /** The codes of its classes. */
  classes: string[];
  /** The record. */
  drug: StoredDrug;
  /** Its name and strength. */
  label: string;
  /** Its routes, the usual first. */
  routes: Route[];
  /** What a form that is opened now was shown. */
  version: number;
}

/** Two records that are probably one person. */
export interface DuplicatePair {
  /** The older record, which would be the face of both. */
  first: PatientRow;
  /** What was looked at: for saying that these are two people. */
  looked_at: string;
  /** What is alike. */
  reasons: Reason[];
  /** How alike, from 0 to 1. */
  score: number;
  /** The younger one. */
  second: PatientRow;
}

/** What is typed so far. */
export interface DuplicateQuery {
  /** The form. */
  details: PatientDetails;
  /** The patient that is being edited, who is not a duplicate of itself. */
  patient_id?: string | null;
}

/** Why a chart outside one's role is opened. */
export interface EmergencyReason {
  /** The patient. */
  patient_id: string;
  /** Why, in a few words: read by whoever reviews the audit. */
  reason: string;
}

/** A change to an encounter that is not signed. */
export interface EncounterChange {
  /** The encounter. */
  id: string;
  /** What kind of contact. */
  kind: EncounterKind;
  /** The note. */
  note: EncounterNote;
  /** What the form was shown. */
  version: number;
}

/** An encounter of a patient. */
export interface EncounterId {
  /** The encounter. */
  id: string;
  /** The patient. */
  patient_id: string;
}

/** What kind of contact an encounter is. */
export type EncounterKind = "consultation" | "follow_up" | "triage" | "procedure" | "emergency" | "phone" | "home_visit";

/** The sections of a note. */
export interface EncounterNote {
  /** What it is thought to be. */
  assessment?: string | null;
  /** Why the patient came. */
  complaint?: string | null;
  /** What was found. */
  examination?: string | null;
  /** What the patient tells. */
  history?: string | null;
  /** What is to be done. */
  plan?: string | null;
}

/** One line about an encounter. */
export interface EncounterRow {
  /** Why the patient came. */
  complaint?: string | null;
  /** The names of its diagnoses. */
  diagnoses: string[];
  /** The encounter. */
  id: string;
  /** What kind of contact. */
  kind: EncounterKind;
  /** The patient's number. */
  mrn: string;
  /** The patient. */
  patient_id: string;
  /** The patient's name. */
  patient_name: string;
  /** Who gives care. */
  practitioner_name?: string | null;
  /** When it began. */
  started_at: number;
  /** Where it stands. */
  status: EncounterStatus;
}

/** Where an encounter stands. */
export type EncounterStatus = "in_progress" | "signed";

/** An encounter as a note or a form needs it. */
export interface EncounterView {
  /** What was added after the signature, the oldest first. */
  amendments: AmendmentView[];
  /** Groups of fields that two people have written differently: `note`. */
  conflicts: string[];
  /** Its diagnoses, in the order in which they were made. */
  diagnoses: DiagnosisView[];
  /** The record. */
  encounter: StoredEncounter;
  /** It is the caller's own, and so the caller may sign it. */
  is_own: boolean;
  /** Who gives care. */
  practitioner_name?: string | null;
  /** Who signed. */
  signed_by_name?: string | null;
  /** What a form that is opened now was shown. */
  version: number;
}

/** Enrolling a computer that has a clinic. */
export interface Enrolling {
  /** Where the invitation is to another organization than the clinic's own: the clinic comes to it, with all it has. */
  comes_along?: boolean;
  /** The invitation, as it was pasted. */
  invitation: string;
  /** What people call this computer, e.g. "Front desk". */
  name: string;
}

/** What an entry of a statement is. */
export type EntryKind = "invoice" | "credit_note" | "payment" | "advance" | "refund";

/** What happened. */
export type Event = "enrolled" | "left" | "exchanged" | "failed" | "reached" | "refused" | "set_aside" | "gave_way" | "exported" | "imported" | "prepared" | "moved";

/** What to write to a file. */
export interface ExportOrder {
  /** The folder, e.g. of the stick; none for the downloads. */
  folder?: string | null;
  /** Everything, not only what the server has not confirmed. */
  is_all: boolean;
}

/** A file that was written. */
export interface ExportedChanges {
  /** Its size. */
  bytes: number;
  /** How many changes it carries. */
  changes: number;
  /** Where it is. */
  path: string;
}

/** A file that leaves the program. */
export interface ExportedFile {
  /** A name for it. */
  name: string;
  /** How many rows. */
  rows: number;
  /** What stands in it. */
  text: string;
}

/** A place in the log that is not as it was written. */
export interface Fault {
  /** What is wrong there. */
  problem: Problem;
  /** The record concerned, where it is known. */
  record?: string | null;
  /** The log: its scope. */
  scope: string;
  /** The number in the log, from 1. */
  seq: number;
}

/** A favourite's id. */
export interface FavouriteId {
  /** The favourite. */
  id: string;
}

/** A favourite as the builder needs it. */
export interface FavouriteView {
  /** The record. */
  favourite: StoredFavourite;
  /** The drug can still be prescribed. */
  is_active: boolean;
  /** The item, filled in. */
  item: NewItem;
  /** The drug's name and strength. */
  label: string;
  /** What a form that is opened now was shown. */
  version: number;
}

/** One figure over some days. */
export interface Figure {
  /** How much, in minor units, where the figure is of money. */
  amount_minor: number;
  /** Over time. */
  columns: Column[];
  /** How many. */
  count: number;
  /** What is counted. */
  kind: FigureKind;
  /** Half of them took at most so many minutes, where the figure is of minutes. */
  median_min?: number | null;
  /** Nine of ten took at most so many minutes. */
  ninetieth_min?: number | null;
  /** Its parts, the largest first. */
  parts: Part2[];
}

/** What is counted. */
export type FigureKind = "registrations" | "appointments" | "waiting" | "encounters" | "diagnoses" | "alerts" | "acknowledgements" | "revenue" | "payers" | "payments" | "unpaid";

/** The list behind a figure. */
export interface FigureList {
  /** How many there are; at most the first 1,000 are shown. */
  count: number;
  /** The rows, the latest first. */
  rows: FigureRow[];
}

/** The list behind a figure or a part of it. */
export interface FigureListQuery {
  /** From this day at the site. */
  from_on: string;
  /** Only this part of it. */
  key?: string | null;
  /** The figure. */
  kind: FigureKind;
  /** Up to and with this day. */
  until_on: string;
}

/** A picture of figures over time, one track each. */
export interface FigureOrder {
  /** From this day at the site. */
  from_on: string;
  /** Height in CSS pixels. */
  height: number;
  /** The words are written from right to left. */
  is_right_to_left: boolean;
  /** Which figure. */
  kind: FigureKind;
  /** Light or dark. */
  theme: ChartTheme;
  /** What it is called on the picture. */
  title: string;
  /** The unit of the columns, such as the currency; may be empty. */
  unit: string;
  /** Up to and with this day. */
  until_on: string;
  /** Width in CSS pixels. */
  width: number;
  /** Months and digits. */
  words: Words;
}

/** Which days. */
export interface FigureQuery {
  /** From this day at the site. */
  from_on: string;
  /** Only these figures; all where none is named. */
  kinds?: FigureKind[];
  /** Up to and with this day. */
  until_on: string;
}

/** One row of the list. */
export interface FigureRow {
  /** Who had to do with it. */
  account?: string | null;
  /** How much, in minor units. */
  amount_minor: number;
  /** When. */
  at: number;
  /** The day at the site. */
  day_on: string;
  /** The record: an appointment, an encounter, an invoice. */
  id: string;
  /** Which part of the figure it belongs to. */
  key: string;
  /** How long it took, in minutes. */
  minutes?: number | null;
  /** The patient. */
  patient_id?: string | null;
  /** The patient's name. */
  patient_name?: string | null;
  /** More about it. */
  words?: string | null;
}

/** The clinic's figures. */
export interface Figures {
  /** The currency of the amounts. */
  currency: string;
  /** The figures. */
  figures: Figure[];
  /** Of those who were expected and whose time has passed, so many in ten thousand did not come; none where nobody
   * was expected. */
  no_show_basis_points?: number | null;
  /** What a column stands for. */
  step: Step;
}

/** Something found in a sheet. */
export interface Finding {
  /** What was found. */
  code: FindingCode;
  /** What the sentence mentions, for translating it. */
  details: Record<string, string>;
  /** It was overridden in what was sent. */
  is_overridden: boolean;
  /** The item of the sheet, from 0. */
  item: number;
  /** Names it while the sheet and the chart stay as they are: an override hands it back. */
  key: string;
  /** The finding in English. */
  sentence: string;
  /** How grave it is. */
  severity: FindingSeverity;
  /** Where the rule is from. */
  source?: string | null;
}

/** What was found. */
export type FindingCode = "allergy_substance" | "allergy_class" | "allergy_cross" | "allergies_unknown" | "duplicate_substance" | "duplicate_class" | "interaction" | "dose_above" | "dose_below" | "daily_dose_above" | "too_often" | "too_young" | "child_note" | "weight_missing" | "weight_old" | "age_unknown" | "pregnancy_avoid" | "pregnancy_possible" | "pregnancy_caution" | "pregnancy_not_stated" | "dose_not_checked" | "not_in_formulary" | "inactive" | "route_unusual";

/** How grave a finding is. */
export type FindingSeverity = "info" | "caution" | "serious";

/** How a dose goes with food. */
export type Food = "before" | "with" | "after" | "empty_stomach";

/** A value that a line changes. */
export interface FormularyEdit {
  /** What the line says. */
  after: string;
  /** What it is now. */
  before: string;
  /** The column. */
  column: string;
}

/** A file to import. */
export interface FormularyImport {
  /** The file's bytes, in base64. */
  file_base64: string;
  /** Only say what would happen. */
  is_dry_run: boolean;
  /** What is done with rows that cannot be. */
  policy: ImportPolicy;
}

/** A line of the file. */
export interface FormularyLine {
  /** What it changes. */
  edits: FormularyEdit[];
  /** The drug's name and strength. */
  label: string;
  /** The line in the file, from 1. */
  line: number;
  /** What happens to it. */
  outcome: FormularyOutcome;
  /** What is wrong with it. */
  problems: FormularyProblem[];
}

/** What loading the shipped list did. */
export interface FormularyLoad {
  /** Drugs that were added. */
  added: number;
  /** Drugs that were here already; they stay as the clinic has them. */
  already_here: number;
}

/** What happens to a line of the file. */
export type FormularyOutcome = "added" | "changed" | "same" | "refused";

/** What is wrong with a cell. */
export interface FormularyProblem {
  /** What is wrong, as a code. */
  code: string;
  /** The column. */
  column: string;
  /** What is wrong and what it should be. */
  reason: string;
  /** What stands there. */
  value: string;
}

/** A page of the formulary. */
export interface FormularyQuery {
  /** Only those of this class. */
  class_code?: string | null;
  /** Those that can no longer be prescribed too. */
  has_inactive?: boolean;
  /** At most so many; 50, if left out. */
  limit?: number | null;
  /** After so many. */
  offset?: number;
  /** Only what this finds, best first; everything by name, if empty. */
  text?: string;
}

/** What an import did or would do. */
export interface FormularyReport {
  /** Drugs that were not here. */
  added: number;
  /** Drugs that change. */
  changed: number;
  /** It was kept; otherwise it was a dry run, or a wrong line under all or nothing. */
  is_kept: boolean;
  /** The lines that add, change or cannot be; at most the first 1,000. */
  lines: FormularyLine[];
  /** Lines that cannot be. */
  refused: number;
  /** Rows in the file. */
  rows: number;
  /** Drugs that stay as they are. */
  same: number;
}

/** A backup that was found: what stands in the clear. */
export interface FoundBackup {
  /** Its size in bytes. */
  bytes: number;
  /** When it was made. */
  made_at: number;
  /** The file. */
  path: string;
  /** The program that made it. */
  program: string;
  /** Why it was made. */
  reason: Reason2;
}

/** Where to look. */
export interface FoundQuery {
  /** A folder; none is the usual ones, and every disk that can be unplugged. */
  path?: string | null;
}

/** A clinic whose file was made. */
export interface Founded {
  /** The code to be written down: it opens the clinic if the key is lost. */
  recovery_code: string;
}

/** A new clinic's file. */
export interface Founding {
  /** The clinic is made up. */
  is_demo: boolean;
  /** The passphrase for its key, where the system keeps no keys. */
  passphrase?: Password | null;
}

/** A drawn chart. */
export interface Frame {
  /** CSS px. */
  height: number;
  /** One for each track, in the same order. */
  plots: PlotArea[];
  /** A whole `<svg>` element with a transparent background and no style attribute. */
  svg: string;
  /** CSS px. */
  width: number;
}

/** A free slot. */
export interface FreeSlot {
  /** When it ends. */
  ends_at: number;
  /** The practitioner's account. */
  practitioner_id: string;
  /** The practitioner's name. */
  practitioner_name: string;
  /** The room. */
  room_id?: string | null;
  /** The room's name. */
  room_name?: string | null;
  /** When it begins. */
  starts_at: number;
}

/** What kind of slot is looked for. */
export interface FreeSlotQuery {
  /** So many minutes long; as long as the service, if none. */
  duration_min?: number | null;
  /** When this patient is free too. */
  for_patient?: string | null;
  /** Not before this minute of the day. */
  from_min?: number | null;
  /** From this day on; today, if none. */
  from_on?: string | null;
  /** At most so many: 20, if none. */
  limit?: number | null;
  /** With this practitioner; with anybody, if none. */
  practitioner_id?: string | null;
  /** In this room; in that of the practitioner's hours, if none. */
  room_id?: string | null;
  /** For this service: as long as it takes. */
  service_id?: string | null;
  /** Ending by this minute of the day. */
  to_min?: number | null;
  /** Until this day; 90 days on, if none. */
  until_on?: string | null;
}

/** The next free slots. */
export interface FreeSlots {
  /** How long the slots are, in minutes. */
  duration_min: number;
  /** The last day that was looked at. */
  searched_until_on: string;
  /** The slots, the earliest first. */
  slots: FreeSlot[];
  /** Practitioners for whom no hours are kept, so that no slot can be told. */
  without_hours: string[];
}

/** How often a dose is taken. */
export type Frequency = "once" | "once_daily" | "in_the_morning" | "at_night" | "twice_daily" | "three_times_daily" | "four_times_daily" | "five_times_daily" | "every_4_hours" | "every_6_hours" | "every_8_hours" | "every_12_hours" | "every_other_day" | "three_times_weekly" | "twice_weekly" | "once_weekly" | "once_monthly";

/** Whether the numbers are whole. */
export interface GapReport {
  /** Nothing is missing, doubled or misspelt. */
  is_whole: boolean;
  /** Each series of each workstation. */
  series: SeriesReport[];
}

/** How glucose is written; kept in mg/dL. */
export type GlucoseUnit = "mg_dl" | "mmol_l";

/** A paper that was handed over. */
export interface HandedPaper {
  /** It is marked as a copy. */
  is_copy: boolean;
  /** The note of it: for taking it back where it did not arrive. */
  issue_id: string;
  /** What its file is called. */
  name: string;
  /** How many pages it has. */
  pages: number;
  /** Where it was saved, if it was. */
  path?: string | null;
  /** The printer that it was sent to, if it was. */
  printer?: string | null;
}

/** How height is written; kept in cm. */
export type HeightUnit = "centimetre" | "inch";

/** A holiday that was added. */
export interface HolidayAdded {
  /** The holiday. */
  holiday: HolidayView;
  /** The appointments that fall on it and must be moved. */
  stranded: AppointmentView[];
}

/** A holiday as lists need it. */
export interface HolidayView {
  /** The holiday. */
  holiday: StoredHoliday;
  /** What was on the screen. */
  version: number;
}

/** A file to be taken: by its path, or its bytes where it was dropped on the window. */
export interface ImportOrder {
  /** Its bytes. */
  bytes_base64?: string | null;
  /** Where it is. */
  path?: string | null;
}

/** What is done with rows that cannot be. */
export type ImportPolicy = "all_or_nothing" | "good_rows";

/** A cell that cannot be. */
export interface ImportProblem {
  /** What is wrong, as a code. */
  code: string;
  /** The column. */
  column: string;
  /** The line in the file, from 1. */
  line: number;
  /** What is wrong and what it should be. */
  reason: string;
  /** What stands there. */
  value: string;
}

/** What an import did or would do. */
export interface ImportReport {
  /** Rows that are here already. */
  already_here: number;
  /** Rows that were imported, or would be. */
  imported: number;
  /** Nothing was kept: a dry run, or a wrong row under all or nothing. */
  is_kept: boolean;
  /** What is wrong, at most the first 1,000 cells. */
  problems: ImportProblem[];
  /** Rows that cannot be imported. */
  refused: number;
  /** Rows in the file. */
  rows: number;
}

/** What a file brought. */
export interface ImportedChanges {
  /** So many were. */
  held_already: number;
  /** When the file was made, in milliseconds since 1970. */
  made_at: number;
  /** What people call the computer that made it, if it is known here. */
  made_by?: string | null;
  /** Why some changes were set aside. */
  set_aside: string[];
  /** So many changes were not held here before. */
  taken: number;
}

/** Who pays for patients: an insurance, an employer, a relief organization. */
export interface Insurer {
  /** Address. */
  address?: string | null;
  /** The clinic's code or contract number with it. */
  code?: string | null;
  /** Email. */
  email?: string | null;
  /** The insurer. */
  id: string;
  /** It can be chosen for new coverage. */
  is_active: boolean;
  /** Its name, as on papers. */
  name: string;
  /** Anything else. */
  notes?: string | null;
  /** Telephone. */
  phone?: string | null;
}

/** A form about an insurer. */
export interface InsurerForm {
  /** Address. */
  address?: string | null;
  /** The clinic's code or contract number with it. */
  code?: string | null;
  /** Email. */
  email?: string | null;
  /** The insurer; none for a new one. */
  id?: string | null;
  /** It can be chosen for new coverage. */
  is_active: boolean;
  /** Its name. */
  name: string;
  /** Anything else. */
  notes?: string | null;
  /** Telephone. */
  phone?: string | null;
  /** What the form was shown; 0 for a new one. */
  version?: number;
}

/** An insurer with what a form is shown. */
export interface InsurerView {
  /** The insurer. */
  insurer: Insurer;
  /** What a form that is opened now was shown. */
  version: number;
}

/** What is printed or read out. It is shown this once. */
export interface Invitation {
  /** Where it is typed in; none where no address of the portal is known. */
  address?: string | null;
  /** The code, in groups of four. */
  code: string;
  /** Until when it is good. */
  expires_at: number;
  /** The invitation. */
  id: string;
  /** The address with the code in it. */
  link?: string | null;
  /** The patient's name. */
  patient_name: string;
}

/** What an invitation says. */
export interface InvitationDetails {
  /** Where the server is. */
  address: string;
  /** It names the certificate that the server must show. */
  is_pinned: boolean;
}

/** An invitation that is taken up. */
export interface InvitationTaken {
  /** The code. */
  code: string;
  /** The language of one's pages. */
  language: string;
  /** The password. */
  password: Password;
  /** What to sign in with from now on: a name or an email address. */
  username: string;
}

/** An invitation as it was pasted. */
export interface InvitationText {
  /** The text. */
  invitation: string;
}

/** Who shares in an invoice, and how. */
export interface InvoiceCover {
  /** What the patient pays of what is covered, in minor units. */
  copay_minor: number;
  /** A share, or a fixed copay. */
  cover: Cover;
  /** The coverage. */
  coverage_id: string;
  /** The insurer's share of what it covers, in hundredths of a per cent. */
  covered_basis_points: number;
  /** The insurer. */
  insurer_id: string;
  /** The insurer's name. */
  insurer_name: string;
  /** The patient's number there. */
  member_number?: string | null;
}

/** Which invoices a list holds. */
export type InvoiceFilter = "all" | "drafts" | "unpaid" | "overdue" | "balanced" | "cancelled";

/** A draft as a form has it: lines that are left out are taken off it. */
export interface InvoiceForm {
  /** Under which coverage; none where the patient pays all. */
  coverage_id?: string | null;
  /** When it will be due; none for the clinic's usual days. */
  due_on?: string | null;
  /** The draft. */
  id: string;
  /** The lines in their order. */
  lines: LineForm[];
  /** What the paper says beside the lines. */
  note?: string | null;
  /** What the form was shown. */
  version: number;
}

/** An invoice or draft. */
export interface InvoiceId {
  /** The invoice or the draft; of a draft that was issued, the invoice is shown. */
  id: string;
}

/** A page of invoices. */
export interface InvoiceList {
  /** How many the filter names; 0 but for drafts, unpaid and overdue invoices. */
  count: number;
  /** What is due of all that the filter names, not only of this page; 0 but for unpaid and overdue invoices. */
  due_minor: number;
  /** There are more after it. */
  has_more: boolean;
  /** The page. */
  rows: InvoiceRow[];
}

/** Lines as somebody types them, to see what they come to. */
export interface InvoicePreview {
  /** Under which coverage. */
  coverage_id?: string | null;
  /** The lines. */
  lines: LineForm[];
}

/** A page of invoices. */
export interface InvoiceQuery {
  /** The last invoice of the page before. */
  after?: string | null;
  /** Which. */
  filter?: InvoiceFilter;
  /** Issued on this day or later. */
  from_on?: string | null;
  /** Only those that this insurer shares in. */
  insurer_id?: string | null;
  /** At most so many; 0 for 50. */
  limit?: number;
  /** Only those with this in their number. */
  number?: string | null;
  /** How many to pass over. */
  offset?: number;
  /** Only this patient's. */
  patient_id?: string | null;
  /** Issued on this day or earlier. */
  to_on?: string | null;
}

/** An invoice in a list. */
export interface InvoiceRow {
  /** The ISO 4217 code of its currency. */
  currency: string;
  /** When it is due; of a draft, none. */
  due_on?: string | null;
  /** The draft, or the invoice once issued. */
  id: string;
  /** Who shares in it. */
  insurer_name?: string | null;
  /** It is not paid, and the day on which it was due is past. */
  is_overdue: boolean;
  /** The day on which it was issued; of a draft, none. */
  issued_on?: string | null;
  /** The patient's number. */
  mrn: string;
  /** Its number, once issued. */
  number?: string | null;
  /** The patient. */
  patient_id: string;
  /** The patient's name. */
  patient_name: string;
  /** What was credited and paid, and what is due. */
  standing: Standing;
  /** Where it stands. */
  status: InvoiceStatus;
  /** What is to be paid. */
  total_minor: number;
}

/** Where an invoice stands (FHIR Invoice.status). */
export type InvoiceStatus = "draft" | "issued" | "balanced" | "cancelled";

/** An invoice, draft or issued, with all that hangs on it. */
export interface InvoiceView {
  /** What the patient has paid beforehand and is free to be used. */
  advance_minor: number;
  /** Who shares in it, and how. */
  cover?: InvoiceCover | null;
  /** Credit notes, the first first. */
  credits: CreditNoteView[];
  /** The ISO 4217 code of its currency. */
  currency: string;
  /** How many digits the currency has after the point. */
  digits: number;
  /** When it is due; of a draft, when it would be. */
  due_on: string;
  /** Prices that the price list has changed since they were put on the draft. */
  has_changed_prices: boolean;
  /** The draft, or the invoice once issued. */
  id: string;
  /** Whether a person chose that day on the draft. */
  is_due_chosen: boolean;
  /** It is not paid, and the day on which it was due is past. */
  is_overdue: boolean;
  /** Prices have the tax in them. */
  is_tax_included: boolean;
  /** The instant at which it was issued. */
  issued_at?: number | null;
  /** Who issued it. */
  issued_by?: string | null;
  /** The day on which it was issued. */
  issued_on?: string | null;
  /** The lines in their order. */
  lines: LineView[];
  /** The patient's number. */
  mrn: string;
  /** What the paper says beside the lines. */
  note?: string | null;
  /** Its number, once issued. */
  number?: string | null;
  /** Who pays what of it. */
  parts: Parts;
  /** The patient. */
  patient_id: string;
  /** The patient's name. */
  patient_name: string;
  /** What was paid on it, the first first; an amount below zero went back. */
  payments: PaymentOnInvoice[];
  /** What was credited and paid, and what is due. */
  standing: Standing;
  /** Where it stands. */
  status: InvoiceStatus;
  /** What the lines come to. */
  sums: Sums;
  /** What the tax is called. */
  tax_label: string;
  /** The tax by rate. */
  taxes: TaxView[];
  /** What a form that is opened now was shown; 0 once issued. */
  version: number;
}

/** A draft that is issued. */
export interface Issue {
  /** The prices on the draft stand although the price list has changed. */
  are_prices_confirmed?: boolean;
  /** The draft. */
  id: string;
  /** What was on the screen: what somebody changed since then is shown first. */
  version: number;
}

/** One paper that left the program. */
export interface IssueRow {
  /** When, in milliseconds since 1970 UTC. */
  at: number;
  /** By whom. */
  by: string;
  /** The note of the paper; void where it was withdrawn. */
  paper: StoredIssuedPaper;
}

/** A step to take. */
export interface ItemChange {
  /** The item. */
  id: string;
  /** Why. */
  reason?: string | null;
  /** The step. */
  step: ItemStep;
  /** What was on the screen. */
  version: number;
}

/** What an item comes to. */
export interface ItemCheck {
  /** The single dose in the strength's unit, where it can be said. */
  dose_amount?: number | null;
  /** The unit of that dose. */
  dose_amount_unit?: DoseUnit | null;
  /** What the patient is told, by language: `en`, `ar`. */
  instructions: Record<string, string>;
  /** Fields that are missing or wrong, by their code; the rest is checked all the same. */
  problems: Record<string, string>;
  /** How much is to be handed out; none where it must be typed (no duration, or an unknown strength). */
  quantity?: number | null;
  /** What the quantity is counted in. */
  quantity_unit: DoseUnit;
  /** The most doses that fall on one day. */
  times_per_day: number;
}

/** Where an item stands (FHIR MedicationRequest.status; entered in error is told by the record's meta). */
export type ItemStatus = "active" | "on_hold" | "completed" | "stopped" | "cancelled";

/** A step in the life of an item. */
export type ItemStep = "hold" | "resume" | "stop" | "cancel" | "complete";

/** An item of a sheet. */
export interface ItemView {
  /** Groups of fields that two people have set differently. */
  conflicts: string[];
  /** How much was handed out. */
  dispensed: number;
  /** What was handed out, the oldest first. */
  dispenses: DispenseView[];
  /** The last day of its course; none where it goes on. */
  ends_on?: string | null;
  /** What the patient is told, by language: `en`, `ar`. */
  instructions: Record<string, string>;
  /** It is being taken: active, or handed out and its course not yet over. */
  is_current: boolean;
  /** The record. */
  item: StoredPrescriptionItem;
  /** The drug's name and strength. */
  label: string;
  /** The sheet's number. */
  number: string;
  /** The warnings that were passed over. */
  overrides: OverrideView[];
  /** Who prescribed. */
  prescriber_name?: string | null;
  /** How much may still be handed out. */
  remaining: number;
  /** Of each of them all that was said: it is neither handed out nor printed until that is settled. */
  rivals: Record<string, unknown[]>;
  /** The steps that are possible from where it stands. */
  steps: ItemStep[];
  /** The most doses that fall on one day. */
  times_per_day: number;
  /** What a form that is opened now was shown. */
  version: number;
}

/** Long work that is to stop. */
export interface JobName {
  /** The name that the work was given. */
  job: string;
}

/** Joining a clinic with a computer that has none. */
export interface Joining {
  /** The invitation, as it was pasted. */
  invitation: string;
  /** What people call this computer. */
  name: string;
  /** The passphrase for its key, where the system keeps no keys. */
  passphrase?: Password | null;
}

/** Joining a clinic by a file, with a computer that has none. */
export interface JoiningByFile {
  /** The code that was shown when it was made. */
  code: string;
  /** What people call this computer. */
  name: string;
  /** The passphrase for its key, where the system keeps no keys. */
  passphrase?: Password | null;
  /** Where the file is. */
  path: string;
}

/** The last visit in full. */
export interface LastVisit {
  /** The encounter. */
  encounter: EncounterView;
  /** What was prescribed at it. */
  prescriptions: PrescriptionView[];
  /** The vitals that were taken at it, the latest first. */
  vitals: StoredVitals[];
}

/** What is known of a patient's body. */
export interface LatestBody {
  /** Body mass index, kg/m². */
  bmi?: number | null;
  /** Height in cm, and when. */
  height_cm?: [number, number] | null;
  /** Weight in kg, and when. */
  weight_kg?: [number, number] | null;
}

/** The latest of one reading. */
export interface LatestReading {
  /** When it was true. */
  at: number;
  /** Whether it is above, where it breaches. */
  is_above: boolean;
  /** The limits that apply to this patient now. */
  limits: Limits;
  /** What it is. */
  metric: Metric;
  /** The breach that it is, if it is one. */
  severity?: Severity | null;
  /** Which way it goes; none where there is nothing to compare with. */
  trend?: Trend | null;
  /** The value, in canonical units. */
  value: number;
}

/** The latest readings and the score. */
export interface LatestVitals {
  /** Weight and height. */
  body: LatestBody;
  /** The blood pressure in words, by the clinic's scheme. */
  bp_category?: BpCategory | null;
  /** The score now. */
  news2: News2;
  /** The latest of each reading that there is. */
  readings: LatestReading[];
  /** Who recorded it. */
  recorded_by?: string | null;
  /** The latest set. */
  set?: StoredVitals | null;
}

/** Leave that was added. */
export interface LeaveAdded {
  /** The leave. */
  leave: LeaveView;
  /** The appointments that fall into it and must be moved. */
  stranded: AppointmentView[];
}

/** Which leave. */
export interface LeaveQuery {
  /** Ending on this day or later; today, if none. */
  from_on?: string | null;
  /** Of this practitioner; of all, if none. */
  practitioner_id?: string | null;
  /** Beginning on this day or before. */
  until_on?: string | null;
}

/** Leave as lists need it. */
export interface LeaveView {
  /** The leave. */
  leave: StoredLeave;
  /** The practitioner's name. */
  practitioner_name: string;
  /** What was on the screen. */
  version: number;
}

/** A change to the letterhead. */
export interface LetterheadChange {
  /** The address, in up to four lines. */
  address?: string | null;
  /** The email. */
  email?: string | null;
  /** A line or two at the foot of each page. */
  footer?: string | null;
  /** The logo is taken away. */
  is_logo_removed?: boolean;
  /** Another logo, a PNG or a JPEG of at most 512 KB, in base64; none keeps the one that is there. */
  new_logo_base64?: string | null;
  /** The telephone. */
  phone?: string | null;
  /** The number of the clinic's licence, or of its tax. */
  registration?: string | null;
  /** What the form was shown. */
  version: number;
}

/** The letterhead as papers and its form need it. */
export interface LetterheadView {
  /** The address, in up to four lines. */
  address?: string | null;
  /** Fields that two people have changed to different values. */
  conflicts: string[];
  /** The email. */
  email?: string | null;
  /** A line or two at the foot of each page. */
  footer?: string | null;
  /** The logo, a PNG or a JPEG in base64. */
  logo_base64?: string | null;
  /** The clinic's name, from the site's settings. */
  name: string;
  /** The telephone. */
  phone?: string | null;
  /** The number of the clinic's licence, or of its tax. */
  registration?: string | null;
  /** What a form that is opened now was shown. */
  version: number;
}

/** Limits, in canonical units. A reading at a limit breaches it. */
export interface Limits {
  /** At or above: critical. */
  critical_high?: number | null;
  /** At or below: critical. */
  critical_low?: number | null;
  /** At or above: a warning. */
  warning_high?: number | null;
  /** At or below: a warning. */
  warning_low?: number | null;
}

/** Whose limits apply. */
export type LimitsOwner = "patient" | "practitioner" | "site" | "default";

/** What to take back of one line. */
export interface LineCredit {
  /** How much of it, tax included. */
  amount_minor: number;
  /** The line of the invoice. */
  invoice_line_id: string;
}

/** A line as a form has it. */
export interface LineForm {
  /** The charge item that a new line is made of. */
  charge_item_id?: string | null;
  /** What it is. */
  description: string;
  /** What is taken off in hundredths of a per cent; leave it out to take off an amount. */
  discount_basis_points?: number | null;
  /** The amount that is taken off, in minor units. */
  discount_minor?: number;
  /** The line; none for a new one. */
  id?: string | null;
  /** The insurer shares in it. */
  is_covered?: boolean;
  /** The service or drug whose price a new line has, where it is of no charge item. */
  item_id?: string | null;
  /** How many, at most three digits after the point. */
  quantity: number;
  /** Tax, in hundredths of a per cent; the clinic's own where it is left out. */
  tax_basis_points?: number | null;
  /** The price of one, in minor units. */
  unit_price_minor: number;
}

/** A line of an invoice. */
export interface LineView {
  /** The charge item that it was made of. */
  charge_item_id?: string | null;
  /** What of it was credited. */
  credited_minor: number;
  /** What it is. */
  description: string;
  /** What is taken off in hundredths of a per cent; none where an amount is. */
  discount_basis_points?: number | null;
  /** The line; none in a preview of one that was not saved. */
  id?: string | null;
  /** The insurer shares in it. */
  is_covered: boolean;
  /** The service or drug that the price was taken from. */
  item_id?: string | null;
  /** Who gave the care. */
  practitioner_name?: string | null;
  /** The price that the price list has now, where it has changed since this was put on the draft. */
  price_now_minor?: number | null;
  /** How many. */
  quantity: number;
  /** What made it. */
  source: ChargeSource;
  /** What it comes to. */
  sums: Sums;
  /** Tax, in hundredths of a per cent. */
  tax_basis_points: number;
  /** The price of one, in minor units. */
  unit_price_minor: number;
}

/** A paper to be looked at. */
export interface MadePaper {
  /** It would be marked as a copy. */
  is_copy: boolean;
  /** What its file would be called. */
  name: string;
  /** How many pages it has. */
  pages: number;
  /** The PDF, in base64. */
  pdf_base64: string;
  /** The first pages as SVG, for a window that shows no PDF. */
  previews: string[];
}

/** Whether a reading is past a threshold, and how gravely. */
export type Mark = "none" | "warning" | "critical";

/** A reading that is drawn as a breach. */
export interface MarkedPoint {
  /** UTC epoch milliseconds. */
  at_ms: number;
  mark: Mark;
  value: number;
}

/** Why a patient was found, best first. */
export type Match = "number" | "exact" | "number_part" | "prefix" | "birth_year" | "similar";

/** Into whose chart a measurement goes. */
export interface MeasurementAcceptance {
  /** The measurement in quarantine. */
  id: string;
  /** The patient, where the device was not assigned to one at the time. */
  into_patient_id?: string | null;
  /** Why it is right. */
  note?: string | null;
}

/** What became of a measurement. */
export type MeasurementOutcome = {
  /** The alerts that it raised. */
  alerts: string[];
  became: "recorded";
  /** The set of vitals. */
  vitals_id: string;
} | {
  became: "duplicate";
  /** The set of vitals that it is, or would be. */
  vitals_id: string;
} | {
  became: "quarantined";
  /** Why. */
  reason: QuarantineReason;
} | {
  became: "refused";
  /** Stable: what a program branches on. */
  code: string;
  /** What is wrong. */
  message: string;
};

/** Which measurements of a device. */
export interface MeasurementQuery {
  /** The device. */
  device_id: string;
  /** At most so many, the latest. */
  limit?: number;
}

/** Why a measurement is of no use. */
export interface MeasurementRemoval {
  /** The measurement in quarantine. */
  id: string;
  /** Why. */
  reason: string;
}

/** A measurement that was taken from a device. */
export interface MeasurementRow {
  /** The patient's name. */
  patient_name: string;
  /** The set of vitals. */
  vitals: StoredVitals;
}

/** Two records of one person. */
export interface Merging {
  /** What holds of the person, chosen field by field; that of the face, if left out. */
  details?: PatientDetails | null;
  /** The other. */
  other_id: string;
  /** One record. */
  patient_id: string;
  /** What was shown of the older one, which goes on as the face of both. */
  version: number;
}

/** How many messages wait. */
export interface MessageCounts {
  /** Open messages of each kind. */
  open: Record<string, number>;
  /** What one has not read, reminders apart: they are work of the desk, not news. */
  unread: number;
}

/** What a message is about. */
export type MessageKind = "alert" | "reminder" | "task" | "report" | "note" | "emergency";

/** Which messages. */
export interface MessageQuery {
  /** The last message of the page before. */
  after?: string | null;
  /** Only what came before this instant: for the next page. */
  before?: number | null;
  /** Only what one has not read, or has not been done. */
  is_open?: boolean;
  /** Only this kind. */
  kind?: MessageKind | null;
  /** At most so many; 100, if left out. */
  limit?: number | null;
}

/** A message as the inbox shows it. */
export interface MessageRow {
  /** What the alert was. */
  alert?: AlertWords | null;
  /** By whom. */
  done_by?: string | null;
  /** Who wrote it; none where the program did. */
  from?: string | null;
  /** It was done. */
  is_done: boolean;
  /** One has read it. */
  is_read: boolean;
  /** The message. */
  message: StoredMessage;
  /** What came of it. */
  note?: string | null;
  /** The patient's name. */
  patient_name?: string | null;
  /** What to remind the patient of. */
  reminder?: ReminderWords | null;
}

/** How a payment was really made. */
export interface MethodCorrection {
  /** How it was made. */
  method: PaymentMethod;
  /** The payment. */
  payment_id: string;
  /** Why, for the day book and the receipt. */
  reason: string;
  /** The number of the transfer, the mobile-money transaction, the card slip. */
  reference?: string | null;
}

/** What was taken and given back with one method. */
export interface MethodTotal {
  /** How many payments and refunds. */
  count: number;
  /** What was given back. */
  given_back_minor: number;
  /** The method. */
  method: PaymentMethod;
  /** Taken − given back + rounding: what there is more of. */
  net_minor: number;
  /** What rounding to coins added. */
  rounding_minor: number;
  /** What was taken. */
  taken_minor: number;
}

/** A reading that can have limits. */
export type Metric = "heart_rate" | "systolic" | "diastolic" | "temperature" | "spo2" | "respiratory_rate" | "glucose";

/** A record that is referred to and has not arrived. */
export interface MissingRecord {
  /** The kind of record. */
  kind: string;
  /** Its id. */
  record: string;
}

/** A reading of one's own past a limit. */
export interface MyAlert {
  /** When it was true. */
  effective_at: number;
  /** Above the limit, not below. */
  is_above: boolean;
  /** Somebody at the clinic has seen it. */
  is_seen: boolean;
  /** The limit that it passes. */
  limit: number;
  /** Of what. */
  metric: Metric;
  /** How bad. */
  severity: Severity;
  /** The latest reading, in canonical units. */
  value: number;
}

/** An appointment of one's own. */
export interface MyAppointment {
  /** It is still to come and can be cancelled. */
  can_cancel: boolean;
  /** When it ends. */
  ends_at?: number | null;
  /** The appointment. */
  id: string;
  /** It is still to come. */
  is_coming: boolean;
  /** With whom. */
  practitioner_name?: string | null;
  /** Why one comes, as one said. */
  reason?: string | null;
  /** In which room. */
  room_name?: string | null;
  /** For what. */
  service_name?: string | null;
  /** When it begins; none while one waits for a time. */
  starts_at?: number | null;
  /** Where in its life it is. */
  status: AppointmentStatus;
  /** The first day that would do, while one waits. */
  wanted_from_on?: string | null;
  /** The last day that would do, while one waits. */
  wanted_until_on?: string | null;
}

/** A paper that one asked for. */
export interface MyAskedPaper {
  /** When it was asked for. */
  asked_at: number;
  /** The size of the file in bytes. */
  bytes?: number | null;
  /** So many steps are done, */
  done: number;
  /** Until when it is kept. */
  expires_at?: number | null;
  /** When it was finished. */
  finished_at?: number | null;
  /** What it is asked for by. */
  id: string;
  /** The number that stands on it. */
  number?: string | null;
  /** The kind of paper. */
  paper: PaperKind;
  /** How far it has come. */
  state: ReportState;
  /** What it is about. */
  subject_id: string;
  /** of so many; none while nothing is known. */
  total: number;
}

/** An appointment of one's own that is cancelled. */
export interface MyCancellation {
  /** The appointment. */
  id: string;
  /** Why, if one likes to say. */
  reason?: string | null;
}

/** One's own choices. */
export interface MyChoices {
  /** The kinds that are told by email too, to the account's address, where the centre sends any. */
  emailed?: MessageKind[];
  /** The kinds that become a notification of the desktop. Alerts always do. */
  notified: MessageKind[];
  /** From this minute of the day nothing but alerts is told. */
  quiet_from_min?: number | null;
  /** Until this minute of the day. */
  quiet_until_min?: number | null;
}

/** An invoice of one's own. */
export interface MyInvoice {
  /** The ISO 4217 code of its currency. */
  currency: string;
  /** What one has still to pay, in minor units. */
  due_minor: number;
  /** When it is due. */
  due_on?: string | null;
  /** The invoice. */
  id: string;
  /** Who shares in it. */
  insurer_name?: string | null;
  /** It is not paid, and the day on which it was due is past. */
  is_overdue: boolean;
  /** The day on which it was issued. */
  issued_on?: string | null;
  /** Its number. */
  number: string;
  /** What one has paid of it, in minor units. */
  paid_minor: number;
  /** Where it stands. */
  status: InvoiceStatus;
  /** The whole, in minor units. */
  total_minor: number;
}

/** One's latest readings. */
export interface MyLatestVitals {
  /** Weight and height. */
  body: LatestBody;
  /** The latest of each reading that there is. */
  readings: MyReading[];
}

/** A medicine that was prescribed to one. */
export interface MyMedicine {
  /** The last day of its course; none where it goes on. */
  ends_on?: string | null;
  /** The item. */
  id: string;
  /** What to do, by language: `en`, `ar`. */
  instructions: Record<string, string>;
  /** It is being taken. */
  is_current: boolean;
  /** The medicine's name and strength. */
  label: string;
  /** Where it stands. */
  status: ItemStatus;
}

/** A message of the clinic to one. */
export interface MyMessage {
  /** When. */
  at: number;
  /** Who wrote it; none where the program did. */
  from?: string | null;
  /** The message. */
  id: string;
  /** One has read it. */
  is_read: boolean;
  /** A report is done, or could not be made. */
  is_report: boolean;
  /** It is there to be downloaded. */
  is_report_done: boolean;
  /** What it says; none where a report is told of. */
  text?: string | null;
}

/** Readings that were taken at home, in canonical units. */
export interface MyNewVitals {
  /** Diastolic blood pressure, mmHg. */
  diastolic_mmhg?: number | null;
  /** When they were taken; now, if none. */
  effective_at?: number | null;
  /** Glucose, mg/dL. */
  glucose_mg_dl?: number | null;
  /** Heart rate, /min. */
  heart_rate_bpm?: number | null;
  /** What is unlikely was confirmed. */
  is_confirmed?: boolean;
  /** Anything else. */
  notes?: string | null;
  /** Respiratory rate, /min. */
  respiratory_rate_bpm?: number | null;
  /** Oxygen saturation, %. */
  spo2_percent?: number | null;
  /** Systolic blood pressure, mmHg. */
  systolic_mmhg?: number | null;
  /** Temperature, °C. */
  temperature_c?: number | null;
  /** Weight, kg. */
  weight_kg?: number | null;
}

/** A paper that one can have. */
export interface MyPaper {
  /** Its amount, in minor units. */
  amount_minor?: number | null;
  /** The day that it is of. */
  at?: number | null;
  /** The ISO 4217 code of its currency. */
  currency?: string | null;
  /** The number that stands on it. */
  number?: string | null;
  /** Or that day alone. */
  on?: string | null;
  /** The kind of paper. */
  paper: PaperKind;
  /** What it is about; none of what is about oneself: the report and the statement. */
  subject_id?: string | null;
}

/** A paper that one wants. */
export interface MyPaperWish {
  /** The first day of a statement, and of the report's trends. */
  from_on?: string | null;
  /** The language, `en` or `ar`; else one's own. */
  language?: string | null;
  /** The kind of paper: of those that `my_papers` lists. */
  paper: PaperKind;
  /** What it is about, as `my_papers` names it. */
  subject_id?: string | null;
  /** The last day of a statement, and of the report's trends. */
  to_on?: string | null;
}

/** A sheet that was prescribed to one. */
export interface MyPrescription {
  /** The sheet. */
  id: string;
  /** Its medicines. */
  medicines: MyMedicine[];
  /** Its number. */
  number: string;
  /** When it was written. */
  prescribed_at: number;
  /** Who prescribed. */
  prescriber_name?: string | null;
}

/** The latest of one of one's readings. */
export interface MyReading {
  /** When it was true. */
  at: number;
  /** Whether it is above, where it is past one. */
  is_above: boolean;
  /** What it is. */
  metric: Metric;
  /** How far past the limits that the clinic set, if it is. */
  severity?: Severity | null;
  /** Which way it goes; none where there is nothing to compare with. */
  trend?: Trend | null;
  /** The value, in canonical units. */
  value: number;
}

/** Who a patient is, as the patient sees it. */
export interface MyRecord {
  /** The birth date, where it is known. */
  birth_on?: string | null;
  /** The clinic. */
  clinic: ClinicWords;
  /** The record was found: without it there is nothing else to see. */
  is_tied: boolean;
  /** The language of the account. */
  language: string;
  /** The patient's number. */
  mrn?: string | null;
  /** The account's name: what was typed or is written in the record. */
  name: string;
  /** The name of the practitioner on whose panel the patient is. */
  practitioner_name?: string | null;
  /** The patient's sex. */
  sex?: Sex | null;
}

/** What one's readings came to. */
export interface MyRecordedVitals {
  /** What the clinic was told of. */
  alerts: MyAlert[];
  /** The set. */
  id: string;
}

/** A paper that the clinic sent to one. */
export interface MySentPaper {
  /** When. */
  at: number;
  /** Who sent it. */
  from?: string | null;
  /** The first day of a statement, and of the report's trends. */
  from_on?: string | null;
  /** What it is opened by. */
  id: string;
  /** One has opened it. */
  is_opened: boolean;
  /** What the clinic says with it. */
  message?: string | null;
  /** Which it is. */
  paper: MyPaper;
  /** The last day of a statement, and of the report's trends. */
  to_on?: string | null;
}

/** One of one's sets of readings. */
export interface MySet {
  /** One recorded it oneself, at home. */
  is_own: boolean;
  /** The readings. */
  vitals: Vitals;
}

/** Takes back a set that one recorded oneself. */
export interface MySetRemoval {
  /** The set. */
  id: string;
}

/** A free time. */
export interface MySlot {
  /** The practitioner's account. */
  practitioner_id: string;
  /** The practitioner's name. */
  practitioner_name: string;
  /** When it begins. */
  starts_at: number;
}

/** What kind of slot is looked for. */
export interface MySlotQuery {
  /** From this day on; today, if none. */
  from_on?: string | null;
  /** With this practitioner; with anybody, if none. */
  practitioner_id?: string | null;
  /** For this service. */
  service_id?: string | null;
}

/** Which of one's readings. */
export interface MyVitalsQuery {
  /** From this instant on. */
  from?: number | null;
  /** At most so many, the latest; 200, if none. */
  limit?: number | null;
  /** Up to this instant. */
  to?: number | null;
}

/** A new account. */
export interface NewAccount {
  /** Where the person is written to. */
  email?: string | null;
  /** The language of the person's screens. */
  language: string;
  /** The person's name as others read it. */
  name: string;
  /** A first password, which the person changes when signing in. */
  password: Password;
  /** What the person does here. */
  roles: Role[];
  /** The one site where it may be used; left out: everywhere in the organization, or where its maker's own may be. */
  site_id?: string | null;
  /** What is typed to sign in. */
  username: string;
}

/** A new allergy of a patient. */
export interface NewAllergy {
  /** The form. */
  details: AllergyDetails;
  /** The patient. */
  patient_id: string;
}

/** An amendment to add. */
export interface NewAmendment {
  /** The encounter. */
  encounter_id: string;
  /** Why. */
  reason: string;
  /** The section that it amends. */
  section: NoteSection;
  /** What is to be read now. */
  text: string;
}

/** A new appointment. */
export interface NewAppointment {
  /** How firmly. */
  book_as?: BookAs;
  /** How long it takes, in minutes; as long as the service, if none. */
  duration_min?: number | null;
  /** Of a series: leave out those that clash, instead of booking none. */
  is_skipping_clashes?: boolean;
  /** Anything that the front desk should know. */
  notes?: string | null;
  /** Why it is booked over clashes, by who may. */
  override_reason?: string | null;
  /** The patient. */
  patient_id: string;
  /** The practitioner's account. */
  practitioner_id: string;
  /** How soon the patient must be seen. */
  priority?: AppointmentPriority;
  /** Why the patient comes. */
  reason?: string | null;
  /** Whether it comes again. */
  repeat?: Repeat | null;
  /** The room; that of the practitioner's hours then, if none. */
  room_id?: string | null;
  /** What is to be done. */
  service_id?: string | null;
  /** When it begins. */
  starts_at: number;
}

/** Whose readings a device is to send. */
export interface NewAssignment {
  /** The device. */
  device_id: string;
  /** From this instant on; now, if left out. */
  from_at?: number | null;
  /** The patient. */
  patient_id: string;
}

/** A folder for backups. */
export interface NewBackupPlace {
  /** The folder, which must be there. */
  path: string;
}

/** Cash that goes into the drawer or out of it other than by a payment. */
export interface NewCashMovement {
  /** What is put in; below zero what is taken out. */
  amount_minor: number;
  /** Why, and where to. */
  reason: string;
}

/** A charge item that a person types. */
export interface NewChargeItem {
  /** What it is. */
  description: string;
  /** The service or drug that the price was taken from. */
  item_id?: string | null;
  /** The patient. */
  patient_id: string;
  /** Who gave the care. */
  practitioner_id?: string | null;
  /** How many, at most three digits after the point. */
  quantity: number;
  /** Tax, in hundredths of a per cent; the clinic's own where it is left out. */
  tax_basis_points?: number | null;
  /** The price of one, in minor units. */
  unit_price_minor: number;
}

/** A new condition of a patient. */
export interface NewCondition {
  /** The form. */
  details: ConditionDetails;
  /** The patient. */
  patient_id: string;
}

/** Part of an invoice that is taken back. */
export interface NewCredit {
  /** The invoice. */
  invoice_id: string;
  /** What of which lines. */
  lines: LineCredit[];
  /** Why. */
  reason: string;
}

/** A device as a form has it. */
export interface NewDevice {
  /** What it is. */
  kind: DeviceKind;
  /** Maker and model. */
  model?: string | null;
  /** What people here are to call it. */
  name: string;
  /** The maker's number of this one. */
  serial_number?: string | null;
}

/** A diagnosis to add. */
export interface NewDiagnosis {
  /** The ICD-10 code, where it was chosen from the list. */
  code?: string | null;
  /** The encounter. */
  encounter_id: string;
  /** It is put on the problem list, or linked where it stands there already. */
  is_on_problem_list?: boolean;
  /** What it is called. */
  name: string;
}

/** What is handed out of one sheet in one go. */
export interface NewDispense {
  /** What of it. */
  items: DispensedItem[];
  /** The sheet. */
  prescription_id: string;
}

/** What a form holds. */
export interface NewDraft {
  /** What was typed, in the form's own shape. */
  body: unknown;
  /** Which form, e.g. `vitals:<patient>`. */
  key: string;
}

/** An encounter to open. */
export interface NewEncounter {
  /** The appointment that it keeps: it is started. */
  appointment_id?: string | null;
  /** What kind of contact. */
  kind?: EncounterKind;
  /** The patient. */
  patient_id: string;
}

/** A favourite to keep; one of the same name is replaced. */
export interface NewFavourite {
  /** The item. */
  item: NewItem;
  /** What to call it; the drug and its dose, if left out. */
  name?: string | null;
}

/** A text that leaves the program. */
export interface NewFile {
  /** A name for the file. */
  name: string;
  /** What stands in it. */
  text: string;
}

/** A new holiday. */
export interface NewHoliday {
  /** The day. */
  day_on: string;
  /** It comes again on this day of every later year. */
  is_every_year?: boolean;
  /** What it is called. */
  name: string;
}

/** A new draft. */
export interface NewInvoice {
  /** The charge items to begin with; none for all that wait, an empty list for none. */
  charge_item_ids?: string[] | null;
  /** Nobody shares in it; otherwise the patient's usual coverage is taken. */
  is_self_paid?: boolean;
  /** The patient. */
  patient_id: string;
}

/** A paper that is about to leave the program. */
export interface NewIssue {
  /** The number that stands on it, if any. */
  number?: string | null;
  /** How it leaves. */
  outlet: Outlet;
  /** The kind of paper. */
  paper: PaperKind;
  /** The patient whom it concerns, if any. */
  patient_id?: string | null;
  /** What it is about. */
  subject_id: string;
}

/** An item to prescribe. */
export interface NewItem {
  /** What it is needed for. */
  as_needed_for?: string | null;
  /** A single dose. */
  dose?: number | null;
  /** What the dose is counted in; the drug's unit, if left out. */
  dose_unit?: DoseUnit | null;
  /** The drug of the formulary. */
  drug_id?: string | null;
  /** The drug's name, where it is not in the formulary. */
  drug_name?: string | null;
  /** For so many days; none where it goes on. */
  duration_days?: number | null;
  /** Before, with or after food. */
  food?: Food | null;
  /** How often. */
  frequency?: Frequency | null;
  /** What else the patient is told. */
  instructions?: string | null;
  /** Only when it is needed. */
  is_as_needed?: boolean;
  /** The findings that are passed over, and why. */
  overrides?: NewOverride[];
  /** How much is to be handed out, where it is not what is computed. */
  quantity?: number | null;
  /** The item that it renews. */
  renews_item_id?: string | null;
  /** The way by which it is given; the drug's usual one, if left out. */
  route?: Route | null;
  /** Its strength, where it is not in the formulary. */
  strength?: string | null;
}

/** New leave. */
export interface NewLeave {
  /** Of leave within one day: when it begins, in minutes after midnight. */
  from_min?: number | null;
  /** The first day. */
  from_on: string;
  /** The practitioner's account. */
  practitioner_id: string;
  /** Why. */
  reason?: string | null;
  /** Of leave within one day: when it ends, in minutes after midnight. */
  to_min?: number | null;
  /** The last day; the first, if none. */
  until_on?: string | null;
}

/** A measurement as a device sends it. */
export interface NewMeasurement {
  /** The lower reading of a blood pressure. */
  diastolic?: number | null;
  /** When it was measured, in milliseconds since 1970 UTC. */
  effective_at: number;
  /** What the device calls it: sent twice with the same, it is stored once. */
  id?: string | null;
  /** The upper reading of a blood pressure. */
  systolic?: number | null;
  /** What was measured: `heart_rate`, `blood_pressure`, `temperature`, `spo2`, `respiratory_rate`, `weight`,
   * `height` or `glucose`, or its LOINC code. */
  type: string;
  /** The unit: `bpm`, `mmHg`, `kPa`, `Cel`, `degF`, `%`, `kg`, `lb`, `cm`, `in`, `mg/dL`, `mmol/L`, or UCUM's word. */
  unit?: string | null;
  /** The reading; of a blood pressure `systolic` and `diastolic` are given instead. */
  value?: number | null;
}

/** Measurements of a device, sent by somebody who is signed in. */
export interface NewMeasurements {
  /** The device. */
  device_id: string;
  /** The measurements, at most 500, in any order. */
  measurements: NewMeasurement[];
}

/** A note or a task. */
export interface NewMessage {
  /** By when a task is to be done. */
  due_at?: number | null;
  /** To be done, not only read. */
  is_task: boolean;
  /** The patient concerned. */
  patient_id?: string | null;
  /** What is to be said, at most 2,000 characters. */
  text: string;
  /** Whom it is for. */
  to_account_id?: string | null;
  /** Or for everybody who does this here. */
  to_role?: Role | null;
}

/** A finding that is passed over. */
export interface NewOverride {
  /** The key of the finding. */
  finding: string;
  /** Why. */
  reason: string;
}

/** A payment that is taken. */
export interface NewPayment {
  /** What it settles, before rounding to coins. */
  amount_minor: number;
  /** Another currency than the clinic's is refused: for screens that were opened before it changed. */
  currency?: string | null;
  /** Which insurer, if one pays. */
  insurer_id?: string | null;
  /** How. */
  method: PaymentMethod;
  /** The patient; none where an insurer pays for several. */
  patient_id?: string | null;
  /** Who pays. */
  payer: PayerKind;
  /** The number of the transfer, the mobile-money transaction, the card slip. */
  reference?: string | null;
  /** What goes to which invoices. What is left over, or all of it, is paid beforehand. */
  shares?: Share[];
  /** What was handed over, of cash; left out where it is exact. */
  tendered_minor?: number | null;
}

/** A photo for a patient, or none to take it away. */
export interface NewPhoto {
  /** The JPEG, in base64, at most 23 KiB. */
  jpeg_base64?: string | null;
  /** The patient. */
  patient_id: string;
}

/** A sheet to check or to sign. */
export interface NewPrescription {
  /** The encounter that it is written in. */
  encounter_id?: string | null;
  /** Its items. */
  items: NewItem[];
  /** The language of its instructions; the clinic's, if left out. */
  language?: string | null;
  /** A note for who dispenses. */
  note?: string | null;
  /** The patient. */
  patient_id: string;
}

/** Money that is given back. */
export interface NewRefund {
  /** How much, before rounding to coins. */
  amount_minor: number;
  /** Which insurer, if one is paid back. */
  insurer_id?: string | null;
  /** How. */
  method: PaymentMethod;
  /** The patient. */
  patient_id?: string | null;
  /** Who is paid back: the patient where it is left out. */
  payer?: PayerKind | null;
  /** The payment that is undone, in part or whole: what it paid becomes due again. Left out to give back what is free
   * of all that the payer paid, such as after a credit note. */
  payment_id?: string | null;
  /** Why. */
  reason: string;
  /** The number of the transfer, the mobile-money transaction, the card slip. */
  reference?: string | null;
}

/** A paper that is to be sent. */
export interface NewSharedPaper {
  /** The first day of a statement, and of the report's trends. */
  from_on?: string | null;
  /** What is said with it, in the portal alone: no letter carries it. */
  message?: string | null;
  /** The kind of paper: of those that `portal_papers_of_patient` lists. */
  paper: PaperKind;
  /** The patient. */
  patient_id: string;
  /** What it is about, as listed; of a report or a statement the patient, and may be left out. */
  subject_id?: string | null;
  /** The last day of a statement, and of the report's trends. */
  to_on?: string | null;
}

/** A shift that begins. */
export interface NewShift {
  /** What is in the drawer. */
  opening_float_minor: number;
}

/** A new assessment of a patient. */
export interface NewStrokeAssessment {
  /** The form. */
  details: StrokeDetails;
  /** The patient. */
  patient_id: string;
}

/** Limits for an owner, a metric and an age band. */
export interface NewThreshold {
  /** For which ages; a patient's own are for any. */
  age_band: AgeBand;
  /** The limits; with none of the four, no reading breaches. */
  limits: Limits;
  /** Of what. */
  metric: Metric;
  /** The patient whose own they are. */
  patient_id?: string | null;
  /** The practitioner for whose panel they are; with neither, they are the site's. */
  practitioner_id?: string | null;
  /** What the form was shown; 0 where it was new. */
  version?: number;
}

/** A set as a form holds it, in canonical units. */
export interface NewVitals {
  /** Level of consciousness. */
  consciousness?: Consciousness | null;
  /** Diastolic blood pressure, mmHg. */
  diastolic_mmhg?: number | null;
  /** When it was true of the patient; now, if left out. */
  effective_at?: number | null;
  /** Glucose, mg/dL. */
  glucose_mg_dl?: number | null;
  /** Heart rate, /min. */
  heart_rate_bpm?: number | null;
  /** Height, cm. */
  height_cm?: number | null;
  /** The person has confirmed what is unlikely. */
  is_confirmed?: boolean;
  /** On supplemental oxygen, not air. */
  is_on_oxygen?: boolean | null;
  /** Anything else. */
  notes?: string | null;
  /** Pain, from 0 to 10. */
  pain_score?: number | null;
  /** The patient. */
  patient_id: string;
  /** Respiratory rate, /min. */
  respiratory_rate_bpm?: number | null;
  /** Oxygen saturation, %. */
  spo2_percent?: number | null;
  /** Systolic blood pressure, mmHg. */
  systolic_mmhg?: number | null;
  /** Body temperature, °C. */
  temperature_c?: number | null;
  /** Weight, kg. */
  weight_kg?: number | null;
}

/** Somebody who waits for a time. */
export interface NewWaitlistEntry {
  /** Anything that the front desk should know. */
  notes?: string | null;
  /** The patient. */
  patient_id: string;
  /** The practitioner's account; none if anybody will do. */
  practitioner_id?: string | null;
  /** How soon the patient must be seen. */
  priority?: AppointmentPriority;
  /** Why the patient comes. */
  reason?: string | null;
  /** What is to be done. */
  service_id?: string | null;
  /** The first day that would do. */
  wanted_from_on?: string | null;
  /** The last day that would do. */
  wanted_until_on?: string | null;
}

/** Somebody who came without an appointment. */
export interface NewWalkIn {
  /** The patient has an appointment today and does not come for that. */
  is_beside_appointment?: boolean;
  /** Anything that the front desk should know. */
  notes?: string | null;
  /** The patient. */
  patient_id: string;
  /** The practitioner's account; none if anybody will do. */
  practitioner_id?: string | null;
  /** How soon the patient must be seen. */
  priority?: AppointmentPriority;
  /** Why the patient comes. */
  reason?: string | null;
  /** The room. */
  room_id?: string | null;
  /** What is to be done. */
  service_id?: string | null;
}

/** The work since a backup. */
export interface Newer {
  /** Changes that the backup has not; readings of charts are not counted. */
  changes: number;
  /** Patients who were registered since. */
  patients: number;
  /** Records that they belong to. */
  records: number;
}

/** The score and how it came about. */
export interface News2 {
  /** The oldest reading that counts. */
  as_of?: number | null;
  /** The points that are known: the score is at least this. */
  at_least: number;
  /** A reading is older than the clinic's window. */
  is_stale: boolean;
  /** How many of the 7 parameters are known. */
  known: number;
  /** Why there is no score, if it does not apply. */
  not_applicable?: NotApplicable | null;
  /** The seven parts. */
  parts: Part[];
  /** What the score asks for; while incomplete, what the known points ask for. */
  risk?: Risk | null;
  /** The score; none while a parameter is missing. */
  score?: number | null;
  /** Whether SpO₂ was scored on scale 2. */
  uses_scale_2: boolean;
}

/** Why there is no score. */
export type NotApplicable = "child" | "pregnancy";

/** A section of a note. */
export type NoteSection = "complaint" | "history" | "examination" | "assessment" | "plan";

/** Nothing to say. */
export type Nothing = Record<string, never>;

/** A number to look for. */
export interface NumberQuery {
  /** The whole number, however it is spaced and cased. */
  number: string;
}

/** What a number stands on. */
export type NumberSeries = "patient" | "prescription" | "invoice" | "receipt" | "credit_note";

/** What bears a number. */
export interface Numbered {
  /** The record. */
  id: string;
  /** What it is. */
  kind: NumberSeries;
  /** Its number, as it is written on it. */
  number: string;
  /** Whose it is; none where an insurer paid. */
  patient_id?: string | null;
  /** The patient's name. */
  patient_name?: string | null;
}

/** A device that is meant. */
export interface OfDevice {
  /** The device. */
  device_id: string;
}

/** A patient. */
export interface OfPatient {
  /** The patient. */
  patient_id: string;
}

/** A practitioner. */
export interface OfPractitioner {
  /** The practitioner's account. */
  practitioner_id: string;
}

/** Another record of the same person. */
export interface OtherRecord {
  /** Its number. */
  mrn: string;
  /** The name on it. */
  name: string;
  /** The record. */
  patient_id: string;
}

/** What became of a task or a reminder. */
export interface Outcome {
  /** It was done; false takes it back. */
  is_done: boolean;
  /** The message. */
  message_id: string;
  /** What came of it. */
  note?: string | null;
}

/** How a paper left the program. */
export type Outlet = "printed" | "saved" | "opened" | "portal";

/** A warning that was passed over, with who did. */
export interface OverrideView {
  /** Who passed over it. */
  by?: string | null;
  /** The record. */
  overridden: StoredPrescriptionOverride;
}

/** What has become of a paper so far. */
export interface PaperHistory {
  /** The next one is marked as a copy. */
  is_next_copy: boolean;
  /** The papers that left, the latest first. */
  issued: IssueRow[];
}

/** A kind of paper. */
export type PaperKind = "prescription" | "invoice" | "statement" | "receipt" | "credit_note" | "till_report" | "patient_label" | "appointment_slip" | "day_list" | "patient_report" | "portal_invitation";

/** A paper that is wanted. */
export interface PaperOrder {
  /** The day of a day list; the first day of a statement and of a report's trends. */
  from_on?: string | null;
  /** Of a report: notes that nobody has signed yet are left out. */
  is_signed_only?: boolean;
  /** The size of a label, by its key; else the one chosen for labels on this computer. */
  label_size?: string | null;
  /** The language, `en` or `ar`; else the clinic's. */
  language?: string | null;
  /** The kind of paper. */
  paper: PaperKind;
  /** The patient: needed by every paper but a day list. */
  patient_id?: string | null;
  /** The code of an invitation to the portal: it is kept nowhere, so who made it says it. */
  portal_code?: string | null;
  /** Only this practitioner's appointments, on a day list. */
  practitioner_id?: string | null;
  /** What it is about: the prescription, the invoice, the payment of a receipt, the credit note, the appointment of a
   * slip. Of a statement, a label and a report it is the patient, and may be left out; a day list has none. */
  subject_id?: string | null;
  /** The last day of a statement and of a report's trends. */
  to_on?: string | null;
}

/** A paper: its kind and what it is about. */
export interface PaperRef {
  /** The kind of paper. */
  paper: PaperKind;
  /** The patient whom it concerns, if any. */
  patient_id?: string | null;
  /** What it is about: the prescription, the invoice; of a label or a report, the patient. */
  subject_id: string;
}

/** A paper of a patient's own. */
export interface PaperWish {
  /** From this day, where that counts. */
  from_on?: string | null;
  /** The language, `en` or `ar`. */
  language: string;
  /** The number that stands on it. */
  number?: string | null;
  /** The kind of paper. */
  paper: PaperKind;
  /** The patient. */
  patient_id: string;
  /** What it is about; of a report or a statement, the patient. */
  subject_id: string;
  /** Up to and with this day. */
  to_on?: string | null;
}

/** A paper that left the program did not arrive: the printer jammed, the sheet was spoilt. */
export interface PaperWithdrawal {
  /** The note of the paper. */
  id: string;
  /** Why. */
  reason: string;
}

/** The seven parameters. */
export type Parameter = "respiratory_rate" | "spo2" | "oxygen" | "systolic" | "heart_rate" | "consciousness" | "temperature";

/** One parameter's points. */
export interface Part {
  /** When it was read. */
  at?: number | null;
  /** The parameter. */
  parameter: Parameter;
  /** Its points, from 0 to 3; none where it was not read. */
  points?: number | null;
}

/** One part of a figure: a state, a service, a payer. */
export interface Part2 {
  /** How much, in minor units of the currency, where the figure is of money. */
  amount_minor: number;
  /** How many. */
  count: number;
  /** What it is of: a code where the figure has codes, else words. */
  key: string;
}

/** Who pays what, in minor units. */
export interface Parts {
  /** The insurer's part. */
  insurer_minor: number;
  /** The patient's part. */
  patient_minor: number;
}

/** A password as it was typed. It is wiped from memory and never printed. */
export type Password = string;

/** A new password of one's own. */
export interface PasswordChange {
  /** The password until now. */
  current: Password;
  /** The new one. */
  new: Password;
}

/** A new first password for somebody who forgot theirs. */
export interface PasswordReset {
  /** The account. */
  id: string;
  /** The first password, which the person changes when signing in. */
  password: Password;
}

/** A change to a patient: the whole form, and what it was shown. */
export interface PatientChange {
  /** The form. */
  details: PatientDetails;
  /** The patient. */
  patient_id: string;
  /** What the form was shown. */
  version: number;
}

/** What a registration form holds. */
export interface PatientDetails {
  /** Street and house, or how to find it. */
  address?: string | null;
  /** Birth date; of an estimate, a day within it. */
  birth_on?: string | null;
  /** How much of the birth date is known; the day, if left out. */
  birth_precision?: BirthPrecision | null;
  /** Blood group. */
  blood_group?: BloodGroup | null;
  /** City, town or village. */
  city?: string | null;
  /** Country. */
  country?: string | null;
  /** Email. */
  email?: string | null;
  /** Family name. */
  family_name?: string | null;
  /** Gender, in the person's own words, where it is another. */
  gender?: string | null;
  /** Given name. */
  given_name?: string | null;
  /** Height in cm. */
  height_cm?: number | null;
  /** National identity number. */
  national_id?: string | null;
  /** Next of kin: name. */
  next_of_kin_name?: string | null;
  /** Next of kin: telephone. */
  next_of_kin_phone?: string | null;
  /** Next of kin: relation. */
  next_of_kin_relation?: string | null;
  /** Any other names, in any script. One name of the three is enough. */
  other_names?: string | null;
  /** Telephone. */
  phone?: string | null;
  /** The practitioner on whose panel the patient is. */
  practitioner_id?: string | null;
  /** How the patient is reminded; by whatever is known, where nobody said. */
  reminded_by?: RemindedBy | null;
  /** Sex, as clinical rules need it. */
  sex?: Sex;
  /** State, province or district. */
  state?: string | null;
  /** Weight in kg. */
  weight_kg?: number | null;
}

/** A page of all patients and how many there are. */
export interface PatientList {
  /** The page. */
  rows: PatientRow[];
  /** All patients. */
  total: number;
}

/** A page of all patients, the last changed first. */
export interface PatientPage {
  /** The last patient of the page before. */
  after?: string | null;
  /** At most so many. */
  limit?: number;
}

/** A patient in a list. */
export interface PatientRow {
  /** The age today. */
  age?: Age | null;
  /** Birth date. */
  birth_on?: string | null;
  /** City, town or village. */
  city?: string | null;
  /** Why it was found; none in lists that were not searched. */
  found_by?: Match | null;
  /** The patient. */
  id: string;
  /** The birth date is an estimate. */
  is_birth_estimated: boolean;
  /** The number. */
  mrn: string;
  /** The name as people read it. */
  name: string;
  /** Any other names. */
  other_names?: string | null;
  /** Telephone. */
  phone?: string | null;
  /** Sex. */
  sex: Sex;
  /** When it was last changed. */
  updated_at: number;
}

/** What was typed in the search field. */
export interface PatientSearch {
  /** At most so many. */
  limit?: number;
  /** Names in any order, the start of one, a number, a telephone, a birth year. */
  query: string;
}

/** A threshold of a patient's own. */
export interface PatientThresholdId {
  /** The threshold. */
  id: string;
  /** The patient. */
  patient_id: string;
}

/** The limits of a patient: what applies, and the patient's own. */
export interface PatientThresholds {
  /** What applies now to each reading, and whose it is. */
  applied: AppliedLimits[];
  /** The patient's own. */
  own: ThresholdView[];
}

/** A patient for whom something waits to be invoiced. */
export interface PatientToBill {
  /** How many charge items wait. */
  count: number;
  /** The draft that some of them are on. */
  draft_id?: string | null;
  /** The patient's number. */
  mrn: string;
  /** The patient. */
  patient_id: string;
  /** The patient's name. */
  patient_name: string;
  /** Since when the first of them waits. */
  since_at: number;
  /** What they come to, tax included. */
  total_minor: number;
}

/** A patient as a form or a banner needs it. */
export interface PatientView {
  /** The age today, where a birth date is known. */
  age?: Age | null;
  /** The other records of the same person. */
  also_known_as: OtherRecord[];
  /** The fields that two people have changed to different values. */
  conflicts: string[];
  /** The record. */
  patient: StoredPatient;
  /** What a form that is opened now was shown. */
  version: number;
}

/** Why a record was a mistake. */
export interface PatientVoid {
  /** The patient. */
  patient_id: string;
  /** Why. */
  reason: string;
  /** What was on the screen. */
  version: number;
}

/** Who pays. */
export type PayerKind = "patient" | "insurer";

/** Money that was received, or given back. */
export interface Payment {
  /** What it settles, never below zero; of a refund, what was given back. */
  amount_minor: number;
  /** What was handed back of that. */
  change_minor?: number | null;
  /** The payment that was entered with the wrong method: on the refund that takes it back, and on what is entered instead. */
  corrects_id?: string | null;
  /** The ISO 4217 code of its currency. */
  currency: string;
  /** The payment. */
  id: string;
  /** Which insurer. */
  insurer_id?: string | null;
  /** What it is. */
  kind: PaymentKind;
  /** How. */
  method: PaymentMethod;
  /** The number of its receipt. */
  number: string;
  /** The clinic's day. */
  paid_on: string;
  /** The patient; none where an insurer paid for several. */
  patient_id?: string | null;
  /** Who paid, or was paid back. */
  payer: PayerKind;
  /** Why something was given back. */
  reason?: string | null;
  /** The number of the transfer, the mobile-money transaction, the card slip. */
  reference?: string | null;
  /** What rounding to coins added to it; below zero where it took something off. */
  rounding_minor: number;
  /** The shift of who took it. */
  shift_id?: string | null;
  /** What was handed over, of cash. */
  tendered_minor?: number | null;
}

/** A payment. */
export interface PaymentId {
  /** The payment. */
  id: string;
}

/** What a payment is. */
export type PaymentKind = "payment" | "advance" | "refund";

/** A page of payments. */
export interface PaymentList {
  /** There are more after it. */
  has_more: boolean;
  /** The page, the latest first. */
  rows: PaymentRow[];
}

/** How it was paid. */
export type PaymentMethod = "cash" | "mobile_money" | "card" | "transfer" | "insurer";

/** A payment as far as it went to an invoice. */
export interface PaymentOnInvoice {
  /** How much of it went to this invoice. */
  amount_minor: number;
  /** When it went to this invoice. */
  at: number;
  /** What happened. */
  kind: ShareKind;
  /** How it was paid. */
  method: PaymentMethod;
  /** The number of its receipt. */
  number: string;
  /** Who paid. */
  payer: PayerKind;
  /** The payment; of what was given back, the refund. */
  payment_id: string;
}

/** A page of payments. */
export interface PaymentQuery {
  /** The last payment of the page before. */
  after?: string | null;
  /** From this day. */
  from_on?: string | null;
  /** Only this insurer's. */
  insurer_id?: string | null;
  /** Only of this kind. */
  kind?: PaymentKind | null;
  /** At most so many; 0 for 50. */
  limit?: number;
  /** Only with this method. */
  method?: PaymentMethod | null;
  /** Only with this in the receipt's number or the reference. */
  number?: string | null;
  /** How many to pass over. */
  offset?: number;
  /** Only this patient's. */
  patient_id?: string | null;
  /** Only of this shift. */
  shift_id?: string | null;
  /** Until this day, it included. */
  to_on?: string | null;
}

/** A payment in a list. */
export interface PaymentRow {
  /** What it settles; of a refund, what was given back. */
  amount_minor: number;
  /** When. */
  at: number;
  /** Who took it. */
  by?: string | null;
  /** The payment that was entered with the wrong method, where this puts it right. */
  corrects_id?: string | null;
  /** The ISO 4217 code of its currency. */
  currency: string;
  /** What of it is free. */
  free_minor: number;
  /** The payment. */
  id: string;
  /** The insurer's name. */
  insurer_name?: string | null;
  /** It was entered with the wrong method, taken back and entered again. */
  is_corrected: boolean;
  /** What it is. */
  kind: PaymentKind;
  /** How. */
  method: PaymentMethod;
  /** The number of its receipt. */
  number: string;
  /** The clinic's day. */
  paid_on: string;
  /** The patient. */
  patient_id?: string | null;
  /** The patient's name. */
  patient_name?: string | null;
  /** Who paid. */
  payer: PayerKind;
  /** The number of the transfer, the mobile-money transaction, the card slip. */
  reference?: string | null;
  /** What rounding to coins added to it. */
  rounding_minor: number;
}

/** A payment with all that its receipt says. */
export interface PaymentView {
  /** When it was taken. */
  at: number;
  /** Who took it. */
  by?: string | null;
  /** The number of the receipt that was entered with the wrong method, where this puts it right. */
  corrects_number?: string | null;
  /** How many digits the currency has after the point. */
  digits: number;
  /** What of it is free. */
  free_minor: number;
  /** The insurer's name. */
  insurer_name?: string | null;
  /** How it was made can still be put right, by who asks. */
  is_method_correctable: boolean;
  /** The patient's number. */
  mrn?: string | null;
  /** What the patient still owes after all that was paid until now. */
  patient_due_minor: number;
  /** The patient's name. */
  patient_name?: string | null;
  /** The payment. */
  payment: Payment;
  /** What of it was given back. */
  refunded_minor: number;
  /** To which invoices it went, or of a refund, from which payments it came. */
  shares: ShareView[];
}

/** Somebody who may sign in. */
export interface Person {
  /** The person's name. */
  name: string;
  /** What is typed to sign in. */
  username: string;
}

/** What the link is doing. */
export type Phase = "off" | "idle" | "exchanging" | "waiting" | "stuck";

/** Where one track lies in the picture, and what its edges stand for.
 * Both axes are linear: `x` is `from_ms`, `x + width` is `to_ms`, `y` is
 * `high` and `y + height` is `low`. */
export interface PlotArea {
  /** UTC epoch milliseconds at the left edge. */
  from_ms: number;
  /** CSS px. */
  height: number;
  /** Value at the top edge, in the unit of the track. */
  high: number;
  /** The key of the track. */
  key: string;
  /** Value at the bottom edge, in the unit of the track. */
  low: number;
  series: PlotSeries[];
  /** UTC epoch milliseconds at the right edge. */
  to_ms: number;
  /** CSS px. */
  width: number;
  /** Left edge, CSS px from the left of the picture. */
  x: number;
  /** Top edge, CSS px from the top of the picture. */
  y: number;
}

/** The readings behind one line, thinned to what the eye can tell apart. */
export interface PlotSeries {
  /** The colour of the line, `#rrggbb`. */
  colour: string;
  key: string;
  label: string;
  /** The breaches that are drawn. */
  marks: MarkedPoint[];
  /** Readings in order of time as `[at_ms, value]`. Every one is a real
   * reading: the lowest and highest of each pixel or so, never a mean. */
  points: number[][];
}

/** Somebody who sees a patient's chart in the portal. */
export interface PortalAccess {
  /** Since when. */
  since: number;
  /** What the person signs in with. */
  username: string;
}

/** What can be sent to a patient's portal, and what was. */
export interface PortalPapers {
  /** The patient has an account in the portal, or an invitation that is still good. */
  is_reachable: boolean;
  /** What one may make, and so send. */
  papers: MyPaper[];
  /** What was sent and not taken back, the latest first: of what one may make. */
  sent: SentPaper[];
}

/** Who asks for an account. */
export interface PortalRegistration {
  /** The birth date, for finding the record. */
  birth_on: string;
  /** The language of one's pages. */
  language: string;
  /** The person's name. */
  name: string;
  /** The password. */
  password: Password;
  /** A telephone, for finding the record and for asking back. */
  phone?: string | null;
  /** What to sign in with from now on: a name or an email address. */
  username: string;
}

/** How a site has its portal. */
export interface PortalSettings {
  /** Where patients find it, such as `https://clinic.example.org`; that of the server, if none. */
  address?: string | null;
  /** Follows from the site. */
  id: string;
  /** Who was not invited may ask for an account. */
  is_registration_open: boolean;
}

/** A change of the settings. */
export interface PortalSettingsChange {
  /** Where patients find the server, such as `https://clinic.example.org`. */
  address?: string | null;
  /** Who was not invited may ask for an account. */
  is_registration_open: boolean;
  /** What the form was shown. */
  version: number;
}

/** The settings with what a form is shown. */
export interface PortalSettingsView {
  /** Where patients find the portal; none where neither this site nor its server says. */
  portal_address?: string | null;
  /** The settings. */
  settings: PortalSettings;
  /** What a form that is opened now was shown. */
  version: number;
}

/** How a patient stands with the portal. */
export interface PortalStanding {
  /** Who sees the chart. */
  accounts: PortalAccess[];
  /** Until when an invitation is good that nobody has taken up. */
  invited_until?: number | null;
}

/** What is known of the portal before anybody signed in. */
export interface PortalStatus {
  /** The clinic's name. */
  clinic_name: string;
  /** Who was not invited may ask for an account. */
  is_registration_open: boolean;
  /** The language of who has not chosen one. */
  language: string;
}

/** Somebody on whose panel patients can be. */
export interface Practitioner {
  /** The account. */
  id: string;
  /** The person's name. */
  name: string;
}

/** Somebody whom one can see. */
export interface PractitionerChoice {
  /** The practitioner's account. */
  id: string;
  /** The name. */
  name: string;
  /** What the person specializes in. */
  specialization?: string | null;
}

/** A practitioner's day. */
export interface PractitionerDay {
  /** Breaks. */
  breaks: CalendarSpan[];
  /** Leave. */
  leave: CalendarSpan[];
  /** When the practitioner works; breaks, leave and holidays are taken out. */
  open: CalendarSpan[];
  /** The practitioner's account. */
  practitioner_id: string;
}

/** A practitioner as a form has it. */
export interface PractitionerForm {
  /** The practitioner's account. */
  account_id: string;
  /** Which of the calendar's colours, from 0 to 11. */
  colour: number;
  /** Appointments can be booked. */
  is_bookable: boolean;
  /** The number under which the profession's council knows the person. */
  registration_number?: string | null;
  /** The room that the person usually works in. */
  room_id?: string | null;
  /** What the practitioner specializes in. */
  specialization?: string | null;
  /** What the form was shown. */
  version: number;
}

/** What is known of a practitioner beside the account. One an account: its id is derived from the account's. */
export interface PractitionerProfile {
  /** The practitioner's account. */
  account_id: string;
  /** Which of the calendar's colours, from 0. */
  colour: number;
  /** The record. */
  id: string;
  /** Appointments can be booked. */
  is_bookable: boolean;
  /** The number under which the profession's council knows the person. */
  registration_number?: string | null;
  /** The room that the person usually works in. */
  room_id?: string | null;
  /** What the practitioner specializes in. */
  specialization?: string | null;
}

/** A practitioner as lists and forms need it. */
export interface PractitionerView {
  /** Working hours are kept for the practitioner. */
  has_hours: boolean;
  /** The account may not sign in here: nothing new can be booked. */
  is_disabled: boolean;
  /** The practitioner's name. */
  name: string;
  /** What is known; a practitioner of whom nothing was said yet can be booked. */
  profile: PractitionerProfile;
  /** What a form that is opened now was shown. */
  version: number;
}

/** What the formulary says of use in pregnancy. */
export type PregnancyAdvice = "not_stated" | "compatible" | "caution" | "avoid";

/** What a file for a new computer is made from. */
export interface PrepareOrder {
  /** The folder, e.g. of the stick; none for the downloads. */
  folder?: string | null;
  /** What people call this computer, so that the new one knows it; what a server was told stands. */
  name: string;
}

/** A file for a new computer that was made. */
export interface PreparedComputer {
  /** Its size. */
  bytes: number;
  /** How many changes it carries. */
  changes: number;
  /** What opens it: shown once, kept nowhere. */
  code: string;
  /** Where it is. */
  path: string;
}

/** A prescription of a patient. */
export interface PrescriptionId {
  /** The prescription. */
  id: string;
  /** The patient. */
  patient_id: string;
}

/** A sheet with its items. */
export interface PrescriptionView {
  /** Its items, in the order of the sheet. */
  items: ItemView[];
  /** The patient's number. */
  mrn: string;
  /** The patient's name. */
  patient_name: string;
  /** Who prescribed. */
  prescriber_name?: string | null;
  /** The record. */
  prescription: StoredPrescription;
  /** What a form that is opened now was shown. */
  version: number;
}

/** What lines would come to. */
export interface PreviewView {
  /** The lines with their sums. */
  lines: LineView[];
  /** Who pays what of it. */
  parts: Parts;
  /** What they come to. */
  sums: Sums;
  /** The tax by rate. */
  taxes: TaxView[];
}

/** A paper that is wanted from a printer. */
export interface PrintOrder {
  /** How many; one where nothing is said. */
  copies?: number | null;
  /** The paper. */
  order: PaperOrder;
  /** The printer; else the one chosen for this kind of paper, else the computer's own choice. */
  printer?: string | null;
}

/** A printer. */
export interface Printer {
  /** It is the one that the system takes where none is named. */
  is_default: boolean;
  /** What the system calls it. */
  name: string;
}

/** Which printer a kind of paper goes to on this computer. */
export interface PrinterChoice {
  /** The key of the size of labels, for labels: `62x29`, `50x30`, `70x36`, `89x36`. */
  label_size?: string | null;
  /** The kind of paper. */
  paper: PaperKind;
  /** The printer; none for the computer's own choice. */
  printer?: string | null;
}

/** The printers of this computer. */
export interface Printers {
  /** The printers. */
  printers: Printer[];
  /** Why there are none, if so. */
  problem?: PublicError | null;
}

/** A patient who is probably the same person. */
export interface ProbableDuplicate {
  /** The patient. */
  patient: PatientRow;
  /** What is alike. */
  reasons: Reason[];
  /** How alike, from 0 to 1. */
  score: number;
}

/** What is wrong at a place. */
export type Problem = "altered" | "mislabelled" | "broken_chain" | "end_removed";

/** A change to one's own profile. */
export interface ProfileChange {
  /** Where one is written to: left out, it stays; empty, it is taken away. */
  email?: string | null;
  /** The language of one's screens. */
  language: string;
  /** One's name as others read it. */
  name: string;
  /** Light, dark, or as the computer has it. */
  theme: Theme;
  /** What the form was shown. */
  version: number;
}

/** How an error crosses to a window or another program. */
export interface PublicError {
  /** Stable: what a screen branches on and translates by. */
  code: string;
  /** What the message mentions, for translating it. */
  details?: unknown;
  /** The field of the form, where there is one. */
  field?: string | null;
  /** What is wrong and what to do, in English. */
  message: string;
}

/** What people made of a measurement in quarantine. */
export type QuarantineOutcome = "accepted" | "discarded";

/** Why a measurement was not taken as it came. */
export type QuarantineReason = "unassigned" | "assigned_twice" | "unlikely" | "unknown_type" | "unknown_unit" | "revoked";

/** A measurement that waits for somebody to look at it. */
export interface QuarantinedRow {
  /** What people call the device. */
  device_name: string;
  /** The measurement; without its readings where they are a patient's and who asks may not read charts. */
  measurement: StoredQuarantinedMeasurement;
  /** The patient to whom the device was assigned at the time. */
  patient_id?: string | null;
  /** The patient's name. */
  patient_name?: string | null;
  /** What is to be handed back when it is decided. */
  version: number;
}

/** The queue. */
export interface Queue {
  /** The average wait of those whose consultation began today, in minutes. */
  average_wait_min?: number | null;
  /** The longest wait of those who wait, in minutes. */
  longest_wait_min: number;
  /** Who is being seen. */
  started: QueueEntry[];
  /** Who waits, in turn. */
  waiting: QueueEntry[];
}

/** Whom a patient who is here is to see. */
export interface QueueAssignment {
  /** The appointment. */
  id: string;
  /** The practitioner's account; none if anybody will do. */
  practitioner_id?: string | null;
  /** The room. */
  room_id?: string | null;
}

/** Somebody in the queue. */
export interface QueueEntry {
  /** The patient's age today, where a birth date is known. */
  age?: Age | null;
  /** The record. */
  appointment: StoredAppointment;
  /** The fields that two people have changed to different values. */
  conflicts: string[];
  /** When the turn is due: the arrival, or the booked time of who came early. */
  due_at: number;
  /** The patient's number. */
  mrn: string;
  /** The patient's name. */
  patient_name: string;
  /** The patient's telephone. */
  phone?: string | null;
  /** The steps that can be taken now. */
  possible: AppointmentStep[];
  /** The practitioner's name. */
  practitioner_name?: string | null;
  /** The room's name. */
  room_name?: string | null;
  /** The service's name. */
  service_name?: string | null;
  /** The patient's sex. */
  sex: Sex;
  /** What a form that is opened now was shown. */
  version: number;
  /** How long the patient has waited since arriving, in minutes; until the consultation began. */
  waited_min: number;
}

/** Whose queue. */
export interface QueueQuery {
  /** For this practitioner, and those whom anybody may see; of all, if none. */
  practitioner_id?: string | null;
}

/** Messages that one has read, or has not. */
export interface ReadMark {
  /** Read, or unread again. */
  is_read: boolean;
  /** The messages. */
  message_ids: string[];
}

/** Something that two records have in common. */
export type Reason = "same_name" | "similar_name" | "names_swapped" | "nickname" | "same_family_name" | "same_given_name" | "same_birth_date" | "birth_date_transposed" | "similar_birth_date" | "same_birth_year" | "same_phone" | "similar_phone" | "same_national_id" | "similar_national_id" | "same_address" | "similar_address" | "same_place" | "shared_duplicate";

/** Why a backup was made. */
export type Reason2 = "daily" | "by_hand" | "before_upgrade";

/** Whether the rows are to be put right. */
export interface RebuildOrder {
  /** Keep what the log says; otherwise only report. */
  is_repair?: boolean;
}

/** One writing of a record. */
export interface RecordEntry {
  /** Who; none for the program itself. */
  account?: string | null;
  /** Created, updated or voided. */
  action: string;
  /** When, by the wall of the computer that wrote it. */
  at: number;
  /** The order in which it came here. */
  entry: number;
  /** What was set, in the record's own fields. */
  fields: Record<string, string>;
  /** The record: a person may have several. */
  record_id: string;
}

/** A set that was recorded. */
export interface RecordedVitals {
  /** The alerts that it raised. */
  alerts: Alert[];
  /** The score now. */
  news2: News2;
  /** The set. */
  vitals: StoredVitals;
}

/** The code on paper. */
export interface Recovery {
  /** The code, as typed. */
  code: string;
  /** A new passphrase, where the system keeps no keys. */
  passphrase?: Password | null;
}

/** What a server did not take. */
export interface Refused {
  /** The scope of the log. */
  scope: string;
  /** The first number that was not taken. */
  seq: number;
  /** Why, as the server says it. */
  why: string;
}

/** A device that was registered. */
export interface RegisteredDevice {
  /** The device. */
  device: DeviceView;
  /** What it shows with each measurement. It is told this once: only its hash is kept. */
  key: string;
}

/** A registration is turned down. */
export interface RegistrationRefusal {
  /** The account. */
  account_id: string;
  /** Why. */
  reason: string;
}

/** A registration is tied to a record. */
export interface RegistrationTie {
  /** The account. */
  account_id: string;
  /** The patient. */
  patient_id: string;
  /** What was shown. */
  version: number;
}

/** How a patient is reminded of appointments. */
export type RemindedBy = "sms" | "email" | "nobody";

/** What a reminder says. */
export interface ReminderWords {
  /** The patient's telephone. */
  phone?: string | null;
  /** With whom. */
  practitioner_name?: string | null;
  /** When the patient is expected. */
  starts_at?: number | null;
}

/** Items to renew. */
export interface RenewalRequest {
  /** The items. */
  item_ids: string[];
  /** The patient. */
  patient_id: string;
}

/** How an appointment comes again. */
export interface Repeat {
  /** So many appointments in all: 2 to 60. */
  count: number;
  /** So many days or weeks lie between two of them: 1 to 26. */
  every: number;
  /** Days or weeks. */
  unit: RepeatUnit;
}

/** What lies between the appointments of a series. */
export type RepeatUnit = "day" | "week";

/** A finished report's file. */
export interface ReportFile {
  /** A name for the file. */
  name: string;
  /** The PDF in base64. */
  pdf_base64: string;
}

/** A report, by its id. */
export interface ReportId {
  /** The report. */
  id: string;
}

/** A report. */
export interface ReportJob {
  /** When it was asked for. */
  asked_at: number;
  /** The size of the file in bytes. */
  bytes?: number | null;
  /** So many steps are done, */
  done: number;
  /** When it goes, once it is finished. */
  expires_at?: number | null;
  /** When it was finished. */
  finished_at?: number | null;
  /** The report. */
  id: string;
  /** Why it could not be made. */
  problem?: string | null;
  /** How far it has come. */
  state: ReportState;
  /** The patient's name, or empty: the screens say the rest. */
  title: string;
  /** of so many; none while nothing is known. */
  total: number;
  /** What it is of. */
  wish: Wish;
}

/** How far a report has come. */
export type ReportState = "waiting" | "running" | "done" | "failed";

/** Another time, practitioner or room. What is left out stays. */
export interface Rescheduling {
  /** How long it takes, in minutes. */
  duration_min?: number | null;
  /** The appointment. */
  id: string;
  /** Why it is booked over clashes, by who may. */
  override_reason?: string | null;
  /** The practitioner's account. */
  practitioner_id?: string | null;
  /** The room. */
  room_id?: string | null;
  /** When the screen showed that it begins: if somebody has moved it meanwhile, they are not overruled unseen. */
  shown_starts_at?: number | null;
  /** When it is to begin. */
  starts_at?: number | null;
}

/** Where the person lives. */
export type ResidenceType = "urban" | "rural";

/** Which backup the clinic goes on from. */
export interface RestoreOrder {
  /** The recovery code, where this computer has not the key. */
  code?: string | null;
  /** A passphrase for the key, where the system keeps no keys and this computer has not the key. */
  passphrase?: Password | null;
  /** The backup. */
  path: string;
}

/** What trying again came to. */
export interface Retried {
  /** So many still cannot be. */
  left: number;
  /** So many records are shown now. */
  shown: number;
}

/** What is tried again. */
export interface Retry {
  /** Only this record; all that could not be shown, if left out. */
  record?: string | null;
}

/** An entry of the list. */
export interface ReviewItem {
  /** What each record is about, in the same order. */
  concerned: Concerned[];
  /** What they have in common, or the fields concerned. */
  detail: string;
  /** The kind of record. */
  kind: string;
  /** What was looked at: for saying that it is fine so. */
  looked_at: string;
  /** Whether who asks may settle it. */
  may_settle: boolean;
  /** What a record that cannot be shown refers to and that is not here. */
  missing: MissingRecord[];
  /** Why. */
  reason: ReviewReason;
  /** The records concerned. */
  records: string[];
}

/** Why records are on the list. */
export type ReviewReason = "rivals" | "voided_unseen" | "unreadable" | "same_number" | "same_username" | "double_booked" | "invoiced_twice" | "over_paid" | "over_used" | "over_dispensed" | "probable_duplicate";

/** What a command needs. */
export type Right = "anyone" | "signed_in" | "own_account" | "own_chart" | "read_patients" | "write_patients" | "read_chart" | "write_chart" | "read_stroke" | "write_stroke" | "read_alerts" | "answer_alerts" | "write_thresholds" | "read_appointments" | "write_appointments" | "override_booking" | "manage_schedules" | "prescribe" | "dispense" | "manage_formulary" | "read_billing" | "write_billing" | "take_payments" | "correct_billing" | "read_figures" | "assign_devices" | "manage_devices" | "manage_accounts" | "manage_settings" | "manage_organization" | "read_audit";

/** What the score asks for. */
export type Risk = "low" | "low_medium" | "medium" | "high";

/** One of the values. */
export interface Rival {
  /** Who set it. */
  account?: string | null;
  /** When. */
  at: number;
  /** The change that set it. */
  change: string;
  /** It was set on this computer. */
  is_here: boolean;
  /** It is the one that counts while nobody has chosen. */
  is_shown: boolean;
  /** What stood there when it was set; nothing where the field was empty. */
  saw: unknown[];
  /** The value; none of a secret. */
  value: unknown;
  /** The letters of the workstation on which it was set. */
  workstation: string;
}

/** What a person does in the clinic. One person may do several things. */
export type Role = "administrator" | "practitioner" | "nurse" | "front_desk" | "cashier" | "patient";

/** A role, and what it allows. */
export interface RoleView {
  /** What it allows. */
  rights: Right[];
  /** The role. */
  role: Role;
}

/** A room as a form has it. */
export interface RoomForm {
  /** The room; none for a new one. */
  id?: string | null;
  /** It can be chosen. */
  is_active: boolean;
  /** What it is called. */
  name: string;
  /** What is there, how to find it. */
  notes?: string | null;
  /** What the form was shown; none for a new one. */
  version?: number | null;
}

/** A room with what a form is shown. */
export interface RoomView {
  /** The room. */
  room: StoredRoom;
  /** What a form that is opened now was shown. */
  version: number;
}

/** The way by which a drug is given. */
export type Route = "oral" | "sublingual" | "buccal" | "intravenous" | "intramuscular" | "subcutaneous" | "intradermal" | "inhaled" | "nasal" | "ophthalmic" | "otic" | "topical" | "transdermal" | "rectal" | "vaginal" | "intrauterine";

/** A file that was saved. */
export interface SavedFile {
  /** Where it is. */
  path: string;
}

/** A finished report that was opened or saved. */
export interface SavedReport {
  /** What its file is called. */
  name: string;
  /** Where it was saved, if it was. */
  path?: string | null;
}

/** Leave or a holiday that is to be taken away. */
export interface ScheduleRemoval {
  /** The record. */
  id: string;
  /** Why, if anybody asks. */
  reason?: string | null;
  /** What was on the screen. */
  version: number;
}

/** Measurements that a device sends itself. */
export interface SentMeasurements {
  /** The device. */
  device_id: string;
  /** Its key. */
  key: string;
  /** The measurements, at most 500, in any order. */
  measurements: NewMeasurement[];
}

/** A paper that was sent, as who works here sees it. */
export interface SentPaper {
  /** By whom. */
  by: string;
  /** When the patient first opened it. */
  opened_at?: number | null;
  /** What was sent. */
  sent: StoredSharedPaper;
}

/** A paper of the clinic's that one opens. */
export interface SentPaperWish {
  /** The paper that was sent. */
  id: string;
  /** The language, `en` or `ar`; else one's own. */
  language?: string | null;
}

/** One reading in time. */
export interface Series {
  /** The field of the sets, e.g. `heart_rate_bpm`. */
  field: string;
  /** Instants in milliseconds and values in canonical units, in time. */
  points: [number, number][];
}

/** A series of one workstation. */
export interface SeriesReport {
  /** The letters of the workstation that numbered. */
  code: string;
  /** How many there are. */
  count: number;
  /** Numbers that two records have. */
  doubled: string[];
  /** The first number. */
  first: string;
  /** It is this computer's own. */
  is_own: boolean;
  /** The last number. */
  last: string;
  /** Counters between 1 and the last that nothing has. */
  missing: number[];
  /** Numbers whose check character is wrong. */
  misspelt: string[];
  /** Which: `invoice`, `credit` or `receipt`. */
  series: string;
}

/** What it answered: also where it refused. */
export interface ServerAnswer {
  /** What it says; null where it says nothing. */
  body: unknown;
  /** The status. */
  status: number;
}

/** Whether the server can be asked. */
export interface ServerDoor {
  /** Where it is. */
  address?: string | null;
  /** This computer is enrolled at a server. */
  is_enrolled: boolean;
  /** The person has signed in there. */
  is_open: boolean;
  /** What the server calls this computer. */
  workstation_id?: string | null;
}

/** A question to the server's API. */
export interface ServerQuestion {
  /** What is sent, where something is. */
  body?: unknown;
  /** `GET`, `POST` or `DELETE`. */
  method: string;
  /** The path and what follows it, such as `/centre/health`. */
  path: string;
}

/** The own password, once more. */
export interface ServerSignIn {
  /** The password. */
  password: Password;
}

/** A service that one can come for. */
export interface ServiceChoice {
  /** How long it takes, in minutes. */
  duration_min: number;
  /** The service. */
  id: string;
  /** Its name. */
  name: string;
}

/** A service as a form has it. */
export interface ServiceForm {
  /** What it is listed under. */
  category?: string | null;
  /** How long it takes, in minutes: 5 to 720. */
  duration_min: number;
  /** The service; none for a new one. */
  id?: string | null;
  /** It can be chosen. */
  is_active: boolean;
  /** What it is called. */
  name: string;
  /** What it costs before tax, in minor units. */
  price_minor: number;
  /** The tax on it, in hundredths of a percent: 0 to 10,000. */
  tax_basis_points: number;
  /** What the form was shown; none for a new one. */
  version?: number | null;
}

/** A service with what a form is shown. */
export interface ServiceView {
  /** The service. */
  service: StoredService;
  /** What a form that is opened now was shown. */
  version: number;
}

/** What a choice for many came to. */
export interface Settled {
  /** In these somebody has said something new meanwhile. */
  left: string[];
  /** So many records have no rivals in the field any more. */
  settled: number;
}

/** How bad a breach is. */
export type Severity = "warning" | "critical";

/** Sex, as clinical rules need it (HL7 AdministrativeGender). */
export type Sex = "female" | "male" | "other" | "unknown";

/** What of a payment goes to an invoice. */
export interface Share {
  /** How much of it. */
  amount_minor: number;
  /** The invoice. */
  invoice_id: string;
}

/** What money did on an invoice. */
export type ShareKind = "paid" | "given_back" | "set_free";

/** Where part of a payment went. */
export interface ShareView {
  /** How much. */
  amount_minor: number;
  /** What is due of the invoice now, of this payer. */
  due_minor?: number | null;
  /** The invoice. */
  invoice_id?: string | null;
  /** The number of the invoice or of the other receipt. */
  number: string;
  /** The other payment: the refund that gave it back, or of a refund, the payment that it gives back. */
  payment_id?: string | null;
}

/** A paper that was sent. */
export interface SharedPaperId {
  /** The paper that was sent. */
  id: string;
  /** Why it is taken back, if one likes to say. */
  reason?: string | null;
}

/** What was found in a sheet, and what its items come to. */
export interface SheetCheck {
  /** The findings, the gravest first. */
  findings: Finding[];
  /** A serious finding is not overridden: the sheet cannot be signed. */
  is_stopped: boolean;
  /** What each item comes to, in the order of the sheet. */
  items: ItemCheck[];
}

/** A person's time at the till. */
export interface Shift {
  /** Whose drawer it is. */
  account_id: string;
  /** When it was closed. */
  closed_at?: number | null;
  /** Who closed it. */
  closed_by?: string | null;
  /** What was counted. */
  counted_minor?: number | null;
  /** The ISO 4217 code of what is in it. */
  currency: string;
  /** Counted − expected. */
  difference_minor?: number | null;
  /** What should have been in the drawer. */
  expected_minor?: number | null;
  /** Why there was a difference. */
  explanation?: string | null;
  /** The shift. */
  id: string;
  /** When it was opened. */
  opened_at: number;
  /** What was in the drawer then. */
  opening_float_minor: number;
}

/** A shift that ends. */
export interface ShiftClosing {
  /** What was counted in the drawer. */
  counted_minor: number;
  /** Why there is a difference; needed where there is one. */
  explanation?: string | null;
  /** The shift. */
  id: string;
}

/** A shift. */
export interface ShiftId {
  /** The shift. */
  id: string;
}

/** Which shifts a list holds. */
export interface ShiftQuery {
  /** Opened on this day or later. */
  from_on?: string | null;
  /** Only those that are open. */
  is_open?: boolean;
  /** Opened on this day or earlier. */
  to_on?: string | null;
}

/** What went through a drawer in a shift. */
export interface ShiftReport {
  /** Whose drawer it is. */
  cashier?: string | null;
  /** Who closed it. */
  closed_by_name?: string | null;
  /** How many digits the currency has after the point. */
  digits: number;
  /** What must be in the drawer: float + cash + movements. */
  expected_minor: number;
  /** By method. */
  methods: MethodTotal[];
  /** Cash that went in or out other than by payments. */
  movements: StoredCashMovement[];
  /** The payments and refunds, the latest first. */
  payments: PaymentRow[];
  /** The shift. */
  shift: Shift;
}

/** A shift in a list. */
export interface ShiftRow {
  /** Whose drawer it is. */
  cashier?: string | null;
  /** When it was closed. */
  closed_at?: number | null;
  /** What was counted. */
  counted_minor?: number | null;
  /** The ISO 4217 code. */
  currency: string;
  /** Counted − expected. */
  difference_minor?: number | null;
  /** What is or was expected in the drawer. */
  expected_minor: number;
  /** Why there was a difference. */
  explanation?: string | null;
  /** The shift. */
  id: string;
  /** When it was opened. */
  opened_at: number;
}

/** A record as the person was shown it. */
export interface Shown {
  /** The record. */
  record: string;
  /** What the person was shown. */
  version: number;
}

/** What is typed to sign in. */
export interface SignIn {
  /** The password. */
  password: Password;
  /** The user name, or the account's email address. */
  username: string;
}

/** Who signed in. */
export interface SignedIn {
  /** The account. */
  account: AccountSummary;
  /** What its roles allow: which screens are offered. The door checks again. */
  rights: Right[];
  /** To be shown with each call. */
  session: string;
}

/** One place of care and how it works. */
export interface Site {
  /** How blood pressure is put into words. */
  bp_scheme: BpScheme;
  /** A short code, e.g. `KDG`. */
  code: string;
  /** The country, for addresses. */
  country?: string | null;
  /** The ISO 4217 code of the currency. */
  currency: string;
  /** The digits that numbers are shown in. */
  digits: Digits;
  /** After so many minutes an unanswered critical alert is raised again. */
  escalate_after_min: number;
  /** How glucose is written. */
  glucose_unit: GlucoseUnit;
  /** Whether notifications outside the window name the patient. */
  has_names_on_lock_screen: boolean;
  /** How height is written. */
  height_unit: HeightUnit;
  /** The site. */
  id: string;
  /** After so many idle minutes the screen locks. */
  idle_lock_min: number;
  /** The language of papers and of who has not chosen one. */
  language: string;
  /** The clinic's name, as on papers. */
  name: string;
  /** A reading older than so many minutes makes NEWS2 stale. */
  news2_window_min: number;
  /** The organization that owns the records. */
  organization_id: string;
  /** How temperature is written. */
  temperature_unit: TemperatureUnit;
  /** The IANA name of the time zone, e.g. `Africa/Khartoum`. */
  time_zone: string;
  /** The day that weeks begin on; none: as is usual in the language. */
  week_start?: WeekStart | null;
  /** How weight is written. */
  weight_unit: WeightUnit;
}

/** A change of the settings: the whole form, and what it was shown. */
export interface SiteChange {
  /** The settings as the form has them. */
  site: Site;
  /** What the form was shown. */
  version: number;
}

/** One place of care of the organization, as an administrator sees it. */
export interface SiteRow {
  /** The letters in front of its numbers. */
  code: string;
  /** The country. */
  country?: string | null;
  /** The site. */
  id: string;
  /** It is the one that is asked. */
  is_this: boolean;
  /** What people call it. */
  name: string;
  /** How its clocks go. */
  time_zone: string;
}

/** The site's settings with what a form is shown. */
export interface SiteSettings {
  /** Fields that two people have changed to different values. */
  conflicts: string[];
  /** The settings. */
  site: StoredSite;
  /** What a form that is opened now was shown. */
  version: number;
}

/** An appointment of a series that was left out. */
export interface SkippedAppointment {
  /** What speaks against it. */
  clashes: Clash[];
  /** When it would begin. */
  starts_at: number;
}

/** What speaks against a slot. */
export interface SlotCheck {
  /** What speaks against it; empty where nothing does. */
  clashes: Clash[];
  /** It has begun or is over: nobody can book it. */
  is_past: boolean;
  /** Who asks may book over clashes, with a reason. */
  may_override: boolean;
  /** The room that it would be in. */
  room_id?: string | null;
}

/** A slot to go with a step that needs one. */
export interface SlotChoice {
  /** How long it takes, in minutes; as long as the service, if none. */
  duration_min?: number | null;
  /** The practitioner's account; the one it has, if none. */
  practitioner_id?: string | null;
  /** The room; the one it has, if none. */
  room_id?: string | null;
  /** When it begins. */
  starts_at: number;
}

/** A slot, before it is booked. */
export interface SlotQuery {
  /** The appointment that is to be moved there, if it is one. */
  appointment_id?: string | null;
  /** How long it takes, in minutes. */
  duration_min: number;
  /** The patient, if one was chosen already. */
  for_patient?: string | null;
  /** The practitioner's account. */
  practitioner_id: string;
  /** The room; that of the practitioner's hours then, if none. */
  room_id?: string | null;
  /** When it begins. */
  starts_at: number;
}

/** Smoking. */
export type SmokingStatus = "never_smoked" | "formerly_smoked" | "smokes" | "unknown";

/** Somebody puts an alert off. */
export interface Snooze {
  /** Any alert of the group. */
  alert_id: string;
  /** For so many minutes, at most a day. */
  minutes: number;
}

/** How the program can go on from its start. */
export type Stage = "first_run" | "joining" | "ready" | "needs_passphrase" | "needs_key" | "failed";

/** What was credited and paid of an invoice, and what is due: paid + credited + due = total. */
export interface Standing {
  /** What credit notes took back. */
  credited_minor: number;
  /** What is due, by anybody. */
  due_minor: number;
  /** What is due of the insurer. */
  insurer_due_minor: number;
  /** What the insurer paid. */
  insurer_paid_minor: number;
  /** What was paid, by anybody. */
  paid_minor: number;
  /** What is due of the patient. */
  patient_due_minor: number;
  /** What the patient paid. */
  patient_paid_minor: number;
}

/** How the program starts. */
export interface StartState {
  /** The folder of the clinic's file. */
  data_folder: string;
  /** The system keeps keys for programs; otherwise a passphrase is needed. */
  has_keyring: boolean;
  /** The clinic is made up. */
  is_demo: boolean;
  /** The file is not as this computer left it: it was copied or restored. It goes on under a new origin. */
  is_new_origin: boolean;
  /** The computer's language, as `en-GB`. */
  language: string;
  /** Why it cannot simply open. */
  problem?: PublicError | null;
  /** How it can go on. */
  stage: Stage;
  /** The computer's time zone. */
  time_zone: string;
  /** The program's version. */
  version: string;
}

/** A statement: opening + entries = closing. */
export interface Statement {
  /** What the patient owes after the last day; below zero where the clinic owes the patient. */
  closing_minor: number;
  /** The ISO 4217 code. */
  currency: string;
  /** How many digits the currency has after the point. */
  digits: number;
  /** The entries, the first first. */
  entries: StatementEntry[];
  /** The first day, if one was asked for. */
  from_on?: string | null;
  /** What was invoiced to the patient in these days, without what was credited. */
  invoiced_minor: number;
  /** The patient's number. */
  mrn: string;
  /** What the patient owed before the first day. */
  opening_minor: number;
  /** What the patient paid in these days, without what was given back. */
  paid_minor: number;
  /** The patient. */
  patient_id: string;
  /** The patient's name. */
  patient_name: string;
  /** The last day. */
  to_on: string;
}

/** An entry of a statement. */
export interface StatementEntry {
  /** What it adds to what the patient owes; below zero where it takes off. */
  amount_minor: number;
  /** The instant. */
  at: number;
  /** What the patient owed after it. */
  balance_minor: number;
  /** What is still due of an invoice, of the patient. */
  due_minor?: number | null;
  /** The record. */
  id: string;
  /** What it is. */
  kind: EntryKind;
  /** Its number. */
  number: string;
  /** The clinic's day. */
  on: string;
  /** The total of an invoice, the insurer's part included. */
  total_minor?: number | null;
}

/** Which days a statement shows. */
export interface StatementQuery {
  /** The first day; none for the beginning. */
  from_on?: string | null;
  /** The patient. */
  patient_id: string;
  /** The last day; none for today. */
  to_on?: string | null;
}

/** So many of a day's appointments are in this state. */
export interface StatusCount {
  /** How many. */
  count: number;
  /** The state. */
  status: AppointmentStatus;
}

/** What one column of a chart stands for. */
export type Step = "day" | "week" | "month";

/** The passphrase. */
export interface StorePassphrase {
  /** The passphrase of the clinic's key. */
  passphrase: Password;
}

/** A record as it stands in the database. */
export interface StoredAllergy {
  /** What kind of thing it is. */
  category: AllergyCategory;
  /** The substance's ATC code, where it is known. */
  code?: string | null;
  /** Why it was entered in error, if it was. */
  entered_in_error?: string | null;
  /** The allergy. */
  id: string;
  /** The patient. */
  patient_id: string;
  /** What happened. */
  reaction?: string | null;
  /** When it was first typed in, in milliseconds since 1970 UTC. */
  recorded_at: number;
  /** The account that typed it in; nil for the program itself. */
  recorded_by: string;
  /** How bad the reaction was. */
  severity: AllergySeverity;
  /** Whether it still holds. */
  status: ClinicalStatus;
  /** To what. */
  substance: string;
  /** When it was last changed, in milliseconds since 1970 UTC. */
  updated_at: number;
}

/** A record as it stands in the database. */
export interface StoredAmendment {
  /** The encounter. */
  encounter_id: string;
  /** Why it was entered in error, if it was. */
  entered_in_error?: string | null;
  /** The amendment. */
  id: string;
  /** The patient. */
  patient_id: string;
  /** Why. */
  reason: string;
  /** When it was first typed in, in milliseconds since 1970 UTC. */
  recorded_at: number;
  /** The account that typed it in; nil for the program itself. */
  recorded_by: string;
  /** The section that it amends. */
  section: NoteSection;
  /** What is to be read now. */
  text: string;
  /** When it was last changed, in milliseconds since 1970 UTC. */
  updated_at: number;
}

/** A record as it stands in the database. */
export interface StoredAppointment {
  /** When the patient came. */
  arrived_at?: number | null;
  /** When it was booked, for the time that it has now. */
  booked_at?: number | null;
  /** Why it was cancelled. */
  cancel_reason?: string | null;
  /** When it was cancelled, or noted that nobody came. */
  cancelled_at?: number | null;
  /** When the patient was checked in. */
  checked_in_at?: number | null;
  /** When the patient confirmed it. */
  confirmed_at?: number | null;
  /** When it ends; none for walk-ins and on the waiting list. */
  ends_at?: number | null;
  /** Why it was entered in error, if it was. */
  entered_in_error?: string | null;
  /** When it was over. */
  fulfilled_at?: number | null;
  /** The appointment. */
  id: string;
  /** The patient came without an appointment. */
  is_walk_in: boolean;
  /** Anything that the front desk should know. */
  notes?: string | null;
  /** What it was booked over: the kinds of clashes, one space between. */
  overridden?: string | null;
  /** Why it was booked over a clash. */
  override_reason?: string | null;
  /** The patient. */
  patient_id: string;
  /** The practitioner's account; none while anybody will do. */
  practitioner_id?: string | null;
  /** How soon the patient must be seen. */
  priority: AppointmentPriority;
  /** Why the patient comes, as told to the front desk. */
  reason?: string | null;
  /** When it was first typed in, in milliseconds since 1970 UTC. */
  recorded_at: number;
  /** The account that typed it in; nil for the program itself. */
  recorded_by: string;
  /** The room. */
  room_id?: string | null;
  /** What all appointments of a series have in common. */
  series_id?: string | null;
  /** What is to be done. */
  service_id?: string | null;
  /** When the consultation began. */
  started_at?: number | null;
  /** When it begins; of a walk-in, when the patient came; none on the waiting list. */
  starts_at?: number | null;
  /** Where in its life it is. */
  status: AppointmentStatus;
  /** What the patient is called up by, e.g. `K7`. */
  token?: string | null;
  /** The day that the token is of. */
  token_on?: string | null;
  /** When it was last changed, in milliseconds since 1970 UTC. */
  updated_at: number;
  /** On the waiting list: the first day that would do. */
  wanted_from_on?: string | null;
  /** On the waiting list: the last day that would do. */
  wanted_until_on?: string | null;
}

/** A record as it stands in the database. */
export interface StoredCashMovement {
  /** What was put in; below zero what was taken out. */
  amount_minor: number;
  /** Why it was entered in error, if it was. */
  entered_in_error?: string | null;
  /** The movement. */
  id: string;
  /** Why, and where to. */
  reason: string;
  /** When it was first typed in, in milliseconds since 1970 UTC. */
  recorded_at: number;
  /** The account that typed it in; nil for the program itself. */
  recorded_by: string;
  /** The shift. */
  shift_id: string;
  /** When it was last changed, in milliseconds since 1970 UTC. */
  updated_at: number;
}

/** A record as it stands in the database. */
export interface StoredCondition {
  /** The ICD-10 code, where it is known. */
  code?: string | null;
  /** Why it was entered in error, if it was. */
  entered_in_error?: string | null;
  /** The condition. */
  id: string;
  /** What it is called. */
  name: string;
  /** Anything else. */
  notes?: string | null;
  /** Since when. */
  onset_on?: string | null;
  /** The patient. */
  patient_id: string;
  /** When it was first typed in, in milliseconds since 1970 UTC. */
  recorded_at: number;
  /** The account that typed it in; nil for the program itself. */
  recorded_by: string;
  /** Whether it still holds. */
  status: ClinicalStatus;
  /** When it was last changed, in milliseconds since 1970 UTC. */
  updated_at: number;
}

/** A record as it stands in the database. */
export interface StoredDiagnosis {
  /** The ICD-10 code, where it is known. */
  code?: string | null;
  /** Its entry of the problem list, where it has one. */
  condition_id?: string | null;
  /** The encounter. */
  encounter_id: string;
  /** Why it was entered in error, if it was. */
  entered_in_error?: string | null;
  /** The diagnosis. */
  id: string;
  /** What it is called. */
  name: string;
  /** The patient. */
  patient_id: string;
  /** When it was first typed in, in milliseconds since 1970 UTC. */
  recorded_at: number;
  /** The account that typed it in; nil for the program itself. */
  recorded_by: string;
  /** When it was last changed, in milliseconds since 1970 UTC. */
  updated_at: number;
}

/** A record as it stands in the database. */
export interface StoredDispense {
  /** When. */
  dispensed_at: number;
  /** Who handed it out. */
  dispensed_by: string;
  /** Why it was entered in error, if it was. */
  entered_in_error?: string | null;
  /** The record. */
  id: string;
  /** What it is of. */
  item_id: string;
  /** Anything else. */
  note?: string | null;
  /** The patient. */
  patient_id: string;
  /** How much, in the item's `quantity_unit`. */
  quantity: number;
  /** When it was first typed in, in milliseconds since 1970 UTC. */
  recorded_at: number;
  /** The account that typed it in; nil for the program itself. */
  recorded_by: string;
  /** When it was last changed, in milliseconds since 1970 UTC. */
  updated_at: number;
}

/** A record as it stands in the database. */
export interface StoredDrug {
  /** The greatest dose of an adult in a day, in `strength_unit`; no child is given more. */
  adult_daily_max?: number | null;
  /** The greatest single dose of an adult, in `strength_unit`. */
  adult_single_max?: number | null;
  /** The least single dose of an adult, in `strength_unit`. */
  adult_single_min?: number | null;
  /** Its ATC code of the fifth level, e.g. `J01CA04`. */
  atc_code?: string | null;
  /** The greatest dose of a child in a day, in `strength_unit` per kg. */
  child_daily_max_per_kg?: number | null;
  /** What is to be known of giving it to children. */
  child_note?: string | null;
  /** The greatest single dose of a child, in `strength_unit` per kg. */
  child_single_max_per_kg?: number | null;
  /** The least single dose of a child, in `strength_unit` per kg. */
  child_single_min_per_kg?: number | null;
  /** The codes of its classes, one space between. */
  classes: string;
  /** Where doses, ages and the advice on pregnancy are from. */
  dose_source?: string | null;
  /** Why it was entered in error, if it was. */
  entered_in_error?: string | null;
  /** Its form. */
  form: DrugForm;
  /** The drug. */
  id: string;
  /** It can be prescribed. */
  is_active: boolean;
  /** It is given at most so many times a day. */
  max_times_per_day?: number | null;
  /** It is not for the younger, in months. */
  min_age_months?: number | null;
  /** Its generic name (INN). */
  name: string;
  /** How many `unit`s are in a pack. */
  pack_size?: number | null;
  /** What is known of pregnancy. */
  pregnancy: PregnancyAdvice;
  /** What is to be known of giving it in pregnancy. */
  pregnancy_note?: string | null;
  /** The price of one `unit`, in minor units of the clinic's currency. */
  price_minor?: number | null;
  /** When it was first typed in, in milliseconds since 1970 UTC. */
  recorded_at: number;
  /** The account that typed it in; nil for the program itself. */
  recorded_by: string;
  /** The codes of its routes, one space between, the usual first. */
  routes: string;
  /** Where name, form and strength are from. */
  source?: string | null;
  /** Its strength as on the box, e.g. `250 mg/5 mL`. */
  strength: string;
  /** mg, mcg, g, IU or mmol: what the strength and all doses below are in. */
  strength_unit?: DoseUnit | null;
  /** How much of the substance is in one `unit`, in `strength_unit`; of a combination, its first substance. */
  strength_value?: number | null;
  /** The tax on it, in hundredths of a percent. */
  tax_basis_points: number;
  /** What doses and quantities are counted in: tablets, mL. */
  unit: DoseUnit;
  /** When it was last changed, in milliseconds since 1970 UTC. */
  updated_at: number;
}

/** A record as it stands in the database. */
export interface StoredEncounter {
  /** The appointment that it keeps; none for who came without one. */
  appointment_id?: string | null;
  /** What it is thought to be. */
  assessment?: string | null;
  /** Why the patient came. */
  complaint?: string | null;
  /** When it ended. */
  ended_at?: number | null;
  /** Why it was entered in error, if it was. */
  entered_in_error?: string | null;
  /** What was found. */
  examination?: string | null;
  /** What the patient tells. */
  history?: string | null;
  /** The encounter. */
  id: string;
  /** What kind of contact. */
  kind: EncounterKind;
  /** The patient. */
  patient_id: string;
  /** What is to be done. */
  plan?: string | null;
  /** The account that gives care. */
  practitioner_id: string;
  /** When it was first typed in, in milliseconds since 1970 UTC. */
  recorded_at: number;
  /** The account that typed it in; nil for the program itself. */
  recorded_by: string;
  /** When the note was signed. */
  signed_at?: number | null;
  /** Who signed it. */
  signed_by?: string | null;
  /** When it began. */
  started_at: number;
  /** Where it stands. */
  status: EncounterStatus;
  /** When it was last changed, in milliseconds since 1970 UTC. */
  updated_at: number;
}

/** A record as it stands in the database. */
export interface StoredFavourite {
  /** Whose it is. */
  account_id: string;
  /** What it is needed for. */
  as_needed_for?: string | null;
  /** A single dose. */
  dose: number;
  /** What the dose is counted in. */
  dose_unit: DoseUnit;
  /** The drug. */
  drug_id: string;
  /** For so many days. */
  duration_days?: number | null;
  /** Why it was entered in error, if it was. */
  entered_in_error?: string | null;
  /** Before, with or after food. */
  food?: Food | null;
  /** How often. */
  frequency: Frequency;
  /** The favourite. */
  id: string;
  /** What else the patient is told. */
  instructions?: string | null;
  /** Only when it is needed. */
  is_as_needed: boolean;
  /** What its owner calls it. */
  name: string;
  /** When it was first typed in, in milliseconds since 1970 UTC. */
  recorded_at: number;
  /** The account that typed it in; nil for the program itself. */
  recorded_by: string;
  /** The way by which it is given. */
  route: Route;
  /** When it was last changed, in milliseconds since 1970 UTC. */
  updated_at: number;
}

/** A record as it stands in the database. */
export interface StoredHoliday {
  /** The day. */
  day_on: string;
  /** Why it was entered in error, if it was. */
  entered_in_error?: string | null;
  /** The holiday. */
  id: string;
  /** It comes again on this day of every later year. */
  is_every_year: boolean;
  /** What it is called. */
  name: string;
  /** When it was first typed in, in milliseconds since 1970 UTC. */
  recorded_at: number;
  /** The account that typed it in; nil for the program itself. */
  recorded_by: string;
  /** When it was last changed, in milliseconds since 1970 UTC. */
  updated_at: number;
}

/** A record as it stands in the database. */
export interface StoredIssuedPaper {
  /** Why it was entered in error, if it was. */
  entered_in_error?: string | null;
  /** The record. */
  id: string;
  /** It was marked as a copy. */
  is_copy: boolean;
  /** The number that stands on it, if any. */
  number?: string | null;
  /** How it left. */
  outlet: Outlet;
  /** The kind of paper. */
  paper: PaperKind;
  /** The patient whom it concerns, if any. */
  patient_id?: string | null;
  /** When it was first typed in, in milliseconds since 1970 UTC. */
  recorded_at: number;
  /** The account that typed it in; nil for the program itself. */
  recorded_by: string;
  /** What it is about: the prescription, the invoice; of a label or a report, the patient; of a day list, the site; of
   * a till's report, the shift. */
  subject_id: string;
  /** When it was last changed, in milliseconds since 1970 UTC. */
  updated_at: number;
}

/** A record as it stands in the database. */
export interface StoredLeave {
  /** Why it was entered in error, if it was. */
  entered_in_error?: string | null;
  /** Of leave within one day: when it begins, in minutes after midnight. */
  from_min?: number | null;
  /** The first day. */
  from_on: string;
  /** The leave. */
  id: string;
  /** The practitioner's account. */
  practitioner_id: string;
  /** Why. */
  reason?: string | null;
  /** When it was first typed in, in milliseconds since 1970 UTC. */
  recorded_at: number;
  /** The account that typed it in; nil for the program itself. */
  recorded_by: string;
  /** Of leave within one day: when it ends, in minutes after midnight. */
  to_min?: number | null;
  /** The last day. */
  until_on: string;
  /** When it was last changed, in milliseconds since 1970 UTC. */
  updated_at: number;
}

/** A record as it stands in the database. */
export interface StoredMessage {
  /** By when it is to be done. */
  due_at?: number | null;
  /** Why it was entered in error, if it was. */
  entered_in_error?: string | null;
  /** The message. */
  id: string;
  /** What it is about. */
  kind: MessageKind;
  /** The patient concerned. */
  patient_id?: string | null;
  /** When it was first typed in, in milliseconds since 1970 UTC. */
  recorded_at: number;
  /** The account that typed it in; nil for the program itself. */
  recorded_by: string;
  /** The alert, appointment or report. */
  subject_id?: string | null;
  /** What a person wrote, or the report's title. */
  text?: string | null;
  /** Whom it is for. */
  to_account_id?: string | null;
  /** Or for everybody who does this here. */
  to_role?: Role | null;
  /** When it was last changed, in milliseconds since 1970 UTC. */
  updated_at: number;
}

/** A record as it stands in the database. */
export interface StoredPatient {
  /** Street and house, or how to find it. */
  address?: string | null;
  /** Birth date; of an estimate, a day within it. */
  birth_on?: string | null;
  /** How much of the birth date is known. */
  birth_precision?: BirthPrecision | null;
  /** Blood group. */
  blood_group?: BloodGroup | null;
  /** City, town or village. */
  city?: string | null;
  /** Country. */
  country?: string | null;
  /** Email. */
  email?: string | null;
  /** Why it was entered in error, if it was. */
  entered_in_error?: string | null;
  /** Family name. */
  family_name?: string | null;
  /** Gender, in the person's own words, where it is another. */
  gender?: string | null;
  /** Given name. */
  given_name?: string | null;
  /** Height in cm, as told at registration. */
  height_cm?: number | null;
  /** The patient. */
  id: string;
  /** The number that the site gave. Never a key. */
  mrn: string;
  /** National identity number. */
  national_id?: string | null;
  /** Next of kin: name. */
  next_of_kin_name?: string | null;
  /** Next of kin: telephone. */
  next_of_kin_phone?: string | null;
  /** Next of kin: relation. */
  next_of_kin_relation?: string | null;
  /** Any other names, in any script. */
  other_names?: string | null;
  /** Telephone. */
  phone?: string | null;
  /** The practitioner on whose panel the patient is. */
  practitioner_id?: string | null;
  /** When it was first typed in, in milliseconds since 1970 UTC. */
  recorded_at: number;
  /** The account that typed it in; nil for the program itself. */
  recorded_by: string;
  /** How the patient is reminded; by whatever is known, where nobody said. */
  reminded_by?: RemindedBy | null;
  /** Sex, as clinical rules need it. */
  sex: Sex;
  /** State, province or district. */
  state?: string | null;
  /** When it was last changed, in milliseconds since 1970 UTC. */
  updated_at: number;
  /** Weight in kg, as told at registration. */
  weight_kg?: number | null;
}

/** A record as it stands in the database. */
export interface StoredPrescription {
  /** The encounter that it was written in. */
  encounter_id?: string | null;
  /** Why it was entered in error, if it was. */
  entered_in_error?: string | null;
  /** The prescription. */
  id: string;
  /** The language of its instructions: `en` or `ar`. */
  language: string;
  /** A note for who dispenses. */
  note?: string | null;
  /** Its number. */
  number: string;
  /** The patient. */
  patient_id: string;
  /** The account that prescribes. */
  prescriber_id: string;
  /** When it was first typed in, in milliseconds since 1970 UTC. */
  recorded_at: number;
  /** The account that typed it in; nil for the program itself. */
  recorded_by: string;
  /** When it was last changed, in milliseconds since 1970 UTC. */
  updated_at: number;
  /** When it was written. */
  written_at: number;
}

/** A record as it stands in the database. */
export interface StoredPrescriptionItem {
  /** What it is needed for. */
  as_needed_for?: string | null;
  /** Its ATC code. */
  atc_code?: string | null;
  /** A single dose. */
  dose: number;
  /** What the dose is counted in. */
  dose_unit: DoseUnit;
  /** The drug of the formulary; none for one that was written by hand. */
  drug_id?: string | null;
  /** Its generic name. */
  drug_name: string;
  /** For so many days; none where it goes on. */
  duration_days?: number | null;
  /** Why it was entered in error, if it was. */
  entered_in_error?: string | null;
  /** Before, with or after food. */
  food?: Food | null;
  /** Its form. */
  form?: DrugForm | null;
  /** How often. */
  frequency: Frequency;
  /** The item. */
  id: string;
  /** What else the patient is told, in the sheet's language. */
  instructions?: string | null;
  /** Only when it is needed; the frequency is then the most. */
  is_as_needed: boolean;
  /** The patient. */
  patient_id: string;
  /** Its place on the sheet, from 1. */
  position: number;
  /** The sheet. */
  prescription_id: string;
  /** How much is to be handed out in all. */
  quantity: number;
  /** What the quantity is counted in. */
  quantity_unit: DoseUnit;
  /** When it was first typed in, in milliseconds since 1970 UTC. */
  recorded_at: number;
  /** The account that typed it in; nil for the program itself. */
  recorded_by: string;
  /** The item that it renews. */
  renews_item_id?: string | null;
  /** The way by which it is given. */
  route: Route;
  /** Where it stands. */
  status: ItemStatus;
  /** Since when it stands there. */
  status_at: number;
  /** Why it stands there. */
  status_reason?: string | null;
  /** Its strength, as on the box. */
  strength?: string | null;
  /** When it was last changed, in milliseconds since 1970 UTC. */
  updated_at: number;
}

/** A record as it stands in the database. */
export interface StoredPrescriptionOverride {
  /** What was found. */
  code: FindingCode;
  /** Why it was entered in error, if it was. */
  entered_in_error?: string | null;
  /** The key of the finding. */
  finding: string;
  /** The record. */
  id: string;
  /** The item. */
  item_id: string;
  /** The patient. */
  patient_id: string;
  /** Why it was passed over. */
  reason: string;
  /** When it was first typed in, in milliseconds since 1970 UTC. */
  recorded_at: number;
  /** The account that typed it in; nil for the program itself. */
  recorded_by: string;
  /** The finding in words, as it was shown. */
  sentence: string;
  /** How grave it was. */
  severity: FindingSeverity;
  /** When it was last changed, in milliseconds since 1970 UTC. */
  updated_at: number;
}

/** A record as it stands in the database. */
export interface StoredQuarantinedMeasurement {
  /** The device. */
  device_id: string;
  /** The lower reading of a blood pressure, in the device's unit. */
  diastolic?: number | null;
  /** When it was measured, as the device said it. */
  effective_at: number;
  /** Why it was entered in error, if it was. */
  entered_in_error?: string | null;
  /** The measurement in quarantine. */
  id: string;
  /** What was measured, as the device said it. */
  measured: string;
  /** Why they decided so. */
  note?: string | null;
  /** What people made of it; none while nobody decided. */
  outcome?: QuarantineOutcome | null;
  /** What the device calls it. */
  own_id?: string | null;
  /** The reading, in the device's unit. */
  reading?: number | null;
  /** Why it was not taken. */
  reason: QuarantineReason;
  /** When it was first typed in, in milliseconds since 1970 UTC. */
  recorded_at: number;
  /** The account that typed it in; nil for the program itself. */
  recorded_by: string;
  /** The upper reading of a blood pressure, in the device's unit. */
  systolic?: number | null;
  /** The device's unit. */
  unit?: string | null;
  /** When it was last changed, in milliseconds since 1970 UTC. */
  updated_at: number;
  /** The set of vitals that it becomes, if somebody accepts it. */
  vitals_id: string;
}

/** A record as it stands in the database. */
export interface StoredReviewDecision {
  /** Why it was entered in error, if it was. */
  entered_in_error?: string | null;
  /** The decision. */
  id: string;
  /** The kind of record. */
  kind: string;
  /** What was looked at: it is another as soon as anything of it changes. */
  looked_at: string;
  /** Why it is fine so. */
  note?: string | null;
  /** Why it was on the list. */
  reason: string;
  /** When it was first typed in, in milliseconds since 1970 UTC. */
  recorded_at: number;
  /** The account that typed it in; nil for the program itself. */
  recorded_by: string;
  /** The records concerned, parted by blanks. */
  records: string;
  /** When it was last changed, in milliseconds since 1970 UTC. */
  updated_at: number;
}

/** A record as it stands in the database. */
export interface StoredRoom {
  /** Why it was entered in error, if it was. */
  entered_in_error?: string | null;
  /** The room. */
  id: string;
  /** It can be chosen. */
  is_active: boolean;
  /** What it is called. */
  name: string;
  /** What is there, how to find it. */
  notes?: string | null;
  /** When it was first typed in, in milliseconds since 1970 UTC. */
  recorded_at: number;
  /** The account that typed it in; nil for the program itself. */
  recorded_by: string;
  /** When it was last changed, in milliseconds since 1970 UTC. */
  updated_at: number;
}

/** A record as it stands in the database. */
export interface StoredService {
  /** What it is listed under. */
  category?: string | null;
  /** How long it takes, in minutes. */
  duration_min: number;
  /** Why it was entered in error, if it was. */
  entered_in_error?: string | null;
  /** The service. */
  id: string;
  /** It can be chosen. */
  is_active: boolean;
  /** What it is called, as on an invoice. */
  name: string;
  /** What it costs before tax, in minor units of the site's currency. */
  price_minor: number;
  /** When it was first typed in, in milliseconds since 1970 UTC. */
  recorded_at: number;
  /** The account that typed it in; nil for the program itself. */
  recorded_by: string;
  /** The tax on it, in hundredths of a percent. */
  tax_basis_points: number;
  /** When it was last changed, in milliseconds since 1970 UTC. */
  updated_at: number;
}

/** A record as it stands in the database. */
export interface StoredSharedPaper {
  /** Why it was entered in error, if it was. */
  entered_in_error?: string | null;
  /** The first day of a statement, and of the report's trends. */
  from_on?: string | null;
  /** The record. */
  id: string;
  /** What the clinic has to say with it. */
  message?: string | null;
  /** The number that stands on it. */
  number?: string | null;
  /** The kind of paper. */
  paper: PaperKind;
  /** Whose it is. */
  patient_id: string;
  /** When it was first typed in, in milliseconds since 1970 UTC. */
  recorded_at: number;
  /** The account that typed it in; nil for the program itself. */
  recorded_by: string;
  /** What it is about: the prescription, the invoice, the payment; of a report or a statement, the patient. */
  subject_id: string;
  /** The last day of a statement, and of the report's trends. */
  to_on?: string | null;
  /** When it was last changed, in milliseconds since 1970 UTC. */
  updated_at: number;
}

/** A record as it stands in the database. */
export interface StoredSite {
  /** How blood pressure is put into words. */
  bp_scheme: BpScheme;
  /** A short code, e.g. `KDG`. */
  code: string;
  /** The country, for addresses. */
  country?: string | null;
  /** The ISO 4217 code of the currency. */
  currency: string;
  /** The digits that numbers are shown in. */
  digits: Digits;
  /** Why it was entered in error, if it was. */
  entered_in_error?: string | null;
  /** After so many minutes an unanswered critical alert is raised again. */
  escalate_after_min: number;
  /** How glucose is written. */
  glucose_unit: GlucoseUnit;
  /** Whether notifications outside the window name the patient. */
  has_names_on_lock_screen: boolean;
  /** How height is written. */
  height_unit: HeightUnit;
  /** The site. */
  id: string;
  /** After so many idle minutes the screen locks. */
  idle_lock_min: number;
  /** The language of papers and of who has not chosen one. */
  language: string;
  /** The clinic's name, as on papers. */
  name: string;
  /** A reading older than so many minutes makes NEWS2 stale. */
  news2_window_min: number;
  /** The organization that owns the records. */
  organization_id: string;
  /** When it was first typed in, in milliseconds since 1970 UTC. */
  recorded_at: number;
  /** The account that typed it in; nil for the program itself. */
  recorded_by: string;
  /** How temperature is written. */
  temperature_unit: TemperatureUnit;
  /** The IANA name of the time zone, e.g. `Africa/Khartoum`. */
  time_zone: string;
  /** When it was last changed, in milliseconds since 1970 UTC. */
  updated_at: number;
  /** The day that weeks begin on; none: as is usual in the language. */
  week_start?: WeekStart | null;
  /** How weight is written. */
  weight_unit: WeightUnit;
}

/** A record as it stands in the database. */
export interface StoredStrokeAssessment {
  /** Age in years; fractions for babies. */
  age_years: number;
  /** The day of the assessment, or of the import. */
  assessed_on: string;
  /** Average glucose, mg/dL. */
  avg_glucose_mg_dl: number;
  /** Body mass index, kg/m²; none where it was not known (N/A). */
  bmi?: number | null;
  /** Why it was entered in error, if it was. */
  entered_in_error?: string | null;
  /** Gender, as the data set has it. */
  gender: StrokeGender;
  /** The person had a stroke. */
  had_stroke: boolean;
  /** Heart disease. */
  has_heart_disease: boolean;
  /** Hypertension. */
  has_hypertension: boolean;
  /** The assessment. */
  id: string;
  /** The patient; none of a row of a data set. */
  patient_id?: string | null;
  /** When it was first typed in, in milliseconds since 1970 UTC. */
  recorded_at: number;
  /** The account that typed it in; nil for the program itself. */
  recorded_by: string;
  /** Where the person lives. */
  residence_type: ResidenceType;
  /** Smoking. */
  smoking_status: SmokingStatus;
  /** The row's own id in the file that it came from. */
  source_id?: string | null;
  /** When it was last changed, in milliseconds since 1970 UTC. */
  updated_at: number;
  /** Ever married. */
  was_ever_married: boolean;
  /** Kind of work. */
  work_type: WorkType;
}

/** A record as it stands in the database. */
export interface StoredThreshold {
  /** For which ages. */
  age_band: AgeBand;
  /** At or above: critical. */
  critical_high?: number | null;
  /** At or below: critical. */
  critical_low?: number | null;
  /** Why it was entered in error, if it was. */
  entered_in_error?: string | null;
  /** The threshold. */
  id: string;
  /** Of what. */
  metric: Metric;
  /** The patient whose own it is. */
  patient_id?: string | null;
  /** The practitioner for whose panel it is. */
  practitioner_id?: string | null;
  /** When it was first typed in, in milliseconds since 1970 UTC. */
  recorded_at: number;
  /** The account that typed it in; nil for the program itself. */
  recorded_by: string;
  /** The site for which it is, where it is neither a patient's nor a practitioner's. */
  site_id?: string | null;
  /** When it was last changed, in milliseconds since 1970 UTC. */
  updated_at: number;
  /** At or above: a warning. */
  warning_high?: number | null;
  /** At or below: a warning. */
  warning_low?: number | null;
}

/** A record as it stands in the database. */
export interface StoredVitals {
  /** Level of consciousness. */
  consciousness?: Consciousness | null;
  /** The device that measured, where it comes from one. */
  device_id?: string | null;
  /** Diastolic blood pressure, mmHg (LOINC 8462-4). */
  diastolic_mmhg?: number | null;
  /** When it was true of the patient, in milliseconds since 1970 UTC. */
  effective_at: number;
  /** Why it was entered in error, if it was. */
  entered_in_error?: string | null;
  /** Glucose, mg/dL (LOINC 2339-0). */
  glucose_mg_dl?: number | null;
  /** Heart rate, /min (LOINC 8867-4). */
  heart_rate_bpm?: number | null;
  /** Height, cm (LOINC 8302-2). */
  height_cm?: number | null;
  /** The set. */
  id: string;
  /** On supplemental oxygen, not air; none where nobody said. */
  is_on_oxygen?: boolean | null;
  /** Anything else. */
  notes?: string | null;
  /** Pain, from 0 none to 10 worst. */
  pain_score?: number | null;
  /** The patient. */
  patient_id: string;
  /** When it was first typed in, in milliseconds since 1970 UTC. */
  recorded_at: number;
  /** The account that typed it in; nil for the program itself. */
  recorded_by: string;
  /** Respiratory rate, /min (LOINC 9279-1). */
  respiratory_rate_bpm?: number | null;
  /** Where it comes from. What was recorded before that was asked comes from staff. */
  source?: VitalsSource;
  /** Oxygen saturation, % (LOINC 59408-5). */
  spo2_percent?: number | null;
  /** Systolic blood pressure, mmHg (LOINC 8480-6). */
  systolic_mmhg?: number | null;
  /** Body temperature, °C (LOINC 8310-5). */
  temperature_c?: number | null;
  /** When it was last changed, in milliseconds since 1970 UTC. */
  updated_at: number;
  /** Weight, kg (LOINC 29463-7). */
  weight_kg?: number | null;
}

/** A record as it stands in the database. */
export interface StoredWorkingBlock {
  /** Why it was entered in error, if it was. */
  entered_in_error?: string | null;
  /** When it begins, in minutes after the site's midnight. */
  from_min: number;
  /** The block. */
  id: string;
  /** A break, not work. */
  is_break: boolean;
  /** The practitioner's account. */
  practitioner_id: string;
  /** When it was first typed in, in milliseconds since 1970 UTC. */
  recorded_at: number;
  /** The account that typed it in; nil for the program itself. */
  recorded_by: string;
  /** The room; the practitioner's usual one, if none. */
  room_id?: string | null;
  /** When it ends, in minutes after the site's midnight; 1440 is the next midnight. */
  to_min: number;
  /** When it was last changed, in milliseconds since 1970 UTC. */
  updated_at: number;
  /** The first day on which it holds; always, if none. */
  valid_from_on?: string | null;
  /** The last day on which it holds; for good, if none. */
  valid_until_on?: string | null;
  /** The day of the week: 1 is Monday, 7 is Sunday (ISO 8601). */
  weekday: number;
}

/** A change to an assessment. */
export interface StrokeChange {
  /** The form. */
  details: StrokeDetails;
  /** The assessment. */
  id: string;
  /** What the form was shown. */
  version: number;
}

/** What a form about an assessment holds. */
export interface StrokeDetails {
  /** Age in years. */
  age_years: number;
  /** The day; today, if left out. */
  assessed_on?: string | null;
  /** Average glucose, mg/dL. */
  avg_glucose_mg_dl: number;
  /** Body mass index, kg/m². */
  bmi?: number | null;
  /** Gender, as the data set has it. */
  gender: StrokeGender;
  /** The person had a stroke. */
  had_stroke: boolean;
  /** Heart disease. */
  has_heart_disease: boolean;
  /** Hypertension. */
  has_hypertension: boolean;
  /** Where the person lives. */
  residence_type: ResidenceType;
  /** Smoking. */
  smoking_status: SmokingStatus;
  /** Ever married. */
  was_ever_married: boolean;
  /** Kind of work. */
  work_type: WorkType;
}

/** Gender, as the data set has it. */
export type StrokeGender = "male" | "female" | "other";

/** An assessment. */
export interface StrokeId {
  /** The assessment. */
  id: string;
}

/** A file to import. */
export interface StrokeImport {
  /** The file's bytes, in base64. */
  file_base64: string;
  /** Only say what would happen. */
  is_dry_run: boolean;
  /** A name for this work, to follow and to cancel it. */
  job?: string;
  /** What is done with rows that cannot be. */
  policy: ImportPolicy;
}

/** A page of assessments. */
export interface StrokeList {
  /** The page, the latest first. */
  rows: StrokeView[];
  /** How many there are in all. */
  total: number;
}

/** Which assessments. */
export interface StrokeQuery {
  /** The last assessment of the page before. */
  after?: string | null;
  /** Had a stroke, or had none. */
  had_stroke?: boolean | null;
  /** With heart disease, or without. */
  has_heart_disease?: boolean | null;
  /** With hypertension, or without. */
  has_hypertension?: boolean | null;
  /** At least so old, in years. */
  least_age?: number | null;
  /** At most so many; 200, if left out. */
  limit?: number | null;
  /** At most so old, in years. */
  most_age?: number | null;
  /** Skip so many. */
  offset?: number;
  /** Only patients' own, not rows of a data set. */
  only_patients?: boolean;
  /** Smoking. */
  smoking_status?: SmokingStatus | null;
}

/** An assessment as a list or a form needs it. */
export interface StrokeView {
  /** The record. */
  assessment: StoredStrokeAssessment;
  /** The patient's name, where it is a patient's. */
  patient_name?: string | null;
  /** When it was last changed. */
  updated_at: number;
  /** What a form that is opened now was shown. */
  version: number;
}

/** What lines come to, in minor units: gross − discount + tax that was added = total. */
export interface Sums {
  /** What was taken off. */
  discount_minor: number;
  /** Quantity × price. */
  gross_minor: number;
  /** The tax in the total, whether it was added to the prices or was in them. */
  tax_minor: number;
  /** What is to be paid. */
  total_minor: number;
}

/** A reading to be confirmed. */
export interface Suspect {
  /** The field of the set. */
  field: string;
  /** Usually not above. */
  high: number;
  /** Usually not below. */
  low: number;
  /** What was typed, in canonical units. */
  value: number;
}

/** An entry. */
export interface SyncEvent {
  /** When, in milliseconds since 1970. */
  at: number;
  /** What it mentions. */
  details: unknown;
  /** What happened. */
  event: Event;
}

/** The link as it is now. */
export interface SyncState {
  /** How fast the last full chunk went, in bytes a second. */
  bytes_per_second?: number | null;
  /** Since when it could not, in milliseconds since 1970. */
  failing_since?: number | null;
  /** The server tells of news at once. */
  hears_news: boolean;
  /** Changes that it still has to send and to receive, as far as is known. */
  left: number;
  /** When it tries again by itself, in milliseconds since 1970. */
  next_try_at?: number | null;
  /** What it is doing. */
  phase: Phase;
  /** Why it could not, if so. */
  problem?: PublicError | null;
  /** Changes received in it. */
  received: number;
  /** Bytes that came down since the program was started. */
  received_bytes: number;
  /** Changes sent in this exchange, or the last one. */
  sent: number;
  /** Bytes that went up since the program was started. */
  sent_bytes: number;
  /** When it last tried, in milliseconds since 1970. */
  tried_at?: number | null;
}

/** What is safe where. */
export interface SyncStatus {
  /** The server, if this computer is enrolled. */
  address?: string | null;
  /** When both last held the same. */
  agreed_at?: number | null;
  /** When it was enrolled. */
  enrolled_at?: number | null;
  /** When the server last answered. */
  heard_at?: number | null;
  /** Changes that are saved here. */
  here: number;
  /** Everything that is here is on the server, proven. */
  is_all_safe: boolean;
  /** What people call this computer. */
  name?: string | null;
  /** Records of which a newer version of the program wrote a part, which is kept and not shown here. */
  newer: number;
  /** Of those, proven to be on the server. */
  on_server: number;
  /** What the server did not take. */
  refusals: Refused[];
  /** Of those, sent as far as is known. */
  sent: number;
  /** The letters of its numbers. */
  series_code: string;
  /** To be added to the clock of this computer to be right; 0 while it is right or nothing is known. */
  skew_ms: number;
  /** Changes that others brought without their maker's word for them so far. */
  unproven: number;
  /** When the oldest change that is not proven to be on the server was recorded. */
  waiting_since?: number | null;
  /** The computers of which something is held here. */
  workstations: WorkstationStatus[];
}

/** Which of the values is right in each record. */
export type Take = "latest" | "earliest";

/** The tax of one rate. */
export interface TaxView {
  /** The rate, in hundredths of a per cent. */
  basis_points: number;
  /** What it was taken of, without the tax. */
  net_minor: number;
  /** The tax. */
  tax_minor: number;
}

/** How temperature is written; kept in °C. */
export type TemperatureUnit = "celsius" | "fahrenheit";

/** How the window looks. */
export type Theme = "system" | "light" | "dark";

/** One decision about limits. */
export interface ThresholdDecision {
  /** Who. */
  account?: string | null;
  /** When. */
  at: number;
  /** The limits from then on; none where they were taken away. */
  limits?: Limits | null;
  /** Why they were taken away. */
  reason?: string | null;
}

/** A threshold. */
export interface ThresholdId {
  /** The threshold. */
  id: string;
}

/** All limits: those that were set, and those that ship. */
export interface ThresholdList {
  /** Limits that ship with the program. */
  defaults: DefaultThreshold[];
  /** Limits that somebody has set and that stand. */
  set: ThresholdView[];
}

/** Which limits. */
export interface ThresholdQuery {
  /** Only those of this practitioner; of the site and of all practitioners, if none. */
  practitioner_id?: string | null;
}

/** Limits that are to be taken away. */
export interface ThresholdRemoval {
  /** The threshold. */
  id: string;
  /** Why. */
  reason: string;
  /** What was on the screen. */
  version: number;
}

/** A threshold in a list. */
export interface ThresholdView {
  /** The patient's name. */
  patient?: string | null;
  /** The practitioner's name. */
  practitioner?: string | null;
  /** The threshold. */
  threshold: StoredThreshold;
  /** What a form that is opened now was shown. */
  version: number;
}

/** A page of a timeline. */
export interface Timeline {
  /** The entries, the latest first. */
  entries: TimelineEntry[];
  /** The mark to ask for the next page with; none where this is the last. */
  next?: TimelineMark | null;
}

/** A drug of a prescription, in a line. */
export interface TimelineDrug {
  /** Its name and strength. */
  name: string;
  /** Where it stands. */
  status: ItemStatus;
}

/** One entry of a timeline. */
export interface TimelineEntry {
  /** When it was true of the patient. */
  at: number;
  /** Who did it. */
  by?: string | null;
  /** The record that it is about: what opens when it is chosen. */
  id: string;
  /** What it is about. */
  kind: TimelineKind;
  /** What one line says of it. */
  line: TimelineLine;
}

/** What an entry of the timeline is about. */
export type TimelineKind = "encounter" | "vitals" | "prescription" | "dispense" | "stroke_assessment" | "appointment" | "paper" | "invoice" | "payment";

/** What one line says of an entry. */
export type TimelineLine = {
  about: "encounter";
  /** How often it was amended. */
  amendments: number;
  /** Why the patient came. */
  complaint?: string | null;
  /** The names of its diagnoses. */
  diagnoses: string[];
  /** What kind of contact. */
  kind: EncounterKind;
  /** Where it stands. */
  status: EncounterStatus;
} | {
  about: "vitals";
  /** The readings. */
  vitals: StoredVitals;
} | {
  about: "prescription";
  /** Its drugs with their status. */
  drugs: TimelineDrug[];
  /** The encounter that it was written in. */
  encounter_id?: string | null;
  /** Its number. */
  number: string;
} | {
  about: "dispense";
  /** The drug. */
  drug_name: string;
  /** The prescription. */
  prescription_id: string;
  /** How much. */
  quantity: number;
  /** In what. */
  unit: DoseUnit;
} | {
  about: "stroke_assessment";
  /** Average glucose, mg/dL. */
  avg_glucose_mg_dl: number;
  /** Body mass index, kg/m². */
  bmi?: number | null;
  /** The person had a stroke. */
  had_stroke: boolean;
  /** Heart disease. */
  has_heart_disease: boolean;
  /** Hypertension. */
  has_hypertension: boolean;
} | {
  about: "appointment";
  /** It was made at the desk, with no slot. */
  is_walk_in: boolean;
  /** Why. */
  reason?: string | null;
  /** The service. */
  service_name?: string | null;
  /** Its status. */
  status: string;
} | {
  about: "paper";
  /** A reprint. */
  is_copy: boolean;
  /** Its number, where it has one. */
  number?: string | null;
  /** What paper. */
  paper: string;
} | {
  about: "invoice";
  /** Its number, once issued. */
  number?: string | null;
  /** Where it stands. */
  status: string;
  /** Its total, in minor units of the clinic's currency. */
  total_minor: number;
} | {
  about: "payment";
  /** How much, in minor units of the clinic's currency. */
  amount_minor: number;
  /** Payment, advance or refund. */
  kind: string;
  /** How it was paid. */
  method: string;
  /** The receipt's number. */
  number?: string | null;
};

/** Where a page of the timeline ended. */
export interface TimelineMark {
  /** The instant of the last entry. */
  at: number;
  /** The last entry. */
  id: string;
}

/** What to show of a timeline. */
export interface TimelineQuery {
  /** Only what came before this mark: for the next page. */
  before?: TimelineMark | null;
  /** Only these kinds; all that the caller may see, if left out or empty. */
  kinds?: TimelineKind[];
  /** So many entries; 50, if left out. */
  limit?: number | null;
  /** The patient. */
  patient_id: string;
}

/** What a track is called. */
export interface TrackTitle {
  /** Its name. */
  title: string;
  /** The unit, as the clinic writes it. */
  unit: string;
}

/** Which way a reading goes. */
export type Trend = "rising" | "falling" | "steady";

/** A patient's readings in time, with the limits that apply now. */
export interface Trends {
  /** The first reading, if there is one. */
  first_at?: number | null;
  /** The last reading, if there is one. */
  last_at?: number | null;
  /** The limits that apply to this patient now. */
  limits: AppliedLimits[];
  /** The five signs and weight; empty where nothing was read. */
  series: Series[];
}

/** Something that went wrong at a place. */
export interface Trouble {
  /** When. */
  at: number;
  /** What. */
  problem: PublicError;
}

/** An amount as somebody typed it. */
export interface TypedAmount {
  /** Another currency than the clinic's. */
  currency?: string | null;
  /** The text: Latin or Arabic digits, a point or a comma, spaces between thousands. */
  text: string;
}

/** A code that somebody typed, to say whom it is for. */
export interface TypedCode {
  /** The code, as it was typed. */
  code: string;
}

/** The password of who locked the screen. */
export interface Unlock {
  /** The password. */
  password: Password;
}

/** A record that is not the same person after all. */
export interface Unmerging {
  /** The record that goes its own way again. */
  other_id: string;
  /** The person, by any record. */
  patient_id: string;
  /** Why. */
  reason: string;
}

/** Whether a backup was opened and was well. */
export type Verdict = "well" | "unwell" | "unchecked";

/** One set of readings taken together. */
export interface Vitals {
  /** Level of consciousness. */
  consciousness?: Consciousness | null;
  /** The device that measured, where it comes from one. */
  device_id?: string | null;
  /** Diastolic blood pressure, mmHg (LOINC 8462-4). */
  diastolic_mmhg?: number | null;
  /** When it was true of the patient, in milliseconds since 1970 UTC. */
  effective_at: number;
  /** Glucose, mg/dL (LOINC 2339-0). */
  glucose_mg_dl?: number | null;
  /** Heart rate, /min (LOINC 8867-4). */
  heart_rate_bpm?: number | null;
  /** Height, cm (LOINC 8302-2). */
  height_cm?: number | null;
  /** The set. */
  id: string;
  /** On supplemental oxygen, not air; none where nobody said. */
  is_on_oxygen?: boolean | null;
  /** Anything else. */
  notes?: string | null;
  /** Pain, from 0 none to 10 worst. */
  pain_score?: number | null;
  /** The patient. */
  patient_id: string;
  /** Respiratory rate, /min (LOINC 9279-1). */
  respiratory_rate_bpm?: number | null;
  /** Where it comes from. What was recorded before that was asked comes from staff. */
  source?: VitalsSource;
  /** Oxygen saturation, % (LOINC 59408-5). */
  spo2_percent?: number | null;
  /** Systolic blood pressure, mmHg (LOINC 8480-6). */
  systolic_mmhg?: number | null;
  /** Body temperature, °C (LOINC 8310-5). */
  temperature_c?: number | null;
  /** Weight, kg (LOINC 29463-7). */
  weight_kg?: number | null;
}

/** What a set that is being typed comes to. */
export interface VitalsAssessment {
  /** Body mass index, kg/m², where weight and height are both typed. */
  bmi?: number | null;
  /** Limits that it breaches. */
  breaches: Breach[];
  /** The score of what is typed so far. */
  news2: News2;
  /** Readings to be confirmed. */
  suspects: Suspect[];
}

/** Which sets. */
export interface VitalsQuery {
  /** The last set of the page before. */
  after?: string | null;
  /** From this instant on. */
  from?: number | null;
  /** At most so many, the latest. */
  limit?: number;
  /** The patient. */
  patient_id: string;
  /** Up to this instant. */
  to?: number | null;
}

/** A set in a table. */
export interface VitalsRow {
  /** The name of the device that measured it, where one did. */
  device_name?: string | null;
  /** Who recorded it. */
  recorded_by_name?: string | null;
  /** The set. */
  vitals: StoredVitals;
}

/** Where a set comes from. */
export type VitalsSource = "staff" | "device" | "patient";

/** Why a set was a mistake. */
export interface VitalsVoid {
  /** The set. */
  id: string;
  /** Why. */
  reason: string;
}

/** Why a record was a mistake. */
export interface Void {
  /** The record. */
  id: string;
  /** Why. */
  reason: string;
  /** What was on the screen. */
  version: number;
}

/** Somebody who registered and waits. */
export interface WaitingRegistration {
  /** The account. */
  account_id: string;
  /** When. */
  asked_at: number;
  /** The birth date that was typed. */
  birth_on?: string | null;
  /** Records with that very birth date whose name or telephone is alike, at most five. */
  candidates: PatientRow[];
  /** The name that was typed. */
  name: string;
  /** The telephone that was typed. */
  phone?: string | null;
  /** What the person signs in with. */
  username: string;
  /** What a form that is opened now was shown. */
  version: number;
}

/** Which part of the waiting list. */
export interface WaitlistQuery {
  /** For whom this day would do. */
  day_on?: string | null;
  /** For this practitioner, and those for whom anybody will do. */
  practitioner_id?: string | null;
}

/** Whether somebody pays a charge item. */
export interface Waiver {
  /** The charge item. */
  id: string;
  /** Nobody pays it; otherwise it waits again. */
  is_waived: boolean;
  /** Why nobody pays it. */
  reason?: string | null;
  /** What was on the screen. */
  version: number;
}

/** The day that weeks begin on. */
export type WeekStart = "monday" | "saturday" | "sunday";

/** How weight is written; kept in kg. */
export type WeightUnit = "kilogram" | "pound";

/** What is to be made. */
export type Wish = {
  kind: "patient";
  /** The patient. */
  patient_id: string;
} | {
  /** From this day. */
  from_on: string;
  kind: "statements";
  /** Up to and with this day. */
  until_on: string;
} | {
  kind: "paper";
  /** Which, and whose. */
  wish: PaperWish;
};

/** The words and customs of a language, handed in ready made.
 * In the patterns `{day}`, `{month}` and `{year}` are replaced; the month is
 * the name from `months`. */
export interface Words {
  /** A whole date, `{day} {month} {year}`. */
  date?: string;
  /** A date whose year is understood, `{day} {month}`. */
  day_month?: string;
  /** Stands between the whole and the parts of a number. */
  decimal_mark?: string;
  /** The ten digits from zero to nine of another script, such as `٠١٢٣٤٥٦٧٨٩`. */
  digits?: string | null;
  /** Said inside a track that has nothing in the range, such as "No readings". */
  empty?: string;
  /** Which day weeks begin on: 0 is Monday, 6 is Sunday. */
  first_weekday?: number;
  /** A month of a year, `{month} {year}`. */
  month_year?: string;
  /** Short names of the months, January first. */
  months?: string[];
}

/** Kind of work. */
export type WorkType = "private" | "self_employed" | "govt_job" | "children" | "never_worked";

/** A practitioner's week. */
export interface WorkingHours {
  /** Hours and breaks, by weekday and time. */
  blocks: StoredWorkingBlock[];
  /** The practitioner's account. */
  practitioner_id: string;
  /** What a form that is opened now was shown. */
  version: number;
}

/** A practitioner's week as a form has it: what it does not hold is taken away. */
export interface WorkingHoursForm {
  /** Hours and breaks. */
  blocks: BlockForm[];
  /** The practitioner's account. */
  practitioner_id: string;
  /** What the form was shown. */
  version: number;
}

/** A computer, as far as it is known here. */
export interface WorkstationStatus {
  /** How many changes of it are held here. */
  changes: number;
  /** It is this one. */
  is_this: boolean;
  /** When the last change of it that is held here was recorded. */
  last_change_at?: number | null;
  /** What people call it, if it has said it. */
  name?: string | null;
  /** The letters of its numbers. */
  series_code: string;
  /** The name of the site. */
  site?: string | null;
}

/** Every command: its input and its output. */
export interface Commands {
  /** Needs the right: Anyone. */
  clinic_status: { input: Nothing; output: ClinicStatus };
  /** Needs the right: Anyone. */
  set_up_clinic: { input: ClinicSetUp; output: SignedIn };
  /** Needs the right: Anyone. */
  set_up_demo: { input: DemoOrder; output: DemoClinic };
  /** Needs the right: SignedIn. */
  site_settings: { input: Nothing; output: SiteSettings };
  /** Needs the right: ManageSettings. */
  sites: { input: Nothing; output: SiteRow[] };
  /** Needs the right: ManageSettings. */
  update_site: { input: SiteChange; output: SiteSettings };
  /** Needs the right: Anyone. */
  sign_in: { input: SignIn; output: SignedIn };
  /** Needs the right: OwnAccount. */
  sign_out: { input: Nothing; output: Nothing };
  /** Needs the right: OwnAccount. */
  lock_session: { input: Nothing; output: Nothing };
  /** Needs the right: OwnAccount. */
  unlock_session: { input: Unlock; output: Nothing };
  /** Needs the right: OwnAccount. */
  my_profile: { input: Nothing; output: AccountSummary };
  /** Needs the right: OwnAccount. */
  update_profile: { input: ProfileChange; output: AccountSummary };
  /** Needs the right: OwnAccount. */
  change_password: { input: PasswordChange; output: Nothing };
  /** Needs the right: ManageAccounts. */
  accounts: { input: Nothing; output: AccountSummary[] };
  /** Needs the right: ReadPatients. */
  practitioners: { input: Nothing; output: Practitioner[] };
  /** Needs the right: SignedIn. */
  colleagues: { input: Nothing; output: Colleague[] };
  /** Needs the right: ManageAccounts. */
  create_account: { input: NewAccount; output: AccountSummary };
  /** Needs the right: ManageAccounts. */
  update_account: { input: AccountChange; output: AccountSummary };
  /** Needs the right: ManageAccounts. */
  account: { input: AccountId; output: AccountSummary };
  /** Needs the right: ManageAccounts. */
  disable_account: { input: AccountId; output: AccountSummary };
  /** Needs the right: SignedIn. */
  roles: { input: Nothing; output: RoleView[] };
  /** Needs the right: ManageAccounts. */
  reset_password: { input: PasswordReset; output: AccountSummary };
  /** Needs the right: SignedIn. */
  open_chart_in_emergency: { input: EmergencyReason; output: Nothing };
  /** Needs the right: SignedIn. */
  find_number: { input: NumberQuery; output: Numbered[] };
  /** Needs the right: SignedIn. */
  save_draft: { input: NewDraft; output: Nothing };
  /** Needs the right: SignedIn. */
  draft: { input: DraftKey; output: Draft | null };
  /** Needs the right: SignedIn. */
  drafts: { input: Nothing; output: Draft[] };
  /** Needs the right: SignedIn. */
  discard_draft: { input: DraftKey; output: Nothing };
  /** Needs the right: ReadPatients. */
  search_patients: { input: PatientSearch; output: PatientRow[] };
  /** Needs the right: ReadPatients. */
  patients: { input: PatientPage; output: PatientList };
  /** Needs the right: ReadPatients. */
  recent_patients: { input: Nothing; output: PatientRow[] };
  /** Needs the right: ReadPatients. */
  patient: { input: OfPatient; output: PatientView };
  /** Needs the right: ReadPatients. */
  probable_duplicates: { input: DuplicateQuery; output: ProbableDuplicate[] };
  /** Needs the right: ReadPatients. */
  history_of_patient: { input: OfPatient; output: RecordEntry[] };
  /** Needs the right: WritePatients. */
  register_patient: { input: PatientDetails; output: PatientView };
  /** Needs the right: WritePatients. */
  update_patient: { input: PatientChange; output: PatientView };
  /** Needs the right: WritePatients. */
  void_patient: { input: PatientVoid; output: PatientView };
  /** Needs the right: WritePatients. */
  unvoid_patient: { input: OfPatient; output: PatientView };
  /** Needs the right: ReadPatients. */
  photo_of_patient: { input: OfPatient; output: string | null };
  /** Needs the right: WritePatients. */
  set_photo: { input: NewPhoto; output: string | null };
  /** Needs the right: ReadPatients. */
  duplicate_pairs: { input: Nothing; output: DuplicatePair[] };
  /** Needs the right: WritePatients. */
  merge_patients: { input: Merging; output: PatientView };
  /** Needs the right: WritePatients. */
  unmerge_patients: { input: Unmerging; output: PatientView };
  /** Needs the right: SignedIn. */
  conflicts: { input: ConflictQuery; output: Conflict[] };
  /** Needs the right: SignedIn. */
  resolve_conflict: { input: Choice; output: string[] };
  /** Needs the right: SignedIn. */
  resolve_conflicts: { input: ChoiceForAll; output: Settled };
  /** Needs the right: ReadChart. */
  banner_of_patient: { input: OfPatient; output: Banner };
  /** Needs the right: ReadChart. */
  chart_flags: { input: OfPatient; output: ChartFlagsView };
  /** Needs the right: WriteChart. */
  set_chart_flags: { input: ChartFlagsChange; output: ChartFlagsView };
  /** Needs the right: ReadChart. */
  allergies_of_patient: { input: OfPatient; output: AllergyView[] };
  /** Needs the right: WriteChart. */
  record_allergy: { input: NewAllergy; output: AllergyView };
  /** Needs the right: WriteChart. */
  update_allergy: { input: AllergyChange; output: AllergyView };
  /** Needs the right: WriteChart. */
  void_allergy: { input: Void; output: Nothing };
  /** Needs the right: ReadChart. */
  conditions_of_patient: { input: OfPatient; output: ConditionView[] };
  /** Needs the right: WriteChart. */
  record_condition: { input: NewCondition; output: ConditionView };
  /** Needs the right: WriteChart. */
  update_condition: { input: ConditionChange; output: ConditionView };
  /** Needs the right: WriteChart. */
  void_condition: { input: Void; output: Nothing };
  /** Needs the right: ReadChart. */
  check_vitals: { input: NewVitals; output: VitalsAssessment };
  /** Needs the right: WriteChart. */
  record_vitals: { input: NewVitals; output: RecordedVitals };
  /** Needs the right: WriteChart. */
  void_vitals: { input: VitalsVoid; output: StoredVitals };
  /** Needs the right: ReadChart. */
  vitals_of_patient: { input: VitalsQuery; output: VitalsRow[] };
  /** Needs the right: ReadChart. */
  latest_vitals: { input: OfPatient; output: LatestVitals };
  /** Needs the right: ReadChart. */
  trends_of_patient: { input: VitalsQuery; output: Trends };
  /** Needs the right: SignedIn. */
  thresholds: { input: ThresholdQuery; output: ThresholdList };
  /** Needs the right: AssignDevices. */
  devices: { input: Nothing; output: DeviceView[] };
  /** Needs the right: ManageDevices. */
  register_device: { input: NewDevice; output: RegisteredDevice };
  /** Needs the right: AssignDevices. */
  assign_device: { input: NewAssignment; output: DeviceView };
  /** Needs the right: AssignDevices. */
  release_device: { input: OfDevice; output: DeviceView };
  /** Needs the right: ManageDevices. */
  revoke_device: { input: OfDevice; output: DeviceView };
  /** Needs the right: AssignDevices. */
  devices_of_patient: { input: OfPatient; output: DeviceView[] };
  /** Needs the right: WriteChart. */
  measurements_of_device: { input: MeasurementQuery; output: MeasurementRow[] };
  /** Needs the right: WriteChart. */
  record_measurements: { input: NewMeasurements; output: MeasurementOutcome[] };
  /** Needs the right: Anyone. */
  receive_measurements: { input: SentMeasurements; output: MeasurementOutcome[] };
  /** Needs the right: AssignDevices. */
  quarantined_measurements: { input: Nothing; output: QuarantinedRow[] };
  /** Needs the right: WriteChart. */
  accept_measurement: { input: MeasurementAcceptance; output: MeasurementOutcome };
  /** Needs the right: AssignDevices. */
  discard_measurement: { input: MeasurementRemoval; output: Nothing };
  /** Needs the right: ReadChart. */
  thresholds_of_patient: { input: OfPatient; output: PatientThresholds };
  /** Needs the right: WriteThresholds. */
  set_threshold: { input: NewThreshold; output: ThresholdView };
  /** Needs the right: WriteThresholds. */
  remove_threshold: { input: ThresholdRemoval; output: Nothing };
  /** Needs the right: SignedIn. */
  threshold_history: { input: ThresholdId; output: ThresholdDecision[] };
  /** Needs the right: ReadChart. */
  threshold_history_of_patient: { input: PatientThresholdId; output: ThresholdDecision[] };
  /** Needs the right: ReadAlerts. */
  alerts: { input: AlertQuery; output: AlertRow[] };
  /** Needs the right: ReadAlerts. */
  alert_counts: { input: Nothing; output: AlertCounts };
  /** Needs the right: AnswerAlerts. */
  acknowledge_alert: { input: Acknowledgement; output: Answered };
  /** Needs the right: AnswerAlerts. */
  snooze_alert: { input: Snooze; output: Answered };
  /** Needs the right: ReadStroke. */
  stroke_assessments: { input: StrokeQuery; output: StrokeList };
  /** Needs the right: ReadStroke. */
  stroke_assessment: { input: StrokeId; output: StrokeView };
  /** Needs the right: ReadChart. */
  stroke_assessments_of_patient: { input: OfPatient; output: StrokeView[] };
  /** Needs the right: WriteChart. */
  record_stroke_assessment: { input: NewStrokeAssessment; output: StrokeView };
  /** Needs the right: WriteStroke. */
  update_stroke_assessment: { input: StrokeChange; output: StrokeView };
  /** Needs the right: WriteStroke. */
  void_stroke_assessment: { input: Void; output: StrokeView };
  /** Needs the right: WriteStroke. */
  import_stroke_data: { input: StrokeImport; output: ImportReport };
  /** Needs the right: ReadStroke. */
  export_stroke_data: { input: Nothing; output: ExportedFile };
  /** Needs the right: SignedIn. */
  cancel_job: { input: JobName; output: Nothing };
  /** Needs the right: ReadAppointments. */
  rooms: { input: Nothing; output: RoomView[] };
  /** Needs the right: ManageSchedules. */
  save_room: { input: RoomForm; output: RoomView };
  /** Needs the right: ReadAppointments. */
  services: { input: Nothing; output: ServiceView[] };
  /** Needs the right: ManageSchedules. */
  save_service: { input: ServiceForm; output: ServiceView };
  /** Needs the right: ReadAppointments. */
  practitioner_profiles: { input: Nothing; output: PractitionerView[] };
  /** Needs the right: ManageSchedules. */
  set_practitioner_profile: { input: PractitionerForm; output: PractitionerView };
  /** Needs the right: ReadAppointments. */
  working_hours: { input: OfPractitioner; output: WorkingHours };
  /** Needs the right: ManageSchedules. */
  set_working_hours: { input: WorkingHoursForm; output: WorkingHours };
  /** Needs the right: ReadAppointments. */
  leave: { input: LeaveQuery; output: LeaveView[] };
  /** Needs the right: ManageSchedules. */
  add_leave: { input: NewLeave; output: LeaveAdded };
  /** Needs the right: ManageSchedules. */
  remove_leave: { input: ScheduleRemoval; output: Nothing };
  /** Needs the right: ReadAppointments. */
  holidays: { input: Nothing; output: HolidayView[] };
  /** Needs the right: ManageSchedules. */
  add_holiday: { input: NewHoliday; output: HolidayAdded };
  /** Needs the right: ManageSchedules. */
  remove_holiday: { input: ScheduleRemoval; output: Nothing };
  /** Needs the right: ReadAppointments. */
  calendar: { input: CalendarQuery; output: Calendar };
  /** Needs the right: ReadAppointments. */
  day_list: { input: DayQuery; output: DayList };
  /** Needs the right: ReadAppointments. */
  appointment: { input: AppointmentId; output: AppointmentView };
  /** Needs the right: ReadAppointments. */
  appointments_of_patient: { input: OfPatient; output: AppointmentView[] };
  /** Needs the right: ReadAppointments. */
  check_slot: { input: SlotQuery; output: SlotCheck };
  /** Needs the right: ReadAppointments. */
  free_slots: { input: FreeSlotQuery; output: FreeSlots };
  /** Needs the right: WriteAppointments. */
  book_appointment: { input: NewAppointment; output: BookedAppointments };
  /** Needs the right: WriteAppointments. */
  reschedule_appointment: { input: Rescheduling; output: AppointmentView };
  /** Needs the right: WriteAppointments. */
  update_appointment: { input: AppointmentChange; output: AppointmentView };
  /** Needs the right: WriteAppointments. */
  change_appointment: { input: AppointmentMove; output: AppointmentView };
  /** Needs the right: WriteAppointments. */
  void_appointment: { input: Void; output: AppointmentView };
  /** Needs the right: WriteAppointments. */
  add_to_waitlist: { input: NewWaitlistEntry; output: AppointmentView };
  /** Needs the right: ReadAppointments. */
  waitlist: { input: WaitlistQuery; output: AppointmentView[] };
  /** Needs the right: WriteAppointments. */
  register_walk_in: { input: NewWalkIn; output: AppointmentView };
  /** Needs the right: WriteAppointments. */
  assign_in_queue: { input: QueueAssignment; output: AppointmentView };
  /** Needs the right: ReadAppointments. */
  queue: { input: QueueQuery; output: Queue };
  /** Needs the right: SignedIn. */
  letterhead: { input: Nothing; output: LetterheadView };
  /** Needs the right: ManageSettings. */
  set_letterhead: { input: LetterheadChange; output: LetterheadView };
  /** Needs the right: SignedIn. */
  paper_history: { input: PaperRef; output: PaperHistory };
  /** Needs the right: SignedIn. */
  issue_paper: { input: NewIssue; output: StoredIssuedPaper };
  /** Needs the right: SignedIn. */
  withdraw_paper: { input: PaperWithdrawal; output: Nothing };
  /** Needs the right: SignedIn. */
  messages: { input: MessageQuery; output: MessageRow[] };
  /** Needs the right: SignedIn. */
  message_counts: { input: Nothing; output: MessageCounts };
  /** Needs the right: SignedIn. */
  send_message: { input: NewMessage; output: StoredMessage };
  /** Needs the right: SignedIn. */
  mark_messages: { input: ReadMark; output: MessageCounts };
  /** Needs the right: SignedIn. */
  finish_message: { input: Outcome; output: MessageCounts };
  /** Needs the right: SignedIn. */
  message_choices: { input: Nothing; output: MyChoices };
  /** Needs the right: SignedIn. */
  choose_messages: { input: MyChoices; output: MyChoices };
  /** Needs the right: ReadFigures. */
  figures: { input: FigureQuery; output: Figures };
  /** Needs the right: ReadFigures. */
  figure_list: { input: FigureListQuery; output: FigureList };
  /** Needs the right: ReadFigures. */
  export_figure: { input: FigureListQuery; output: ExportedFile };
  /** Needs the right: ReadChart. */
  request_patient_report: { input: OfPatient; output: ReportJob };
  /** Needs the right: ReadBilling. */
  request_statements: { input: Days; output: ReportJob };
  /** Needs the right: SignedIn. */
  reports: { input: Nothing; output: ReportJob[] };
  /** Needs the right: SignedIn. */
  report_file: { input: ReportId; output: ReportFile };
  /** Needs the right: SignedIn. */
  remove_report: { input: ReportId; output: Nothing };
  /** Needs the right: WriteChart. */
  open_encounter: { input: NewEncounter; output: EncounterView };
  /** Needs the right: WriteChart. */
  open_encounters: { input: Nothing; output: EncounterRow[] };
  /** Needs the right: ReadChart. */
  encounters_of_patient: { input: OfPatient; output: EncounterRow[] };
  /** Needs the right: ReadChart. */
  encounter: { input: EncounterId; output: EncounterView };
  /** Needs the right: WriteChart. */
  save_encounter: { input: EncounterChange; output: EncounterView };
  /** Needs the right: WriteChart. */
  sign_encounter: { input: EncounterChange; output: EncounterView };
  /** Needs the right: WriteChart. */
  amend_encounter: { input: NewAmendment; output: EncounterView };
  /** Needs the right: WriteChart. */
  add_diagnosis: { input: NewDiagnosis; output: EncounterView };
  /** Needs the right: WriteChart. */
  remove_diagnosis: { input: Void; output: EncounterView };
  /** Needs the right: WriteChart. */
  void_encounter: { input: Void; output: Nothing };
  /** Needs the right: ReadChart. */
  timeline_of_patient: { input: TimelineQuery; output: Timeline };
  /** Needs the right: ReadChart. */
  last_visit: { input: OfPatient; output: LastVisit | null };
  /** Needs the right: SignedIn. */
  search_drugs: { input: DrugSearch; output: DrugView[] };
  /** Needs the right: SignedIn. */
  formulary: { input: FormularyQuery; output: DrugList };
  /** Needs the right: SignedIn. */
  drug: { input: DrugId; output: DrugView };
  /** Needs the right: SignedIn. */
  drug_classes: { input: Nothing; output: DrugClass[] };
  /** Needs the right: ManageFormulary. */
  save_drug: { input: DrugForSaving; output: DrugView };
  /** Needs the right: ManageFormulary. */
  load_formulary: { input: Nothing; output: FormularyLoad };
  /** Needs the right: ManageFormulary. */
  import_formulary: { input: FormularyImport; output: FormularyReport };
  /** Needs the right: ManageFormulary. */
  export_formulary: { input: Nothing; output: ExportedFile };
  /** Needs the right: SignedIn. */
  what_is_checked: { input: Nothing; output: CheckedList };
  /** Needs the right: ReadChart. */
  check_prescription: { input: NewPrescription; output: SheetCheck };
  /** Needs the right: Prescribe. */
  prescribe: { input: NewPrescription; output: PrescriptionView };
  /** Needs the right: ReadChart. */
  prescriptions_of_patient: { input: OfPatient; output: PrescriptionView[] };
  /** Needs the right: ReadChart. */
  medications_of_patient: { input: OfPatient; output: ItemView[] };
  /** Needs the right: ReadChart. */
  prescription: { input: PrescriptionId; output: PrescriptionView };
  /** Needs the right: Prescribe. */
  renew_prescription: { input: RenewalRequest; output: NewItem[] };
  /** Needs the right: Prescribe. */
  change_prescription_item: { input: ItemChange; output: ItemView };
  /** Needs the right: Prescribe. */
  void_prescription: { input: Void; output: Nothing };
  /** Needs the right: Prescribe. */
  favourites: { input: Nothing; output: FavouriteView[] };
  /** Needs the right: Prescribe. */
  save_favourite: { input: NewFavourite; output: FavouriteView };
  /** Needs the right: Prescribe. */
  remove_favourite: { input: FavouriteId; output: Nothing };
  /** Needs the right: Dispense. */
  prescriptions_to_dispense: { input: DispenseQueueQuery; output: PrescriptionView[] };
  /** Needs the right: Dispense. */
  dispense: { input: NewDispense; output: PrescriptionView };
  /** Needs the right: Dispense. */
  void_dispense: { input: Void; output: Nothing };
  /** Needs the right: SignedIn. */
  billing_settings: { input: Nothing; output: BillingSettingsView };
  /** Needs the right: ManageSettings. */
  save_billing_settings: { input: BillingSettingsChange; output: BillingSettingsView };
  /** Needs the right: SignedIn. */
  read_amount: { input: TypedAmount; output: Amount };
  /** Needs the right: ReadPatients. */
  insurers: { input: Nothing; output: InsurerView[] };
  /** Needs the right: ManageSettings. */
  save_insurer: { input: InsurerForm; output: InsurerView };
  /** Needs the right: ReadPatients. */
  coverages_of_patient: { input: OfPatient; output: CoverageView[] };
  /** Needs the right: WritePatients. */
  save_coverage: { input: CoverageForm; output: CoverageView };
  /** Needs the right: WritePatients. */
  void_coverage: { input: Void; output: Nothing };
  /** Needs the right: ReadBilling. */
  patients_to_bill: { input: Nothing; output: PatientToBill[] };
  /** Needs the right: ReadBilling. */
  charges_of_patient: { input: ChargeQuery; output: ChargeView[] };
  /** Needs the right: WriteBilling. */
  add_charge: { input: NewChargeItem; output: ChargeView };
  /** Needs the right: CorrectBilling. */
  waive_charge: { input: Waiver; output: ChargeView };
  /** Needs the right: WriteBilling. */
  void_charge: { input: Void; output: Nothing };
  /** Needs the right: WriteBilling. */
  start_invoice: { input: NewInvoice; output: InvoiceView };
  /** Needs the right: WriteBilling. */
  update_invoice: { input: InvoiceForm; output: InvoiceView };
  /** Needs the right: ReadBilling. */
  preview_invoice: { input: InvoicePreview; output: PreviewView };
  /** Needs the right: WriteBilling. */
  discard_invoice: { input: DraftRemoval; output: Nothing };
  /** Needs the right: WriteBilling. */
  issue_invoice: { input: Issue; output: InvoiceView };
  /** Needs the right: ReadBilling. */
  invoice: { input: InvoiceId; output: InvoiceView };
  /** Needs the right: ReadBilling. */
  invoices: { input: InvoiceQuery; output: InvoiceList };
  /** Needs the right: ReadBilling. */
  invoices_of_patient: { input: OfPatient; output: InvoiceRow[] };
  /** Needs the right: CorrectBilling. */
  credit_invoice: { input: NewCredit; output: InvoiceView };
  /** Needs the right: CorrectBilling. */
  cancel_invoice: { input: Cancellation; output: InvoiceView };
  /** Needs the right: ReadBilling. */
  credit_note: { input: CreditNoteId; output: CreditNoteView };
  /** Needs the right: TakePayments. */
  take_payment: { input: NewPayment; output: PaymentView };
  /** Needs the right: TakePayments. */
  use_advance: { input: AdvanceUse; output: InvoiceView };
  /** Needs the right: TakePayments. */
  correct_payment_method: { input: MethodCorrection; output: PaymentView };
  /** Needs the right: CorrectBilling. */
  refund: { input: NewRefund; output: PaymentView };
  /** Needs the right: ReadBilling. */
  payments: { input: PaymentQuery; output: PaymentList };
  /** Needs the right: ReadBilling. */
  payment: { input: PaymentId; output: PaymentView };
  /** Needs the right: ReadBilling. */
  balance_of_patient: { input: OfPatient; output: Balance };
  /** Needs the right: ReadBilling. */
  statement_of_patient: { input: StatementQuery; output: Statement };
  /** Needs the right: TakePayments. */
  my_shift: { input: Nothing; output: ShiftReport | null };
  /** Needs the right: TakePayments. */
  open_shift: { input: NewShift; output: ShiftReport };
  /** Needs the right: TakePayments. */
  close_shift: { input: ShiftClosing; output: ShiftReport };
  /** Needs the right: TakePayments. */
  move_cash: { input: NewCashMovement; output: ShiftReport };
  /** Needs the right: ReadBilling. */
  shifts: { input: ShiftQuery; output: ShiftRow[] };
  /** Needs the right: ReadBilling. */
  shift_report: { input: ShiftId; output: ShiftReport };
  /** Needs the right: ReadBilling. */
  day_book: { input: DayBookQuery; output: DayBook };
  /** Needs the right: ReadBilling. */
  gap_report: { input: Nothing; output: GapReport };
  /** Needs the right: Anyone. */
  portal_status: { input: Nothing; output: PortalStatus };
  /** Needs the right: Anyone. */
  check_invitation: { input: TypedCode; output: Nothing };
  /** Needs the right: Anyone. */
  accept_invitation: { input: InvitationTaken; output: Nothing };
  /** Needs the right: Anyone. */
  register_at_portal: { input: PortalRegistration; output: Nothing };
  /** Needs the right: SignedIn. */
  portal_settings: { input: Nothing; output: PortalSettingsView };
  /** Needs the right: ManageSettings. */
  save_portal_settings: { input: PortalSettingsChange; output: PortalSettingsView };
  /** Needs the right: ReadPatients. */
  portal_of_patient: { input: OfPatient; output: PortalStanding };
  /** Needs the right: WritePatients. */
  invite_patient: { input: OfPatient; output: Invitation };
  /** Needs the right: WritePatients. */
  withdraw_portal_access: { input: OfPatient; output: PortalStanding };
  /** Needs the right: ReadPatients. */
  portal_papers_of_patient: { input: OfPatient; output: PortalPapers };
  /** Needs the right: SignedIn. */
  send_paper: { input: NewSharedPaper; output: SentPaper };
  /** Needs the right: SignedIn. */
  take_back_paper: { input: SharedPaperId; output: Nothing };
  /** Needs the right: WritePatients. */
  portal_registrations: { input: Nothing; output: WaitingRegistration[] };
  /** Needs the right: WritePatients. */
  tie_registration: { input: RegistrationTie; output: Nothing };
  /** Needs the right: WritePatients. */
  refuse_registration: { input: RegistrationRefusal; output: Nothing };
  /** Needs the right: OwnChart. */
  my_record: { input: Nothing; output: MyRecord };
  /** Needs the right: OwnChart. */
  my_latest_vitals: { input: Nothing; output: MyLatestVitals };
  /** Needs the right: OwnChart. */
  my_vitals: { input: MyVitalsQuery; output: MySet[] };
  /** Needs the right: OwnChart. */
  my_trends: { input: MyVitalsQuery; output: Trends };
  /** Needs the right: OwnChart. */
  record_my_vitals: { input: MyNewVitals; output: MyRecordedVitals };
  /** Needs the right: OwnChart. */
  take_back_my_vitals: { input: MySetRemoval; output: Nothing };
  /** Needs the right: OwnChart. */
  my_alerts: { input: Nothing; output: MyAlert[] };
  /** Needs the right: OwnChart. */
  my_appointments: { input: Nothing; output: MyAppointment[] };
  /** Needs the right: OwnChart. */
  my_booking_choices: { input: Nothing; output: BookingChoices };
  /** Needs the right: OwnChart. */
  my_free_slots: { input: MySlotQuery; output: MySlot[] };
  /** Needs the right: OwnChart. */
  request_appointment: { input: AppointmentRequest; output: MyAppointment };
  /** Needs the right: OwnChart. */
  cancel_my_appointment: { input: MyCancellation; output: MyAppointment };
  /** Needs the right: OwnChart. */
  my_prescriptions: { input: Nothing; output: MyPrescription[] };
  /** Needs the right: OwnChart. */
  my_invoices: { input: Nothing; output: MyInvoice[] };
  /** Needs the right: OwnChart. */
  my_papers: { input: Nothing; output: MyPaper[] };
  /** Needs the right: OwnChart. */
  my_sent_papers: { input: Nothing; output: MySentPaper[] };
  /** Needs the right: OwnChart. */
  open_my_sent_paper: { input: SentPaperWish; output: MyAskedPaper };
  /** Needs the right: OwnChart. */
  request_my_paper: { input: MyPaperWish; output: MyAskedPaper };
  /** Needs the right: OwnChart. */
  my_asked_papers: { input: Nothing; output: MyAskedPaper[] };
  /** Needs the right: OwnChart. */
  my_asked_paper: { input: ReportId; output: MyAskedPaper };
  /** Needs the right: OwnChart. */
  my_paper_file: { input: ReportId; output: ReportFile };
  /** Needs the right: OwnChart. */
  remove_my_paper: { input: ReportId; output: Nothing };
  /** Needs the right: OwnChart. */
  my_messages: { input: Nothing; output: MyMessage[] };
  /** Needs the right: ReadAudit. */
  audit_entries: { input: AuditQuery; output: AuditEntry[] };
  /** Needs the right: ReadAudit. */
  verify_audit: { input: Nothing; output: AuditReport };
  /** Needs the right: SignedIn. */
  sync_status: { input: Nothing; output: SyncStatus };
  /** Needs the right: SignedIn. */
  sync_events: { input: Nothing; output: SyncEvent[] };
  /** Needs the right: SignedIn. */
  review_list: { input: Nothing; output: ReviewItem[] };
  /** Needs the right: SignedIn. */
  accept_as_it_is: { input: Acceptance; output: StoredReviewDecision };
  /** Needs the right: ReadAudit. */
  retry_unreadable: { input: Retry; output: Retried };
  /** Needs the right: ReadAudit. */
  rebuild_projection: { input: RebuildOrder; output: Difference[] };
  /** Needs the right: Anyone. */
  start: { input: Nothing; output: StartState };
  /** Needs the right: Anyone. */
  found_clinic: { input: Founding; output: Founded };
  /** Needs the right: Anyone. */
  unlock_store: { input: StorePassphrase; output: StartState };
  /** Needs the right: Anyone. */
  recover_store: { input: Recovery; output: StartState };
  /** Needs the right: ManageSettings. */
  renew_recovery_code: { input: Nothing; output: Founded };
  /** Needs the right: Anyone. */
  confirm_recovery_code: { input: Nothing; output: Nothing };
  /** Needs the right: Anyone. */
  remove_demo: { input: Nothing; output: StartState };
  /** Needs the right: ReadChart. */
  chart_frame: { input: ChartOrder; output: Frame };
  /** Needs the right: ReadFigures. */
  figure_frame: { input: FigureOrder; output: Frame };
  /** Needs the right: SignedIn. */
  save_file: { input: NewFile; output: SavedFile };
  /** Needs the right: Anyone. */
  about: { input: Nothing; output: About };
  /** Needs the right: SignedIn. */
  sync_state: { input: Nothing; output: SyncState };
  /** Needs the right: Anyone. */
  sync_now: { input: Nothing; output: SyncState };
  /** Needs the right: Anyone. */
  joining_state: { input: Nothing; output: SyncState };
  /** Needs the right: Anyone. */
  read_invitation: { input: InvitationText; output: InvitationDetails };
  /** Needs the right: ManageSettings. */
  enrol_workstation: { input: Enrolling; output: SyncState };
  /** Needs the right: Anyone. */
  join_clinic: { input: Joining; output: Founded };
  /** Needs the right: ManageSettings. */
  prepare_computer: { input: PrepareOrder; output: PreparedComputer };
  /** Needs the right: Anyone. */
  join_by_file: { input: JoiningByFile; output: Founded };
  /** Needs the right: ManageSettings. */
  leave_server: { input: Nothing; output: SyncState };
  /** Needs the right: ManageSettings. */
  server_door: { input: Nothing; output: ServerDoor };
  /** Needs the right: ManageSettings. */
  open_server: { input: ServerSignIn; output: ServerDoor };
  /** Needs the right: ManageSettings. */
  ask_server: { input: ServerQuestion; output: ServerAnswer };
  /** Needs the right: SignedIn. */
  export_changes: { input: ExportOrder; output: ExportedChanges };
  /** Needs the right: SignedIn. */
  import_changes: { input: ImportOrder; output: ImportedChanges };
  /** Needs the right: SignedIn. */
  make_paper: { input: PaperOrder; output: MadePaper };
  /** Needs the right: SignedIn. */
  open_paper: { input: PaperOrder; output: HandedPaper };
  /** Needs the right: SignedIn. */
  save_paper: { input: PaperOrder; output: HandedPaper };
  /** Needs the right: SignedIn. */
  print_paper: { input: PrintOrder; output: HandedPaper };
  /** Needs the right: SignedIn. */
  open_report: { input: ReportId; output: SavedReport };
  /** Needs the right: SignedIn. */
  save_report: { input: ReportId; output: SavedReport };
  /** Needs the right: SignedIn. */
  printers: { input: Nothing; output: Printers };
  /** Needs the right: SignedIn. */
  printer_choices: { input: Nothing; output: PrinterChoice[] };
  /** Needs the right: SignedIn. */
  choose_printer: { input: PrinterChoice; output: PrinterChoice[] };
  /** Needs the right: ManageSettings. */
  backups: { input: Nothing; output: BackupStatus };
  /** Needs the right: SignedIn. */
  backup_standing: { input: Nothing; output: BackupStanding };
  /** Needs the right: ManageSettings. */
  back_up_now: { input: Nothing; output: BackupStatus };
  /** Needs the right: ManageSettings. */
  add_backup_place: { input: NewBackupPlace; output: BackupStatus };
  /** Needs the right: ManageSettings. */
  remove_backup_place: { input: BackupPlaceId; output: BackupStatus };
  /** Needs the right: Anyone. */
  choose_path: { input: ChooseOrder; output: ChosenPath };
  /** Needs the right: ManageSettings. */
  drill_backup: { input: BackupChoice; output: Drill };
  /** Needs the right: Anyone. */
  found_backups: { input: FoundQuery; output: FoundBackup[] };
  /** Needs the right: Anyone. */
  inspect_backup: { input: BackupChoice; output: BackupInside };
  /** Needs the right: Anyone. */
  restore_backup: { input: RestoreOrder; output: StartState };
}
