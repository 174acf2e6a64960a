//! Papers: what stands on top of them, which is the original, and how they leave the program.

use anyhow::{Context, Result};
use healthsync_stories::Desk;
use healthsync_stories::clinic::{TestClinic, id, set_up};
use serde_json::{Value, json};
use std::io::Write;
use std::process::Stdio;

/// A PNG of one pixel, in base64.
const PIXEL: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

fn head(version: i64) -> Value {
    json!({ "version": version, "address": "Hospital Road 14\nKadugli", "phone": "+249 631 820 114", "footer": "Open all week." })
}

fn with_logo(version: i64, base64: &str) -> Value {
    let mut change = head(version);
    change["new_logo_base64"] = json!(base64);
    change
}

#[test]
fn a_letterhead_is_set_once_for_all_papers_and_keeps_its_logo() {
    let clinic = TestClinic::open();
    let first = clinic.call("letterhead", json!({}));
    assert_eq!(first["name"], "Kadugli Clinic", "the name is the clinic's from the start");
    let set = clinic.call("set_letterhead", with_logo(0, PIXEL));
    assert_eq!(set["logo_base64"], PIXEL, "the logo comes back as it was given");
    let mut change = head(set["version"].as_i64().expect("a version"));
    change["footer"] = json!("Closed on Fridays.");
    let changed = clinic.call("set_letterhead", change);
    assert_eq!(changed["logo_base64"], PIXEL, "who changes the footer keeps the logo");
    assert_eq!(changed["footer"], "Closed on Fridays.", "and the footer is the new one");
    let mut change = head(changed["version"].as_i64().expect("a version"));
    change["is_logo_removed"] = json!(true);
    assert_eq!(clinic.call("set_letterhead", change)["logo_base64"], Value::Null, "taken away");
}

#[test]
fn a_large_logo_is_kept_in_parts_that_travel_and_comes_back_whole() {
    use base64::Engine;
    let clinic = TestClinic::open();
    let engine = base64::engine::general_purpose::STANDARD;
    let pixel = engine.decode(PIXEL).expect("base64");
    // A picture may carry more than its pixels, before its end.
    let (start, end) = pixel.split_at(pixel.len() - 12);
    let large = [start, &vec![7; 300 * 1024], end].concat();
    let set = clinic.call("set_letterhead", with_logo(0, &engine.encode(&large)));
    assert_eq!(set["logo_base64"].as_str().map(str::len), Some(engine.encode(&large).len()), "it is whole");
    let longest: i64 =
        clinic.raw().query_row("SELECT max(length(body)) FROM changes", [], |row| row.get(0)).expect("changes");
    assert!(longest <= 32 * 1024, "no change is longer than what travels at once: {longest}");
}

#[test]
fn what_is_no_logo_is_refused_in_words() {
    use base64::Engine;
    let clinic = TestClinic::open();
    let engine = base64::engine::general_purpose::STANDARD;
    let refused = clinic.refused("set_letterhead", with_logo(0, &engine.encode(vec![0_u8; 40 * 1024 * 1024])));
    assert_eq!((refused.code.as_str(), refused.details["most_kb"].as_i64()), ("logo_too_large", Some(512)), "40 MB");
    let refused = clinic.refused("set_letterhead", with_logo(0, &engine.encode("Dear sir or madam")));
    assert_eq!(refused.code, "not_an_image", "a letter");
    assert_eq!(clinic.refused("set_letterhead", with_logo(0, "%%%")).code, "not_an_image", "no base64");
    let mut tall = head(0);
    tall["address"] = json!("1\n2\n3\n4\n5");
    assert_eq!(clinic.refused("set_letterhead", tall).code, "too_many_lines", "an address of five lines");
    assert_eq!(clinic.call("letterhead", json!({}))["version"], 0, "and nothing was written");
}

#[test]
fn the_first_is_the_original_and_what_comes_after_is_a_copy() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let sheet = "0190f5a0-0000-7000-8000-000000000001";
    let paper = json!({ "paper": "prescription", "subject_id": sheet, "patient_id": patient });
    let issue = |outlet: &str| {
        let mut issue = paper.clone();
        issue["number"] = json!("KDRX-000001-1");
        issue["outlet"] = json!(outlet);
        clinic.call("issue_paper", issue)
    };
    assert_eq!(clinic.call("paper_history", paper.clone())["is_next_copy"], false, "nothing was issued");
    let original = issue("printed");
    assert_eq!(original["is_copy"], false, "the original");
    clinic.time.pass(60_000);
    assert_eq!(issue("saved")["is_copy"], true, "a second one is a copy, however it leaves");
    let history = clinic.call("paper_history", paper.clone());
    assert_eq!(history["issued"].as_array().map(Vec::len), Some(2), "both are noted");
    assert_eq!(history["issued"][1]["by"], "Halima Osman", "with who did it");

    let refused = clinic.refused("withdraw_paper", json!({ "id": original["id"], "reason": " " }));
    assert_eq!(refused.field.as_deref(), Some("reason"), "a reason is needed");
    let copy = id(&history["issued"][0]["paper"]);
    for one in [original["id"].clone(), json!(copy)] {
        clinic.call("withdraw_paper", json!({ "id": one, "reason": "The printer jammed." }));
    }
    assert_eq!(clinic.call("paper_history", paper)["is_next_copy"], false, "none arrived: the next is the original");

    let label = json!({ "paper": "patient_label", "subject_id": patient, "patient_id": patient, "outlet": "printed" });
    clinic.call("issue_paper", label.clone());
    assert_eq!(clinic.call("issue_paper", label)["is_copy"], false, "labels are made as often as one likes");
}

#[test]
fn a_paper_is_for_those_who_may_see_what_stands_on_it() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let cashier = clinic.hire("kamal", "cashier");
    let nurse = clinic.hire("nadia", "nurse");
    let of = |paper: &str| json!({ "paper": paper, "subject_id": patient, "patient_id": patient });
    assert_eq!(clinic.refused_as(&cashier, "paper_history", of("patient_report")).code, "chart_closed", "a chart");
    assert_eq!(clinic.refused_as(&nurse, "paper_history", of("statement")).code, "not_allowed", "what is owed");
    clinic.call_as(&cashier, "paper_history", of("statement"));
    clinic.call_as(&nurse, "paper_history", of("patient_report"));
}

/// Runs one command of the program on a demo clinic that it was given.
fn call(
    desk: &Desk,
    name: &str,
    input: &Value,
    variables: &[(&str, &str)],
) -> Result<std::result::Result<Value, Value>> {
    let signed_in = ["--username", "halima", "--password", "correct horse", "--passphrase", "a long passphrase"];
    let mut command = desk.command(&[&["call", name][..], &signed_in].concat())?;
    command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    for (variable, value) in variables {
        command.env(variable, value);
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().context("the program does not start")?;
    child.stdin.take().context("an input")?.write_all(input.to_string().as_bytes())?;
    let told = child.wait_with_output()?;
    let text = if told.status.success() { &told.stdout } else { &told.stderr };
    let json: Value = serde_json::from_slice(text).with_context(|| String::from_utf8_lossy(text).into_owned())?;
    Ok(if told.status.success() { Ok(json) } else { Err(json) })
}

/// Programs of CUPS that a story stands in for: what was printed lies in the folder.
#[cfg(unix)]
fn printing_system(desk: &Desk) -> Result<String> {
    use std::os::unix::fs::PermissionsExt;
    let folder = desk.home().join("cups");
    std::fs::create_dir_all(&folder)?;
    let lpstat =
        "#!/bin/sh\ncase $1 in -e) echo front; echo labels;; -d) echo 'system default destination: front';; esac\n";
    let lp = format!(
        "#!/bin/sh\necho \"$@\" > {0}/asked\nfor last; do :; done\ncp \"$last\" {0}/printed.pdf\n",
        folder.display()
    );
    for (name, text) in [("lpstat", lpstat), ("lp", lp.as_str())] {
        let path = folder.join(name);
        std::fs::write(&path, text)?;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755))?;
    }
    Ok(folder.display().to_string())
}

#[cfg(unix)]
#[tokio::test]
async fn a_label_goes_to_its_printer_and_a_printer_that_is_gone_is_told() -> Result<()> {
    let Some(desk) = Desk::set_up().await? else { return Ok(()) };
    let plain = |name: &str, input: Value| call(&desk, name, &input, &[]);
    let founding = json!({ "is_demo": false, "passphrase": "a long passphrase" });
    // Nobody can sign in yet: the two commands that make the clinic are called without an account.
    for (name, input) in [("found_clinic", founding), ("set_up_clinic", set_up())] {
        let mut command = desk.command(&["call", name, "--passphrase", "a long passphrase"])?;
        command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        command.stdin(Stdio::piped()).stdout(Stdio::null());
        let mut child = command.spawn()?;
        child.stdin.take().context("an input")?.write_all(input.to_string().as_bytes())?;
        assert!(child.wait()?.success(), "{name} works");
    }
    let amina =
        plain("register_patient", json!({ "given_name": "آمنة", "family_name": "Osman" }))?.expect("registered");
    let patient = amina["patient"]["id"].clone();
    let label = json!({ "paper": "patient_label", "patient_id": patient });

    let made = plain("make_paper", label.clone())?.expect("a label to look at");
    assert_eq!((&made["pages"], &made["is_copy"]), (&json!(1), &json!(false)), "one label");
    assert!(made["previews"][0].as_str().is_some_and(|svg| svg.starts_with("<svg")), "the window can show it");

    let saved = plain("save_paper", label.clone())?.expect("it is saved");
    let bytes = std::fs::read(saved["path"].as_str().context("where")?)?;
    assert!(bytes.starts_with(b"%PDF"), "a PDF lies there");

    // No printing system at all.
    let none = [("PATH", "/nonexistent")];
    let refused = call(&desk, "print_paper", &json!({ "order": label }), &none)?.expect_err("nothing to print with");
    assert_eq!(refused["code"], "no_printing", "it says so: {refused}");
    let told = call(&desk, "printers", &json!({}), &none)?.expect("an empty list");
    assert_eq!(told["problem"]["code"], "no_printing", "with the reason: {told}");

    // Two printers.
    let cups = printing_system(&desk)?;
    let path = format!("{cups}:/usr/bin:/bin");
    let with = [("PATH", path.as_str())];
    let told = call(&desk, "printers", &json!({}), &with)?.expect("a list");
    let front = json!({ "name": "front", "is_default": true });
    assert_eq!(told["printers"], json!([front, { "name": "labels", "is_default": false }]), "both, and the default");
    let choice = json!({ "paper": "patient_label", "printer": "labels", "label_size": "50x30" });
    call(&desk, "choose_printer", &choice, &with)?.expect("it is kept");
    let printed = call(&desk, "print_paper", &json!({ "order": label, "copies": 2 }), &with)?.expect("it is printed");
    assert_eq!(printed["printer"], "labels", "where labels go on this computer");
    let asked = std::fs::read_to_string(format!("{cups}/asked"))?;
    assert!(asked.starts_with("-d labels -n 2 "), "what CUPS was asked: {asked}");
    assert!(std::fs::read(format!("{cups}/printed.pdf"))?.starts_with(b"%PDF"), "the paper itself");

    let gone = json!({ "order": label, "printer": "cellar" });
    let refused = call(&desk, "print_paper", &gone, &with)?.expect_err("no such printer");
    assert_eq!(refused["code"], "printer_gone", "it is named: {refused}");

    // The printer vanishes in the middle of a job: CUPS complains, or its program dies without a word.
    for (fails, code, said) in [
        (
            "cat \"$last\" | head -c 100 > /dev/null\necho 'lp: Unable to connect to the printer.' >&2\nexit 1",
            "printing_failed",
            "lp: Unable to connect to the printer",
        ),
        ("cat \"$last\" | head -c 100 > /dev/null\nkill -9 $$", "printing_broke_off", "broke off"),
    ] {
        std::fs::write(format!("{cups}/lp"), format!("#!/bin/sh\nfor last; do :; done\n{fails}\n"))?;
        let refused = call(&desk, "print_paper", &json!({ "order": label }), &with)?.expect_err("nothing came out");
        assert_eq!(refused["code"], code, "it is told: {refused}");
        assert!(refused["message"].as_str().is_some_and(|message| message.contains(said)), "in words: {refused}");
    }
    let saved = call(&desk, "save_paper", &label, &with)?.expect("the paper is not lost");
    assert!(
        std::fs::read(saved["path"].as_str().context("where")?)?.starts_with(b"%PDF"),
        "it can be had in another way"
    );

    let history = json!({ "paper": "patient_label", "subject_id": patient, "patient_id": patient });
    let history = plain("paper_history", history)?.expect("the notes");
    let states: Vec<bool> = history["issued"]
        .as_array()
        .context("a list")?
        .iter()
        .map(|row| row["paper"]["entered_in_error"].is_null())
        .collect();
    assert_eq!(
        states,
        [true, false, false, false, true, false, true],
        "what did not come out of a printer is taken back"
    );
    Ok(())
}
