//! A small photo of a patient, so that the right chart is opened.

use super::{OfPatient, Patient, records_of_person};
use crate::db::{Basis, Place, Read, Write};
use crate::error::{Invalid, Result};
use crate::record::{Merge, Record};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use healthsync_sync::Scope;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A photo travels as one change of 32 KiB, in base64: 23 KiB of JPEG.
const LARGEST: usize = 23 * 1024;

/// A patient's photo. One a patient: its id is derived from the patient's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Photo {
    /// The record.
    pub id: Uuid,
    /// The patient.
    pub patient_id: Uuid,
    /// The JPEG, in base64; none where it was taken away.
    pub jpeg_base64: Option<String>,
}

impl Record for Photo {
    const KIND: &'static str = "photo";
    const TABLE: &'static str = "photos";
    const MERGE: Merge = Merge::PerField;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}

/// A photo for a patient, or none to take it away.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewPhoto {
    /// The patient.
    pub patient_id: Uuid,
    /// The JPEG, in base64, at most 23 KiB.
    pub jpeg_base64: Option<String>,
}

/// A patient's photo, if there is one.
///
/// # Errors
/// When the database fails.
pub fn photo_of_patient(read: &Read<'_>, input: OfPatient) -> Result<Option<String>> {
    for patient_id in records_of_person(read, input.patient_id)? {
        let photo = read.find::<Photo>(Uuid::new_v5(&patient_id, b"photo"))?;
        if let Some(jpeg) = photo.and_then(|photo| photo.record.jpeg_base64) {
            return Ok(Some(jpeg));
        }
    }
    Ok(None)
}

/// Sets or takes away a patient's photo.
///
/// # Errors
/// When it is no JPEG or too large.
pub fn set_photo(write: &mut Write<'_>, input: NewPhoto) -> Result<Option<String>> {
    write.get::<Patient>(input.patient_id)?;
    if let Some(text) = &input.jpeg_base64 {
        let bytes = STANDARD.decode(text).unwrap_or_default();
        if !bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
            return Err(Invalid::new("jpeg_base64", "not_a_photo", "This file is not a JPEG photo.").into());
        }
        if bytes.len() > LARGEST {
            return Err(Invalid::new("jpeg_base64", "photo_too_large", "The photo is too large.").into());
        }
    }
    let id = Uuid::new_v5(&input.patient_id, b"photo");
    let version = write.version(id)?;
    let basis = if version == 0 { Basis::New } else { Basis::Shown(version) };
    let photo = Photo { id, patient_id: input.patient_id, jpeg_base64: input.jpeg_base64 };
    Ok(write.save(photo, basis)?.stored.record.jpeg_base64)
}
