//! The review list: what no rule refuses but people should look at. A query over the projection, the same everywhere.

use crate::accounts::Nothing;
use crate::db::Read;
use crate::error::Result;
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

/// Why records are on the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReviewReason {
    /// Two people changed the same field to different values.
    Rivals,
    /// Voided by somebody who had not seen a change to it.
    VoidedUnseen,
    /// Part of it cannot be shown by this version.
    Unreadable,
    /// Two patients have the same number: a machine was copied.
    SameNumber,
    /// Two accounts have the same user name.
    SameUsername,
    /// Two workstations that had not heard of each other have booked the same time.
    DoubleBooked,
    /// Two workstations that had not heard of each other have invoiced the same charge.
    InvoicedTwice,
    /// More was paid or credited on an invoice than it comes to.
    OverPaid,
    /// More of a payment was used or given back than it was.
    OverUsed,
    /// Two workstations that had not heard of each other have handed out more than was prescribed.
    OverDispensed,
}

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
}

/// What people should look at.
///
/// # Errors
/// When the database fails.
pub fn review_list(read: &Read<'_>, _: Nothing) -> Result<Vec<ReviewItem>> {
    let mut items = vec![];
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
            items.push(ReviewItem { reason, kind: kind.clone(), records: records.clone(), detail });
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
    items.extend(equal(read, "patients", "mrn", ReviewReason::SameNumber, "patient")?);
    items.extend(equal(read, "accounts", "username", ReviewReason::SameUsername, "account")?);
    items.extend(crate::appointments::double_booked(read)?);
    items.extend(crate::payments::doubtful(read)?);
    items.extend(crate::dispenses::over_dispensed(read)?);
    Ok(items)
}

fn equal(read: &Read<'_>, table: &str, column: &str, reason: ReviewReason, kind: &str) -> Result<Vec<ReviewItem>> {
    let sql = format!(
        "SELECT {column}, group_concat(id, ' ') FROM {table} WHERE entered_in_error IS NULL
         GROUP BY {column} HAVING count(*) > 1 ORDER BY {column}"
    );
    let mut statement = read.conn.prepare_cached(&sql)?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    let mut items = vec![];
    for row in rows {
        let (detail, ids) = row?;
        let records = ids.split(' ').filter_map(|id| Uuid::parse_str(id).ok()).collect();
        items.push(ReviewItem { reason, kind: kind.into(), records, detail });
    }
    Ok(items)
}
