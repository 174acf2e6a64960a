//! The appointment that an encounter keeps: started when the encounter opens, fulfilled when it is signed.

use super::Encounter;
use crate::db::{Read, Write};
use crate::error::{Error, Result};
use uuid::Uuid;

/// What an encounter needs of its appointment.
pub(super) struct Visit {
    pub id: Uuid,
    /// Why the patient comes.
    pub reason: Option<String>,
}

/// The appointment, if it is this patient's.
pub(super) fn of_patient(_read: &Read<'_>, _id: Uuid, _patient_id: Uuid) -> Result<Visit> {
    Err(Error::NotFound { kind: "appointment" })
}

pub(super) fn start(_write: &mut Write<'_>, visit: &Visit) -> Result<()> {
    let _ = visit.id;
    Ok(())
}

pub(super) fn fulfil(_write: &mut Write<'_>, _id: Uuid, _signed: &Encounter) -> Result<()> {
    Ok(())
}
