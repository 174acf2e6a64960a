//! The last visit in full: what one reads before the patient comes in.

use super::LastVisit;
use crate::age::day_at;
use crate::db::Read;
use crate::encounters::{self, Encounter};
use crate::error::Result;
use crate::patients::{OfPatient, Patient, of_person};
use crate::prescriptions::{self, Prescription};
use crate::record::Stored;
use crate::sites;
use crate::vitals::Vitals;

/// A patient's last visit, in full: the latest encounter but triage that is signed or somebody else's, so not the one
/// that the caller is writing. None where there was none.
///
/// # Errors
/// When there is no such patient.
pub fn last_visit(read: &Read<'_>, input: OfPatient) -> Result<Option<LastVisit>> {
    let patient = read.get::<Patient>(input.patient_id)?.record.id.to_string();
    let sql = "patient_id = ?1 AND entered_in_error IS NULL AND kind <> 'triage'
         AND NOT (status = 'in_progress' AND practitioner_id = ?2) ORDER BY started_at DESC, id DESC LIMIT 1";
    let last: Vec<Stored<Encounter>> =
        read.all(&of_person(read, input.patient_id, sql)?, (&patient, read.account_id.to_string()))?;
    let Some(encounter) = last.into_iter().next() else { return Ok(None) };
    let zone = sites::own_site(read)?.record.time_zone;
    let day = day_at(encounter.started_at, &zone);
    // Vitals belong to a day's visit, by whomever they were taken: triage is before the encounter opens.
    const DAY_MS: i64 = 86_400_000;
    let sql = "patient_id = ?1 AND effective_at BETWEEN ?2 AND ?3 AND entered_in_error IS NULL
         ORDER BY effective_at DESC, id DESC";
    let near: Vec<Stored<Vitals>> = read.all(
        &of_person(read, input.patient_id, sql)?,
        (&patient, encounter.started_at - DAY_MS, encounter.started_at + DAY_MS),
    )?;
    let vitals = near.into_iter().filter(|vitals| day_at(vitals.effective_at, &zone) == day).collect();
    let sheets: Vec<Stored<Prescription>> = read.all(
        "encounter_id = ?1 AND entered_in_error IS NULL ORDER BY written_at, id",
        [encounter.record.id.to_string()],
    )?;
    let prescriptions = sheets.iter().map(|sheet| prescriptions::view(read, sheet.id)).collect::<Result<_>>()?;
    Ok(Some(LastVisit { encounter: encounters::view(read, encounter.record.id)?, vitals, prescriptions }))
}
