//! Who did and who read what. A write is its own entry: the change. A reading is noted as an access.

use crate::RECORDS;
use crate::accounts::{self, Nothing};
use crate::clinic::Clinic;
use crate::command::Call;
use crate::db::{Difference, Fault, Place, Read, Write, rebuild, verify};
use crate::error::Result;
use crate::outside::Millis;
use crate::patients::{Patient, of_person};
use crate::record::{Merge, Record};
use healthsync_sync::{Change, Scope, VOID_FIELD, Value};
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// What was done that changed no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// Somebody signed in.
    SignIn,
    /// A wrong password.
    SignInFailed,
    /// Somebody signed out.
    SignOut,
    /// A chart was read within one's role.
    ChartRead,
    /// A chart outside one's role was opened for a reason.
    BreakGlass,
    /// A chart was read that had been opened for a reason.
    EmergencyRead,
    /// Records left the program as a file.
    Export,
    /// A backup was made.
    BackupMade,
    /// The clinic goes on from a backup.
    BackupRestored,
    /// An administrator took a workstation off the organization.
    WorkstationRevoked,
    /// The operator at the server did.
    RevokedAtServer,
}

/// One such event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Access {
    /// The event.
    pub id: Uuid,
    /// Who did it; none before anybody signed in.
    pub account_id: Option<Uuid>,
    /// Whose chart.
    pub patient_id: Option<Uuid>,
    /// What was done.
    pub event: Event,
    /// The reason, the user name that failed, what was exported.
    pub detail: Option<String>,
}

impl Record for Access {
    const KIND: &'static str = "access";
    const TABLE: &'static str = "accesses";
    const MERGE: Merge = Merge::AppendOnly;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.audit()
    }
}

/// Notes an event in the transaction that it belongs to.
pub(crate) fn note(
    write: &mut Write<'_>,
    event: Event,
    patient_id: Option<Uuid>,
    detail: Option<String>,
) -> Result<()> {
    let account_id = Some(write.account_id).filter(|id| !id.is_nil());
    let access = Access { id: write.new_id(), account_id, patient_id, event, detail };
    write.create(access).map(drop)
}

/// A workstation that was taken off the organization.
#[derive(Debug, Clone)]
pub struct Revocation {
    /// The administrator; none, of the operator at the server.
    pub by: Option<Uuid>,
    /// What people call the workstation.
    pub workstation: String,
    /// It was not asked to destroy its key.
    pub keeps_data: bool,
    /// Why, where that was said.
    pub reason: Option<String>,
}

impl Clinic {
    /// Notes that a workstation was taken off. Noted twice under one id, it is noted once.
    ///
    /// # Errors
    /// When the database fails.
    pub fn note_revocation(&self, id: Uuid, one: &Revocation) -> Result<()> {
        let (event, by) = match one.by {
            Some(by) => (Event::WorkstationRevoked, by),
            None => (Event::RevokedAtServer, Uuid::nil()),
        };
        let keeps = one.keeps_data.then_some("keeps its data");
        let said = keeps.into_iter().chain(one.reason.as_deref()).collect::<Vec<_>>().join("; ");
        let detail = if said.is_empty() { one.workstation.clone() } else { format!("{}: {said}", one.workstation) };
        let (_, changed) = self.db.write(&self.outside, by, |write| {
            if write.find::<Access>(id)?.is_some() {
                return Ok(());
            }
            let (account_id, detail) = (one.by, Some(detail));
            write.create(Access { id, account_id, patient_id: None, event, detail }).map(drop)
        })?;
        self.tell(&changed);
        Ok(())
    }
}

/// What to look for in the audit.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AuditQuery {
    /// Only what this account did.
    pub account_id: Option<Uuid>,
    /// Only what concerns this record, e.g. a patient.
    pub record_id: Option<Uuid>,
    /// Only this kind of record, e.g. `access`.
    pub kind: Option<String>,
    /// Only charts opened outside one's role.
    pub is_flagged: bool,
    /// Only what came before this entry: for the next page.
    pub before: Option<i64>,
    /// The same: the last entry of the page before.
    pub after: Option<i64>,
    /// At most so many; 100, if left out.
    pub limit: Option<u32>,
    /// Only what was written from this instant on.
    pub from: Option<Millis>,
    /// Only what was written up to this instant.
    pub to: Option<Millis>,
}

/// One entry of the audit.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AuditEntry {
    /// The order in which it came to this computer.
    pub entry: i64,
    /// When, by the wall of the computer that wrote it.
    pub at: Millis,
    /// Who; none for the program itself.
    pub account: Option<String>,
    /// The kind of record.
    pub kind: String,
    /// The record.
    pub record_id: Uuid,
    /// Created, updated, voided, or an event.
    pub action: String,
    /// What was set, in the record's own fields; secrets are left out.
    pub fields: BTreeMap<String, String>,
    /// A chart outside one's role was opened or read.
    pub is_flagged: bool,
    /// The patient whose record it is.
    pub patient_id: Option<Uuid>,
    /// That patient's name and number.
    pub patient: Option<String>,
}

/// So many entries a page.
const PAGE: usize = 100;
/// The tables whose records hang on a patient.
const OF_PATIENTS: &[&str] = &[
    "alerts",
    "allergies",
    "amendments",
    "appointments",
    "charge_items",
    "chart_flags",
    "conditions",
    "coverages",
    "credit_notes",
    "diagnoses",
    "dispenses",
    "encounters",
    "invoice_drafts",
    "invoices",
    "issued_papers",
    "payments",
    "messages",
    "patient_links",
    "photos",
    "prescription_items",
    "prescription_overrides",
    "prescriptions",
    "shared_papers",
    "stroke_assessments",
    "thresholds",
    "vitals",
];

/// The tables whose records hang on a patient through another record, by which column, and of which table it is.
const THROUGH_OTHERS: &[(&str, &str, &str)] = &[
    ("alert_actions", "alert_id", "alerts"),
    ("allocations", "payment_id", "payments"),
    ("credit_note_lines", "credit_note_id", "credit_notes"),
    ("draft_lines", "draft_id", "invoice_drafts"),
    ("invoice_lines", "invoice_id", "invoices"),
];

/// A page of the audit, the latest first.
///
/// # Errors
/// When the database fails.
pub fn audit_entries(read: &Read<'_>, query: AuditQuery) -> Result<Vec<AuditEntry>> {
    let mut names: HashMap<Uuid, Option<String>> = HashMap::new();
    let mut patients: HashMap<Uuid, Option<String>> = HashMap::new();
    let mut found = vec![];
    // Flags and one record's own are looked up; the rest is read on until a page is full.
    let mut sql = "SELECT arrival, body FROM changes WHERE arrival < ?1 AND (?2 IS NULL OR kind = ?2)
         AND (?3 IS NULL OR TRUE)"
        .to_owned();
    if query.is_flagged {
        sql += " AND record IN (SELECT id FROM accesses WHERE event IN ('break_glass', 'emergency_read'))";
    }
    if let Some(record) = query.record_id {
        sql += " AND record IN (SELECT ?3 UNION ALL SELECT id FROM accesses WHERE patient_id = ?3";
        for table in OF_PATIENTS {
            sql += &format!(" UNION ALL SELECT id FROM {table} WHERE patient_id = ?3");
        }
        for (table, column, other) in THROUGH_OTHERS {
            sql += &format!(
                " UNION ALL SELECT one.id FROM {table} one JOIN {other} other ON other.id = one.{column}
                  WHERE other.patient_id = ?3"
            );
        }
        sql += ")";
        sql = of_person(read, record, &sql)?.into_owned();
    }
    sql += " ORDER BY arrival DESC";
    let mut statement = read.conn.prepare_cached(&sql)?;
    let before = query.after.or(query.before).unwrap_or(i64::MAX);
    let most = query.limit.map_or(PAGE, |limit| (limit as usize).clamp(1, PAGE));
    let mut rows = statement.query(params![before, query.kind, query.record_id.map(|id| id.to_string())])?;
    while let Some(row) = rows.next()? {
        let body: Vec<u8> = row.get(1)?;
        let change = Change::from_canonical(&body)?;
        let at = change.recorded_at();
        let is_in_time = query.from.is_none_or(|from| at >= from) && query.to.is_none_or(|to| at <= to);
        if !is_in_time || query.account_id.is_some_and(|account| account != change.author) {
            continue;
        }
        let is_flagged = is_flagged(&change);
        let account = once(&mut names, change.author, || accounts::name_of(read, change.author))?;
        let patient_id = patient_of(read, &change)?;
        let patient = match patient_id {
            Some(id) => once(&mut patients, id, || {
                let known = read.find::<Patient>(id)?;
                Ok(known.map(|patient| format!("{} · {}", patient.display_name(), patient.mrn)))
            })?,
            None => None,
        };
        found.push(AuditEntry {
            entry: row.get(0)?,
            at,
            account,
            action: action(&change),
            fields: words(&change),
            record_id: change.record,
            kind: change.kind,
            is_flagged,
            patient_id,
            patient,
        });
        if found.len() == most {
            break;
        }
    }
    Ok(found)
}

/// What somebody is called, looked up once for a page.
fn once(
    known: &mut HashMap<Uuid, Option<String>>,
    id: Uuid,
    look_up: impl FnOnce() -> Result<Option<String>>,
) -> Result<Option<String>> {
    if let Some(name) = known.get(&id) {
        return Ok(name.clone());
    }
    let name = look_up()?;
    known.insert(id, name.clone());
    Ok(name)
}

/// Whose record a change is of: as it says itself, or as the record says that it changed.
fn patient_of(read: &Read<'_>, change: &Change) -> Result<Option<Uuid>> {
    if change.kind == Patient::KIND {
        return Ok(Some(change.record));
    }
    if let Some(set) = change.set("patient_id") {
        return Ok(match &set.value {
            Value::Text(id) => Uuid::parse_str(id).ok(),
            _ => None,
        });
    }
    let Some(kind) = RECORDS.iter().find(|kind| kind.name == change.kind) else { return Ok(None) };
    let sql = match THROUGH_OTHERS.iter().find(|(table, ..)| *table == kind.table) {
        Some((table, column, other)) => {
            format!(
                "SELECT other.patient_id FROM {table} one JOIN {other} other ON other.id = one.{column} WHERE one.id = ?1"
            )
        }
        None if OF_PATIENTS.contains(&kind.table) => format!("SELECT patient_id FROM {} WHERE id = ?1", kind.table),
        None => return Ok(None),
    };
    let id =
        read.conn.prepare_cached(&sql)?.query_row([change.record.to_string()], |row| row.get::<_, Option<String>>(0));
    Ok(id.optional()?.flatten().and_then(|id| Uuid::parse_str(&id).ok()))
}

fn event(change: &Change) -> Option<&str> {
    match change.set("event").map(|set| &set.value) {
        Some(Value::Text(event)) if change.kind == Access::KIND => Some(event),
        _ => None,
    }
}

fn is_flagged(change: &Change) -> bool {
    matches!(event(change), Some("break_glass" | "emergency_read"))
}

pub(crate) fn action(change: &Change) -> String {
    if let Some(event) = event(change) {
        return event.to_owned();
    }
    let is_void = change.set(VOID_FIELD).is_some();
    let is_first = change.sets.iter().all(|set| set.bases.is_empty());
    (if is_void {
        "voided"
    } else if is_first {
        "created"
    } else {
        "updated"
    })
    .to_owned()
}

pub(crate) fn words(change: &Change) -> BTreeMap<String, String> {
    let secret = |field: &str| matches!(field, "password_hash" | "jpeg_base64" | "key_base64" | "key_hash");
    let word = |value: &Value| match value {
        Value::Text(text) => text.clone(),
        other => other.to_json().to_string(),
    };
    let shown = change.sets.iter().filter(|set| set.field != "event");
    shown.map(|set| (set.field.clone(), if secret(&set.field) { "…".into() } else { word(&set.value) })).collect()
}

/// What checking the audit found.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AuditReport {
    /// How many entries were read.
    pub entries: i64,
    /// What is not as it was written; empty where all is well.
    pub faults: Vec<Fault>,
}

/// Checks that no entry was altered, removed or reordered.
///
/// # Errors
/// When the database fails; what is wrong is not an error but the result.
pub fn verify_audit(call: &Call<'_>, _: Nothing) -> Result<AuditReport> {
    call.read(|read| {
        let entries = read.conn.query_row("SELECT count(*) FROM changes", [], |row| row.get(0))?;
        Ok(AuditReport { entries, faults: verify(read.conn, &call.clinic.anchors())? })
    })
}

/// Whether the rows are to be put right.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RebuildOrder {
    /// Keep what the log says; otherwise only report.
    pub is_repair: bool,
}

/// Makes all rows anew from the log and says where they differed.
///
/// # Errors
/// When the database fails.
pub fn rebuild_projection(call: &Call<'_>, input: RebuildOrder) -> Result<Vec<Difference>> {
    let differences = rebuild(&call.clinic.db, crate::RECORDS, input.is_repair)?;
    call.clinic.accounts.forget();
    Ok(differences)
}
