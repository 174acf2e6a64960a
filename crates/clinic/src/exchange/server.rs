//! What this workstation knows of the server that it is enrolled at: one row beside the log.

use crate::db::Db;
use crate::error::{Result, StoreError};
use crate::outside::Millis;
use healthsync_sync::{Peer, Vector};
use rusqlite::{Connection, OptionalExtension};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The server, as this workstation knows it.
#[derive(Clone, Debug)]
pub struct Server {
    /// Where it is, e.g. `https://centre.example.org:8443`.
    pub address: String,
    /// The SHA-256 fingerprint of its certificate, where the invitation named one.
    pub pin: Option<String>,
    /// The public key under which it may ask this computer to destroy its own.
    pub wipe_key: Option<[u8; 32]>,
    /// What the server calls this workstation.
    pub workstation_id: Uuid,
    /// What people call it.
    pub name: String,
    /// The letters that it was given for its numbers.
    pub series_code: String,
    /// The server's word that these letters are this computer's, should its database forget.
    pub series_receipt: Option<String>,
    /// When it was enrolled, in milliseconds since 1970.
    pub enrolled_at: Millis,
    /// What the engine knows of it.
    pub(crate) peer: Peer,
    /// How far changes were sent to it; not proven.
    pub(crate) sent: Vector,
    /// When it last answered.
    pub heard_at: Option<Millis>,
    /// When both last held the same.
    pub agreed_at: Option<Millis>,
    /// What it did not take at its last answer.
    pub refusals: Vec<Refused>,
}

/// What a server did not take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Refused {
    /// The scope of the log.
    pub scope: String,
    /// The first number that was not taken.
    pub seq: u64,
    /// Why, as the server says it.
    pub why: String,
}

/// Whether this computer joined a clinic that was there already, and does not have all of it yet.
pub(crate) fn is_joining(db: &Db) -> Result<bool> {
    db.with_reader(|conn| {
        let joining = "SELECT EXISTS (SELECT 1 FROM server WHERE joined_empty AND agreed_at IS NULL)";
        Ok(conn.prepare_cached(joining)?.query_row([], |row| row.get(0))?)
    })
}

/// Where the server is that this workstation is enrolled at.
pub(crate) fn address_of(read: &crate::db::Read<'_>) -> Result<Option<String>> {
    Ok(self::read(read.conn)?.map(|server| server.address))
}

pub(crate) fn read(conn: &Connection) -> Result<Option<Server>> {
    let sql = "SELECT address, pin, workstation_id, name, series_code, enrolled_at, heard_at, agreed_at, peer, sent,
               refusals, wipe_key, series_receipt FROM server";
    let bad = |_| StoreError::Unreadable("what is known of the server".into());
    let row = conn
        .prepare_cached(sql)?
        .query_row([], |row| {
            let server = Server {
                address: row.get(0)?,
                pin: row.get(1)?,
                wipe_key: row.get(11)?,
                workstation_id: Uuid::nil(),
                name: row.get(3)?,
                series_code: row.get(4)?,
                series_receipt: row.get(12)?,
                enrolled_at: row.get(5)?,
                heard_at: row.get(6)?,
                agreed_at: row.get(7)?,
                peer: Peer::default(),
                sent: Vector::default(),
                refusals: vec![],
            };
            let parts: (String, Vec<u8>, Vec<u8>, String) = (row.get(2)?, row.get(8)?, row.get(9)?, row.get(10)?);
            Ok((server, parts))
        })
        .optional()?;
    let Some((server, (id, peer, sent, refusals))) = row else { return Ok(None) };
    Ok(Some(Server {
        workstation_id: Uuid::parse_str(&id).map_err(|_| bad(()))?,
        // What cannot be read is learnt again: the next request says all.
        peer: Peer::from_bytes(&peer).unwrap_or_default(),
        sent: Vector::from_bytes(&sent).unwrap_or_default(),
        refusals: serde_json::from_str(&refusals).map_err(|_| bad(()))?,
        ..server
    }))
}

/// Writes down what an exchange taught.
pub(super) fn keep(conn: &Connection, server: &Server) -> Result<()> {
    let refusals =
        serde_json::to_string(&server.refusals).map_err(|reason| StoreError::Unreadable(reason.to_string()))?;
    conn.prepare_cached("UPDATE server SET peer = ?1, sent = ?2, heard_at = ?3, agreed_at = ?4, refusals = ?5")?
        .execute((server.peer.to_bytes(), server.sent.to_bytes(), server.heard_at, server.agreed_at, refusals))?;
    Ok(())
}

/// The server that this workstation is enrolled at, if it is.
///
/// # Errors
/// When the database fails.
pub fn server(db: &Db) -> Result<Option<Server>> {
    db.with_reader(|conn| read(conn))
}
