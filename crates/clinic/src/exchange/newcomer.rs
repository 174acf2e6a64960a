//! A new computer where there is no server: a file with everything, sealed with a code that one person reads out and
//! another types, makes it one of the clinic's computers.

use super::enrolment::introduce_as;
use super::events::{Event, note};
use super::parcels::{Exported, Imported, gather, refused, take};
use crate::Clinic;
use crate::db::Secrets;
use crate::error::{Error, Result};
use healthsync_sync::{Home, OriginKey, Parcel, ParcelError, ParcelKey, code_of_random};
use serde_json::json;

/// A file for a new computer, and the code that opens it: it is not in the file, and nowhere kept.
pub struct Prepared {
    /// The file.
    pub file: Exported,
    /// The code, in four groups of four.
    pub code: String,
}

/// Everything that is held here, for a new computer. `own_name` is what people call this one, so that the new one knows
/// it; `by` is who makes the file.
///
/// # Errors
/// When the database fails.
pub fn prepare(clinic: &Clinic, secrets: &Secrets, own_name: &str, by: &str) -> Result<Prepared> {
    // With it goes the key that later files are sealed with: it has to be in this one.
    introduce_as(clinic, own_name)?;
    let (db, outside) = (clinic.db(), clinic.outside());
    let place = db.place().ok_or_else(crate::db::not_set_up)?;
    let (mut parcel, changes) = gather(clinic, secrets, true)?;
    parcel.home = Some(Home::new(place.organization_id, place.site_id));
    let code = code_of_random(outside.bytes());
    let key = OriginKey::from_secret(&secrets.origin_secret);
    let bytes = parcel.seal(ParcelKey::Code(&code), outside.bytes(), &key);
    note(&db.writer(), outside.now(), Event::Prepared, &json!({ "changes": changes, "by": by }))?;
    Ok(Prepared { file: Exported { bytes, changes }, code })
}

/// What a file for a new computer holds, if the code is its own and all of it is there.
///
/// # Errors
/// Why it cannot be used.
pub fn read_prepared(bytes: &[u8], code: &str) -> Result<Parcel> {
    let parcel = Parcel::open(bytes, ParcelKey::Code(code)).map_err(|reason| refused(&reason))?;
    // Nobody else makes files with this mark.
    if parcel.home.is_some() { Ok(parcel) } else { Err(refused(&ParcelError::Altered)) }
}

/// Makes this empty file one of the clinic that a prepared file is of, with all that it brings, and says what this
/// computer is called. The secrets are to be kept when it is done: before that there is nothing that they are of.
///
/// # Errors
/// When the database fails: the file is then of no use, and to be made anew.
pub fn join(clinic: &Clinic, secrets: &mut Secrets, parcel: Parcel, name: &str) -> Result<Imported> {
    let keep = |_: &Secrets| Ok(());
    let home = parcel.home.ok_or_else(|| refused(&ParcelError::NotForNewComputer))?;
    let (db, outside) = (clinic.db(), clinic.outside());
    *secrets = db.found_at((home.organization(), home.site()), secrets, false, outside, &keep)?;
    let imported = take(clinic, secrets, &keep, parcel)?;
    if clinic.call(None, "clinic_status", json!({}))?["is_set_up"] != true {
        let sentence = "The file holds no clinic that can be opened. Make another on the computer it is from.";
        return Err(Error::Refused { code: "parcel_without_clinic", sentence: sentence.into() });
    }
    introduce_as(clinic, name)?;
    Ok(imported)
}
