//! A few things to settle in the made-up clinic, made as they come about: forms that were open at the same time, a booking
//! that had not heard of another, and a person who was registered twice.

use super::Staff;
use crate::allergies::{Allergy, AllergySeverity};
use crate::appointments::Appointment;
use crate::db::{Basis, Write};
use crate::error::Result;
use crate::numbers::{self, NumberSeries};
use crate::outside::Millis;
use crate::patients::{Merging, Patient, merge_patients};
use crate::record::Record;
use chrono::Months;

const HOUR_MS: Millis = 3_600_000;

/// Leaves the matters for whoever tries the program.
pub(super) fn leave(write: &mut Write<'_>, staff: &Staff) -> Result<()> {
    let now = write.now;
    allergy(write, staff, now)?;
    telephones(write, staff, now)?;
    double_booking(write, staff, now)?;
    registered_twice(write, staff, now)?;
    write.stand_in(now, staff.nurse);
    Ok(())
}

/// Saves what two people made of a record that both had open.
fn both<R: Record>(
    write: &mut Write<'_>,
    shown: i64,
    first: (R, i64, uuid::Uuid),
    second: (R, i64, uuid::Uuid),
) -> Result<()> {
    for (record, at, account) in [first, second] {
        write.stand_in(at, account);
        write.save(record, Basis::Shown(shown))?;
    }
    Ok(())
}

/// The nurse heard of an anaphylaxis while the doctor noted that it was a rash.
fn allergy(write: &mut Write<'_>, staff: &Staff, now: Millis) -> Result<()> {
    let found = write.all::<Allergy>("severity = 'moderate' AND entered_in_error IS NULL ORDER BY id LIMIT 1", [])?;
    let Some(allergy) = found.into_iter().next().map(|stored| stored.record) else { return Ok(()) };
    let shown = write.version(allergy.id)?;
    let severe = Allergy { severity: AllergySeverity::Severe, ..allergy.clone() };
    let mild = Allergy { severity: AllergySeverity::Mild, ..allergy };
    both(write, shown, (severe, now - 5 * HOUR_MS, staff.nurse), (mild, now - 4 * HOUR_MS, staff.doctor))
}

/// Two people gave another number at the desk than on the telephone.
fn telephones(write: &mut Write<'_>, staff: &Staff, now: Millis) -> Result<()> {
    let patients = write.all::<Patient>("entered_in_error IS NULL ORDER BY mrn LIMIT 2 OFFSET 40", [])?;
    for (index, patient) in patients.into_iter().enumerate() {
        let shown = write.version(patient.id)?;
        let phone = |tail: usize| Some(format!("0700 {}", 550_100 + index * 10 + tail));
        let one = Patient { phone: phone(1), ..patient.record.clone() };
        let other = Patient { phone: phone(2), ..patient.record };
        both(write, shown, (one, now - 30 * HOUR_MS, staff.desk), (other, now - 29 * HOUR_MS, staff.nurse))?;
    }
    Ok(())
}

/// An appointment to come was moved to a time that was given away elsewhere.
fn double_booking(write: &mut Write<'_>, staff: &Staff, now: Millis) -> Result<()> {
    let coming = write.all::<Appointment>(
        "starts_at > ?1 AND practitioner_id = ?2 AND status = 'booked' AND is_walk_in = 0 AND overridden IS NULL
         AND entered_in_error IS NULL ORDER BY starts_at, id LIMIT 12",
        (now + 24 * HOUR_MS, staff.doctor.to_string()),
    )?;
    let mut coming = coming.into_iter().map(|stored| stored.record);
    let Some(one) = coming.next() else { return Ok(()) };
    let Some(other) = coming.find(|other| other.patient_id != one.patient_id) else { return Ok(()) };
    let shown = write.version(other.id)?;
    write.stand_in(now - 2 * HOUR_MS, staff.desk);
    let moved = Appointment { starts_at: one.starts_at, ends_at: one.ends_at, room_id: None, ..other };
    write.save(moved, Basis::Shown(shown)).map(drop)
}

/// Somebody was registered again under another spelling and somebody with a wrong year of birth, and nobody has noticed;
/// of another somebody has.
fn registered_twice(write: &mut Write<'_>, staff: &Staff, now: Millis) -> Result<()> {
    let patients = write.all::<Patient>(
        "entered_in_error IS NULL AND birth_precision = 'day' AND length(given_name) > 5 ORDER BY mrn LIMIT 3 OFFSET 20",
        [],
    )?;
    for (index, patient) in patients.into_iter().enumerate() {
        write.stand_in(now - 26 * HOUR_MS, staff.desk);
        let given = patient.given_name.clone().unwrap_or_default();
        // A letter left out, as when a name is heard and not read.
        let heard: String = given.chars().enumerate().filter(|(at, _)| *at != 3).map(|(_, letter)| letter).collect();
        let is_year_wrong = index == 2;
        let a_year_off = patient.birth_on.and_then(|day| day.checked_sub_months(Months::new(12)));
        let again = Patient {
            id: write.new_id(),
            mrn: numbers::next(write, NumberSeries::Patient)?,
            given_name: Some(if is_year_wrong { given } else { heard }),
            birth_on: if is_year_wrong { a_year_off } else { patient.birth_on },
            blood_group: None,
            address: None,
            ..patient.record.clone()
        };
        let again = write.create(again)?.record;
        if index == 1 {
            write.stand_in(now - 3 * HOUR_MS, staff.desk);
            let version = write.version(patient.id)?;
            merge_patients(write, Merging { patient_id: patient.id, other_id: again.id, version, details: None })?;
        }
    }
    Ok(())
}
