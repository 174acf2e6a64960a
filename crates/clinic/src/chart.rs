//! The banner of a chart: what must be seen of a patient at one glance, in one call.

use crate::alerts::{self, AlertQuery, AlertRow, AlertState};
use crate::allergies::{AllergyView, allergies_of_patient};
use crate::conflicts::count_of_person;
use crate::db::Read;
use crate::error::Result;
use crate::patients::{ChartFlagsView, OfPatient, PatientView, chart_flags, face, photo_of_patient};
use crate::vitals::{News2, assess};
use schemars::JsonSchema;
use serde::Serialize;

/// What must be seen of a patient at one glance.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Banner {
    /// The patient.
    pub patient: PatientView,
    /// The photo, a JPEG in base64.
    pub photo: Option<String>,
    /// Allergies.
    pub allergies: Vec<AllergyView>,
    /// What a clinician has set for the chart.
    pub flags: ChartFlagsView,
    /// Alerts that wait for an answer.
    pub alerts: Vec<AlertRow>,
    /// The score now.
    pub news2: News2,
    /// So many records of the chart say two different things, until somebody settles them.
    pub unsettled: u32,
    /// A part of it was written by a newer version of the program, and is not shown here.
    pub is_partly_newer: bool,
}

/// What must be seen of a patient at one glance.
///
/// # Errors
/// When there is no such patient.
pub fn banner_of_patient(read: &Read<'_>, input: OfPatient) -> Result<Banner> {
    let patient = face(read, input.patient_id)?;
    let waiting =
        AlertQuery { state: Some(AlertState::Open), of_patient: Some(input.patient_id), ..AlertQuery::default() };
    Ok(Banner {
        photo: photo_of_patient(read, input.clone())?,
        allergies: allergies_of_patient(read, input.clone())?,
        flags: chart_flags(read, input)?,
        alerts: alerts::alerts(read, waiting)?,
        news2: assess(read, &patient)?,
        unsettled: count_of_person(read, patient.id, "conflicts <> ''")?,
        is_partly_newer: count_of_person(read, patient.id, "is_newer <> 0")? > 0,
        patient: PatientView::of(read, patient)?,
    })
}
