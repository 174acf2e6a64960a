//! The encrypted file with its patients, made once and kept.

use std::time::Instant;

use healthsync_clinic::patients::search::{SearchKeys, index, settle};
use rusqlite::Connection;
use serde_json::{Value, json};

use super::people::{Patient, patient};

/// Rises when patients or tables change, so that an older file is not taken for a current one.
const VERSION: u32 = 4;

const KEY: &str = "PRAGMA key = \"x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'\"";

/// Opens the file with so many patients, making it if it is not there. Also tells how long its parts
/// took to make (null when it was there).
pub fn open_or_build(patients: usize) -> anyhow::Result<(Connection, Value)> {
    let folder = crate::folder()?;
    let path = folder.join(format!("patients-{patients}-v{VERSION}.db"));
    if path.exists() {
        return Ok((open(&path)?, Value::Null));
    }
    let unfinished = path.with_extension("unfinished");
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", unfinished.display()));
    }
    let built = build(&unfinished, patients)?;
    std::fs::rename(&unfinished, &path)?;
    Ok((open(&path)?, built))
}

fn open(path: &std::path::Path) -> anyhow::Result<Connection> {
    let conn = Connection::open(path)?;
    conn.execute_batch(KEY)?;
    conn.execute_batch("PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;")?;
    conn.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    conn.set_prepared_statement_cache_capacity(128);
    Ok(conn)
}

fn build(path: &std::path::Path, patients: usize) -> anyhow::Result<Value> {
    eprintln!("Making {patients} patients …");
    let mut conn = open(path)?;
    conn.execute_batch(include_str!("../../../migrations/local/V1__clinic.sql"))?;
    conn.execute_batch(include_str!("../../../migrations/local/V2__patient_search.sql"))?;
    conn.execute_batch("PRAGMA foreign_keys = OFF")?;

    let start = Instant::now();
    let saving = conn.transaction()?;
    for number in 0..patients {
        let patient = patient(number);
        saving
            .prepare_cached(
                "INSERT INTO patients (id, mrn, given_name, family_name, other_names, sex, birth_on, birth_precision, phone,
                     address, city, country, national_id, recorded_at, recorded_by, updated_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, 'unknown', ?6, 'day', ?7, ?8, ?9, 'KE', ?10, ?11, 'bench', ?11)",
            )?
            .execute((
                &patient.id,
                &patient.mrn,
                &patient.given_name,
                &patient.family_name,
                &patient.other_names,
                &patient.birth_on,
                &patient.phone,
                &patient.address,
                patient.city,
                &patient.national_id,
                patient.updated_at,
            ))?;
    }
    saving.commit()?;
    let saved = start.elapsed();

    // Most in one go, as after an import, and the last ones as they come: one transaction each.
    let one_by_one = (patients / 100).min(1_000);
    let start = Instant::now();
    let indexing = conn.transaction()?;
    for number in 0..patients - one_by_one {
        make_findable(&indexing, &patient(number))?;
    }
    settle(&indexing)?;
    indexing.commit()?;
    let indexed = start.elapsed();
    let start = Instant::now();
    for number in patients - one_by_one..patients {
        let indexing = conn.transaction()?;
        make_findable(&indexing, &patient(number))?;
        indexing.commit()?;
    }
    let each = start.elapsed() / u32::try_from(one_by_one.max(1))?;
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;

    let bytes: i64 =
        conn.query_row("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", [], |row| row.get(0))?;
    let words: i64 = conn.query_row("SELECT count(*) FROM patient_search_words", [], |row| row.get(0))?;
    eprintln!(
        "… saved in {:.0} s, indexed in {:.0} s (one alone {:.1} ms), {} MB, {words} different words.",
        saved.as_secs_f64(),
        indexed.as_secs_f64(),
        each.as_secs_f64() * 1000.0,
        bytes / 1_000_000
    );
    Ok(json!({
        "saved_s": saved.as_secs_f64(),
        "indexed_s": indexed.as_secs_f64(),
        "indexed_us_each": indexed.as_secs_f64() * 1e6 / patients.max(1) as f64,
        "indexed_alone_ms": each.as_secs_f64() * 1000.0,
        "bytes": bytes,
        "words": words,
    }))
}

fn make_findable(conn: &Connection, patient: &Patient) -> anyhow::Result<()> {
    let keys = SearchKeys {
        patient_id: &patient.id,
        given_name: Some(&patient.given_name),
        family_name: Some(&patient.family_name),
        other_names: patient.other_names.as_deref(),
        mrn: Some(&patient.mrn),
        phone: patient.phone.as_deref(),
        national_id: patient.national_id.as_deref(),
        birth_year: Some(patient.birth_year),
        updated_at_ms: patient.updated_at,
    };
    Ok(index(conn, &keys)?)
}
