//! Joining two records of one person, and parting them again.

use super::groups::{face_of, is_same_person, links_of, records_of_person};
use super::{Patient, PatientDetails, PatientLink, PatientView, patient_view};
use crate::db::{Basis, Write, entries_of};
use crate::error::{Error, Invalid, Result};
use crate::record::{fields_of, record_of};
use healthsync_sync::{ChangeId, Value, merge};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Two records of one person.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Merging {
    /// One record.
    pub patient_id: Uuid,
    /// The other.
    pub other_id: Uuid,
    /// What was shown of the older one, which goes on as the face of both.
    pub version: i64,
    /// What holds of the person, chosen field by field; that of the face, if left out.
    pub details: Option<PatientDetails>,
}

/// A record that is not the same person after all.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Unmerging {
    /// The person, by any record.
    pub patient_id: Uuid,
    /// The record that goes its own way again.
    pub other_id: Uuid,
    /// Why.
    pub reason: String,
}

/// Says that two records are one person: one chart shows what was and will be written on either. Both stay as they
/// are, but for what was chosen for the face, and that is taken back if they are parted.
///
/// # Errors
/// When they are one record or one person already, one of them was entered in error, or a field is wrong.
pub fn merge_patients(write: &mut Write<'_>, input: Merging) -> Result<PatientView> {
    let (one, other) = (write.get::<Patient>(input.patient_id)?, write.get::<Patient>(input.other_id)?);
    if one.meta.entered_in_error.is_some() || other.meta.entered_in_error.is_some() {
        let sentence = "One of the two was entered in error. There is nothing to join.";
        return Err(Error::Refused { code: "voided", sentence: sentence.into() });
    }
    if is_same_person(write, input.patient_id, input.other_id)? {
        let sentence = "These are one person already.";
        return Err(Error::Refused { code: "same_person_already", sentence: sentence.into() });
    }
    let faces = [face_of(write, input.patient_id)?, face_of(write, input.other_id)?];
    let (first, second) = (write.get::<Patient>(faces[0])?, write.get::<Patient>(faces[1])?);
    let age = |patient: &crate::record::Stored<Patient>| (patient.meta.recorded_at, patient.id.to_string());
    let face = if age(&first) <= age(&second) { first } else { second };
    let mut chosen_change = None;
    if let Some(details) = input.details {
        let today = crate::age::today(write)?;
        let chosen = details.into_patient(face.id, face.mrn.clone(), today)?;
        chosen_change = write.save(chosen, Basis::Shown(input.version))?.change.map(|id| id.to_string());
    }
    let id = write.new_id();
    write.create(PatientLink { id, patient_id: input.patient_id, other_id: input.other_id, chosen_change })?;
    patient_view(write, face.id)
}

/// Parts a record from the person that it was joined with. Each has again what was written on it, and keeps what was
/// written on it since; what was chosen for the face when they were joined is taken back, where nobody changed it since.
///
/// # Errors
/// When they are not joined, or the reason is missing.
pub fn unmerge_patients(write: &mut Write<'_>, input: Unmerging) -> Result<PatientView> {
    let reason = input.reason.trim().to_owned();
    if reason.is_empty() {
        return Err(Invalid::new("reason", "required", "Say why these are two people.").into());
    }
    let face = face_of(write, input.patient_id)?;
    if input.patient_id == input.other_id || !is_same_person(write, input.patient_id, input.other_id)? {
        let sentence = "These two are not joined.";
        return Err(Error::Refused { code: "not_joined", sentence: sentence.into() });
    }
    let stays = if input.other_id == face { input.patient_id } else { face };
    let records = records_of_person(write, stays)?;
    for link in between(write, stays, input.other_id)? {
        let version = write.version(link.id)?;
        write.void::<PatientLink>(link.id, version, &reason)?;
        if let Some(change) = link.chosen_change.as_deref().and_then(|id| id.parse::<ChangeId>().ok()) {
            for record in &records {
                take_back(write, *record, change)?;
            }
        }
    }
    patient_view(write, stays)
}

/// The links by which `leaves` hangs on the record that stays: those to whoever is joined with that without it.
fn between(write: &Write<'_>, stays: Uuid, leaves: Uuid) -> Result<Vec<PatientLink>> {
    let links = links_of(write, &records_of_person(write, stays)?)?;
    let mut staying = BTreeSet::from([stays]);
    loop {
        let before = staying.len();
        for link in links.iter().filter(|link| link.patient_id != leaves && link.other_id != leaves) {
            if staying.contains(&link.patient_id) || staying.contains(&link.other_id) {
                staying.extend([link.patient_id, link.other_id]);
            }
        }
        if staying.len() == before {
            break;
        }
    }
    let is_between = |link: &PatientLink| {
        (link.patient_id == leaves && staying.contains(&link.other_id))
            || (link.other_id == leaves && staying.contains(&link.patient_id))
    };
    Ok(links.into_iter().filter(is_between).collect())
}

/// Puts back what a choice of fields had replaced on a record, field by field, where the choice still stands.
fn take_back(write: &mut Write<'_>, record: Uuid, change: ChangeId) -> Result<()> {
    let entries = entries_of(write.conn, record)?;
    let Some(chosen) = entries.iter().find(|entry| entry.id == change) else { return Ok(()) };
    let merged = merge(entries.iter().map(|entry| (entry.id, &entry.change)));
    let now = write.get::<Patient>(record)?.record;
    let mut fields = fields_of(&now)?;
    for set in &chosen.change.sets {
        let heads = merged.fields.get(&set.field).map(|field| field.all()).unwrap_or_default();
        if heads != [change] {
            continue;
        }
        let mut bases: Vec<_> = entries.iter().filter(|entry| set.bases.contains(&entry.id)).collect();
        bases.sort_by_key(|entry| (entry.change.clock, entry.id));
        let before = bases.last().and_then(|entry| entry.change.set(&set.field)).map(|set| set.value.clone());
        fields.insert(set.field.clone(), before.unwrap_or(Value::Null));
    }
    let restored: Patient = record_of(record, &fields)?;
    let version = write.version(record)?;
    write.save(restored, Basis::Shown(version)).map(drop)
}
