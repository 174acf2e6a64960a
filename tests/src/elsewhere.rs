//! What another workstation wrote, in this clinic's log: as if it had just arrived.

use crate::clinic::TestClinic;
use healthsync_clinic::db::schema_version;
use healthsync_sync::{Chain, Change, ChangeId, Clock, Origin, Set, Value};
use rusqlite::Connection;
use std::str::FromStr;

/// Another workstation that writes in this clinic's site.
pub struct Elsewhere<'a> {
    clinic: &'a TestClinic,
    raw: Connection,
    origin: Origin,
}

impl<'a> Elsewhere<'a> {
    #[must_use]
    pub fn beside(clinic: &'a TestClinic) -> Elsewhere<'a> {
        Elsewhere { clinic, raw: clinic.raw(), origin: Origin::from_bytes([7; 32]) }
    }

    /// It sets fields of a record of which it has seen only what was first written of it; a new record, if nothing was.
    pub fn writes(&self, kind: &str, record: &str, fields: &[(&str, Value)]) {
        let first: Option<[u8; 32]> = self
            .raw
            .query_row("SELECT id FROM changes WHERE record = ?1 ORDER BY arrival LIMIT 1", [record], |row| row.get(0))
            .ok();
        let bases: Vec<ChangeId> = first.into_iter().map(ChangeId::from_bytes).collect();
        let (scope, last): (String, i64) = self
            .raw
            .query_row(
                "SELECT (SELECT scope FROM logs WHERE scope LIKE 'site%' LIMIT 1), max(clock) FROM changes",
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .expect("a log");
        self.raw
            .execute("INSERT OR IGNORE INTO logs (scope, origin) VALUES (?1, ?2)", (&scope, self.origin.as_bytes()))
            .expect("SQL");
        let log: i64 = self
            .raw
            .query_row(
                "SELECT no FROM logs WHERE scope = ?1 AND origin = ?2",
                (&scope, self.origin.as_bytes()),
                |row| row.get(0),
            )
            .expect("its log");
        let tail: Option<(i64, [u8; 32])> = self
            .raw
            .query_row("SELECT seq, chain FROM changes WHERE log = ?1 ORDER BY seq DESC LIMIT 1", [log], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .ok();
        let (seq, chain) = tail.map_or((0, Chain::default()), |(seq, chain)| (seq, Chain::from_bytes(chain)));
        let mut sets: Vec<Set> = fields
            .iter()
            .map(|(field, value)| Set { field: (*field).into(), value: value.clone(), bases: bases.clone() })
            .collect();
        sets.sort_by(|a, b| a.field.cmp(&b.field));
        let change = Change {
            clock: Clock::next(Clock::from_number(last).expect("a clock"), self.clinic.time.now()),
            maker: self.origin,
            author: uuid(&self.clinic.call("my_profile", serde_json::json!({}))),
            recorded_at_ms: self.clinic.time.now(),
            skew_ms: 0,
            schema: schema_version(),
            kind: kind.into(),
            record: uuid::Uuid::from_str(record).expect("an id"),
            sets,
            seen: vec![],
        };
        let (id, body) = (ChangeId::of(&change.canonical()), change.canonical());
        self.raw
            .execute(
                "INSERT INTO changes (log, seq, clock, kind, record, id, chain, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                (log, seq + 1, change.clock.number(), kind, record, id.as_bytes(), chain.then(&id).as_bytes(), body),
            )
            .expect("SQL");
    }

    /// The record could not be shown when it came.
    pub fn is_set_aside(&self, kind: &str, record: &str) {
        self.raw
            .execute(
                "INSERT INTO standing (record, kind, conflicts, is_voided_unseen, quarantine) VALUES (?1, ?2, '', 0, 'FOREIGN KEY constraint failed')",
                (record, kind),
            )
            .expect("SQL");
    }

    /// What came is shown.
    pub fn is_shown(&self) {
        self.clinic.call("rebuild_projection", serde_json::json!({ "is_repair": true }));
    }
}

fn uuid(record: &serde_json::Value) -> uuid::Uuid {
    uuid::Uuid::from_str(record["id"].as_str().expect("an id")).expect("an id")
}
