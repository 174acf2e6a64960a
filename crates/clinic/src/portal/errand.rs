//! An errand: one paper of a patient's own that the program fetches at the desk on the patient's behalf.
//!
//! A patient's account has the right to its own chart, and none of the desk's. While one paper is made, the program works
//! under a seat that may call the few commands which the paper is gathered from, about that one person and that one
//! subject; it is never shown to anybody.

use super::patient_of;
use crate::accounts;
use crate::clinic::Clinic;
use crate::db::Read;
use crate::error::{Error, Result};
use crate::papers::IssuedPaper;
use crate::patients::is_same_person;
use serde_json::Value;
use std::sync::PoisonError;
use uuid::Uuid;

/// What one errand is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Errand {
    /// Whose paper it is.
    pub patient_id: Uuid,
    /// What it is about: the prescription, the invoice, the payment; of a report or a statement, the patient.
    pub subject_id: Uuid,
}

/// What stands on every paper.
const OF_THE_CLINIC: [&str; 3] = ["site_settings", "letterhead", "practitioner_profiles"];
/// What names the patient whom it is about.
const OF_THE_PATIENT: [&str; 13] = [
    "allergies_of_patient",
    "chart_flags",
    "conditions_of_patient",
    "encounter",
    "encounters_of_patient",
    "issue_paper",
    "latest_vitals",
    "paper_history",
    "patient",
    "prescription",
    "prescriptions_of_patient",
    "statement_of_patient",
    "trends_of_patient",
];
/// What names its subject only.
const OF_THE_SUBJECT: [&str; 3] = ["credit_note", "invoice", "payment"];

impl Errand {
    /// Whether a command with this input belongs to the errand.
    pub(crate) fn covers(self, read: &Read<'_>, command: &str, input: &Value) -> Result<bool> {
        let id = |field: &str| input.get(field)?.as_str().and_then(|id| Uuid::parse_str(id).ok());
        let of_patient = |id: Option<Uuid>| id.map_or(Ok(false), |id| is_same_person(read, id, self.patient_id));
        if OF_THE_CLINIC.contains(&command) {
            return Ok(true);
        }
        if OF_THE_SUBJECT.contains(&command) {
            return Ok(id("id") == Some(self.subject_id));
        }
        if command == "withdraw_paper" {
            // The note that this very errand made.
            let note = id("id").map(|id| read.find::<IssuedPaper>(id)).transpose()?.flatten();
            return note.map_or_else(
                || of_patient(id("patient_id")),
                |note| Ok(note.meta.recorded_by == read.account_id && note.subject_id == self.subject_id),
            );
        }
        Ok(OF_THE_PATIENT.contains(&command) && of_patient(id("patient_id"))?)
    }
}

impl Clinic {
    /// Works on one paper of an account's own patient. The account may have lost its access since it asked.
    pub(crate) fn on_errand_of<T>(
        &self,
        account_id: Uuid,
        errand: Errand,
        work: impl FnOnce(&str) -> Result<T>,
    ) -> Result<T> {
        let is_own = self.db.read(&self.outside, account_id, |read| match patient_of(read, account_id)? {
            Some(own) => is_same_person(read, own, errand.patient_id),
            None => Ok(false),
        })?;
        if !is_own {
            return Err(Error::NotFound { kind: "patient" });
        }
        let token = accounts::sit_down(self, account_id, false);
        if let Some(seat) = self.sessions.lock().unwrap_or_else(PoisonError::into_inner).get_mut(&token) {
            seat.errand = Some(errand);
        }
        let done = work(&token);
        self.unseat(&token);
        done
    }
}
