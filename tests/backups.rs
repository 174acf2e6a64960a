//! Backups: whole or not at all, proven to open, refused with a reason where they are not as they were written.

use healthsync_clinic::backups::{
    Checked, Made, Order, Prepared, Reason, check, extract, key_from_code, prepare, read_head, read_whole,
    remove_unfinished, rotate,
};
use healthsync_clinic::db::Key;
use healthsync_clinic::vault::{Wrapped, new_recovery_code, read_recovery_code};
use healthsync_clinic::{Error, Result};
use healthsync_stories::clinic::{DAY_MS, TestClinic};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;
use uuid::Uuid;

const COMPUTER: Uuid = Uuid::from_u128(7);

fn at_ease(_: u64, _: u64) -> Result<()> {
    Ok(())
}

fn key(clinic: &TestClinic) -> Key {
    clinic.clinic().db().key().cloned().expect("the file is encrypted")
}

/// A snapshot, with somebody at work meanwhile.
fn prepared(clinic: &TestClinic, folder: &Path, pace: &(dyn Fn(u64, u64) -> Result<()> + Sync)) -> Result<Prepared> {
    let work = folder.join("work");
    let order = Order { work: &work, computer: COMPUTER, reason: Reason::ByHand, recovery: None, program: "0.1.0" };
    prepare(clinic.clinic().db(), clinic.clinic().outside(), order, pace)
}

/// A backup in a folder of its own.
fn backup(clinic: &TestClinic) -> (TempDir, Made) {
    let folder = TempDir::new().expect("a folder");
    let prepared = prepared(clinic, folder.path(), &at_ease).expect("a snapshot");
    let made = prepared.deliver(folder.path(), "healthsync-2026-06-01T0900", &at_ease).expect("delivered");
    (folder, made)
}

fn opened(path: &Path, key: &Key) -> Result<Checked> {
    let folder = TempDir::new().expect("a folder");
    let copy = folder.path().join("copy.db");
    let (_, inside) = extract(path, key, &copy, &at_ease)?;
    check(&copy, key, &inside.anchors, &at_ease)
}

fn code_of<T>(result: Result<T>) -> &'static str {
    match result {
        Ok(_) => "it was taken",
        Err(reason) => reason.code(),
    }
}

fn whole_backups(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder").flatten().map(|entry| entry.path());
    entries.filter(|path| path.extension().is_some_and(|end| end == "hsbackup")).collect()
}

#[test]
fn a_backup_opens_with_the_key_or_the_code_and_holds_everything() {
    let clinic = TestClinic::open();
    for name in ["Amina", "Bakri", "Cheb"] {
        clinic.patient(name);
    }
    let outside = clinic.clinic().outside();
    let code = new_recovery_code(outside);
    let wrapped = Wrapped::new(&read_recovery_code(&code).expect("a code"), &key(&clinic).0, outside).expect("wrapped");
    let folder = TempDir::new().expect("a folder");
    let work = folder.path().join("work");
    let order =
        Order { work: &work, computer: COMPUTER, reason: Reason::Daily, recovery: Some(wrapped), program: "0.1.0" };
    let prepared = prepare(clinic.clinic().db(), outside, order, &at_ease).expect("a snapshot");
    let made = prepared.deliver(folder.path(), "healthsync", &at_ease).expect("delivered");
    let found = prepared.check(&at_ease).expect("checked");
    assert!(found.is_well() && found.is_compared, "it is proven right after: {found:?}");
    assert_eq!(std::fs::read_dir(&work).expect("the folder").count(), 0, "the snapshot is gone");

    let head = read_whole(&made.path, &at_ease).expect("whole");
    let by_code = key_from_code(&head, &code.to_lowercase()).expect("the code opens it");
    let inside = head.inside(&by_code).expect("the key is right");
    assert_eq!((inside.patients, inside.clinic.as_str()), (3, "Kadugli Clinic"), "what is inside is known");
    let drilled = opened(&made.path, &by_code).expect("opened");
    assert!(drilled.is_well(), "{drilled:?}");
    assert_eq!(drilled.patients, 3, "all of them are there");
    let other = Key([9; 32]);
    assert_eq!(code_of(opened(&made.path, &other)), "backup_wrong_key", "another clinic's key opens nothing");
}

#[test]
fn who_finds_a_backup_learns_neither_the_clinic_nor_a_patient() {
    let clinic = TestClinic::open();
    clinic.patient("Aminatou");
    let (_folder, made) = backup(&clinic);
    let bytes = std::fs::read(&made.path).expect("read");
    for word in ["Aminatou", "Osman", "Kadugli", "SQLite"] {
        let is_there = bytes.windows(word.len()).any(|window| window == word.as_bytes());
        assert!(!is_there, "{word} stands in the clear");
    }
}

#[test]
fn what_is_written_while_a_backup_is_made_does_not_tear_it() {
    let clinic = TestClinic::open();
    clinic.patient("Amina");
    let folder = TempDir::new().expect("a folder");
    let (steps, written) = (std::sync::atomic::AtomicU32::new(0), std::sync::atomic::AtomicU32::new(0));
    let busy = |_: u64, _: u64| {
        use std::sync::atomic::Ordering::SeqCst;
        steps.fetch_add(1, SeqCst);
        for _ in 0..5 {
            clinic.patient(&format!("Meanwhile {}", written.fetch_add(1, SeqCst)));
        }
        Ok(())
    };
    let prepared = prepared(&clinic, folder.path(), &busy).expect("a snapshot");
    assert_eq!(
        prepared.inside().patients,
        1,
        "it holds the moment at which it began, though 5 were saved at each step"
    );
    let found = prepared.check(&at_ease).expect("checked");
    assert!(found.is_well(), "and is consistent: {found:?}");
    let shown = clinic.call("search_patients", json!({ "query": "Meanwhile" }));
    assert!(!shown.as_array().expect("a list").is_empty(), "nobody had to wait for it");
}

#[test]
fn a_backup_that_is_cut_off_or_altered_is_refused_with_its_reason() {
    let clinic = TestClinic::open();
    clinic.patient("Amina");
    let (folder, made) = backup(&clinic);
    let bytes = std::fs::read(&made.path).expect("read");
    let other = folder.path().join("other.hsbackup");
    let with = |bytes: &[u8]| {
        std::fs::write(&other, bytes).expect("written");
        let copy = folder.path().join("copy.db");
        let _ = std::fs::remove_file(&copy);
        let taken = code_of(extract(&other, &key(&clinic), &copy, &at_ease));
        assert!(taken == "it was taken" || !copy.exists(), "nothing of a bad one is left: {taken}");
        taken
    };
    assert_eq!(with(&bytes), "it was taken", "as it was written");
    for length in [bytes.len() - 1, bytes.len() - 33, bytes.len() / 2, 5_000, 100] {
        assert_eq!(with(&bytes[..length]), "backup_truncated", "cut at {length}");
    }
    for length in [0, 10, 23] {
        assert_eq!(with(&bytes[..length]), "backup_not_one", "cut at {length}");
    }
    assert_eq!(with(&[&bytes[..], b"x"].concat()), "backup_altered", "something was added");
    assert_eq!(with(b"a picture of a cat, which is no backup"), "backup_not_one", "something else");
    for at in [bytes.len() - 1, bytes.len() - 40, bytes.len() / 2, bytes.len() / 3] {
        let mut altered = bytes.clone();
        altered[at] ^= 1;
        assert_eq!(with(&altered), "backup_altered", "one bit at {at}");
        assert_eq!(code_of(read_whole(&other, &at_ease)), "backup_altered", "and no key is needed to see it");
    }
    // Who can work out the hash anew cannot seal it: an older database under a newer head.
    let mut forged = bytes.clone();
    let middle = bytes.len() / 2;
    forged[middle] ^= 1;
    let end = forged.len() - 32;
    let hash = blake3::hash(&forged[..end]);
    forged[end..].copy_from_slice(hash.as_bytes());
    assert_eq!(with(&forged), "backup_altered", "the sealed hash does not fit");
    let mut newer = bytes;
    newer[16] = 9;
    assert_eq!(with(&newer), "backup_newer", "of a format that is not known yet");
}

#[test]
fn what_differs_in_a_backup_is_told_and_nothing_is_put_right() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    clinic.raw().execute("UPDATE patients SET phone = '666'", []).expect("the row is there");
    let (_folder, made) = backup(&clinic);
    let found = opened(&made.path, &key(&clinic)).expect("opened");
    assert_eq!(json!(found.differences), json!([{ "table": "patients", "record": patient }]), "the row is named");
    clinic
        .raw()
        .execute("UPDATE changes SET body = CAST(body || x'00' AS BLOB) WHERE arrival = 3", [])
        .expect("the change is there");
    let (_folder, made) = backup(&clinic);
    let found = opened(&made.path, &key(&clinic)).expect("opened");
    assert_eq!(json!(found.faults)[0]["problem"], "altered", "the place in the log is named: {found:?}");
    let phone: String = clinic.raw().query_row("SELECT phone FROM patients", [], |row| row.get(0)).expect("a row");
    assert_eq!(phone, "666", "the clinic's own file is as it was");
}

#[test]
fn a_backup_that_is_stopped_anywhere_leaves_none_that_looks_whole() {
    let clinic = TestClinic::open();
    let folder = TempDir::new().expect("a folder");
    let prepared_once = prepared(&clinic, folder.path(), &at_ease).expect("a snapshot");
    let mut stops = 0;
    for after in 0.. {
        let left = std::sync::atomic::AtomicI64::new(after);
        let stop = |_: u64, _: u64| {
            let left = left.fetch_sub(1, std::sync::atomic::Ordering::SeqCst);
            if left > 0 { Ok(()) } else { Err(Error::Cancelled) }
        };
        let delivered = prepared_once.deliver(folder.path(), "healthsync", &stop);
        let whole = whole_backups(folder.path());
        if delivered.is_ok() {
            assert_eq!(whole.len(), 1, "in the end it is there");
            break;
        }
        assert_eq!(whole.len(), 0, "stopped after {after} steps");
        stops += 1;
    }
    assert!(stops >= 2, "it was stopped while it was written and while it was read back: {stops}");
    let stopped = prepared(&clinic, folder.path(), &|_, _| Err(Error::Cancelled));
    assert_eq!(code_of(stopped), "cancelled", "the snapshot can be stopped too");
    let left = std::fs::read_dir(folder.path().join("work")).expect("the folder").count();
    assert_eq!(left, 1, "and leaves nothing beside the one that is in hand");
}

#[test]
fn what_a_power_cut_left_is_removed_and_other_computers_work_is_not() {
    let folder = TempDir::new().expect("a folder");
    let ours = folder.path().join(format!("healthsync.{}.unfinished", COMPUTER.simple()));
    let theirs = folder.path().join(format!("healthsync.{}.unfinished", Uuid::from_u128(8).simple()));
    for path in [&ours, &theirs] {
        std::fs::write(path, "half").expect("written");
    }
    remove_unfinished(folder.path(), COMPUTER);
    assert!(!ours.exists() && theirs.exists(), "a folder may be shared");
}

#[test]
fn a_year_of_days_is_thinned_out_and_the_last_proven_one_stays() {
    let clinic = TestClinic::open();
    let folder = TempDir::new().expect("a folder");
    let foreign = folder.path().join("foreign.hsbackup");
    std::fs::write(&foreign, "a file that only looks like one").expect("written");
    let mut proven = None;
    for day in 0..100 {
        clinic.time.pass(DAY_MS);
        let prepared = prepared(&clinic, folder.path(), &at_ease).expect("a snapshot");
        let made = prepared.deliver(folder.path(), &format!("healthsync-{day}"), &at_ease).expect("delivered");
        if day == 40 {
            proven = Some(made);
        }
        let is_well = |hash: &[u8; 32]| proven.as_ref().is_some_and(|made: &Made| made.hash == *hash);
        rotate(folder.path(), COMPUTER, &is_well, 0);
    }
    let proven = proven.expect("day 40");
    assert!(proven.path.exists(), "two months old, and the only one that was proven");
    let kept = whole_backups(folder.path());
    assert!((10..=16).contains(&(kept.len() - 1)), "7 days, 4 weeks, 4 months, and that one: {}", kept.len() - 1);
    assert!(folder.path().join("healthsync-99.hsbackup").exists(), "the latest is there");
    assert!(foreign.exists(), "what is none of ours is left alone");
    let other = rotate(folder.path(), Uuid::from_u128(8), &|_| false, 0);
    assert_eq!(other, Vec::<PathBuf>::new(), "another computer removes none of these");
}

/// A small disk of its own; none where one may not be mounted.
struct SmallDisk(TempDir);

impl SmallDisk {
    fn mount(size: &str) -> Option<SmallDisk> {
        let folder = TempDir::new().expect("a folder");
        let options = format!("size={size}");
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(folder.path()).output();
        if mount.is_ok_and(|output| output.status.success()) {
            return Some(SmallDisk(folder));
        }
        println!("skipped: a small disk cannot be mounted here (it takes root)");
        None
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).output();
    }
}

#[test]
fn a_full_disk_and_a_locked_one_each_have_their_sentence() {
    let clinic = TestClinic::open();
    let folder = TempDir::new().expect("a folder");
    let prepared = prepared(&clinic, folder.path(), &at_ease).expect("a snapshot");
    let gone = folder.path().join("unplugged");
    assert_eq!(code_of(prepared.deliver(&gone, "healthsync", &at_ease)), "backup_disk_gone", "no disk is no folder");
    let Some(disk) = SmallDisk::mount("64k") else { return };
    assert_eq!(code_of(prepared.deliver(disk.0.path(), "healthsync", &at_ease)), "backup_disk_full", "it is full");
    assert_eq!(std::fs::read_dir(disk.0.path()).expect("there").count(), 0, "and nothing half done is left on it");
    let lock = Command::new("mount").args(["-o", "remount,ro"]).arg(disk.0.path()).status();
    assert!(lock.is_ok_and(|status| status.success()), "what could be mounted can be locked");
    assert_eq!(code_of(prepared.deliver(disk.0.path(), "healthsync", &at_ease)), "backup_read_only", "it is locked");
    assert!(prepared.deliver(folder.path(), "healthsync", &at_ease).is_ok(), "other places are served all the same");
}

#[test]
fn two_backups_of_one_minute_stand_beside_each_other() {
    let clinic = TestClinic::open();
    let folder = TempDir::new().expect("a folder");
    let prepared = prepared(&clinic, folder.path(), &at_ease).expect("a snapshot");
    let first = prepared.deliver(folder.path(), "healthsync-2026-06-01T0900", &at_ease).expect("delivered");
    let second = prepared.deliver(folder.path(), "healthsync-2026-06-01T0900", &at_ease).expect("delivered");
    assert_ne!(first.path, second.path, "none goes over another");
    assert!(read_head(&first.path).is_ok() && read_head(&second.path).is_ok(), "both are whole");
}
