//! The clinic: what it knows and where it keeps it.
//!
//! Two lists are the index of the product: the kinds of records, and the commands. Every write goes through
//! [`db::Write::save`], which appends a change and the row that it comes to in one transaction; every call goes through
//! [`Clinic::call`], which checks the right and notes who read a chart.

mod about;
pub mod accounts;
pub mod age;
pub mod alerts;
pub mod allergies;
pub mod appointments;
pub mod audit;
pub mod backups;
pub mod billing;
pub mod charges;
pub mod chart;
mod clinic;
pub mod command;
pub mod conditions;
pub mod conflicts;
pub mod credit_notes;
mod csv_text;
pub mod db;
pub mod demo;
pub mod devices;
pub mod dispenses;
pub mod drafts;
pub mod encounters;
mod error;
pub mod exchange;
mod fields;
pub mod figures;
pub mod formulary;
pub mod insurers;
pub mod invoices;
pub mod live;
pub mod messages;
pub mod money;
pub mod numbers;
pub mod outside;
pub mod papers;
pub mod patients;
pub mod payments;
pub mod practitioners;
pub mod prescriptions;
pub mod quantity;
pub mod record;
pub mod reports;
pub mod review;
pub mod rooms;
pub mod schedules;
pub mod services;
pub mod shifts;
pub mod sites;
pub mod stroke;
pub mod thresholds;
pub mod timeline;
pub mod vault;
pub mod vitals;
pub mod workstations;

pub use clinic::Clinic;
pub use error::{Error, Invalid, PublicError, Result, StoreError};

use accounts::{Nothing, SignedIn};
use allergies::Void;
use db::Difference;
use invoices::InvoiceView;
use patients::OfPatient;
use prescriptions::PrescriptionView;
use record::Stored;
use stroke::ExportedFile;

records! {
    sites::Site: SignedIn, ManageSettings;
    accounts::Account: ManageAccounts, ManageAccounts;
    patients::Patient: ReadPatients, WritePatients;
    patients::PatientLink: ReadPatients, WritePatients;
    patients::Photo: ReadPatients, WritePatients;
    patients::ChartFlags: ReadChart, WriteChart;
    allergies::Allergy: ReadChart, WriteChart;
    conditions::Condition: ReadChart, WriteChart;
    devices::Device: AssignDevices, ManageDevices;
    devices::DeviceAssignment: AssignDevices, AssignDevices;
    devices::QuarantinedMeasurement: AssignDevices, AssignDevices;
    vitals::Vitals: ReadChart, WriteChart;
    thresholds::Threshold: SignedIn, WriteThresholds;
    alerts::Alert: ReadAlerts, AnswerAlerts;
    alerts::AlertAction: ReadAlerts, AnswerAlerts;
    stroke::StrokeAssessment: ReadStroke, WriteStroke;
    rooms::Room: ReadAppointments, ManageSchedules;
    practitioners::PractitionerProfile: ReadAppointments, ManageSchedules;
    services::Service: ReadAppointments, ManageSchedules;
    schedules::WorkingBlock: ReadAppointments, ManageSchedules;
    schedules::Leave: ReadAppointments, ManageSchedules;
    schedules::Holiday: ReadAppointments, ManageSchedules;
    appointments::Appointment: ReadAppointments, WriteAppointments;
    charges::ChargeItem: ReadBilling, WriteBilling;
    encounters::Encounter: ReadChart, WriteChart;
    encounters::Diagnosis: ReadChart, WriteChart;
    encounters::Amendment: ReadChart, WriteChart;
    formulary::Drug: SignedIn, ManageFormulary;
    prescriptions::Prescription: ReadChart, Prescribe;
    prescriptions::PrescriptionItem: ReadChart, Prescribe;
    prescriptions::PrescriptionOverride: ReadChart, Prescribe;
    prescriptions::Favourite: Prescribe, Prescribe;
    dispenses::Dispense: ReadChart, Dispense;
    billing::BillingSettings: SignedIn, ManageSettings;
    insurers::Insurer: ReadPatients, ManageSettings;
    insurers::Coverage: ReadPatients, WritePatients;
    invoices::InvoiceDraft: ReadBilling, WriteBilling;
    invoices::DraftLine: ReadBilling, WriteBilling;
    invoices::Invoice: ReadBilling, WriteBilling;
    invoices::InvoiceLine: ReadBilling, WriteBilling;
    credit_notes::CreditNote: ReadBilling, CorrectBilling;
    credit_notes::CreditNoteLine: ReadBilling, CorrectBilling;
    shifts::Shift: ReadBilling, TakePayments;
    shifts::CashMovement: ReadBilling, TakePayments;
    payments::Payment: ReadBilling, TakePayments;
    payments::Allocation: ReadBilling, TakePayments;
    messages::Message: ReadAudit, ReadAudit;
    messages::MessageMark: ReadAudit, ReadAudit;
    messages::MessageOutcome: ReadAudit, ReadAudit;
    messages::MessageChoices: ReadAudit, ReadAudit;
    audit::Access: ReadAudit, ReadAudit;
    papers::Letterhead: SignedIn, ManageSettings;
    papers::LogoPart: SignedIn, ManageSettings;
    papers::IssuedPaper: ReadAudit, ReadAudit;
    review::ReviewDecision: SignedIn, SignedIn;
    workstations::Workstation: SignedIn, ManageSettings;
    workstations::OrganizationKey: ReadAudit, ManageSettings;
}

commands! {
    sites::clinic_status(Nothing) -> ClinicStatus, Anyone, GET "/status";
    sites::set_up_clinic(ClinicSetUp) -> SignedIn, Anyone, POST "/set-up";
    demo::set_up_demo(DemoOrder) -> DemoClinic, Anyone, POST "/demo";
    sites::site_settings(Nothing) -> SiteSettings, SignedIn, GET "/site";
    sites::update_site(SiteChange) -> SiteSettings, ManageSettings, PUT "/site";

    accounts::sign_in(SignIn) -> SignedIn, Anyone, POST "/auth/login";
    accounts::sign_out(Nothing) -> Nothing, SignedIn, POST "/auth/logout";
    accounts::lock_session(Nothing) -> Nothing, SignedIn, POST "/auth/lock";
    accounts::unlock_session(Unlock) -> Nothing, SignedIn, POST "/auth/unlock";
    accounts::my_profile(Nothing) -> AccountSummary, SignedIn, GET "/profile";
    accounts::update_profile(ProfileChange) -> AccountSummary, SignedIn, PUT "/profile";
    accounts::change_password(PasswordChange) -> Nothing, SignedIn, PUT "/profile/password";
    accounts::accounts(Nothing) -> Vec<AccountSummary>, ManageAccounts, GET "/accounts";
    accounts::practitioners(Nothing) -> Vec<Practitioner>, ReadPatients, GET "/practitioners";
    accounts::colleagues(Nothing) -> Vec<Colleague>, SignedIn, GET "/colleagues";
    accounts::create_account(NewAccount) -> AccountSummary, ManageAccounts, POST "/accounts";
    accounts::update_account(AccountChange) -> AccountSummary, ManageAccounts, PUT "/accounts/{id}";
    accounts::reset_password(PasswordReset) -> AccountSummary, ManageAccounts, PUT "/accounts/{id}/password";
    accounts::open_chart_in_emergency(EmergencyReason) -> Nothing, SignedIn, POST "/patients/{patient_id}/emergency";

    drafts::save_draft(NewDraft) -> Nothing, SignedIn, PUT "/drafts";
    drafts::draft(DraftKey) -> Option<Draft>, SignedIn, GET "/drafts/{key}";
    drafts::drafts(Nothing) -> Vec<Draft>, SignedIn, GET "/drafts";
    drafts::discard_draft(DraftKey) -> Nothing, SignedIn, DELETE "/drafts/{key}";

    patients::search_patients(PatientSearch) -> Vec<PatientRow>, ReadPatients, GET "/patients/search";
    patients::patients(PatientPage) -> PatientList, ReadPatients, GET "/patients";
    patients::recent_patients(Nothing) -> Vec<PatientRow>, ReadPatients, GET "/patients/recent";
    patients::patient(OfPatient) -> PatientView, ReadPatients, GET "/patients/{patient_id}";
    patients::probable_duplicates(DuplicateQuery) -> Vec<ProbableDuplicate>, ReadPatients, GET "/patients/duplicates";
    patients::register_patient(PatientDetails) -> PatientView, WritePatients, POST "/patients";
    patients::update_patient(PatientChange) -> PatientView, WritePatients, PUT "/patients/{patient_id}";
    patients::void_patient(PatientVoid) -> PatientView, WritePatients, DELETE "/patients/{patient_id}";
    patients::photo_of_patient(OfPatient) -> Option<String>, ReadPatients, GET "/patients/{patient_id}/photo";
    patients::set_photo(NewPhoto) -> Option<String>, WritePatients, PUT "/patients/{patient_id}/photo";
    patients::duplicate_pairs(Nothing) -> Vec<DuplicatePair>, ReadPatients, GET "/patients/pairs";
    patients::merge_patients(Merging) -> PatientView, WritePatients, POST "/patients/{patient_id}/joined";
    patients::unmerge_patients(Unmerging) -> PatientView, WritePatients, POST "/patients/{patient_id}/parted";
    conflicts::conflicts(ConflictQuery) -> Vec<Conflict>, SignedIn, GET "/conflicts";
    conflicts::resolve_conflict(Choice) -> Vec<String>, SignedIn, POST "/conflicts";
    conflicts::resolve_conflicts(ChoiceForAll) -> Settled, SignedIn, POST "/conflicts/all";

    chart::banner_of_patient(OfPatient) -> Banner, ReadChart, GET "/patients/{patient_id}/banner";
    patients::chart_flags(OfPatient) -> ChartFlagsView, ReadChart, GET "/patients/{patient_id}/flags";
    patients::set_chart_flags(ChartFlagsChange) -> ChartFlagsView, WriteChart, PUT "/patients/{patient_id}/flags";
    allergies::allergies_of_patient(OfPatient) -> Vec<AllergyView>, ReadChart, GET "/patients/{patient_id}/allergies";
    allergies::record_allergy(NewAllergy) -> AllergyView, WriteChart, POST "/patients/{patient_id}/allergies";
    allergies::update_allergy(AllergyChange) -> AllergyView, WriteChart, PUT "/allergies/{id}";
    allergies::void_allergy(Void) -> Nothing, WriteChart, DELETE "/allergies/{id}";
    conditions::conditions_of_patient(OfPatient) -> Vec<ConditionView>, ReadChart, GET "/patients/{patient_id}/conditions";
    conditions::record_condition(NewCondition) -> ConditionView, WriteChart, POST "/patients/{patient_id}/conditions";
    conditions::update_condition(ConditionChange) -> ConditionView, WriteChart, PUT "/conditions/{id}";
    conditions::void_condition(Void) -> Nothing, WriteChart, DELETE "/conditions/{id}";

    vitals::check_vitals(NewVitals) -> VitalsAssessment, ReadChart, GET "/patients/{patient_id}/vitals/check";
    vitals::record_vitals(NewVitals) -> RecordedVitals, WriteChart, POST "/patients/{patient_id}/vitals";
    vitals::void_vitals(VitalsVoid) -> Stored<Vitals>, WriteChart, DELETE "/vitals/{id}";
    vitals::vitals_of_patient(VitalsQuery) -> Vec<VitalsRow>, ReadChart, GET "/patients/{patient_id}/vitals";
    vitals::latest_vitals(OfPatient) -> LatestVitals, ReadChart, GET "/patients/{patient_id}/vitals/latest";
    vitals::trends_of_patient(VitalsQuery) -> Trends, ReadChart, GET "/patients/{patient_id}/vitals/trends";

    devices::devices(Nothing) -> Vec<DeviceView>, AssignDevices, GET "/devices";
    devices::register_device(NewDevice) -> RegisteredDevice, ManageDevices, POST "/devices";
    devices::assign_device(NewAssignment) -> DeviceView, AssignDevices, POST "/devices/{device_id}/assignments";
    devices::release_device(OfDevice) -> DeviceView, AssignDevices, POST "/devices/{device_id}/release";
    devices::revoke_device(OfDevice) -> DeviceView, ManageDevices, DELETE "/devices/{device_id}";
    devices::devices_of_patient(OfPatient) -> Vec<DeviceView>, AssignDevices, GET "/patients/{patient_id}/devices";
    devices::measurements_of_device(MeasurementQuery) -> Vec<MeasurementRow>, WriteChart, GET "/devices/{device_id}/measurements";
    devices::record_measurements(NewMeasurements) -> Vec<MeasurementOutcome>, WriteChart, POST "/devices/{device_id}/measurements";
    devices::receive_measurements(SentMeasurements) -> Vec<MeasurementOutcome>, Anyone, POST "/devices/{device_id}/received";
    devices::quarantined_measurements(Nothing) -> Vec<QuarantinedRow>, AssignDevices, GET "/devices/quarantine";
    devices::accept_measurement(MeasurementAcceptance) -> MeasurementOutcome, WriteChart, POST "/devices/quarantine/{id}/accept";
    devices::discard_measurement(MeasurementRemoval) -> Nothing, AssignDevices, DELETE "/devices/quarantine/{id}";

    thresholds::thresholds(Nothing) -> ThresholdList, SignedIn, GET "/thresholds";
    thresholds::thresholds_of_patient(OfPatient) -> PatientThresholds, ReadChart, GET "/patients/{patient_id}/thresholds";
    thresholds::set_threshold(NewThreshold) -> ThresholdView, WriteThresholds, PUT "/thresholds";
    thresholds::remove_threshold(ThresholdRemoval) -> Nothing, WriteThresholds, DELETE "/thresholds/{id}";
    thresholds::threshold_history(ThresholdId) -> Vec<ThresholdDecision>, SignedIn, GET "/thresholds/{id}/history";

    thresholds::threshold_history_of_patient(PatientThresholdId) -> Vec<ThresholdDecision>, ReadChart, GET "/patients/{patient_id}/thresholds/{id}/history";

    alerts::alerts(AlertQuery) -> Vec<AlertRow>, ReadAlerts, GET "/alerts";
    alerts::alert_counts(Nothing) -> AlertCounts, ReadAlerts, GET "/alerts/counts";
    alerts::acknowledge_alert(Acknowledgement) -> Answered, AnswerAlerts, POST "/alerts/{alert_id}/acknowledge";
    alerts::snooze_alert(Snooze) -> Answered, AnswerAlerts, POST "/alerts/{alert_id}/snooze";

    stroke::stroke_assessments(StrokeQuery) -> StrokeList, ReadStroke, GET "/stroke";
    stroke::stroke_assessment(StrokeId) -> StrokeView, ReadStroke, GET "/stroke/{id}";
    stroke::stroke_assessments_of_patient(OfPatient) -> Vec<StrokeView>, ReadChart, GET "/patients/{patient_id}/stroke";
    stroke::record_stroke_assessment(NewStrokeAssessment) -> StrokeView, WriteChart, POST "/patients/{patient_id}/stroke";
    stroke::update_stroke_assessment(StrokeChange) -> StrokeView, WriteStroke, PUT "/stroke/{id}";
    stroke::void_stroke_assessment(Void) -> StrokeView, WriteStroke, DELETE "/stroke/{id}";
    stroke::import_stroke_data(StrokeImport) -> ImportReport, WriteStroke, POST "/stroke/import";
    stroke::export_stroke_data(Nothing) -> ExportedFile, ReadStroke, POST "/stroke/export";
    stroke::cancel_job(JobName) -> Nothing, SignedIn, POST "/jobs/{job}/cancel";

    rooms::rooms(Nothing) -> Vec<RoomView>, ReadAppointments, GET "/rooms";
    rooms::save_room(RoomForm) -> RoomView, ManageSchedules, PUT "/rooms";
    services::services(Nothing) -> Vec<ServiceView>, ReadAppointments, GET "/services";
    services::save_service(ServiceForm) -> ServiceView, ManageSchedules, PUT "/services";
    practitioners::practitioner_profiles(Nothing) -> Vec<PractitionerView>, ReadAppointments, GET "/practitioners/profiles";
    practitioners::set_practitioner_profile(PractitionerForm) -> PractitionerView, ManageSchedules, PUT "/practitioners/{account_id}/profile";
    schedules::working_hours(OfPractitioner) -> WorkingHours, ReadAppointments, GET "/practitioners/{practitioner_id}/hours";
    schedules::set_working_hours(WorkingHoursForm) -> WorkingHours, ManageSchedules, PUT "/practitioners/{practitioner_id}/hours";
    schedules::leave(LeaveQuery) -> Vec<LeaveView>, ReadAppointments, GET "/leave";
    schedules::add_leave(NewLeave) -> LeaveAdded, ManageSchedules, POST "/leave";
    schedules::remove_leave(ScheduleRemoval) -> Nothing, ManageSchedules, DELETE "/leave/{id}";
    schedules::holidays(Nothing) -> Vec<HolidayView>, ReadAppointments, GET "/holidays";
    schedules::add_holiday(NewHoliday) -> HolidayAdded, ManageSchedules, POST "/holidays";
    schedules::remove_holiday(ScheduleRemoval) -> Nothing, ManageSchedules, DELETE "/holidays/{id}";

    appointments::calendar(CalendarQuery) -> Calendar, ReadAppointments, GET "/calendar";
    appointments::day_list(DayQuery) -> DayList, ReadAppointments, GET "/appointments";
    appointments::appointment(AppointmentId) -> AppointmentView, ReadAppointments, GET "/appointments/{id}";
    appointments::appointments_of_patient(OfPatient) -> Vec<AppointmentView>, ReadAppointments, GET "/patients/{patient_id}/appointments";
    appointments::check_slot(SlotQuery) -> SlotCheck, ReadAppointments, GET "/appointments/check";
    appointments::free_slots(FreeSlotQuery) -> FreeSlots, ReadAppointments, GET "/appointments/free";
    appointments::book_appointment(NewAppointment) -> BookedAppointments, WriteAppointments, POST "/appointments";
    appointments::reschedule_appointment(Rescheduling) -> AppointmentView, WriteAppointments, PUT "/appointments/{id}/slot";
    appointments::update_appointment(AppointmentChange) -> AppointmentView, WriteAppointments, PUT "/appointments/{id}";
    appointments::change_appointment(AppointmentMove) -> AppointmentView, WriteAppointments, POST "/appointments/{id}/steps";
    appointments::void_appointment(Void) -> AppointmentView, WriteAppointments, DELETE "/appointments/{id}";
    appointments::add_to_waitlist(NewWaitlistEntry) -> AppointmentView, WriteAppointments, POST "/waitlist";
    appointments::waitlist(WaitlistQuery) -> Vec<AppointmentView>, ReadAppointments, GET "/waitlist";
    appointments::register_walk_in(NewWalkIn) -> AppointmentView, WriteAppointments, POST "/queue";
    appointments::assign_in_queue(QueueAssignment) -> AppointmentView, WriteAppointments, PUT "/queue/{id}";
    appointments::queue(QueueQuery) -> Queue, ReadAppointments, GET "/queue";

    papers::letterhead(Nothing) -> LetterheadView, SignedIn, GET "/letterhead";
    papers::set_letterhead(LetterheadChange) -> LetterheadView, ManageSettings, PUT "/letterhead";
    papers::paper_history(PaperRef) -> PaperHistory, SignedIn, GET "/papers/history";
    papers::issue_paper(NewIssue) -> Stored<IssuedPaper>, SignedIn, POST "/papers";
    papers::withdraw_paper(PaperWithdrawal) -> Nothing, SignedIn, DELETE "/papers/{id}";
    messages::messages(MessageQuery) -> Vec<MessageRow>, SignedIn, GET "/messages";
    messages::message_counts(Nothing) -> MessageCounts, SignedIn, GET "/messages/counts";
    messages::send_message(NewMessage) -> Stored<Message>, SignedIn, POST "/messages";
    messages::mark_messages(ReadMark) -> MessageCounts, SignedIn, PUT "/messages/read";
    messages::finish_message(Outcome) -> MessageCounts, SignedIn, PUT "/messages/{message_id}/outcome";
    messages::message_choices(Nothing) -> MyChoices, SignedIn, GET "/messages/choices";
    messages::choose_messages(MyChoices) -> MyChoices, SignedIn, PUT "/messages/choices";

    figures::figures(FigureQuery) -> Figures, ReadFigures, GET "/figures";
    figures::figure_list(FigureListQuery) -> FigureList, ReadFigures, GET "/figures/list";
    figures::export_figure(FigureListQuery) -> ExportedFile, ReadFigures, POST "/figures/export";

    reports::request_patient_report(OfPatient) -> ReportJob, ReadChart, POST "/patients/{patient_id}/report";
    reports::request_statements(Days) -> ReportJob, ReadBilling, POST "/reports/statements";
    reports::reports(Nothing) -> Vec<ReportJob>, SignedIn, GET "/reports";
    reports::report_file(ReportId) -> ReportFile, SignedIn, GET "/reports/{id}/file";
    reports::remove_report(ReportId) -> Nothing, SignedIn, DELETE "/reports/{id}";

    encounters::open_encounter(NewEncounter) -> EncounterView, WriteChart, POST "/patients/{patient_id}/encounters";
    encounters::open_encounters(Nothing) -> Vec<EncounterRow>, WriteChart, GET "/encounters/open";
    encounters::encounters_of_patient(OfPatient) -> Vec<EncounterRow>, ReadChart, GET "/patients/{patient_id}/encounters";
    encounters::encounter(EncounterId) -> EncounterView, ReadChart, GET "/patients/{patient_id}/encounters/{id}";
    encounters::save_encounter(EncounterChange) -> EncounterView, WriteChart, PUT "/encounters/{id}";
    encounters::sign_encounter(EncounterChange) -> EncounterView, WriteChart, POST "/encounters/{id}/signature";
    encounters::amend_encounter(NewAmendment) -> EncounterView, WriteChart, POST "/encounters/{encounter_id}/amendments";
    encounters::add_diagnosis(NewDiagnosis) -> EncounterView, WriteChart, POST "/encounters/{encounter_id}/diagnoses";
    encounters::remove_diagnosis(Void) -> EncounterView, WriteChart, DELETE "/diagnoses/{id}";
    encounters::void_encounter(Void) -> Nothing, WriteChart, DELETE "/encounters/{id}";
    timeline::timeline_of_patient(TimelineQuery) -> Timeline, ReadChart, GET "/patients/{patient_id}/timeline";
    timeline::last_visit(OfPatient) -> Option<LastVisit>, ReadChart, GET "/patients/{patient_id}/last-visit";

    formulary::search_drugs(DrugSearch) -> Vec<DrugView>, SignedIn, GET "/formulary/search";
    formulary::formulary(FormularyQuery) -> DrugList, SignedIn, GET "/formulary";
    formulary::drug(DrugId) -> DrugView, SignedIn, GET "/formulary/{id}";
    formulary::drug_classes(Nothing) -> Vec<DrugClass>, SignedIn, GET "/formulary/classes";
    formulary::save_drug(DrugForSaving) -> DrugView, ManageFormulary, PUT "/formulary";
    formulary::load_formulary(Nothing) -> FormularyLoad, ManageFormulary, POST "/formulary/load";
    formulary::import_formulary(FormularyImport) -> FormularyReport, ManageFormulary, POST "/formulary/import";
    formulary::export_formulary(Nothing) -> ExportedFile, ManageFormulary, POST "/formulary/export";

    prescriptions::what_is_checked(Nothing) -> CheckedList, SignedIn, GET "/prescriptions/checks";
    prescriptions::check_prescription(NewPrescription) -> SheetCheck, ReadChart, POST "/patients/{patient_id}/prescriptions/check";
    prescriptions::prescribe(NewPrescription) -> PrescriptionView, Prescribe, POST "/patients/{patient_id}/prescriptions";
    prescriptions::prescriptions_of_patient(OfPatient) -> Vec<PrescriptionView>, ReadChart, GET "/patients/{patient_id}/prescriptions";
    prescriptions::medications_of_patient(OfPatient) -> Vec<ItemView>, ReadChart, GET "/patients/{patient_id}/medications";
    prescriptions::prescription(PrescriptionId) -> PrescriptionView, ReadChart, GET "/patients/{patient_id}/prescriptions/{id}";
    prescriptions::renew_prescription(RenewalRequest) -> Vec<NewItem>, Prescribe, POST "/patients/{patient_id}/prescriptions/renewal";
    prescriptions::change_prescription_item(ItemChange) -> ItemView, Prescribe, POST "/prescription-items/{id}/step";
    prescriptions::void_prescription(Void) -> Nothing, Prescribe, DELETE "/prescriptions/{id}";
    prescriptions::favourites(Nothing) -> Vec<FavouriteView>, Prescribe, GET "/favourites";
    prescriptions::save_favourite(NewFavourite) -> FavouriteView, Prescribe, POST "/favourites";
    prescriptions::remove_favourite(FavouriteId) -> Nothing, Prescribe, DELETE "/favourites/{id}";
    prescriptions::prescriptions_to_dispense(DispenseQueueQuery) -> Vec<PrescriptionView>, Dispense, GET "/dispensary";
    dispenses::dispense(NewDispense) -> PrescriptionView, Dispense, POST "/prescriptions/{prescription_id}/dispenses";
    dispenses::void_dispense(Void) -> Nothing, Dispense, DELETE "/dispenses/{id}";
    billing::billing_settings(Nothing) -> BillingSettingsView, SignedIn, GET "/billing/settings";
    billing::save_billing_settings(BillingSettingsChange) -> BillingSettingsView, ManageSettings, PUT "/billing/settings";
    billing::read_amount(TypedAmount) -> Amount, SignedIn, GET "/billing/amount";
    insurers::insurers(Nothing) -> Vec<InsurerView>, ReadPatients, GET "/insurers";
    insurers::save_insurer(InsurerForm) -> InsurerView, ManageSettings, PUT "/insurers";
    insurers::coverages_of_patient(OfPatient) -> Vec<CoverageView>, ReadPatients, GET "/patients/{patient_id}/coverages";
    insurers::save_coverage(CoverageForm) -> CoverageView, WritePatients, PUT "/patients/{patient_id}/coverages";
    insurers::void_coverage(Void) -> Nothing, WritePatients, DELETE "/coverages/{id}";

    charges::patients_to_bill(Nothing) -> Vec<PatientToBill>, ReadBilling, GET "/charges";
    charges::charges_of_patient(ChargeQuery) -> Vec<ChargeView>, ReadBilling, GET "/patients/{patient_id}/charges";
    charges::add_charge(NewChargeItem) -> ChargeView, WriteBilling, POST "/patients/{patient_id}/charges";
    charges::waive_charge(Waiver) -> ChargeView, CorrectBilling, PUT "/charges/{id}/waiver";
    charges::void_charge(Void) -> Nothing, WriteBilling, DELETE "/charges/{id}";

    invoices::start_invoice(NewInvoice) -> InvoiceView, WriteBilling, POST "/patients/{patient_id}/invoices";
    invoices::update_invoice(InvoiceForm) -> InvoiceView, WriteBilling, PUT "/invoices/{id}";
    invoices::preview_invoice(InvoicePreview) -> PreviewView, ReadBilling, GET "/invoices/preview";
    invoices::discard_invoice(DraftRemoval) -> Nothing, WriteBilling, DELETE "/invoices/{id}";
    invoices::issue_invoice(Issue) -> InvoiceView, WriteBilling, POST "/invoices/{id}/issue";
    invoices::invoice(InvoiceId) -> InvoiceView, ReadBilling, GET "/invoices/{id}";
    invoices::invoices(InvoiceQuery) -> InvoiceList, ReadBilling, GET "/invoices";
    invoices::invoices_of_patient(OfPatient) -> Vec<InvoiceRow>, ReadBilling, GET "/patients/{patient_id}/invoices";
    credit_notes::credit_invoice(NewCredit) -> InvoiceView, CorrectBilling, POST "/invoices/{invoice_id}/credits";
    credit_notes::cancel_invoice(Cancellation) -> InvoiceView, CorrectBilling, POST "/invoices/{invoice_id}/cancel";
    credit_notes::credit_note(CreditNoteId) -> CreditNoteView, ReadBilling, GET "/credits/{id}";

    payments::take_payment(NewPayment) -> PaymentView, TakePayments, POST "/payments";
    payments::use_advance(AdvanceUse) -> InvoiceView, TakePayments, POST "/invoices/{invoice_id}/advance";
    payments::refund(NewRefund) -> PaymentView, CorrectBilling, POST "/refunds";
    payments::payments(PaymentQuery) -> PaymentList, ReadBilling, GET "/payments";
    payments::payment(PaymentId) -> PaymentView, ReadBilling, GET "/payments/{id}";
    payments::balance_of_patient(OfPatient) -> Balance, ReadBilling, GET "/patients/{patient_id}/balance";
    payments::statement_of_patient(StatementQuery) -> Statement, ReadBilling, GET "/patients/{patient_id}/statement";

    shifts::my_shift(Nothing) -> Option<ShiftReport>, TakePayments, GET "/shifts/mine";
    shifts::open_shift(NewShift) -> ShiftReport, TakePayments, POST "/shifts";
    shifts::close_shift(ShiftClosing) -> ShiftReport, TakePayments, POST "/shifts/{id}/close";
    shifts::move_cash(NewCashMovement) -> ShiftReport, TakePayments, POST "/shifts/cash";
    shifts::shifts(ShiftQuery) -> Vec<ShiftRow>, ReadBilling, GET "/shifts";
    shifts::shift_report(ShiftId) -> ShiftReport, ReadBilling, GET "/shifts/{id}";
    shifts::day_book(DayBookQuery) -> DayBook, ReadBilling, GET "/billing/day";
    shifts::gap_report(Nothing) -> GapReport, ReadBilling, GET "/billing/gaps";

    audit::audit_entries(AuditQuery) -> Vec<AuditEntry>, ReadAudit, GET "/audit";
    audit::verify_audit(Nothing) -> AuditReport, ReadAudit, GET "/audit/verify";
    exchange::sync_status(Nothing) -> SyncStatus, SignedIn, GET "/sync";
    exchange::sync_events(Nothing) -> Vec<SyncEvent>, SignedIn, GET "/sync/events";
    review::review_list(Nothing) -> Vec<ReviewItem>, SignedIn, GET "/review";
    review::accept_as_it_is(Acceptance) -> Stored<ReviewDecision>, SignedIn, POST "/review/accepted";
    review::retry_unreadable(Retry) -> Retried, ReadAudit, POST "/review/retry";
    audit::rebuild_projection(RebuildOrder) -> Vec<Difference>, ReadAudit, POST "/audit/rebuild";
}
