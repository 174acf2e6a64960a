//! A fortnight of the made-up clinic, and the week that it expects: everything goes through the same functions as in
//! the window, each at its own time and by the hands that would do it.

use super::cases::{CASES, Case};
use super::chance::Chance;
use super::clinic::{Furniture, furnish};
use super::{Staff, input};
use crate::appointments::{self, AppointmentView, LONGEST_MIN};
use crate::db::Write;
use crate::error::Result;
use crate::outside::Millis;
use crate::patients::Patient;
use crate::record::Stored;
use crate::{allergies, encounters, insurers, messages, prescriptions, sites};
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;
use serde_json::{Value, json};
use uuid::Uuid;

const MINUTE_MS: Millis = 60_000;
const PAST_DAYS: u64 = 14;
const COMING_DAYS: u64 = 7;

/// The fortnight as it is made.
pub(super) struct Fortnight<'a> {
    pub chance: &'a mut Chance,
    pub staff: &'a Staff,
    pub furniture: Furniture,
    pub zone: Tz,
    pub now: Millis,
    pub patients: Vec<Stored<Patient>>,
    pub is_arabic: bool,
}

pub(super) fn fill(write: &mut Write<'_>, chance: &mut Chance, staff: &Staff, is_arabic: bool) -> Result<()> {
    let now = write.now;
    let zone: Tz = sites::own_site(write)?.time_zone.parse().unwrap_or(Tz::UTC);
    let today = DateTime::from_timestamp_millis(now).unwrap_or_default().with_timezone(&zone).date_naive();
    let first = today.checked_sub_days(Days::new(PAST_DAYS)).unwrap_or(today);
    write.stand_in(at(zone, first, 7 * 60), staff.admin);
    let furniture = furnish(write, staff, is_arabic, today)?;
    let patients = write.all::<Patient>("entered_in_error IS NULL ORDER BY mrn", [])?;
    let mut fortnight = Fortnight { chance, staff, furniture, zone, now, patients, is_arabic };
    fortnight.insure(write)?;
    for back in (1..=PAST_DAYS).rev() {
        if let Some(day) = today.checked_sub_days(Days::new(back)) {
            fortnight.day(write, day)?;
        }
    }
    fortnight.day(write, today)?;
    for ahead in 1..=COMING_DAYS {
        if let Some(day) = today.checked_add_days(Days::new(ahead)) {
            fortnight.day(write, day)?;
        }
    }
    fortnight.waiting_now(write)?;
    write.stand_in(now, staff.nurse);
    fortnight.override_an_allergy(write)?;
    fortnight.write_to_one_another(write)?;
    write.stand_in(now, staff.nurse);
    Ok(())
}

/// A minute of a day at the site.
pub(super) fn at(zone: Tz, day: NaiveDate, minute: u32) -> Millis {
    let time =
        NaiveTime::from_num_seconds_from_midnight_opt(minute.min(LONGEST_MIN * 2 - 1) * 60, 0).unwrap_or_default();
    let local = zone.from_local_datetime(&day.and_time(time)).earliest();
    local.map_or_else(|| day.and_time(time).and_utc().timestamp_millis(), |local| local.timestamp_millis())
}

impl Fortnight<'_> {
    /// One in five is insured.
    fn insure(&mut self, write: &mut Write<'_>) -> Result<()> {
        for (index, patient) in self.patients.iter().enumerate().filter(|(index, _)| index % 5 == 2) {
            let terms = if index % 2 == 0 {
                json!({ "cover": "percent", "covered_basis_points": 8_000 })
            } else {
                json!({ "cover": "copay", "copay_minor": 300 })
            };
            let mut form = terms;
            form["patient_id"] = json!(patient.id);
            form["insurer_id"] = json!(self.furniture.insurers.get(index % self.furniture.insurers.len().max(1)));
            form["member_number"] = json!(format!("{:07}", 4_100_000 + index));
            form["is_first"] = true.into();
            insurers::save_coverage(write, input(form)?)?;
        }
        Ok(())
    }

    /// Everybody who was or is expected on a day, and what became of it by now.
    fn day(&mut self, write: &mut Write<'_>, day: NaiveDate) -> Result<()> {
        let is_short = day.weekday().number_from_monday() >= 6;
        let slots: &[u32] = if is_short {
            &[540, 570, 600, 660, 720]
        } else {
            &[480, 510, 540, 570, 600, 660, 690, 720, 810, 840, 870, 930, 990]
        };
        let ends = at(self.zone, day, if is_short { 13 * 60 } else { 17 * 60 });
        let mut shift = None;
        let mut seen = vec![];
        for minute in slots {
            let starts_at = at(self.zone, day, *minute);
            if shift.is_none() && starts_at < self.now {
                write.stand_in(at(self.zone, day, 7 * 60 + 45).min(self.now), self.staff.cashier);
                shift = Some(super::till::open(write)?);
            }
            for practitioner in [self.staff.doctor, self.staff.second_doctor] {
                if self.chance.one_in(4) {
                    continue;
                }
                let Some(patient) = self.somebody(&mut seen) else { continue };
                self.visit(write, &patient, practitioner, starts_at)?;
            }
        }
        if let Some(shift) = shift.filter(|_| ends < self.now) {
            write.stand_in(ends + 30 * MINUTE_MS, self.staff.cashier);
            super::till::close(write, shift, self.chance.one_in(6))?;
        }
        Ok(())
    }

    /// Somebody who was not here on this day.
    fn somebody(&mut self, seen: &mut Vec<Uuid>) -> Option<Stored<Patient>> {
        let patient = self.chance.pick(&self.patients).clone();
        if seen.contains(&patient.id) {
            return None;
        }
        seen.push(patient.id);
        Some(patient)
    }

    fn visit(
        &mut self,
        write: &mut Write<'_>,
        patient: &Stored<Patient>,
        doctor: Uuid,
        starts_at: Millis,
    ) -> Result<()> {
        let years = years_of(patient, self.now);
        let fitting: Vec<&Case> = CASES.iter().filter(|case| years >= case.from_years).collect();
        let Some(case) = fitting.get(usize::try_from(self.chance.between(0, 100)).unwrap_or(0) % fitting.len().max(1))
        else {
            return Ok(());
        };
        write.stand_in((starts_at - 2 * super::DAY_MS).min(self.now), self.staff.desk);
        let is_firm = self.chance.one_in(5);
        let booked = appointments::book_appointment(
            write,
            input(json!({
                "patient_id": patient.id, "practitioner_id": doctor, "starts_at": starts_at,
                "service_id": self.furniture.services.get(case.service), "reason": case.complaint,
                "book_as": if is_firm { "pending" } else { "booked" },
            }))?,
        )?;
        let Some(appointment) = booked.appointments.into_iter().next() else { return Ok(()) };
        if starts_at > self.now {
            return Ok(());
        }
        self.what_became(write, &appointment, patient, doctor, case, starts_at)
    }

    fn what_became(
        &mut self,
        write: &mut Write<'_>,
        booked: &AppointmentView,
        patient: &Stored<Patient>,
        doctor: Uuid,
        case: &Case,
        starts_at: Millis,
    ) -> Result<()> {
        let id = booked.appointment.record.id;
        let fate = self.chance.between(0, 99);
        if fate < 7 {
            write.stand_in(starts_at - 5 * 60 * MINUTE_MS, self.staff.desk);
            return step(write, id, json!({ "step": "cancel", "reason": "Called: cannot come" }));
        }
        if fate < 15 {
            write.stand_in((starts_at + 40 * MINUTE_MS).min(self.now), self.staff.desk);
            if starts_at + 30 * MINUTE_MS > self.now {
                return Ok(());
            }
            if booked.appointment.record.status == appointments::AppointmentStatus::Pending {
                step(write, id, json!({ "step": "confirm" }))?;
            }
            return step(write, id, json!({ "step": "no_show" }));
        }
        let came = starts_at - self.chance.between(2, 25) * MINUTE_MS;
        write.stand_in(came, self.staff.desk);
        if booked.appointment.record.status == appointments::AppointmentStatus::Pending {
            step(write, id, json!({ "step": "confirm" }))?;
        }
        step(write, id, json!({ "step": "arrive" }))?;
        step(write, id, json!({ "step": "check_in" }))?;
        let seen_at = starts_at + self.chance.between(0, 18) * MINUTE_MS;
        if seen_at + 20 * MINUTE_MS > self.now {
            return Ok(());
        }
        super::consultation::consult(self, write, id, patient, doctor, case, seen_at)
    }

    /// People who sit in the waiting room at this moment.
    fn waiting_now(&mut self, write: &mut Write<'_>) -> Result<()> {
        let mut seen = vec![];
        for (minutes, priority, reason) in [
            (42, "routine", "Cough since a week"),
            (25, "urgent", "Fever, very weak"),
            (9, "routine", "Rash on the arms"),
        ] {
            let Some(patient) = self.somebody(&mut seen) else { continue };
            write.stand_in(self.now - minutes * MINUTE_MS, self.staff.desk);
            let walk_in = json!({ "patient_id": patient.id, "priority": priority, "reason": reason, "is_beside_appointment": true });
            appointments::register_walk_in(write, input(walk_in)?)?;
        }
        for reason in ["Wants an earlier day", "Result to be talked through"] {
            let Some(patient) = self.somebody(&mut seen) else { continue };
            write.stand_in(self.now - 90 * MINUTE_MS, self.staff.desk);
            let wish = json!({ "patient_id": patient.id, "practitioner_id": self.staff.doctor, "reason": reason });
            appointments::add_to_waitlist(write, input(wish)?)?;
        }
        Ok(())
    }

    /// A penicillin for somebody with a note of a penicillin allergy, for a reason that is kept.
    fn override_an_allergy(&mut self, write: &mut Write<'_>) -> Result<()> {
        let allergic =
            write.all::<allergies::Allergy>("code = 'J01CE01' AND entered_in_error IS NULL ORDER BY id LIMIT 1", [])?;
        let Some(allergy) = allergic.into_iter().next() else { return Ok(()) };
        write.stand_in(self.now - 3 * 60 * MINUTE_MS, self.staff.doctor);
        let item = super::consultation::item_of(write, &CASES[0].given[0])?;
        let sheet = json!({ "patient_id": allergy.patient_id, "items": [item] });
        let check = prescriptions::check_prescription(write, input(sheet.clone())?)?;
        let overrides: Vec<Value> = check
            .findings
            .iter()
            .filter(|finding| finding.severity == prescriptions::FindingSeverity::Serious)
            .map(|finding| json!({ "finding": finding.key, "reason": "Took amoxicillin twice since then without any reaction" }))
            .collect();
        let mut sheet = sheet;
        sheet["items"][0]["overrides"] = overrides.into();
        prescriptions::prescribe(write, input(sheet)?).map(drop)
    }

    fn write_to_one_another(&mut self, write: &mut Write<'_>) -> Result<()> {
        write.stand_in(self.now - 50 * MINUTE_MS, self.staff.nurse);
        let text = if self.is_arabic {
            "يرجى مراجعة ثلاجة اللقاحات قبل الإغلاق"
        } else {
            "Please check the vaccine fridge before closing"
        };
        messages::send_message(write, input(json!({ "is_task": true, "to_role": "nurse", "text": text }))?)?;
        let text = if self.is_arabic {
            "نتائج المختبر وصلت"
        } else {
            "The laboratory called: the results are in"
        };
        messages::send_message(
            write,
            input(json!({ "is_task": false, "to_account_id": self.staff.doctor, "text": text }))?,
        )?;
        Ok(())
    }
}

/// Takes a step in an appointment's life.
pub(super) fn step(write: &mut Write<'_>, id: Uuid, mut order: Value) -> Result<()> {
    order["id"] = json!(id);
    appointments::change_appointment(write, input(order)?).map(drop)
}

fn years_of(patient: &Patient, now: Millis) -> i64 {
    let today = DateTime::from_timestamp_millis(now).unwrap_or_default().date_naive();
    patient.birth_on.map_or(30, |birth| today.signed_duration_since(birth).num_days() / 365)
}

/// Opens an encounter, and the note that it comes to.
pub(super) fn note_of(case: &Case) -> Result<encounters::EncounterNote> {
    input(json!({
        "complaint": case.complaint, "history": case.history, "examination": case.examination,
        "assessment": case.assessment, "plan": case.plan,
    }))
}
