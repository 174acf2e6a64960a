//! Files for a USB stick: the same changes, sealed for the organization and signed by this computer.

use super::events::{Event, note};
use super::hearing::{Taken, receive, write_on_under};
use super::server;
use crate::Clinic;
use crate::db::{Secrets, arrive, held, schema_version};
use crate::error::{Error, Result};
use crate::outside::Millis;
use crate::workstations;
use healthsync_sync::{Chunk, Entry, Needs, OriginKey, Parcel, ParcelError, ParcelKey, continuing, pack};
use rusqlite::TransactionBehavior;
use serde_json::json;
use std::collections::BTreeSet;
use uuid::Uuid;
use zeroize::Zeroizing;

/// A chunk of a file: nothing is lost by a cut, so it is as large as memory likes.
const CHUNK_BYTES: usize = 256 * 1024;
const CHUNK_CHANGES: usize = 16_384;

/// A file that was made.
pub struct Exported {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// How many changes it carries.
    pub changes: usize,
}

/// What a file brought.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// So many changes were not held here before.
    pub taken: usize,
    /// So many were.
    pub held_already: usize,
    /// When the file was made, by the wall of the computer that made it.
    pub made_at: Millis,
    /// What people call that computer, if it is known here.
    pub made_by: Option<String>,
    /// Why some changes were set aside.
    pub set_aside: Vec<String>,
    /// This computer writes under a new origin from now on.
    pub is_new_origin: bool,
}

/// The key that seals the organization's files; made if there was none.
///
/// # Errors
/// When the database fails.
fn organization_key(clinic: &Clinic) -> Result<Zeroizing<[u8; 32]>> {
    let (db, outside) = (clinic.db(), clinic.outside());
    let (_, changed) = db.write(outside, Uuid::nil(), workstations::ensure_key)?;
    clinic.tell(&changed);
    let keys = db.read(outside, Uuid::nil(), workstations::keys)?;
    keys.into_iter().next().ok_or(Error::NotFound { kind: "key" })
}

/// Everything that the server has not confirmed; with `is_all`, and where there is no server, everything.
///
/// # Errors
/// When the database fails.
pub fn export(clinic: &Clinic, secrets: &Secrets, is_all: bool) -> Result<Exported> {
    let organization_key = organization_key(clinic)?;
    let (parcel, changes) = gather(clinic, secrets, is_all)?;
    let outside = clinic.outside();
    let (sealer, by) = (ParcelKey::Organization(&organization_key), OriginKey::from_secret(&secrets.origin_secret));
    let bytes = parcel.seal(sealer, outside.bytes(), &by);
    note(&clinic.db().writer(), outside.now(), Event::Exported, &json!({ "changes": changes }))?;
    Ok(Exported { bytes, changes })
}

/// What goes into a file, and how many changes that is: signed, and read from one snapshot.
pub(super) fn gather(clinic: &Clinic, secrets: &Secrets, is_all: bool) -> Result<(Parcel, usize)> {
    let key = OriginKey::from_secret(&secrets.origin_secret);
    let (db, outside) = (clinic.db(), clinic.outside());
    let mut conn = db.writer();
    let signing = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    arrive::sign(&signing, &mut held::vector(&signing)?, &key)?;
    let confirmed = server::read(&signing)?.filter(|_| !is_all).map(|server| server.peer.theirs);
    signing.commit()?;
    drop(conn);
    db.with_reader(|conn| {
        let snapshot = conn.transaction()?;
        let mine = held::vector(&snapshot)?;
        let confirmed = confirmed.unwrap_or_default();
        let asked = Needs { places: confirmed.iter().map(|(log, tip)| log.at(tip.seq)).collect(), ids: vec![] };
        let continues = continuing(&mine, &confirmed, &held::look_up(&snapshot, &asked)?);
        let logs: Vec<_> = mine.iter().map(|(log, _)| *log).collect();
        let (mut at, mut chunks, mut changes) = (continues.clone(), vec![], 0);
        loop {
            let outgoing = held::outgoing(&snapshot, &mine.lacked_by(&at), &logs, CHUNK_CHANGES)?;
            let Some(packed) = pack(&at, &outgoing, CHUNK_BYTES) else { break };
            at = packed.after;
            changes += packed.changes;
            chunks.push(packed.bytes.into());
        }
        let (made_at_ms, schema) = (outside.now(), schema_version());
        Ok((Parcel { exporter: key.origin(), made_at_ms, schema, continues, chunks, home: None }, changes))
    })
}

/// Takes a file. A file that cannot be used is refused whole; imported twice it does nothing.
///
/// # Errors
/// Why it cannot be used, or that the database fails.
pub fn import(
    clinic: &Clinic,
    secrets: &mut Secrets,
    keep: &dyn Fn(&Secrets) -> Result<()>,
    bytes: &[u8],
) -> Result<Imported> {
    let keys = clinic.db().read(clinic.outside(), Uuid::nil(), workstations::keys)?;
    take(clinic, secrets, keep, open(bytes, &keys)?)
}

/// Takes what a file holds, each chunk in one transaction.
pub(super) fn take(
    clinic: &Clinic,
    secrets: &mut Secrets,
    keep: &dyn Fn(&Secrets) -> Result<()>,
    parcel: Parcel,
) -> Result<Imported> {
    let (db, outside) = (clinic.db(), clinic.outside());
    db.check_writable()?;
    let chunks = parcel.chunks.iter().map(|bytes| Chunk::read(bytes));
    let chunks: Vec<Chunk> = chunks.collect::<Result<_, _>>().map_err(|_| refused(&ParcelError::Altered))?;
    db.with_reader(|conn| {
        let mine = held::vector(conn)?;
        let known = held::look_up(conn, &parcel.needs(&mine))?;
        parcel.check(&mine, &known).map_err(|reason| refused(&reason))
    })?;
    let total: usize = chunks.iter().map(Chunk::changes).sum();
    let (mut imported, mut forked, mut done) = (Imported::default(), BTreeSet::new(), 0);
    let mut aside = BTreeSet::new();
    for chunk in chunks {
        done += chunk.changes();
        let place = db.place().ok_or_else(crate::db::not_set_up)?;
        let mut conn = db.writer();
        let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let received = receive(&transaction, chunk, &place, true, &forked)?;
        let mut taken = Taken::default();
        forked.extend(received.forks.iter().map(|branch| branch.log));
        imported.held_already += received.skipped;
        let ours = received.forks.iter().filter(|branch| place.is_in_reach(branch.log.scope));
        let branches: Vec<Entry> = ours.flat_map(|branch| branch.changes.iter().cloned()).collect();
        taken.take(&transaction, received, outside)?;
        let fresh = OriginKey::from_secret(&outside.bytes());
        let touched = arrive::adopt(&transaction, &branches, &fresh)?;
        taken.pulled += touched.len();
        taken.changed.extend(arrive::show(&transaction, crate::RECORDS, &touched)?);
        write_on_under(&transaction, secrets, keep, &taken)?;
        transaction.commit()?;
        if taken.fresh.is_some() {
            imported.is_new_origin = true;
            db.stands_at(crate::db::place_of(&conn)?);
        }
        drop(conn);
        imported.taken += taken.pulled;
        aside.extend(taken.aside);
        clinic.tell(&taken.changed);
        clinic.listener.progress("import", done, total);
    }
    imported.set_aside = aside.into_iter().collect();
    imported.made_at = parcel.made_at_ms;
    imported.made_by = db.read(outside, Uuid::nil(), |read| workstations::name_of(read, &parcel.exporter))?;
    let details = json!({ "changes": imported.taken, "from": imported.made_by });
    note(&db.writer(), outside.now(), Event::Imported, &details)?;
    if !imported.set_aside.is_empty() {
        note(&db.writer(), outside.now(), Event::SetAside, &json!({ "reasons": imported.set_aside }))?;
    }
    Ok(imported)
}

/// The organization may have several keys, where two computers made one before they met.
fn open(bytes: &[u8], keys: &[Zeroizing<[u8; 32]>]) -> Result<Parcel> {
    let mut reason = ParcelError::WrongOrganization;
    // A clinic that has no key yet still tells a stray file from one of others.
    let none = [0; 32];
    for key in keys.iter().map(|key| &**key).chain(keys.is_empty().then_some(&none)) {
        match Parcel::open(bytes, ParcelKey::Organization(key)) {
            Ok(parcel) => return Ok(parcel),
            Err(other) => reason = other,
        }
        if reason != ParcelError::WrongOrganization {
            break;
        }
    }
    Err(refused(&reason))
}

pub(super) fn refused(reason: &ParcelError) -> Error {
    let (code, sentence) = match reason {
        ParcelError::NotOurs => {
            ("parcel_not_ours", "This is not a file of changes. Choose one that ends in .hsync.".to_owned())
        }
        ParcelError::OtherVersion => (
            "parcel_other_version",
            "The file was written by another version. Update the program on both computers, then make the file anew.".into(),
        ),
        ParcelError::WrongOrganization => {
            ("parcel_other_organization", "The file belongs to another organization. Nothing of it was taken.".into())
        }
        ParcelError::WrongCode => {
            ("parcel_wrong_code", "The file was made with another code. Compare it, sign by sign, with what was written down.".into())
        }
        ParcelError::ForNewComputer => (
            "parcel_for_new_computer",
            "The file is for a new computer, which takes it when it starts for the first time. To bring changes here, export to a file on the other computer.".into(),
        ),
        ParcelError::NotForNewComputer => (
            "parcel_not_for_new_computer",
            "The file carries changes between computers that have the clinic already. On one of them, prepare a file for a new computer.".into(),
        ),
        ParcelError::Truncated { expected, found } => (
            "parcel_truncated",
            format!("The file is incomplete: {found} of {expected} bytes are there. Copy it to the stick again."),
        ),
        ParcelError::Altered => {
            ("parcel_altered", "The file was altered or damaged. Nothing of it was taken; copy it again.".into())
        }
        ParcelError::NotThatFar { .. } => (
            "parcel_not_that_far",
            "This computer lacks what the file builds on. Have it exported again with everything in it.".into(),
        ),
    };
    Error::Refused { code, sentence }
}
