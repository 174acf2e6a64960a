//! The list itself: a query over the projection, the same everywhere, less what somebody has left as it is.

use super::accept::{accepted, looked_at};
use super::{Finding, ReviewReason};
use crate::about::about;
use crate::accounts::{Nothing, Right};
use crate::command::Call;
use crate::conflicts::may_see;
use crate::db::{Read, missing};
use crate::error::Result;
use crate::outside::Millis;
use crate::record::Kind;
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

/// An entry of the list.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ReviewItem {
    /// Why.
    pub reason: ReviewReason,
    /// The kind of record.
    pub kind: String,
    /// The records concerned.
    pub records: Vec<Uuid>,
    /// What they have in common, or the fields concerned.
    pub detail: String,
    /// What each record is about, in the same order.
    pub concerned: Vec<Concerned>,
    /// What a record that cannot be shown refers to and that is not here.
    pub missing: Vec<MissingRecord>,
    /// What was looked at: for saying that it is fine so.
    pub looked_at: String,
    /// Whether who asks may settle it.
    pub may_settle: bool,
}

/// What a record of the list is about.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Concerned {
    /// The record.
    pub record: Uuid,
    /// What it is called; empty where nothing names it.
    pub words: String,
    /// The patient whom it hangs on.
    pub patient_id: Option<Uuid>,
    /// The patient's name.
    pub patient_name: Option<String>,
    /// When it begins, of what has a time.
    pub at: Option<Millis>,
}

/// A record that is referred to and has not arrived.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MissingRecord {
    /// The kind of record.
    pub kind: String,
    /// Its id.
    pub record: String,
}

/// What people should look at, as far as who asks may see it.
///
/// # Errors
/// When the database fails.
pub fn review_list(call: &Call<'_>, _: Nothing) -> Result<Vec<ReviewItem>> {
    let rights = &call.signed_in()?.rights;
    let is_auditor = rights.contains(&Right::ReadAudit);
    call.read(|read| {
        let accepted = accepted(read)?;
        let mut items = vec![];
        for finding in findings(read)? {
            let kind = Kind::named(&finding.kind);
            let may_look = is_auditor || kind.is_some_and(|kind| may_see(call, kind.reads, None));
            if !may_look {
                continue;
            }
            let may_settle = rights.contains(&kind.map_or(Right::ReadAudit, |kind| kind.writes));
            let looked_at = looked_at(read, &finding)?;
            if !accepted.contains(&looked_at) {
                items.push(item(read, finding, kind, looked_at, may_settle)?);
            }
        }
        Ok(items)
    })
}

fn item(
    read: &Read<'_>,
    finding: Finding,
    kind: Option<&Kind>,
    looked_at: String,
    may_settle: bool,
) -> Result<ReviewItem> {
    let (mut concerned, mut lacking) = (vec![], vec![]);
    for record in &finding.records {
        let about = kind.map(|kind| about(read, kind, *record)).transpose()?.unwrap_or_default();
        concerned.push(Concerned {
            record: *record,
            words: about.words,
            patient_id: about.patient_id,
            patient_name: about.patient_name,
            at: about.at,
        });
        if let (ReviewReason::Unreadable, Some(kind)) = (finding.reason, kind) {
            for (table, record) in missing(read.conn, kind, *record)? {
                let kind =
                    crate::RECORDS.iter().find(|kind| kind.table == table).map_or(table.as_str(), |kind| kind.name);
                lacking.push(MissingRecord { kind: kind.to_owned(), record });
            }
        }
    }
    Ok(ReviewItem {
        reason: finding.reason,
        kind: finding.kind,
        records: finding.records,
        detail: finding.detail,
        concerned,
        missing: lacking,
        looked_at,
        may_settle,
    })
}

fn findings(read: &Read<'_>) -> Result<Vec<Finding>> {
    let mut found = vec![];
    let mut statement = read.conn.prepare_cached(
        "SELECT kind, record, conflicts, is_voided_unseen, quarantine FROM standing ORDER BY kind, record",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (kind, record): (String, String) = (row.get(0)?, row.get(1)?);
        let (conflicts, is_unseen): (String, bool) = (row.get(2)?, row.get(3)?);
        let quarantine: Option<String> = row.get(4)?;
        let records = Uuid::parse_str(&record).into_iter().collect::<Vec<_>>();
        let mut add = |reason, detail: String| {
            found.push(Finding { reason, kind: kind.clone(), records: records.clone(), detail, state: String::new() });
        };
        if !conflicts.is_empty() {
            add(ReviewReason::Rivals, conflicts);
        }
        if is_unseen {
            add(ReviewReason::VoidedUnseen, String::new());
        }
        if let Some(reason) = quarantine {
            add(ReviewReason::Unreadable, reason);
        }
    }
    found.extend(equal(read, "patients", "mrn", ReviewReason::SameNumber, "patient")?);
    found.extend(equal(read, "accounts", "username", ReviewReason::SameUsername, "account")?);
    found.extend(crate::appointments::double_booked(read)?);
    found.extend(crate::payments::doubtful(read)?);
    found.extend(crate::dispenses::over_dispensed(read)?);
    Ok(found)
}

fn equal(read: &Read<'_>, table: &str, column: &str, reason: ReviewReason, kind: &str) -> Result<Vec<Finding>> {
    let sql = format!(
        "SELECT {column}, group_concat(id, ' ') FROM {table} WHERE entered_in_error IS NULL
         GROUP BY {column} HAVING count(*) > 1 ORDER BY {column}"
    );
    let mut statement = read.conn.prepare_cached(&sql)?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    let mut found = vec![];
    for row in rows {
        let (detail, ids) = row?;
        let records: Vec<Uuid> = ids.split(' ').filter_map(|id| Uuid::parse_str(id).ok()).collect();
        found.push(Finding { reason, kind: kind.into(), records, detail, state: String::new() });
    }
    Ok(found)
}
