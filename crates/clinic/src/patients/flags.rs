//! What a clinician has set for a patient's chart: which SpO₂ scale, pregnancy, and that there are no allergies.

use super::{OfPatient, face, records_of_person};
use crate::db::{Basis, Place, Read, Write};
use crate::error::Result;
use crate::record::{Merge, Record};
use healthsync_sync::Scope;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a clinician has set for a patient's chart. One a patient: its id is derived from the patient's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ChartFlags {
    /// The record.
    pub id: Uuid,
    /// The patient.
    pub patient_id: Uuid,
    /// NEWS2 scores SpO₂ on scale 2: hypercapnic respiratory failure, target 88–92 %.
    pub uses_spo2_scale_2: bool,
    /// The patient is pregnant: NEWS2 does not apply.
    pub is_pregnant: bool,
    /// Somebody asked, and there are no known allergies.
    pub has_no_known_allergies: bool,
}

impl Record for ChartFlags {
    const KIND: &'static str = "chart_flags";
    const TABLE: &'static str = "chart_flags";
    const MERGE: Merge = Merge::PerField;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}

impl ChartFlags {
    fn unset(patient_id: Uuid) -> ChartFlags {
        ChartFlags {
            id: Uuid::new_v5(&patient_id, b"chart_flags"),
            patient_id,
            uses_spo2_scale_2: false,
            is_pregnant: false,
            has_no_known_allergies: false,
        }
    }
}

/// The flags with what a form is shown.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ChartFlagsView {
    /// The flags.
    pub flags: ChartFlags,
    /// What a form that is opened now was shown.
    pub version: i64,
}

/// A change of the flags.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct ChartFlagsChange {
    /// The patient.
    pub patient_id: Uuid,
    /// What the form was shown.
    pub version: i64,
    /// NEWS2 scores SpO₂ on scale 2.
    pub uses_spo2_scale_2: bool,
    /// The patient is pregnant.
    pub is_pregnant: bool,
    /// Somebody asked, and there are no known allergies.
    pub has_no_known_allergies: bool,
}

/// The flags of a person: what any of the person's records says.
pub(crate) fn flags_of(read: &Read<'_>, patient_id: Uuid) -> Result<ChartFlags> {
    let records = records_of_person(read, patient_id)?;
    let mut flags = ChartFlags::unset(records.first().copied().unwrap_or(patient_id));
    for record in records {
        let Some(other) = read.find::<ChartFlags>(ChartFlags::unset(record).id)? else { continue };
        flags.uses_spo2_scale_2 |= other.uses_spo2_scale_2;
        flags.is_pregnant |= other.is_pregnant;
        flags.has_no_known_allergies |= other.has_no_known_allergies;
    }
    Ok(flags)
}

/// What a clinician has set for a patient's chart.
///
/// # Errors
/// When the database fails.
pub fn chart_flags(read: &Read<'_>, input: OfPatient) -> Result<ChartFlagsView> {
    let flags = flags_of(read, input.patient_id)?;
    let mut version = 0;
    for record in records_of_person(read, input.patient_id)? {
        version = version.max(read.version(ChartFlags::unset(record).id)?);
    }
    Ok(ChartFlagsView { version, flags })
}

/// Sets them.
///
/// # Errors
/// When there is no such patient.
pub fn set_chart_flags(write: &mut Write<'_>, input: ChartFlagsChange) -> Result<ChartFlagsView> {
    let own = face(write, input.patient_id)?.record.id;
    for (at, patient) in records_of_person(write, own)?.into_iter().enumerate() {
        let flags = ChartFlags {
            uses_spo2_scale_2: input.uses_spo2_scale_2,
            is_pregnant: input.is_pregnant,
            has_no_known_allergies: input.has_no_known_allergies,
            ..ChartFlags::unset(patient)
        };
        let is_set = write.version(flags.id)? > 0;
        // It is set of the person: no other record may go on saying otherwise.
        if at == 0 || is_set {
            let basis = if is_set { Basis::Shown(input.version) } else { Basis::New };
            write.save(flags, basis)?;
        }
    }
    chart_flags(write, OfPatient { patient_id: own })
}
