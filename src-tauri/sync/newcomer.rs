//! A new computer without a server: a file with everything is made on one computer, and taken by the other at its first
//! start.

use super::joining::named;
use super::parcels::{read_file, write_file};
use crate::host::Host;
use crate::host_commands::Founded;
use healthsync_clinic::accounts::{Password, Right};
use healthsync_clinic::db::Secrets;
use healthsync_clinic::{Clinic, Error, Invalid, Result, exchange};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// What a file for a new computer is made from.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct PrepareOrder {
    /// What people call this computer, so that the new one knows it; what a server was told stands.
    pub name: String,
    /// The folder, e.g. of the stick; none for the downloads.
    pub folder: Option<String>,
}

/// A file for a new computer that was made.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PreparedComputer {
    /// Where it is.
    pub path: String,
    /// How many changes it carries.
    pub changes: usize,
    /// Its size.
    pub bytes: usize,
    /// What opens it: shown once, kept nowhere.
    pub code: String,
}

/// Joining a clinic by a file, with a computer that has none.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct JoiningByFile {
    /// Where the file is.
    pub path: String,
    /// The code that was shown when it was made.
    pub code: String,
    /// What people call this computer.
    pub name: String,
    /// The passphrase for its key, where the system keeps no keys.
    pub passphrase: Option<Password>,
}

/// Writes a file with everything for a new computer, and says the code that opens it.
pub fn prepare_computer(host: &Host, session: Option<&str>, order: PrepareOrder) -> Result<PreparedComputer> {
    let clinic = host.clinic()?;
    clinic.check(session, Right::ManageSettings)?;
    if clinic.db().place().is_none_or(|place| place.is_demo) {
        return Err(super::joining::demo_stays());
    }
    let name = match exchange::server(clinic.db())? {
        Some(server) => server.name,
        None => named(&order.name)?,
    };
    let me = clinic.call(session, "my_profile", json!({}))?;
    let by = me["name"].as_str().unwrap_or_default();
    let made = host.with_secrets(|secrets, _| exchange::prepare(&clinic, secrets, &name, by))?;
    let path = write_file(clinic.outside().now(), "new-computer", order.folder.as_deref(), &made.file.bytes)?;
    Ok(PreparedComputer { path, changes: made.file.changes, bytes: made.file.bytes.len(), code: made.code })
}

/// Makes this computer one of the clinic that a file is of. What cannot work is said before anything is made; and what
/// was made is taken away again where it fails.
pub fn join_by_file(host: &Host, _: Option<&str>, input: JoiningByFile) -> Result<Founded> {
    let name = named(&input.name)?;
    if input.code.trim().is_empty() {
        return Err(Invalid::new("code", "required", "Type the code that was shown when the file was made.").into());
    }
    let bytes = read_file(&input.path)?;
    let parcel = exchange::read_prepared(&bytes, &input.code).map_err(|reason| match reason {
        Error::Refused { code: code @ "parcel_wrong_code", sentence } => Invalid::new("code", code, sentence).into(),
        Error::Refused { code, sentence } => Invalid::new("path", code, sentence).into(),
        other => other,
    })?;
    drop(bytes);
    let bring = |clinic: &Clinic, secrets: &mut Secrets| exchange::join(clinic, secrets, parcel, &name).map(drop);
    Ok(Founded { recovery_code: host.found_whole(input.passphrase, bring)? })
}
