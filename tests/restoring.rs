//! The way back, with the program itself: a clinic is destroyed, restored, and goes on in a new series of numbers.

use anyhow::{Context, Result, bail};
use healthsync_clinic::backups::read_whole;
use healthsync_stories::clinic::{PASSWORD, set_up};
use healthsync_stories::tools;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

const PASSPHRASE: &str = "a long passphrase of two";

/// A computer: its home, and the program called without its window.
struct Computer {
    home: TempDir,
}

impl Computer {
    fn new() -> Computer {
        Computer { home: TempDir::new().expect("a home") }
    }

    fn data(&self) -> PathBuf {
        self.home.path().join("clinic")
    }

    fn command(&self, name: &str) -> Result<Command> {
        let mut command = Command::new(tools::application()?);
        command
            .args(["call", name])
            .env("HOME", self.home.path())
            .env("XDG_CONFIG_HOME", self.home.path().join("config"))
            // No message bus is no key store: the key is under the passphrase.
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
            .env("HEALTHSYNC_DATA_DIR", self.data())
            .env("HEALTHSYNC_PASSPHRASE", PASSPHRASE)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        Ok(command)
    }

    fn run(&self, name: &str, username: Option<&str>, input: &Value) -> Result<Value> {
        let mut command = self.command(name)?;
        if let Some(username) = username {
            command.env("HEALTHSYNC_USERNAME", username).env("HEALTHSYNC_PASSWORD", PASSWORD);
        }
        let mut child = command.spawn().context("the program does not start")?;
        child.stdin.take().context("no input")?.write_all(input.to_string().as_bytes())?;
        let output = child.wait_with_output()?;
        if !output.status.success() {
            bail!("{name}: {}", String::from_utf8_lossy(&output.stderr));
        }
        Ok(serde_json::from_slice(&output.stdout)?)
    }

    fn call(&self, name: &str, input: Value) -> Value {
        self.run(name, Some("halima"), &input).unwrap_or_else(|reason| panic!("{reason:#}"))
    }

    /// Calls what works before anybody is signed in.
    fn call_first(&self, name: &str, input: Value) -> Value {
        self.run(name, None, &input).unwrap_or_else(|reason| panic!("{reason:#}"))
    }

    fn refused(&self, name: &str, username: Option<&str>, input: Value) -> String {
        match self.run(name, username, &input) {
            Ok(output) => panic!("{name} {input} should be refused, and answered {output}"),
            Err(reason) => format!("{reason:#}"),
        }
    }

    /// A clinic with these patients. Returns the recovery code and their numbers.
    fn clinic(&self, patients: &[&str]) -> (String, Vec<String>) {
        let founded = self.call_first("found_clinic", json!({ "is_demo": false, "passphrase": PASSPHRASE }));
        self.call_first("set_up_clinic", set_up());
        let code = founded["recovery_code"].as_str().expect("a code").to_owned();
        (code, patients.iter().map(|name| self.patient(name)).collect())
    }

    fn patient(&self, name: &str) -> String {
        let registered = self.call("register_patient", json!({ "given_name": name }));
        registered["patient"]["mrn"].as_str().expect("a number").to_owned()
    }

    fn names(&self) -> BTreeSet<String> {
        let found = self.call("patients", json!({ "limit": 50 }));
        let names = found["rows"].as_array().expect("a list").iter().map(|row| row["name"].as_str().expect("a name"));
        names.map(str::to_owned).collect()
    }

    fn back_up(&self) -> String {
        let status = self.call("back_up_now", json!({}));
        assert_eq!(status["backups"][0]["verdict"], "well", "it is proven: {status}");
        status["backups"][0]["path"].as_str().expect("a path").to_owned()
    }
}

fn series(number: &str) -> &str {
    number.split('-').next().unwrap_or_default()
}

fn words(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn a_clinic_that_was_destroyed_goes_on_from_its_backup_in_a_new_series() {
    let computer = Computer::new();
    let (own, before) = computer.clinic(&["Amina", "Bakri"]);
    let backup = computer.back_up();
    let lost = computer.patient("Cheb");
    std::fs::write(computer.data().join("clinic.db"), [7; 8192]).expect("destroyed");
    let started = computer.refused("search_patients", Some("halima"), json!({}));
    assert!(started.contains("store_"), "the file is of no use: {started}");

    let code = computer.refused("restore_backup", None, json!({ "path": backup }));
    assert!(code.contains("backup_needs_code"), "the key is under the passphrase, so the paper is asked for: {code}");
    let (founded, _) = Computer::new().clinic(&[]);
    let wrong = computer.refused("restore_backup", None, json!({ "path": backup, "code": founded }));
    assert!(wrong.contains("wrong_recovery_code"), "another clinic's code opens nothing: {wrong}");

    let state = computer.call_first("restore_backup", json!({ "path": backup, "code": own, "passphrase": PASSPHRASE }));
    assert_eq!((&state["stage"], &state["is_new_origin"]), (&json!("ready"), &json!(true)), "open, under a new origin");
    assert_eq!(computer.names(), words(&["Amina", "Bakri"]), "everything of the backup is there");
    let after = computer.patient("Dina");
    let used: Vec<&String> = before.iter().chain([&lost]).collect();
    assert!(used.iter().all(|number| series(number) != series(&after)), "{after} begins a series of its own: {used:?}");
}

#[test]
fn a_new_computer_goes_on_from_a_backup_with_the_code_on_paper() {
    let computer = Computer::new();
    let (code, before) = computer.clinic(&["Amina", "Bakri"]);
    let backup = computer.back_up();

    let other = Computer::new();
    let inside = other.call_first("inspect_backup", json!({ "path": backup, "code": code }));
    assert_eq!(
        (&inside["patients"], &inside["clinic"]),
        (&json!(2), &json!("Kadugli Clinic")),
        "it says what is inside"
    );
    let restore = json!({ "path": backup, "code": code, "passphrase": PASSPHRASE });
    let state = other.call_first("restore_backup", restore);
    assert_eq!((&state["stage"], &state["is_new_origin"]), (&json!("ready"), &json!(true)), "open, under a new origin");
    assert_eq!(other.names(), words(&["Amina", "Bakri"]), "everything of the backup is there");
    let after = other.patient("Dina");
    assert!(
        before.iter().all(|number| series(number) != series(&after)),
        "{after} begins a series of its own: {before:?}"
    );
    let entries = other.call("audit_entries", json!({ "kind": "access" }));
    let is_noted = entries.as_array().expect("a list").iter().any(|entry| entry["action"] == "backup_restored");
    assert!(is_noted, "the audit says that it was restored");
    assert_eq!(other.call("verify_audit", json!({}))["faults"], json!([]), "the logs go on unbroken");
    assert!(!other.back_up().is_empty(), "and it is backed up again");
}

#[test]
fn going_back_says_what_is_left_behind_and_sets_it_aside() {
    let computer = Computer::new();
    let (code, _) = computer.clinic(&["Amina"]);
    let backup = computer.back_up();
    let lost = computer.patient("Bakri");
    let nurse =
        json!({ "name": "Nur", "username": "nurse", "roles": ["nurse"], "language": "en", "password": PASSWORD });
    computer.call("create_account", nurse);
    let order = json!({ "path": backup });
    let inside = computer.call("inspect_backup", order.clone());
    assert_eq!(inside["newer"]["patients"], 1, "one patient is newer: {inside}");
    assert_eq!(inside["is_this_clinic"], true, "it is this clinic's");
    let refused = computer.refused("restore_backup", None, order.clone());
    assert!(refused.contains("not_signed_in"), "an open clinic is restored by its administrator: {refused}");
    let refused = computer.refused("restore_backup", Some("nurse"), order.clone());
    assert!(refused.contains("password_must_change") || refused.contains("not_allowed"), "by nobody else: {refused}");

    let state = computer.call("restore_backup", order);
    assert_eq!(state["is_new_origin"], true, "it writes under a new origin");
    assert_eq!(computer.names(), words(&["Amina"]), "the clinic is as it was then");
    let after = computer.patient("Cheb");
    assert_ne!(series(&lost), series(&after), "the number of the patient who was left behind is not given again");
    let aside = std::fs::read_dir(computer.data().join("set-aside")).expect("set aside").flatten().next();
    let aside = aside.expect("one").path().join("clinic.db");
    assert!(aside.is_file(), "the file of before is kept whole");
    let drill = computer.call("drill_backup", json!({ "path": backup, "code": code }));
    assert_eq!(drill["found"]["patients"], 1, "a drill opens it with the code too: {drill}");
    assert_eq!(computer.names(), words(&["Amina", "Cheb"]), "and touches nothing");
}

#[test]
fn killing_the_program_in_the_middle_leaves_no_half_backup() {
    let computer = Computer::new();
    computer.clinic(&["Amina"]);
    let folder = computer.data().join("backups");
    for round in 0..8 {
        let mut command = computer.command("back_up_now").expect("the program");
        command.env("HEALTHSYNC_USERNAME", "halima").env("HEALTHSYNC_PASSWORD", PASSWORD);
        let mut child = command.spawn().expect("it starts");
        drop(child.stdin.take());
        std::thread::sleep(Duration::from_millis(500 + 150 * round));
        child.kill().expect("it may be over already");
        child.wait().expect("it ends");
        let files = std::fs::read_dir(&folder).map(|entries| entries.flatten().map(|entry| entry.path()).collect());
        let files: Vec<PathBuf> = files.unwrap_or_default();
        for path in files.iter().filter(|path| path.extension().is_some_and(|end| end == "hsbackup")) {
            assert!(read_whole(path, &|_, _| Ok(())).is_ok(), "{} looks whole and is", path.display());
        }
    }
    computer.back_up();
    let left: Vec<_> = std::fs::read_dir(&folder).expect("the folder").flatten().map(|entry| entry.path()).collect();
    let odd = left.iter().find(|path| path.extension().is_none_or(|end| end != "hsbackup"));
    assert!(odd.is_none(), "the next backup tidies up: {left:?}");
    assert_eq!(computer.names(), words(&["Amina"]), "the clinic never noticed");
}

#[test]
fn another_place_is_served_as_soon_as_its_disk_is_there() {
    let computer = Computer::new();
    computer.clinic(&["Amina"]);
    let stick = computer.home.path().join("stick");
    let missing = computer.refused("add_backup_place", Some("halima"), json!({ "path": stick }));
    assert!(missing.contains("backup_place_unusable"), "a folder that is not there is not made: {missing}");
    std::fs::create_dir(&stick).expect("plugged in");
    let status = computer.call("add_backup_place", json!({ "path": stick }));
    assert_eq!(status["places"].as_array().map(Vec::len), Some(2), "it is one of two: {status}");
    let away = computer.home.path().join("away");
    std::fs::rename(&stick, &away).expect("unplugged");
    let status = computer.call("back_up_now", json!({}));
    assert_eq!(status["places"][1]["is_here"], false, "it is waited for, and the other place is served");
    assert_eq!(status["backups"].as_array().map(Vec::len), Some(1), "one backup");
    std::fs::rename(&away, &stick).expect("plugged in again");
    let status = computer.call("back_up_now", json!({}));
    assert_eq!(status["backups"].as_array().map(Vec::len), Some(3), "it has one now: {status}");
    assert_eq!(status["standing"]["is_overdue"], false, "all is well");
}
