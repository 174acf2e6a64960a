//! Keys: losing one must not lose the clinic. Told with the real program, where no credential store answers.

use anyhow::{Context, Result};
use healthsync_stories::Desk;
use healthsync_stories::clinic::set_up;
use serde_json::{Value, json};
use std::io::Write;
use std::process::Stdio;

const PASSPHRASE: &str = "a long passphrase";

/// Runs one command of the program; what it refuses comes back as the error's JSON.
fn call(desk: &Desk, arguments: &[&str], input: &Value) -> Result<std::result::Result<Value, Value>> {
    let mut command = desk.command(&[&["call"], arguments].concat())?;
    command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().context("the program does not start")?;
    child.stdin.take().context("an input")?.write_all(input.to_string().as_bytes())?;
    let told = child.wait_with_output()?;
    let text = if told.status.success() { &told.stdout } else { &told.stderr };
    let json: Value = serde_json::from_slice(text).with_context(|| String::from_utf8_lossy(text).into_owned())?;
    Ok(if told.status.success() { Ok(json) } else { Err(json) })
}

fn code(refused: &std::result::Result<Value, Value>) -> &str {
    refused.as_ref().err().and_then(|error| error["code"].as_str()).unwrap_or("nothing was refused")
}

#[tokio::test]
async fn a_passphrase_keeps_the_key_and_the_code_on_paper_brings_it_back() -> Result<()> {
    let Some(desk) = Desk::set_up().await? else { return Ok(()) };
    let founded = call(&desk, &["found_clinic"], &json!({ "is_demo": false, "passphrase": PASSPHRASE }))?;
    let recovery = founded.expect("it is founded")["recovery_code"].as_str().context("a code")?.to_owned();
    let with = ["--passphrase", PASSPHRASE];
    call(&desk, &[&["set_up_clinic"][..], &with].concat(), &set_up())?.expect("it is set up");

    let as_halima = ["--username", "halima", "--password", "correct horse"];
    let register = [&["register_patient"][..], &as_halima].concat();
    let amina = json!({ "given_name": "Amina" });
    assert_eq!(code(&call(&desk, &register, &amina)?), "needs_passphrase", "the key is under the passphrase");
    let wrong = [&register[..], &["--passphrase", "another"]].concat();
    assert_eq!(code(&call(&desk, &wrong, &amina)?), "wrong_passphrase", "another opens nothing");
    let registered = call(&desk, &[&register[..], &with].concat(), &amina)?.expect("the right one");
    let series = |view: &Value| view["patient"]["mrn"].as_str().unwrap_or_default()[..4].to_owned();

    // Another computer: the clinic's folder was copied, what is kept outside it was not.
    let other = desk.home().join("copied");
    std::fs::create_dir_all(&other)?;
    for name in ["clinic.db", "recovery.json"] {
        std::fs::copy(desk.data().join(name), other.join(name))?;
    }
    let there = other.display().to_string();
    let at = ["--data-dir", there.as_str()];
    let search = [&["search_patients"][..], &as_halima, &at].concat();
    assert_eq!(code(&call(&desk, &search, &json!({ "query": "amina" }))?), "key_missing", "the key is not here");
    let recover = [&["recover_store"][..], &at].concat();
    let typed = |code: &str| json!({ "code": code, "passphrase": PASSPHRASE });
    assert_eq!(code(&call(&desk, &recover, &typed("AAAA-BBBB"))?), "bad_recovery_code", "letters are missing");
    let spoken = recovery.to_lowercase().replace('-', " ");
    let opened = call(&desk, &recover, &typed(&spoken))?.expect("the code on paper");
    assert_eq!(opened["is_new_origin"], true, "a copy goes on under its own origin");
    let found = call(&desk, &[&search[..], &with].concat(), &json!({ "query": "amina" }))?.expect("it is open");
    assert_eq!(found[0]["name"], "Amina", "nothing is lost");
    let bakri = json!({ "given_name": "Bakri" });
    let second = call(&desk, &[&register[..], &with, &at].concat(), &bakri)?.expect("it goes on");
    assert_ne!(series(&second), series(&registered), "and numbers in a series of its own");
    Ok(())
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_and_a_file_that_is_something_else_are_told_apart() -> Result<()> {
    let Some(desk) = Desk::set_up().await? else { return Ok(()) };
    let start = |folder: &str| -> Result<Value> {
        Ok(call(&desk, &["start", "--data-dir", folder], &json!({}))?.unwrap_or_else(|error| error))
    };
    let file = desk.home().join("file");
    std::fs::write(&file, "no folder")?;
    let state = start(&file.join("clinic").display().to_string())?;
    assert_eq!(
        (&state["stage"], &state["problem"]["code"]),
        (&json!("failed"), &json!("store_not_writable")),
        "{state}"
    );
    let empty = start(&desk.home().join("new").display().to_string())?;
    assert_eq!(empty["stage"], "first_run", "a new folder is a new clinic: {empty}");
    Ok(())
}
