//! Who is one person: the records that links join, kept in one table that every question about a patient goes through.

use super::{Patient, PatientLink};
use crate::db::Read;
use crate::error::Result;
use rusqlite::{Connection, OptionalExtension};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// SQL about one record of a patient, as SQL about the person: where records were joined, `patient_id = ?1` becomes
/// "any of them". Of somebody with one record it stays as it is, and as quick.
pub(crate) fn of_person<'s>(read: &Read<'_>, patient_id: Uuid, sql: &'s str) -> Result<Cow<'s, str>> {
    const EQUALS: &str = "patient_id = ";
    if !is_joined(read.conn, patient_id)? {
        return Ok(Cow::Borrowed(sql));
    }
    let mut parts = sql.split(EQUALS);
    let mut wide = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let ends = part.find(|letter: char| !(letter.is_ascii_alphanumeric() || "?:_".contains(letter)));
        let (mark, rest) = part.split_at(ends.unwrap_or(part.len()));
        if mark.starts_with(['?', ':']) {
            wide += &format!(
                "patient_id IN (SELECT one.patient_id FROM patient_groups asked
                 JOIN patient_groups one ON one.face_id = asked.face_id WHERE asked.patient_id = {mark}){rest}"
            );
        } else {
            wide += EQUALS;
            wide += part;
        }
    }
    Ok(Cow::Owned(wide))
}

/// All records of the person, the oldest, their face, first.
pub(crate) fn records_of_person(read: &Read<'_>, patient_id: Uuid) -> Result<Vec<Uuid>> {
    let mut statement = read.conn.prepare_cached(
        "SELECT one.patient_id FROM patient_groups asked JOIN patient_groups one ON one.face_id = asked.face_id
         WHERE asked.patient_id = ?1 ORDER BY one.patient_id <> one.face_id, one.patient_id",
    )?;
    let rows = statement.query_map([patient_id.to_string()], |row| row.get::<_, String>(0))?;
    let found: Vec<String> = rows.collect::<rusqlite::Result<_>>()?;
    let found: Vec<Uuid> = found.iter().filter_map(|id| Uuid::parse_str(id).ok()).collect();
    Ok(if found.is_empty() { vec![patient_id] } else { found })
}

/// The record under which the person is shown.
pub(crate) fn face_of(read: &Read<'_>, patient_id: Uuid) -> Result<Uuid> {
    let face: Option<String> = read
        .conn
        .prepare_cached("SELECT face_id FROM patient_groups WHERE patient_id = ?1")?
        .query_row([patient_id.to_string()], |row| row.get(0))
        .optional()?;
    Ok(face.and_then(|id| Uuid::parse_str(&id).ok()).unwrap_or(patient_id))
}

/// Whether two records are of one person.
pub(crate) fn is_same_person(read: &Read<'_>, one: Uuid, other: Uuid) -> Result<bool> {
    Ok(one == other || face_of(read, one)? == face_of(read, other)?)
}

fn is_joined(conn: &Connection, patient_id: Uuid) -> Result<bool> {
    Ok(conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM patient_groups WHERE patient_id = ?1)")?
        .query_row([patient_id.to_string()], |row| row.get(0))?)
}

/// Finds the groups anew of all who are joined, or were, with one of these: a pure function of the links that stand.
pub(super) fn regroup(conn: &Connection, ends: &[Uuid]) -> Result<()> {
    let mut members: BTreeSet<String> = ends.iter().map(Uuid::to_string).collect();
    for end in ends {
        let mut statement = conn.prepare_cached(
            "SELECT one.patient_id FROM patient_groups asked JOIN patient_groups one ON one.face_id = asked.face_id
             WHERE asked.patient_id = ?1",
        )?;
        let rows = statement.query_map([end.to_string()], |row| row.get::<_, String>(0))?;
        members.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
    }
    // A link that stands joins only members: it was projected before, or is the one that is projected now.
    let mut heads: BTreeMap<String, String> = members.iter().map(|id| (id.clone(), id.clone())).collect();
    for id in &members {
        let mut statement = conn
            .prepare_cached("SELECT other_id FROM patient_links WHERE patient_id = ?1 AND entered_in_error IS NULL")?;
        let others = statement.query_map([id], |row| row.get::<_, String>(0))?;
        for other in others.collect::<rusqlite::Result<Vec<_>>>()? {
            let (one, other) = (head_of(&heads, id), head_of(&heads, &other));
            heads.insert(one, other);
        }
        conn.prepare_cached("DELETE FROM patient_groups WHERE patient_id = ?1")?.execute([id])?;
    }
    let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for id in heads.keys() {
        groups.entry(head_of(&heads, id)).or_default().push(id.clone());
    }
    for group in groups.into_values().filter(|group| group.len() > 1) {
        let face = oldest(conn, &group)?;
        for id in &group {
            conn.prepare_cached("INSERT INTO patient_groups (patient_id, face_id) VALUES (?1, ?2)")?
                .execute((id, &face))?;
        }
    }
    Ok(())
}

fn head_of(heads: &BTreeMap<String, String>, id: &str) -> String {
    let mut at = id.to_owned();
    while let Some(next) = heads.get(&at).filter(|next| **next != at) {
        at.clone_from(next);
    }
    at
}

/// The face: the record that was made first, and before those that were entered in error.
fn oldest(conn: &Connection, group: &[String]) -> Result<String> {
    let mut first: Option<(bool, i64, String)> = None;
    for id in group {
        let row: Option<(bool, i64)> = conn
            .prepare_cached("SELECT entered_in_error IS NOT NULL, recorded_at FROM patients WHERE id = ?1")?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let (is_void, at) = row.unwrap_or((true, i64::MAX));
        let this = (is_void, at, id.clone());
        if first.as_ref().is_none_or(|first| this < *first) {
            first = Some(this);
        }
    }
    Ok(first.map(|(_, _, id)| id).unwrap_or_default())
}

/// A patient's row changed: whoever is its person may have another face now.
pub(super) fn patient_projected(conn: &Connection, patient_id: Uuid) -> Result<()> {
    if is_joined(conn, patient_id)? { regroup(conn, &[patient_id]) } else { Ok(()) }
}

/// The links that stand and name one of the records.
pub(super) fn links_of(read: &Read<'_>, records: &[Uuid]) -> Result<Vec<PatientLink>> {
    let mut found: BTreeMap<Uuid, PatientLink> = BTreeMap::new();
    for id in records {
        let links = read
            .all::<PatientLink>("(patient_id = ?1 OR other_id = ?1) AND entered_in_error IS NULL", [id.to_string()])?;
        found.extend(links.into_iter().map(|link| (link.record.id, link.record)));
    }
    Ok(found.into_values().collect())
}

/// The other records of a person, for saying under which numbers else the patient is known.
pub(super) fn other_records(read: &Read<'_>, patient_id: Uuid) -> Result<Vec<crate::record::Stored<Patient>>> {
    let others = records_of_person(read, patient_id)?.into_iter().filter(|id| *id != patient_id);
    others.map(|id| read.get::<Patient>(id)).collect()
}
