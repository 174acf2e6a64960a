//! Enrolling at a server and leaving it again: what is written down here.

use super::events::{Event, note};
use super::not_enrolled;
use super::server;
use crate::Clinic;
use crate::db::held;
use crate::error::Result;
use crate::workstations;
use healthsync_sync::{Peer, Vector};
use serde_json::json;
use uuid::Uuid;

/// What a server said when it enrolled this computer.
#[derive(Clone, Debug)]
pub struct Enrolled {
    /// Where the server is.
    pub address: String,
    /// The fingerprint of its certificate, where the invitation named one.
    pub pin: Option<String>,
    /// The public key under which the server may ask this computer to destroy its own.
    pub wipe_key: Option<[u8; 32]>,
    /// What the server calls this workstation.
    pub workstation_id: Uuid,
    /// What people call it.
    pub name: String,
    /// The letters of its numbers from now on.
    pub series_code: String,
    /// The server's word that these letters are this computer's, should its database forget.
    pub series_receipt: Option<String>,
}

/// Writes down that this computer is enrolled: from now on it has something to exchange with.
///
/// # Errors
/// When the database fails.
pub fn enrol(clinic: &Clinic, enrolled: &Enrolled) -> Result<()> {
    let db = clinic.db();
    let place = db.place().ok_or_else(crate::db::not_set_up)?;
    let now = clinic.outside().now();
    let mut conn = db.writer();
    let transaction = conn.transaction()?;
    let joined_empty = held::vector(&transaction)?.changes() == 0;
    transaction.execute(
        "INSERT OR REPLACE INTO server
             (id, address, pin, wipe_key, workstation_id, name, series_code, series_receipt, series_origin, enrolled_at, peer, sent,
              joined_empty)
         VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        (
            &enrolled.address,
            &enrolled.pin,
            enrolled.wipe_key,
            enrolled.workstation_id.to_string(),
            &enrolled.name,
            &enrolled.series_code,
            &enrolled.series_receipt,
            place.origin.as_bytes(),
            now,
            Peer::default().to_bytes(),
            Vector::default().to_bytes(),
            joined_empty,
        ),
    )?;
    note(&transaction, now, Event::Enrolled, &json!({ "address": enrolled.address }))?;
    transaction.commit()?;
    db.stands_at(crate::db::place_of(&conn)?);
    drop(conn);
    introduce(clinic)
}

/// Says to the organization what this computer is called, under the origin that it writes under now.
///
/// # Errors
/// When the database fails.
pub fn introduce(clinic: &Clinic) -> Result<()> {
    let server = server::server(clinic.db())?.ok_or_else(not_enrolled)?;
    introduce_as(clinic, &server.name)
}

/// Says to the organization what this computer is called, server or not.
pub(super) fn introduce_as(clinic: &Clinic, name: &str) -> Result<()> {
    let introduced = clinic.db().write(clinic.outside(), Uuid::nil(), |write| {
        workstations::ensure_key(write)?;
        workstations::introduce(write, name)
    });
    clinic.tell(&introduced?.1);
    Ok(())
}

/// Forgets the server. What is held here stays. `why` is a stable code, where nobody here wished it.
///
/// # Errors
/// When the database fails.
pub fn leave(clinic: &Clinic, why: Option<&str>) -> Result<()> {
    let db = clinic.db();
    let conn = db.writer();
    conn.execute("DELETE FROM server", [])?;
    note(&conn, clinic.outside().now(), Event::Left, &json!({ "code": why }))?;
    db.stands_at(crate::db::place_of(&conn)?);
    Ok(())
}
