//! What a newer version of the program wrote is kept, said to be there, and shown after the upgrade.

use healthsync_stories::clinic::{PASSWORD, TestClinic, released_and};
use healthsync_stories::elsewhere::Elsewhere;
use serde_json::json;

#[test]
fn what_a_newer_version_wrote_is_said_to_be_there() {
    let clinic = TestClinic::open();
    let (amina, bakri) = (clinic.patient("Amina"), clinic.patient("Bakri"));
    let newer =
        |patient: &str| clinic.call("banner_of_patient", json!({ "patient_id": patient }))["is_partly_newer"] == true;
    assert!(!newer(&amina), "nobody wrote anything that is not known");
    let elsewhere = Elsewhere::beside(&clinic);
    elsewhere.writes("patient", &amina, &[("preferred_name", "Mina".into())]);
    elsewhere.writes(
        "teleconsultation",
        "01890000-0000-7000-8000-000000000001",
        &[("patient_id", bakri.as_str().into())],
    );
    elsewhere.is_shown();
    assert!(newer(&amina), "the chart says so");
    assert!(!newer(&bakri), "and no other");
    assert_eq!(clinic.call("sync_status", json!({}))["newer"], 2, "the kind that is not known is counted too");
    let shown = clinic.call("patient", json!({ "patient_id": amina }));
    assert_eq!(shown["patient"]["given_name"], "Amina", "what is known is shown as before");
    assert_eq!(clinic.call("verify_audit", json!({}))["faults"], json!([]), "and the log is whole");
}

#[test]
fn an_upgrade_shows_what_the_version_before_it_did_not_know() {
    let mut clinic = TestClinic::open();
    let amina = clinic.patient("Amina");
    Elsewhere::beside(&clinic).writes("patient", &amina, &[("phone", "0912345678".into())]);
    // A version that knows no telephone numbers would have left this behind.
    let raw = clinic.raw();
    raw.execute(
        "INSERT INTO standing (record, kind, conflicts, is_voided_unseen, is_newer) VALUES (?1, 'patient', '', 0, 1)",
        [&amina],
    )
    .expect("SQL");
    drop(raw);
    let phone = |clinic: &mut TestClinic| {
        clinic.admin = clinic.sign_in("halima", PASSWORD).expect("the administrator");
        clinic.call("patient", json!({ "patient_id": amina }))["patient"]["phone"].clone()
    };
    clinic.reopen().expect("it opens");
    assert_eq!(phone(&mut clinic), json!(null), "the same version opens it as it was");
    clinic.reopen_with(&released_and("V90__next", "CREATE TABLE next (id TEXT) STRICT;")).expect("it opens");
    assert_eq!(phone(&mut clinic), "0912345678", "the next one shows it");
    assert_eq!(clinic.call("sync_status", json!({}))["newer"], 0, "and nothing is left to be said");
}
