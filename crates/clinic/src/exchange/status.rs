//! What is safe where, as the server's last answer proves it.

use super::server::{self, Refused};
use crate::accounts::Nothing;
use crate::db::{Read, held};
use crate::error::Result;
use crate::outside::Millis;
use crate::workstations::{Workstation, hex};
use healthsync_sync::{Change, Counts, Log, Origin, Proof, Vector};
use rusqlite::OptionalExtension;
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

/// What is safe where.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SyncStatus {
    /// The server, if this computer is enrolled.
    pub address: Option<String>,
    /// What people call this computer.
    pub name: Option<String>,
    /// When it was enrolled.
    pub enrolled_at: Option<Millis>,
    /// The letters of its numbers.
    pub series_code: String,
    /// Changes that are saved here.
    pub here: u64,
    /// Of those, sent as far as is known.
    pub sent: u64,
    /// Of those, proven to be on the server.
    pub on_server: u64,
    /// Everything that is here is on the server, proven.
    pub is_all_safe: bool,
    /// When the oldest change that is not proven to be on the server was recorded.
    pub waiting_since: Option<Millis>,
    /// When the server last answered.
    pub heard_at: Option<Millis>,
    /// When both last held the same.
    pub agreed_at: Option<Millis>,
    /// To be added to the clock of this computer to be right; 0 while it is right or nothing is known.
    pub skew_ms: Millis,
    /// What the server did not take.
    pub refusals: Vec<Refused>,
    /// Changes that others brought without their maker's word for them so far.
    pub unproven: u64,
    /// Records of which a newer version of the program wrote a part, which is kept and not shown here.
    pub newer: u64,
    /// The computers of which something is held here.
    pub workstations: Vec<WorkstationStatus>,
}

/// A computer, as far as it is known here.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WorkstationStatus {
    /// What people call it, if it has said it.
    pub name: Option<String>,
    /// The letters of its numbers.
    pub series_code: String,
    /// The name of the site.
    pub site: Option<String>,
    /// It is this one.
    pub is_this: bool,
    /// When the last change of it that is held here was recorded.
    pub last_change_at: Option<Millis>,
    /// How many changes of it are held here.
    pub changes: u64,
}

/// What is safe where.
///
/// # Errors
/// When the database fails.
pub fn sync_status(read: &Read<'_>, _: Nothing) -> Result<SyncStatus> {
    let mine = held::vector(read.conn)?;
    let server = server::read(read.conn)?;
    let proof = match &server {
        None => Proof { counts: Counts { here: mine.changes(), ..Counts::default() }, ..Proof::default() },
        Some(server) => {
            let known = held::look_up(read.conn, &server.peer.proof_needs(&mine))?;
            let is_refused = |log: &Log| server.refusals.iter().any(|one| one.scope == log.scope.to_string());
            server.peer.proof(&mine, &server.sent, &known, |log| log.origin != read.place.origin && is_refused(log))
        }
    };
    let counts = proof.counts;
    Ok(SyncStatus {
        address: server.as_ref().map(|server| server.address.clone()),
        name: server.as_ref().map(|server| server.name.clone()),
        enrolled_at: server.as_ref().map(|server| server.enrolled_at),
        series_code: read.place.series_code(),
        here: counts.here,
        sent: counts.sent,
        on_server: counts.on_server,
        is_all_safe: server.is_some() && proof.is_all_safe(),
        waiting_since: waiting_since(read, &mine, &proof)?,
        heard_at: server.as_ref().and_then(|server| server.heard_at),
        agreed_at: server.as_ref().and_then(|server| server.agreed_at),
        skew_ms: read.skew_ms,
        refusals: server.map(|server| server.refusals).unwrap_or_default(),
        unproven: unproven(&mine, read.place.origin),
        newer: read
            .conn
            .prepare_cached("SELECT count(*) FROM standing WHERE is_newer <> 0")?
            .query_row([], |row| row.get::<_, u32>(0))?
            .into(),
        workstations: workstations(read, &mine)?,
    })
}

/// What its own origin has not signed here will be: it is unproven only where others brought it.
fn unproven(mine: &Vector, me: Origin) -> u64 {
    let others = mine.iter().filter(|(log, _)| log.origin != me);
    others.map(|(_, tip)| tip.seq.saturating_sub(tip.proven)).sum()
}

fn waiting_since(read: &Read<'_>, mine: &Vector, proof: &Proof) -> Result<Option<Millis>> {
    let mut oldest: Option<Millis> = None;
    for (log, tip) in mine.iter() {
        let safe = proof.safe.get(log).copied().unwrap_or(0);
        if safe < tip.seq {
            let at = recorded_at(read, log, safe + 1)?;
            oldest = oldest.into_iter().chain(at).min();
        }
    }
    Ok(oldest)
}

fn recorded_at(read: &Read<'_>, log: &Log, seq: u64) -> Result<Option<Millis>> {
    let mut statement = read.conn.prepare_cached(
        "SELECT body FROM changes WHERE log = (SELECT no FROM logs WHERE scope = ?1 AND origin = ?2) AND seq = ?3",
    )?;
    let at = (log.scope.to_string(), log.origin.as_bytes(), seq.cast_signed());
    let body: Option<Vec<u8>> = statement.query_row(at, |row| row.get(0)).optional()?;
    Ok(body.and_then(|body| Change::from_canonical(&body).ok()).map(|change| change.recorded_at()))
}

fn workstations(read: &Read<'_>, mine: &Vector) -> Result<Vec<WorkstationStatus>> {
    let known = read.all::<Workstation>("entered_in_error IS NULL ORDER BY name", [])?;
    let mut statement = read.conn.prepare_cached("SELECT name FROM sites WHERE id = ?1")?;
    let mut found = vec![];
    let origins: std::collections::BTreeSet<Origin> = mine.iter().map(|(log, _)| log.origin).collect();
    for origin in origins {
        let hex = hex(&origin);
        let said = known.iter().find(|one| one.origin == hex);
        let site_id = said.map_or(read.place.site_id, |one| one.site_id);
        let logs = mine.iter().filter(|(log, _)| log.origin == origin);
        let (mut last, mut changes) = (None, 0);
        for (log, tip) in logs {
            last = last.max(recorded_at(read, log, tip.seq)?);
            changes += tip.seq;
        }
        found.push(WorkstationStatus {
            name: said.map(|one| one.name.clone()),
            series_code: said.map_or_else(|| origin.series_code(), |one| one.series_code.clone()),
            site: site_name(&mut statement, site_id)?,
            is_this: origin == read.place.origin,
            last_change_at: last,
            changes,
        });
    }
    found.sort_by(|a, b| (!a.is_this, &a.name, &a.series_code).cmp(&(!b.is_this, &b.name, &b.series_code)));
    Ok(found)
}

fn site_name(statement: &mut rusqlite::CachedStatement<'_>, id: Uuid) -> Result<Option<String>> {
    Ok(statement.query_row([id.to_string()], |row| row.get(0)).optional()?)
}
