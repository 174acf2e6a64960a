//! A clinic that worked alone comes to an organization that is there already, with all it has; and what accounts of one site
//! may and may not do there.

use healthsync_clinic::Error;
use healthsync_clinic::exchange::{self, Move};
use healthsync_hub::HubError;
use healthsync_stories::centre::Centre;
use healthsync_stories::clinic::{PASSWORD, TestClinic, id, set_up};
use healthsync_sync::OriginKey;
use serde_json::{Value, json};
use uuid::Uuid;

/// A clinic of its own organization, in which some work was done.
struct Lone {
    clinic: TestClinic,
    patient: String,
}

impl Lone {
    fn open() -> Lone {
        let mut clinic = TestClinic::stranger();
        let mut answers = set_up();
        answers["clinic_name"] = "Talodi Clinic".into();
        answers["administrator_name"] = "Sana Idris".into();
        answers["username"] = "sana".into();
        clinic.admin = clinic.call_as("", "set_up_clinic", answers)["session"].as_str().expect("a session").into();
        clinic.hire("nadia", "nurse");
        let patient = clinic.patient("Amina");
        clinic.call("record_vitals", json!({ "patient_id": patient, "heart_rate_bpm": 150, "spo2_percent": 80 }));
        let lone = Lone { clinic, patient };
        let drug = lone.found("amlodipine");
        let item = json!({ "drug_id": drug["drug"]["id"], "dose": 5, "frequency": "once_daily" });
        lone.clinic.call("save_favourite", json!({ "name": "Start BP", "item": item }));
        let mut details = drug["drug"].clone();
        details["name"] = "Karkade syrup".into();
        details["routes"] = drug["routes"].clone();
        details["classes"] = json!([]);
        details["atc_code"] = Value::Null;
        lone.clinic.call("save_drug", json!({ "details": details }));
        lone
    }

    fn found(&self, text: &str) -> Value {
        self.clinic.call("search_drugs", json!({ "text": text }))[0].clone()
    }

    fn site(&self) -> Uuid {
        self.clinic.clinic().db().place().expect("it was founded").site_id
    }
}

/// An organization with a clinic, known to the centre.
fn organization() -> (Centre, TestClinic, Uuid) {
    let (centre, desk) = (Centre::open(), TestClinic::open());
    let one = centre.enrol(&desk, "Front desk");
    centre.sync(&desk, one);
    (centre, desk, one)
}

/// The lone clinic came, and everybody knows of everything that is theirs.
fn together() -> (Centre, (TestClinic, Uuid), (Lone, Uuid)) {
    let (centre, desk, one) = organization();
    let lone = Lone::open();
    let two = centre.bring(&lone.clinic, "Talodi desk", None);
    centre.sync(&lone.clinic, two);
    centre.sync(&desk, one);
    (centre, (desk, one), (lone, two))
}

fn drugs(clinic: &TestClinic, has_inactive: bool) -> Vec<Value> {
    let all = clinic.call("formulary", json!({ "has_inactive": has_inactive, "limit": 500 }));
    all["drugs"].as_array().expect("a list").clone()
}

fn account(clinic: &TestClinic, username: &str) -> Value {
    let all = clinic.call("accounts", json!({}));
    all.as_array().expect("a list").iter().find(|one| one["username"] == username).expect("it is known").clone()
}

fn change(account: &Value, more: &[(&str, Value)]) -> Value {
    let mut change = account.clone();
    for (name, value) in more {
        change[*name] = value.clone();
    }
    change
}

#[test]
fn who_is_disabled_at_another_computer_is_out_once_this_one_hears_of_it() {
    let (centre, (desk, one), (lone, two)) = together();
    let nurse = lone.clinic.sign_in("nadia", PASSWORD).expect("she works here");
    lone.clinic.call_as(&nurse, "recent_patients", json!({}));
    let known = account(&desk, "nadia");
    desk.call("update_account", change(&known, &[("is_disabled", true.into())]));
    centre.sync(&desk, one);
    lone.clinic.call_as(&nurse, "recent_patients", json!({}));
    centre.sync(&lone.clinic, two);
    assert_eq!(lone.clinic.refused_as(&nurse, "recent_patients", json!({})).code, "not_signed_in", "at once");
}

#[test]
fn a_clinic_comes_to_an_organization_with_all_it_has() {
    let (centre, desk, one) = organization();
    let shared = drugs(&desk, true).len();
    let mut lone = Lone::open();
    let before = lone.clinic.call("patient", json!({ "patient_id": lone.patient }));
    let two = centre.bring(&lone.clinic, "Talodi desk", None);
    centre.sync(&lone.clinic, two);
    centre.sync(&desk, one);
    let after = lone.clinic.call("patient", json!({ "patient_id": lone.patient }));
    assert_eq!(after["patient"], before["patient"], "the patient is as it was, and who was signed in still is");
    assert_eq!(lone.clinic.call("alerts", json!({})).as_array().map(Vec::len), Some(2), "so are the alerts");
    assert_eq!(lone.clinic.call("sync_status", json!({}))["is_all_safe"], true, "all of it is safe on the server");
    for clinic in [&lone.clinic, &desk] {
        let sites = clinic.call("sites", json!({}));
        let names: Vec<&str> =
            sites.as_array().expect("a list").iter().filter_map(|one| one["name"].as_str()).collect();
        assert_eq!(names, ["Kadugli Clinic", "Talodi Clinic"], "the organization has two sites");
        assert_eq!(clinic.call("conflicts", json!({})), json!([]), "nothing is left for people to settle");
        assert_eq!(clinic.call("rebuild_projection", json!({})), json!([]), "the rows are what the log comes to");
        assert_eq!(clinic.call("verify_audit", json!({}))["faults"], json!([]), "the log is whole");
    }
    assert!(
        desk.try_as(&desk.admin, "patient", json!({ "patient_id": lone.patient })).is_err(),
        "its patients are its own"
    );
    let active = |clinic: &TestClinic| drugs(clinic, false).len();
    assert_eq!(
        (active(&desk), active(&lone.clinic)),
        (shared, shared),
        "both prescribe from the organization's formulary"
    );
    let proposed: Vec<Value> = drugs(&desk, true).into_iter().filter(|one| one["drug"]["is_active"] == false).collect();
    assert_eq!(proposed.len(), 2, "only what the clinic added or used came, as proposals: {proposed:?}");
    let favourite = lone.clinic.call("favourites", json!({}))[0].clone();
    assert_eq!(
        favourite["is_active"], true,
        "a favourite goes on with the organization's entry of that drug: {favourite}"
    );
    assert_eq!(lone.found("amlodipine")["drug"]["id"], favourite["item"]["drug_id"], "which is the one that is found");
    let is_new = lone.clinic.reopen().expect("it opens");
    assert!(!is_new, "its secrets were kept");
    lone.clinic.admin = lone.clinic.sign_in("sana", PASSWORD).expect("its people sign in as before");
    lone.clinic.patient("Zahra");
    centre.sync(&lone.clinic, two);
    assert_eq!(lone.clinic.call("sync_status", json!({}))["is_all_safe"], true, "and what they write goes up");
}

#[test]
fn its_people_work_at_their_site_alone_until_the_organization_says_otherwise() {
    let (centre, (desk, one), (lone, two)) = together();
    let refused = desk.sign_in("nadia", PASSWORD).expect_err("she has no business here");
    assert_eq!(refused.code(), "account_of_another_site", "and is told where she has: {refused}");
    assert!(matches!(desk.sign_in("nadia", "wrong-password"), Err(Error::WrongPassword)), "who guesses learns nothing");
    let admin = lone.clinic.sign_in("halima", PASSWORD).expect("the organization's administrator may sign in there");
    let rights = |session: &str| lone.clinic.try_as(session, "load_formulary", json!({})).is_ok();
    assert_eq!(
        (rights(&lone.clinic.admin), rights(&admin)),
        (false, true),
        "what all share is not one clinic's to change"
    );
    let halima = account(&lone.clinic, "halima");
    for (name, input) in [
        ("update_account", change(&halima, &[("roles", json!(["nurse"]))])),
        ("reset_password", json!({ "id": halima["id"], "password": "taken-over-1" })),
        ("disable_account", json!({ "id": halima["id"] })),
        ("update_account", change(&account(&lone.clinic, "sana"), &[("site_id", "".into())])),
    ] {
        assert_eq!(lone.clinic.refused(name, input).code, "other_sites_account", "{name} of another's account");
    }
    lone.clinic.hire("omar", "front_desk");
    let omar = account(&lone.clinic, "omar");
    assert_eq!(omar["site_id"], json!(lone.site()), "whom they take on works there too");
    let elsewhere = json!({ "name": "X", "username": "xavier", "roles": ["administrator"], "language": "en",
        "password": "first-password", "site_id": desk.clinic().db().place().expect("a place").site_id });
    assert_eq!(lone.clinic.refused("create_account", elsewhere).code, "other_sites_account", "and nowhere else");
    desk.call("update_account", change(&account(&desk, "nadia"), &[("site_id", "".into())]));
    centre.sync(&desk, one);
    centre.sync(&lone.clinic, two);
    desk.sign_in("nadia", PASSWORD).expect("the organization's administrator let her work everywhere");
    lone.clinic.sign_in("nadia", PASSWORD).expect("there too");
    let last = change(&account(&desk, "halima"), &[("site_id", json!(lone.site()))]);
    assert_eq!(
        desk.refused("update_account", last).code,
        "last_administrator",
        "somebody keeps the whole organization"
    );
}

#[test]
fn a_second_computer_of_the_clinic_comes_too_and_doubles_nothing() {
    let (centre, desk, one) = organization();
    let lone = Lone::open();
    let secrets = |clinic: &TestClinic| clinic.secrets.lock().expect("one story at a time").clone();
    let file = exchange::prepare(lone.clinic.clinic(), &secrets(&lone.clinic), "Desk", "Sana").expect("a file is made");
    let parcel = exchange::read_prepared(&file.file.bytes, &file.code).expect("the code opens it");
    let mut room = TestClinic::unfounded(&lone.clinic, 101);
    let mut kept = secrets(&room);
    exchange::join(room.clinic(), &mut kept, parcel, "Room 2").expect("it is taken");
    room.keeper()(&kept).expect("they are kept");
    room.admin = room.sign_in("sana", PASSWORD).expect("she signs in");
    let zahra = room.patient("Zahra");
    let two = centre.bring(&lone.clinic, "Talodi desk", None);
    centre.sync(&lone.clinic, two);
    let open = centre.code(&room, "Room by itself", None);
    let refused = centre.ask_to_come(&room, "Room", &open).expect_err("the site is there already");
    assert!(matches!(refused, HubError::SiteTaken), "a code that names no site lets nobody walk in: {refused}");
    let other = desk.clinic().db().place().expect("a place").site_id;
    let elsewhere = centre.code(&room, "Room elsewhere", Some(other));
    let refused = centre.ask_to_come(&room, "Room", &elsewhere).expect_err("its records are of another site");
    assert!(matches!(refused, HubError::OtherSite), "its records do not go to another site: {refused}");
    let three = centre.bring(&room, "Room 2", Some(lone.site()));
    for _ in 0..2 {
        centre.sync(&room, three);
        centre.sync(&lone.clinic, two);
        centre.sync(&desk, one);
    }
    let found = lone.clinic.call("patient", json!({ "patient_id": zahra }));
    assert_eq!(found["patient"]["given_name"], "Zahra", "what was only on the second is on the first");
    for clinic in [&lone.clinic, &room, &desk] {
        assert_eq!(clinic.call("conflicts", json!({})), json!([]), "equal decisions are no conflict");
        assert_eq!(clinic.call("accounts", json!({})).as_array().map(Vec::len), Some(3), "nobody is there twice");
        assert_eq!(clinic.call("rebuild_projection", json!({})), json!([]), "the rows are what the log comes to");
        assert_eq!(clinic.call("sync_status", json!({}))["is_all_safe"], true, "all are proven to hold the same");
    }
    let ids = |clinic: &TestClinic| drugs(clinic, true).iter().map(|one| id(&one["drug"])).collect::<Vec<_>>();
    assert_eq!(ids(&room), ids(&lone.clinic), "nor is a drug");
}

#[test]
fn who_lost_power_between_the_servers_word_and_the_move_comes_with_the_same_code() {
    let (centre, desk, one) = organization();
    let mut lone = Lone::open();
    let place = lone.clinic.clinic().db().place().expect("a place");
    let code = centre.code(&lone.clinic, "Talodi desk", None);
    let own = OriginKey::from_secret(&lone.clinic.secrets.lock().expect("one story at a time").origin_secret);
    let with_all = (Some(place.organization_id), Some(place.site_id));
    let refused = centre.ask_to_enrol(&lone.clinic, "Talodi desk", &code, &own, with_all).expect_err("it is another's");
    assert!(matches!(refused, HubError::OtherOrganization), "which nobody joins unasked: {refused}");
    let (told, fresh) = centre.ask_to_come(&lone.clinic, "Talodi desk", &code).expect("the code is still good");
    lone.clinic.reopen().expect("the power is back");
    lone.clinic.admin = lone.clinic.sign_in("sana", PASSWORD).expect("the clinic is as it was");
    assert_eq!(drugs(&lone.clinic, false).len(), drugs(&lone.clinic, true).len(), "nothing was given up yet");
    let (again, same) =
        centre.ask_to_come(&lone.clinic, "Talodi desk", &code).expect("the answer was lost, not the code");
    assert_eq!((&again, same), (&told, fresh), "it is the same workstation");
    let two = told.workstation.id;
    let mut secrets = lone.clinic.secrets.lock().expect("one story at a time").clone();
    let to = Move { organization_id: told.workstation.organization_id, fresh, name: "Talodi desk" };
    exchange::move_to(lone.clinic.clinic(), &mut secrets, &lone.clinic.keeper(), to).expect("it moves");
    lone.clinic.reopen().expect("the power failed again, before the server was written down");
    lone.clinic.admin = lone.clinic.sign_in("sana", PASSWORD).expect("she works on");
    let place = lone.clinic.clinic().db().place().expect("a place");
    let key = OriginKey::from_secret(&lone.clinic.secrets.lock().expect("one story at a time").origin_secret);
    let with_all = (Some(place.organization_id), Some(place.site_id));
    let third = centre.ask_to_enrol(&lone.clinic, "Talodi desk", &code, &key, with_all).expect("it belongs there now");
    assert_eq!(third.workstation.id, two, "still the same");
    Centre::write_down(&lone.clinic, "Talodi desk", third);
    centre.sync(&lone.clinic, two);
    centre.sync(&desk, one);
    assert_eq!(lone.clinic.call("sync_status", json!({}))["is_all_safe"], true, "all of it is safe on the server");
    let names = desk.call("sites", json!({}));
    assert_eq!(names.as_array().map(Vec::len), Some(2), "the organization knows it: {names}");
    assert_eq!(
        id(&lone.clinic.call("patient", json!({ "patient_id": lone.patient }))["patient"]),
        lone.patient,
        "as before"
    );
}
