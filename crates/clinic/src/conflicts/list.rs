//! What two people have said differently: of one record, of a patient's whole chart, or of one field everywhere.

use crate::about::{About, about};
use crate::accounts::{self, Right};
use crate::command::Call;
use crate::db::{Entry, Read, entries_of};
use crate::error::{Error, Result};
use crate::outside::Millis;
use crate::patients::{Patient, of_person, records_of_person};
use crate::record::{Kind, Record};
use healthsync_sync::{ChangeId, Field, Head, Value, merge};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// Which conflicts are meant; all that the caller may see, where nothing is said.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ConflictQuery {
    /// Those of a patient and of everything that hangs on the chart.
    pub patient_id: Option<Uuid>,
    /// Those of this record.
    pub record: Option<Uuid>,
    /// Those of this kind of record.
    pub kind: Option<String>,
    /// Those of this field.
    pub field: Option<String>,
}

/// A field with rivals.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Conflict {
    /// The kind of record.
    pub kind: String,
    /// The record.
    pub record: Uuid,
    /// What the record is called; empty where nothing names it.
    pub about: String,
    /// The patient whom it hangs on.
    pub patient_id: Option<Uuid>,
    /// The patient's name.
    pub patient_name: Option<String>,
    /// The field, or the group of fields.
    pub field: String,
    /// The values, the latest first.
    pub rivals: Vec<Rival>,
    /// What the person who chooses was shown.
    pub version: i64,
    /// Whether who asks may choose.
    pub may_settle: bool,
}

/// One of the values.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Rival {
    /// The change that set it.
    pub change: String,
    /// The value; none of a secret.
    pub value: serde_json::Value,
    /// It is the one that counts while nobody has chosen.
    pub is_shown: bool,
    /// Who set it.
    pub account: Option<String>,
    /// When.
    pub at: Millis,
    /// The letters of the workstation on which it was set.
    pub workstation: String,
    /// It was set on this computer.
    pub is_here: bool,
    /// What stood there when it was set; nothing where the field was empty.
    pub saw: Vec<serde_json::Value>,
}

/// What two people have said differently. Reading what is of a chart is noted.
///
/// # Errors
/// When there is no such patient, or the chart is closed to who asks.
pub fn conflicts(call: &Call<'_>, input: ConflictQuery) -> Result<Vec<Conflict>> {
    let session = call.signed_in()?;
    if let Some(id) = input.patient_id {
        call.read(|read| read.get::<Patient>(id).map(drop))?;
    }
    let mut found = call.read(|read| standing(read, &input))?;
    found.retain(|one| may_see(call, one.kind.reads, one.about.patient_id));
    let mut noted = std::collections::BTreeSet::new();
    for one in found.iter().filter(|one| one.kind.reads == Right::ReadChart) {
        if let Some(patient) = one.about.patient_id.filter(|id| noted.insert(*id)) {
            call.check("conflicts", Right::ReadChart, &json!({ "patient_id": patient }))?;
        }
    }
    call.read(|read| {
        let mut conflicts = vec![];
        for one in found {
            let may_settle = session.rights.contains(&one.kind.writes);
            conflicts.extend(of_record(read, &one, input.field.as_deref(), may_settle)?);
        }
        Ok(conflicts)
    })
}

/// Whether who calls may see what needs `right`, of a patient whose chart may be open in an emergency.
pub(crate) fn may_see(call: &Call<'_>, right: Right, patient: Option<Uuid>) -> bool {
    let Some(session) = &call.session else { return false };
    let is_emergency = right == Right::ReadChart && patient.is_some_and(|id| session.emergencies.contains(&id));
    right == Right::SignedIn || session.rights.contains(&right) || is_emergency
}

struct Standing {
    kind: &'static Kind,
    record: Uuid,
    about: About,
}

/// How many records of a patient, and of everything that hangs on the chart, stand so: a condition on `standing`.
pub(crate) fn count_of_person(read: &Read<'_>, patient_id: Uuid, stands: &'static str) -> Result<u32> {
    let mut kinds = read.conn.prepare_cached(&format!("SELECT DISTINCT kind FROM standing WHERE {stands}"))?;
    let kinds = kinds.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut count = 0;
    for kind in kinds.iter().filter_map(|name| Kind::named(name)) {
        let sql = "SELECT EXISTS (SELECT 1 FROM pragma_table_info(?1) WHERE name = 'patient_id')";
        let has_patient: bool = read.conn.prepare_cached(sql)?.query_row([kind.table], |row| row.get(0))?;
        let column = if kind.name == Patient::KIND { "id" } else { "patient_id" };
        if !has_patient && column == "patient_id" {
            continue;
        }
        let sql = format!(
            "SELECT count(*) FROM (SELECT {column} AS patient_id, id FROM {}) one JOIN standing ON standing.record = one.id
             WHERE {stands} AND one.patient_id = ?1",
            kind.table
        );
        let sql = of_person(read, patient_id, &sql)?;
        count += read.conn.prepare_cached(&sql)?.query_row([patient_id.to_string()], |row| row.get::<_, u32>(0))?;
    }
    Ok(count)
}

fn standing(read: &Read<'_>, input: &ConflictQuery) -> Result<Vec<Standing>> {
    let person = input.patient_id.map(|id| records_of_person(read, id)).transpose()?;
    let mut statement = read.conn.prepare_cached(
        "SELECT kind, record, conflicts FROM standing WHERE conflicts <> '' AND (?1 IS NULL OR record = ?1)
         AND (?2 IS NULL OR kind = ?2) ORDER BY kind, record",
    )?;
    let mut rows = statement.query((input.record.map(|id| id.to_string()), &input.kind))?;
    let mut found = vec![];
    while let Some(row) = rows.next()? {
        let (kind, record, fields): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let is_asked = input.field.as_ref().is_none_or(|asked| fields.split(' ').any(|field| field == asked));
        let (Some(kind), Ok(record), true) = (Kind::named(&kind), Uuid::parse_str(&record), is_asked) else { continue };
        let about = about(read, kind, record)?;
        let is_of_person = person.as_ref().is_none_or(|person| about.patient_id.is_some_and(|id| person.contains(&id)));
        if is_of_person {
            found.push(Standing { kind, record, about });
        }
    }
    Ok(found)
}

fn of_record(read: &Read<'_>, one: &Standing, field: Option<&str>, may_settle: bool) -> Result<Vec<Conflict>> {
    let entries = entries_of(read.conn, one.record)?;
    let merged = merge(entries.iter().map(|entry| (entry.id, &entry.change)));
    let version = read.version(one.record)?;
    let mut found = vec![];
    for (name, heads) in merged.conflicts().filter(|(name, _)| field.is_none_or(|field| field == *name)) {
        found.push(Conflict {
            kind: one.kind.name.into(),
            record: one.record,
            about: one.about.words.clone(),
            patient_id: one.about.patient_id,
            patient_name: one.about.patient_name.clone(),
            field: name.clone(),
            rivals: rivals(read, one.kind, name, heads, &entries)?,
            version,
            may_settle,
        });
    }
    Ok(found)
}

fn rivals(read: &Read<'_>, kind: &Kind, name: &str, field: &Field, entries: &[Entry]) -> Result<Vec<Rival>> {
    let values: Vec<&Value> = field.heads.iter().map(|head| &head.value).collect();
    let shown = (kind.safest)(name, &values).unwrap_or(0);
    let shown = values.get(shown).copied();
    let mut heads: Vec<&Head> = vec![];
    for head in &field.heads {
        if !heads.iter().any(|known| known.value == head.value) {
            heads.push(head);
        }
    }
    let told = |value: &Value| if is_secret(name) { serde_json::Value::Null } else { value.to_json() };
    let mut rivals = vec![];
    for head in heads {
        let entry = entry_of(entries, head.id)?;
        let bases = entry.change.set(name).map(|set| set.bases.as_slice()).unwrap_or_default();
        let mut saw = vec![];
        for base in bases {
            // A base that is not here yet cannot be told.
            let set = entries.iter().find(|entry| entry.id == *base).and_then(|entry| entry.change.set(name));
            if let Some(value) = set.map(|set| told(&set.value)).filter(|value| !saw.contains(value)) {
                saw.push(value);
            }
        }
        rivals.push(Rival {
            change: head.id.to_string(),
            value: told(&head.value),
            is_shown: Some(&head.value) == shown,
            account: accounts::name_of(read, entry.change.author)?,
            at: entry.change.recorded_at(),
            workstation: entry.change.maker.series_code(),
            is_here: entry.change.maker == read.place.origin,
            saw,
        });
    }
    Ok(rivals)
}

fn entry_of(entries: &[Entry], id: ChangeId) -> Result<&Entry> {
    entries.iter().find(|entry| entry.id == id).ok_or(Error::NotFound { kind: "value" })
}

fn is_secret(field: &str) -> bool {
    field == "password_hash"
}
