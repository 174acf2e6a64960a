//! "It is fine so": that somebody looked at something and leaves it, which holds until something of it changes.

use super::{Finding, ReviewReason};
use crate::command::Call;
use crate::db::{Place, Read};
use crate::error::{Error, Result};
use crate::fields::optional;
use crate::record::{Kind, Merge, Record, Stored};
use healthsync_sync::Scope;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use uuid::Uuid;

/// That somebody looked at something on the list and leaves it as it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewDecision {
    /// The decision.
    pub id: Uuid,
    /// Why it was on the list.
    pub reason: String,
    /// The kind of record.
    pub kind: String,
    /// The records concerned, parted by blanks.
    pub records: String,
    /// What was looked at: it is another as soon as anything of it changes.
    pub looked_at: String,
    /// Why it is fine so.
    pub note: Option<String>,
}

impl Record for ReviewDecision {
    const KIND: &'static str = "review_decision";
    const TABLE: &'static str = "review_decisions";
    const MERGE: Merge = Merge::AppendOnly;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}

/// What is fine as it is.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Acceptance {
    /// Why it is on the list.
    pub reason: ReviewReason,
    /// The kind of record.
    pub kind: String,
    /// The records concerned.
    pub records: Vec<Uuid>,
    /// What was looked at, as the list said.
    pub looked_at: String,
    /// Why it is fine so.
    #[serde(default)]
    pub note: Option<String>,
}

/// Takes something off the list until anything of it changes.
///
/// # Errors
/// When who asks may not write such records, or the note is too long.
pub fn accept_as_it_is(call: &Call<'_>, input: Acceptance) -> Result<Stored<ReviewDecision>> {
    let writes = Kind::named(&input.kind).map_or(crate::accounts::Right::ReadAudit, |kind| kind.writes);
    call.check("accept_as_it_is", writes, &serde_json::Value::Null)?;
    if input.records.is_empty() || input.looked_at.len() != 64 {
        return Err(Error::BadInput("say what was looked at".into()));
    }
    call.write(|write| {
        let records: Vec<String> = input.records.iter().map(Uuid::to_string).collect();
        write.create(ReviewDecision {
            id: write.new_id(),
            reason: input.reason.code().into(),
            kind: input.kind,
            records: records.join(" "),
            looked_at: input.looked_at,
            note: optional("note", input.note.as_deref(), 500)?,
        })
    })
}

/// What was looked at and left as it is.
pub(crate) fn accepted(read: &Read<'_>) -> Result<HashSet<String>> {
    let mut statement =
        read.conn.prepare_cached("SELECT looked_at FROM review_decisions WHERE entered_in_error IS NULL")?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// A finding as it is now: a function of the changes of its records, so the same on every workstation, and another as
/// soon as one of them changes.
pub(super) fn looked_at(read: &Read<'_>, finding: &Finding) -> Result<String> {
    let mut parts = vec![finding.reason.code().to_owned(), finding.detail.clone(), finding.state.clone()];
    let mut records = finding.records.clone();
    records.sort_unstable();
    for record in records {
        let mut statement = read.conn.prepare_cached("SELECT id FROM changes WHERE record = ?1 ORDER BY id")?;
        let ids = statement.query_map([record.to_string()], |row| row.get::<_, [u8; 32]>(0))?;
        parts.push(record.to_string());
        for id in ids {
            parts.push(healthsync_sync::ChangeId::from_bytes(id?).to_string());
        }
    }
    Ok(fingerprint(&parts.iter().map(String::as_str).collect::<Vec<_>>()))
}

/// One short word for many: the hash of them.
pub(crate) fn fingerprint(parts: &[&str]) -> String {
    let mut bytes = vec![];
    for part in parts {
        bytes.extend_from_slice(part.as_bytes());
        bytes.push(0);
    }
    healthsync_sync::ChangeId::of(&bytes).to_string()
}
