//! Real processes that end without notice, workstation and server, in the middle of exchanges: what the program said was
//! saved is there afterwards, once, on every computer.

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use healthsync_stories::hub::Hub;
use healthsync_stories::journey::PASSWORD;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// How many times something is killed; `HEALTHSYNC_KILLS=200` is the long run.
fn kills() -> u64 {
    std::env::var("HEALTHSYNC_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(6)
}

/// A computer without a desktop: the real program, called by its commands.
struct Computer {
    home: TempDir,
}

impl Computer {
    fn new() -> Result<Computer> {
        Ok(Computer { home: TempDir::with_prefix("healthsync-killed-").context("no temporary folder")? })
    }

    fn begin(&self, name: &str, input: &Value) -> Result<Child> {
        let under = |folder: &str| self.home.path().join(folder);
        let mut command = Command::new(healthsync_stories::application()?);
        command.args(["call", name]).env("HEALTHSYNC_DATA_DIR", under("clinic"));
        command
            .env("HOME", self.home.path())
            .env("XDG_CONFIG_HOME", under("config"))
            .env("XDG_DATA_HOME", under("data"));
        // There is no credential store: the key is under a passphrase.
        command.env("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}", under("no-bus").display()));
        command
            .env("HEALTHSYNC_PASSPHRASE", PASSWORD)
            .env("HEALTHSYNC_USERNAME", "halima")
            .env("HEALTHSYNC_PASSWORD", PASSWORD);
        if matches!(name, "found_clinic" | "set_up_clinic" | "join_clinic" | "start") || !self.is_set_up() {
            command.env_remove("HEALTHSYNC_USERNAME").env_remove("HEALTHSYNC_PASSWORD");
        }
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        child.stdin.take().context("standard input")?.write_all(input.to_string().as_bytes())?;
        Ok(child)
    }

    fn call(&self, name: &str, input: &Value) -> Result<Value> {
        let output = self.begin(name, input)?.wait_with_output()?;
        ensure!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        Ok(serde_json::from_slice(&output.stdout)?)
    }

    fn is_set_up(&self) -> bool {
        Path::exists(&self.home.path().join("signed-in"))
    }

    fn signs_in_from_now_on(&self) -> Result<()> {
        Ok(std::fs::write(self.home.path().join("signed-in"), "")?)
    }

    /// Exchanges, and is ended in the middle of it.
    fn is_killed_while_it_syncs(&self, after: Duration) -> Result<()> {
        let mut child = self.begin("sync_now", &json!({}))?;
        std::thread::sleep(after);
        child.kill()?;
        child.wait()?;
        Ok(())
    }

    fn patients(&self) -> Result<BTreeSet<String>> {
        let rows = self.call("patients", &json!({ "limit": 500 }))?;
        let ids = rows["rows"].as_array().context("rows")?.iter().filter_map(|row| row["id"].as_str());
        let found: Vec<String> = ids.map(str::to_owned).collect();
        let distinct: BTreeSet<String> = found.iter().cloned().collect();
        ensure!(found.len() == distinct.len(), "a patient is there twice: {found:?}");
        Ok(distinct)
    }
}

/// Enough rows that an exchange takes many chunks.
fn many_rows() -> String {
    let row = |nth: usize| {
        format!("{nth},Female,{},0,1,Yes,Private,Urban,{}.2,27.1,never smoked,0\n", 30 + nth % 50, 80 + nth % 90)
    };
    let head = "id,gender,age,hypertension,heart_disease,ever_married,work_type,Residence_type,avg_glucose_level,bmi,smoking_status,stroke\n";
    format!("{head}{}", (1..=1_500).map(row).collect::<String>())
}

#[test]
fn nothing_that_was_saved_is_lost_or_doubled_when_processes_are_killed_in_the_middle() -> Result<()> {
    let (desk, room, mut hub) = (Computer::new()?, Computer::new()?, Hub::start()?);
    desk.call("found_clinic", &json!({ "is_demo": false, "passphrase": PASSWORD }))?;
    desk.call("set_up_clinic", &healthsync_stories::clinic::set_up())?;
    desk.signs_in_from_now_on()?;
    let order = json!({ "file_base64": STANDARD.encode(many_rows()), "is_dry_run": false, "policy": "good_rows", "job": "import" });
    desk.call("import_stroke_data", &order)?;
    desk.call("enrol_workstation", &json!({ "invitation": hub.invitation(false)?, "name": "Front desk" }))?;
    let mut saved = BTreeSet::new();
    for nth in 0..kills() {
        let patient = json!({ "given_name": format!("Amina {nth}"), "family_name": "Osman", "sex": "female", "birth_on": "1976-02-03" });
        let registered = desk.call("register_patient", &patient)?;
        saved.insert(registered["patient"]["id"].as_str().context("an id")?.to_owned());
        let after = Duration::from_millis(150 + nth * 397 % 1_400);
        if nth % 3 == 2 {
            // The server goes while the workstation is at it.
            let child = desk.begin("sync_now", &json!({}))?;
            std::thread::sleep(after);
            hub.stop();
            child.wait_with_output()?;
            hub.start_again()?;
        } else {
            desk.is_killed_while_it_syncs(after)?;
        }
    }
    let settled = desk.call("sync_now", &json!({}))?;
    ensure!(settled["phase"] == "idle" && settled["left"] == 0, "nothing is left to be sent: {settled}");

    // Another joins, and is killed too while it pulls.
    room.call(
        "join_clinic",
        &json!({ "invitation": hub.invitation(true)?, "name": "Room 2", "passphrase": PASSWORD }),
    )?;
    for nth in 0..3 {
        room.is_killed_while_it_syncs(Duration::from_millis(400 + nth * 500))?;
    }
    // Once its people have come, whoever asks has to be one of them.
    if room.call("start", &json!({}))?["stage"] == "ready" {
        room.signs_in_from_now_on()?;
    }
    room.call("sync_now", &json!({}))?;
    room.signs_in_from_now_on()?;
    for computer in [&desk, &room] {
        ensure!(computer.patients()? == saved, "each patient that was said to be saved is there once");
        ensure!(computer.call("verify_audit", &json!({}))?["faults"] == json!([]), "the log is whole");
        ensure!(computer.call("rebuild_projection", &json!({}))? == json!([]), "the rows are what the log comes to");
    }
    Ok(())
}
