//! Prescriptions: what a dose comes to, what is found while typing, what stops a sheet, its life, and handing it out.

use healthsync_stories::clinic::{DAY_MS, TestClinic, id};
use serde_json::{Value, json};

/// A clinic with one patient who was asked about allergies and has none.
pub(crate) struct Desk {
    pub clinic: TestClinic,
    pub patient: String,
}

impl Desk {
    pub fn open() -> Desk {
        let clinic = TestClinic::open();
        let patient = clinic.patient("Amina");
        let desk = Desk { clinic, patient };
        desk.flags(false, true);
        desk
    }

    pub fn flags(&self, is_pregnant: bool, has_no_known_allergies: bool) {
        let version = self.clinic.call("chart_flags", json!({ "patient_id": self.patient }))["version"].clone();
        self.clinic.call(
            "set_chart_flags",
            json!({
                "patient_id": self.patient, "version": version, "uses_spo2_scale_2": false,
                "is_pregnant": is_pregnant, "has_no_known_allergies": has_no_known_allergies,
            }),
        );
    }

    pub fn drug(&self, text: &str) -> Value {
        self.clinic.call("search_drugs", json!({ "text": text }))[0]["drug"].clone()
    }

    pub fn item(&self, drug: &str, dose: f64, frequency: &str, days: Option<u32>) -> Value {
        json!({ "drug_id": self.drug(drug)["id"], "dose": dose, "frequency": frequency, "duration_days": days })
    }

    pub fn sheet(&self, items: Value) -> Value {
        json!({ "patient_id": self.patient, "items": items })
    }

    pub fn check(&self, items: Value) -> Value {
        self.clinic.call("check_prescription", self.sheet(items))
    }

    /// The codes of what is found, the grave ones marked.
    pub fn found(&self, items: Value) -> Vec<String> {
        let check = self.check(items);
        let code = |one: &Value| {
            let mark = if one["severity"] == "serious" { "!" } else { "" };
            format!("{}{mark}", one["code"].as_str().unwrap_or_default())
        };
        check["findings"].as_array().expect("a list").iter().map(code).collect()
    }

    pub fn prescribe(&self, items: Value) -> Value {
        self.clinic.call("prescribe", self.sheet(items))
    }

    pub fn allergy(&self, substance: &str, severity: &str) {
        let details = json!({ "substance": substance, "category": "medication", "severity": severity, "status": "active", "reaction": "Rash" });
        self.clinic.call("record_allergy", json!({ "patient_id": self.patient, "details": details }));
    }

    pub fn step(&self, item: &Value, step: &str, reason: Option<&str>) -> Value {
        let input = json!({ "id": item["item"]["id"], "version": item["version"], "step": step, "reason": reason });
        self.clinic.call("change_prescription_item", input)
    }

    pub fn hand_out(&self, sheet: &Value, quantity: f64) -> Value {
        json!({
            "prescription_id": sheet["prescription"]["id"],
            "items": [{ "item_id": sheet["items"][0]["item"]["id"], "quantity": quantity }],
        })
    }
}

#[test]
fn a_sheet_is_written_counted_and_told_in_the_patients_language() {
    let desk = Desk::open();
    let items = json!([
        desk.item("amoxicillin 500", 1.0, "three_times_daily", Some(7)),
        desk.item("paracetamol 500 tablet", 2.0, "every_6_hours", Some(3)),
    ]);
    let check = desk.check(items.clone());
    assert_eq!(check["items"][0]["quantity"], 21.0, "3 × 7");
    assert_eq!(check["items"][1]["quantity"], 24.0, "2 × 4 × 3");
    assert_eq!((&check["items"][0]["dose_amount"], &check["is_stopped"]), (&json!(500.0), &json!(false)), "{check}");
    let sheet = desk.prescribe(items);
    assert_eq!(sheet["items"][0]["label"], "Amoxicillin 500 mg", "written out");
    let told = &sheet["items"][0]["instructions"];
    assert_eq!(told["en"], "Take 1 capsule by mouth three times a day for 7 days.", "in English");
    assert_eq!(told["ar"], "تناول كبسولة واحدة عن طريق الفم ثلاث مرات في اليوم لمدة 7 أيام.", "in Arabic");
    let number = sheet["prescription"]["number"].as_str().expect("a number");
    assert!(number.contains("-P000001-"), "the first of its series: {number}");
    let all = desk.clinic.call("prescriptions_of_patient", json!({ "patient_id": desk.patient }));
    assert_eq!(all[0]["prescription"]["id"], sheet["prescription"]["id"], "on the chart");
    let taken = desk.clinic.call("medications_of_patient", json!({ "patient_id": desk.patient }));
    assert_eq!(taken.as_array().map(Vec::len), Some(2), "she takes both");
    desk.clinic.time.pass(5 * DAY_MS);
    let taken = desk.clinic.call("medications_of_patient", json!({ "patient_id": desk.patient }));
    assert_eq!(taken.as_array().map(Vec::len), Some(1), "three days of paracetamol are over");
}

#[test]
fn what_is_missing_is_named_and_nothing_is_kept() {
    let desk = Desk::open();
    let whole = desk.item("amoxicillin 500", 1.0, "three_times_daily", Some(7));
    for (field, value, code) in [
        ("dose", Value::Null, "required"),
        ("dose", json!(-1), "not_positive"),
        ("frequency", Value::Null, "required"),
        ("duration_days", json!(0), "out_of_range"),
        ("duration_days", Value::Null, "required"),
        ("quantity", json!(-4), "not_positive"),
        ("quantity", json!(2.5), "not_whole"),
        ("dose_unit", json!("puff"), "not_a_unit_of_it"),
    ] {
        let mut item = whole.clone();
        item[field] = value;
        let refused = desk.clinic.refused("prescribe", desk.sheet(json!([item])));
        assert_eq!(refused.code, code, "{field}: {}", refused.message);
        assert!(refused.field.as_deref().is_some_and(|name| name.starts_with("items.0.")), "{refused:?}");
    }
    assert_eq!(desk.clinic.refused("prescribe", desk.sheet(json!([]))).code, "required", "an empty sheet");
    let all = desk.clinic.call("prescriptions_of_patient", json!({ "patient_id": desk.patient }));
    assert_eq!(all, json!([]), "nothing was kept");
    let mut by_weight = whole.clone();
    by_weight["dose"] = json!(750);
    by_weight["dose_unit"] = json!("mg");
    let check = desk.check(json!([by_weight]));
    assert_eq!(check["items"][0]["quantity"], 32.0, "1½ capsules, 21 times, rounded up");
}

#[test]
fn an_allergy_stops_the_substance_and_its_class_and_warns_of_what_may_cross() {
    let desk = Desk::open();
    let amoxicillin = || json!([desk.item("amoxicillin 500", 1.0, "three_times_daily", Some(7))]);
    let cefalexin = || json!([desk.item("cefalexin 500", 1.0, "three_times_daily", Some(7))]);
    assert_eq!(desk.found(amoxicillin()), [""; 0], "nothing is found");
    desk.flags(false, false);
    assert_eq!(desk.found(amoxicillin()), ["allergies_unknown"], "nobody asked");
    desk.allergy("Penicilin", "moderate");
    assert_eq!(desk.found(amoxicillin()), ["allergy_class!"], "its class, with a slip");
    assert_eq!(desk.found(cefalexin()), ["allergy_cross"], "may cross-react");
    desk.allergy("Amoxil / amoxicillin", "severe");
    assert!(desk.found(amoxicillin()).contains(&"allergy_substance!".to_owned()), "itself");
    assert!(desk.found(cefalexin()).contains(&"allergy_cross!".to_owned()), "after a severe one it stops");
    let sulfa = Desk::open();
    sulfa.allergy("سلفا", "mild");
    let found = sulfa.found(json!([sulfa.item("cotrimoxazole 400", 1.0, "twice_daily", Some(5))]));
    assert_eq!(found, ["allergy_class!"], "in Arabic");
    let aspirin = Desk::open();
    aspirin.allergy("Aspirin", "severe");
    let found = aspirin.found(json!([aspirin.item("ibuprofen 400", 1.0, "three_times_daily", Some(5))]));
    assert_eq!(found, ["allergy_class!"], "one NSAID stands for all");
    let found = aspirin.found(json!([aspirin.item("acetylsalicylic 100", 1.0, "once_daily", None)]));
    assert!(found.contains(&"allergy_substance!".to_owned()), "by its other name: {found:?}");
    let found = aspirin.found(json!([aspirin.item("paracetamol 500 tablet", 2.0, "four_times_daily", Some(3))]));
    assert_eq!(found, [""; 0], "paracetamol is none");
}

#[test]
fn interactions_and_duplicates_are_found_with_what_is_taken_and_on_the_sheet() {
    let desk = Desk::open();
    let statin = desk.item("simvastatin 20", 1.0, "at_night", Some(30));
    let clarithromycin = desk.item("clarithromycin 500", 1.0, "twice_daily", Some(7));
    let found = desk.found(json!([statin.clone(), clarithromycin.clone()]));
    assert!(found.contains(&"interaction!".to_owned()), "on one sheet: {found:?}");
    desk.prescribe(json!([statin.clone()]));
    let check = desk.check(json!([clarithromycin.clone()]));
    assert_eq!(check["findings"][0]["details"]["pair"], "statin_cyp3a4", "with what she takes: {check}");
    assert_eq!(check["findings"][0]["source"], "Phansalkar et al. JAMIA 2012", "with its source");
    assert!(desk.found(json!([statin])).contains(&"duplicate_substance!".to_owned()), "the same again");
    let atorvastatin = desk.item("atorvastatin 20", 1.0, "at_night", Some(30));
    assert!(desk.found(json!([atorvastatin])).contains(&"duplicate_class".to_owned()), "another of its group");
    desk.clinic.time.pass(40 * DAY_MS);
    assert!(!desk.found(json!([clarithromycin])).contains(&"interaction!".to_owned()), "the course is over");
}

#[test]
fn a_painkiller_beside_warfarin_stops_the_sheet() {
    let desk = Desk::open();
    desk.prescribe(json!([desk.item("warfarin 5", 1.0, "once_daily", Some(30))]));
    let check = desk.check(json!([desk.item("ibuprofen 400", 1.0, "three_times_daily", Some(5))]));
    assert_eq!(check["is_stopped"], true, "it bleeds: {check}");
    assert_eq!(check["findings"][0]["details"]["pair"], "warfarin_nsaid", "with what she takes");
    let found = desk.found(json!([desk.item("metronidazole 500", 1.0, "three_times_daily", Some(7))]));
    assert!(found.contains(&"interaction!".to_owned()), "an anti-infective that raises it: {found:?}");
    assert_eq!(desk.found(json!([desk.item("paracetamol 500 tablet", 1.0, "three_times_daily", Some(3))])), [""; 0]);
}

#[test]
fn what_only_has_to_be_watched_does_not_stop_the_sheet() {
    let desk = Desk::open();
    desk.prescribe(json!([desk.item("enalapril 5", 1.0, "once_daily", Some(30))]));
    let check = desk.check(json!([desk.item("spironolactone 25", 1.0, "once_daily", Some(30))]));
    assert_eq!(check["is_stopped"], false, "it is often right: {check}");
    assert!(
        desk.found(json!([desk.item("spironolactone 25", 1.0, "once_daily", Some(30))]))
            .contains(&"interaction".to_owned())
    );
}

#[test]
fn doses_are_held_against_age_and_weight() {
    let desk = Desk::open();
    let tablets = |dose| json!([desk.item("paracetamol 500 tablet", dose, "four_times_daily", Some(3))]);
    assert_eq!(desk.found(tablets(2.0)), [""; 0], "4 g a day");
    assert_eq!(desk.found(tablets(4.0)), ["dose_above!", "daily_dose_above!"], "8 g a day");
    assert_eq!(desk.found(tablets(0.5)), ["dose_below"], "too little");
    let details = json!({ "given_name": "Baby", "family_name": "Osman", "sex": "male", "birth_on": "2025-05-01" });
    let child = Desk { patient: id(&desk.clinic.call("register_patient", details)["patient"]), clinic: desk.clinic };
    child.flags(false, true);
    let syrup = |ml| json!([child.item("paracetamol oral", ml, "four_times_daily", Some(3))]);
    assert_eq!(child.found(syrup(5.0)), ["weight_missing"], "not known");
    child.clinic.call("record_vitals", json!({ "patient_id": child.patient, "weight_kg": 10 }));
    assert_eq!(child.found(syrup(5.0)), [""; 0], "12 mg/kg");
    assert_eq!(child.found(syrup(10.0)), ["dose_above!", "daily_dose_above!"], "24 mg/kg");
    child.clinic.time.pass(100 * DAY_MS);
    assert_eq!(child.found(syrup(5.0)), ["weight_old"], "a child grows");
    let aspirin = child.found(json!([child.item("acetylsalicylic 300", 1.0, "once_daily", Some(1))]));
    assert!(aspirin.contains(&"too_young!".to_owned()), "not for children: {aspirin:?}");
}

#[test]
fn pregnancy_is_heeded() {
    let clinic = TestClinic::open();
    let details = json!({ "given_name": "Sara", "family_name": "Ali", "sex": "female", "birth_on": "2000-01-01" });
    let desk = Desk { patient: id(&clinic.call("register_patient", details)["patient"]), clinic };
    desk.flags(false, true);
    let enalapril = json!([desk.item("enalapril 5", 1.0, "once_daily", Some(30))]);
    assert_eq!(desk.found(enalapril.clone()), ["pregnancy_possible"], "ask her");
    desk.flags(true, true);
    assert_eq!(desk.found(enalapril), ["pregnancy_avoid!"], "she is");
    let methyldopa = json!([desk.item("methyldopa", 1.0, "three_times_daily", Some(30))]);
    assert_eq!(desk.found(methyldopa), [""; 0], "used in pregnancy");
}

#[test]
fn a_serious_finding_stops_unless_it_is_overridden_with_a_reason_that_is_kept() {
    let desk = Desk::open();
    desk.allergy("Penicillin", "mild");
    let mut item = desk.item("amoxicillin 500", 1.0, "three_times_daily", Some(7));
    let refused = desk.clinic.refused("prescribe", desk.sheet(json!([item.clone()])));
    assert_eq!(refused.code, "serious_findings", "stopped");
    let key = refused.details["findings"][0]["key"].clone();
    item["overrides"] = json!([{ "finding": key, "reason": "  " }]);
    assert_eq!(
        desk.clinic.refused("prescribe", desk.sheet(json!([item.clone()]))).code,
        "serious_findings",
        "blank is none"
    );
    item["overrides"] = json!([{ "finding": key, "reason": "Took it last year without trouble" }]);
    assert_eq!(desk.check(json!([item.clone()]))["is_stopped"], false, "overridden");
    let sheet = desk.prescribe(json!([item]));
    let kept = &sheet["items"][0]["overrides"][0];
    assert_eq!(kept["overridden"]["reason"], "Took it last year without trouble", "kept");
    assert_eq!((&kept["by"], &kept["overridden"]["code"]), (&json!("Halima Osman"), &json!("allergy_class")), "{kept}");
    let nurse = desk.clinic.hire("nadia", "nurse");
    assert_eq!(desk.clinic.refused_as(&nurse, "prescribe", json!({})).code, "not_allowed", "prescribers only");
}

#[test]
fn an_item_is_held_resumed_and_stopped_and_only_so() {
    let desk = Desk::open();
    let sheet = desk.prescribe(json!([desk.item("amlodipine 5", 1.0, "once_daily", Some(30))]));
    let item = sheet["items"][0].clone();
    assert_eq!(item["steps"], json!(["hold", "stop", "complete", "cancel"]), "what is possible");
    let no_reason = json!({ "id": item["item"]["id"], "version": item["version"], "step": "hold" });
    assert_eq!(desk.clinic.refused("change_prescription_item", no_reason).field.as_deref(), Some("reason"), "say why");
    let held = desk.step(&item, "hold", Some("Low pressure"));
    assert_eq!(held["item"]["status"], "on_hold", "held");
    let refused = desk.clinic.refused("dispense", desk.hand_out(&sheet, 10.0));
    assert_eq!(refused.code, "not_to_be_dispensed", "{}", refused.message);
    let again = json!({ "id": item["item"]["id"], "version": held["version"], "step": "hold", "reason": "x" });
    let refused = desk.clinic.refused("change_prescription_item", again);
    assert_eq!(
        (refused.code.as_str(), &refused.details["possible"]),
        ("illegal_step", &json!(["resume", "stop", "cancel"])),
        "{refused:?}"
    );
    let resumed = desk.step(&held, "resume", None);
    assert_eq!(resumed["item"]["status"], "active", "resumed");
    let stopped = desk.step(&resumed, "stop", Some("Swollen ankles"));
    assert_eq!((&stopped["item"]["status"], &stopped["steps"]), (&json!("stopped"), &json!([])), "for good");
    assert_eq!(stopped["item"]["status_reason"], "Swollen ankles", "with its reason");
}

#[test]
fn what_is_renewed_is_filled_in_and_completed() {
    let desk = Desk::open();
    let sheet = desk.prescribe(json!([desk.item("amlodipine 5", 1.0, "once_daily", Some(30))]));
    let request = json!({ "patient_id": desk.patient, "item_ids": [sheet["items"][0]["item"]["id"]] });
    let items = desk.clinic.call("renew_prescription", request);
    assert_eq!(desk.found(items.clone()), [""; 0], "a renewal is no duplicate");
    let renewed = desk.prescribe(items);
    assert_eq!(renewed["items"][0]["item"]["quantity"], 30.0, "as before");
    let taken = desk.clinic.call("medications_of_patient", json!({ "patient_id": desk.patient }));
    assert_eq!(taken.as_array().map(Vec::len), Some(1), "taken once");
    let old =
        desk.clinic.call("prescription", json!({ "patient_id": desk.patient, "id": sheet["prescription"]["id"] }));
    assert_eq!(old["items"][0]["item"]["status"], "completed", "the old one is over");
}

#[test]
fn favourites_are_ones_own() {
    let desk = Desk::open();
    let item = desk.item("amlodipine 5", 1.0, "once_daily", Some(30));
    let kept = desk.clinic.call("save_favourite", json!({ "name": "Start BP", "item": item }));
    desk.clinic.call("save_favourite", json!({ "name": "start bp", "item": item }));
    let all = desk.clinic.call("favourites", json!({}));
    assert_eq!(all.as_array().map(Vec::len), Some(1), "one of a name: {all}");
    assert_eq!(desk.check(json!([all[0]["item"]]))["items"][0]["quantity"], 30.0, "filled in");
    desk.clinic.call("remove_favourite", json!({ "id": kept["favourite"]["id"] }));
    assert_eq!(desk.clinic.call("favourites", json!({})), json!([]), "forgotten");
    desk.clinic.call("save_favourite", json!({ "name": "Start BP", "item": item }));
    assert_eq!(desk.clinic.call("favourites", json!({})).as_array().map(Vec::len), Some(1), "and kept again");
}

#[test]
fn handing_out_in_parts_never_exceeds_what_was_prescribed() {
    let desk = Desk::open();
    let clinic = &desk.clinic;
    let drug = clinic.call("search_drugs", json!({ "text": "amoxicillin 500" }))[0].clone();
    let csv = "name,form,strength,routes,price\nAmoxicillin,capsule,500 mg,oral,0.25\n";
    use base64::Engine;
    let file = base64::engine::general_purpose::STANDARD.encode(csv);
    clinic.call("import_formulary", json!({ "file_base64": file, "is_dry_run": false, "policy": "all_or_nothing" }));
    let sheet = desk.prescribe(json!([desk.item("amoxicillin 500", 1.0, "three_times_daily", Some(7))]));
    let queue = || clinic.call("prescriptions_to_dispense", json!({}));
    assert_eq!(queue().as_array().map(Vec::len), Some(1), "it waits");
    let nurse = clinic.hire("nadia", "nurse");
    let first = clinic.call_as(&nurse, "dispense", desk.hand_out(&sheet, 15.0));
    assert_eq!(
        (&first["items"][0]["remaining"], &first["items"][0]["item"]["status"]),
        (&json!(6.0), &json!("active")),
        "a part"
    );
    let refused = clinic.refused("dispense", desk.hand_out(&sheet, 7.0));
    assert_eq!(refused.code, "more_than_remaining", "{}", refused.message);
    assert_eq!(
        (&refused.details["prescribed"], &refused.details["dispensed"], &refused.details["remaining"]),
        (&json!(21.0), &json!(15.0), &json!(6.0)),
        "the numbers"
    );
    assert_eq!(clinic.refused("dispense", desk.hand_out(&sheet, 0.0)).code, "not_positive", "nothing");
    assert_eq!(clinic.refused("dispense", desk.hand_out(&sheet, 1.5)).code, "not_whole", "half a capsule");
    clinic.time.pass(1000);
    let second = clinic.call("dispense", desk.hand_out(&sheet, 6.0));
    assert_eq!(second["items"][0]["item"]["status"], "completed", "all of it");
    assert_eq!(second["items"][0]["is_current"], true, "she is still taking it");
    assert_eq!(queue(), json!([]), "nothing waits");
    let charges: (i64, f64) = clinic
        .raw()
        .query_row("SELECT count(*), sum(quantity * unit_price_minor) FROM charge_items WHERE item_id = ?1 AND entered_in_error IS NULL", [drug["drug"]["id"].as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
        .expect("charges");
    assert_eq!(charges, (2, 525.0), "each part is charged: 21 × 0.25");
    let last = &second["items"][0]["dispenses"][1];
    let void = json!({ "id": last["dispense"]["id"], "version": last["version"], "reason": "Given to somebody else" });
    clinic.call("void_dispense", void.clone());
    assert_eq!(clinic.refused("void_dispense", void).code, "voided", "once");
    let shown = clinic.call("prescription", json!({ "patient_id": desk.patient, "id": sheet["prescription"]["id"] }));
    assert_eq!(
        (&shown["items"][0]["remaining"], &shown["items"][0]["item"]["status"]),
        (&json!(6.0), &json!("active")),
        "back"
    );
    let left: i64 = clinic
        .raw()
        .query_row(
            "SELECT count(*) FROM charge_items WHERE item_id = ?1 AND entered_in_error IS NULL",
            [drug["drug"]["id"].as_str()],
            |row| row.get(0),
        )
        .expect("charges");
    assert_eq!(left, 1, "and its charge is withdrawn");
    let void = json!({ "id": shown["prescription"]["id"], "version": shown["version"], "reason": "Wrong patient" });
    assert_eq!(clinic.refused("void_prescription", void).code, "dispensed_already", "part of it is with the patient");
}

#[test]
fn a_drug_outside_the_formulary_is_written_by_hand_and_says_that_it_is_not_checked() {
    let desk = Desk::open();
    let item = json!({ "drug_name": "Gabapentin", "strength": "300 mg", "dose": 1, "dose_unit": "capsule", "route": "oral", "frequency": "three_times_daily", "duration_days": 10 });
    assert_eq!(desk.found(json!([item.clone()])), ["not_in_formulary"], "said");
    let sheet = desk.prescribe(json!([item.clone()]));
    assert_eq!(
        (&sheet["items"][0]["label"], &sheet["items"][0]["item"]["quantity"]),
        (&json!("Gabapentin 300 mg"), &json!(30.0)),
        "{sheet}"
    );
    assert!(desk.found(json!([item])).contains(&"duplicate_substance!".to_owned()), "known by its name");
    let other = Desk::open();
    other.allergy("Sulfa", "severe");
    let item = json!({ "drug_name": "Sulfadiazine", "strength": "500 mg", "dose": 1, "dose_unit": "tablet", "route": "oral", "frequency": "four_times_daily", "duration_days": 5 });
    assert!(other.found(json!([item])).contains(&"allergy_class!".to_owned()), "its class is known by its name");
}

#[test]
fn the_screen_can_say_what_is_checked_and_what_is_not() {
    let desk = Desk::open();
    let said = desk.clinic.call("what_is_checked", json!({}));
    let made = |code: &str| {
        said["checked"].as_array().expect("a list").iter().find(|one| one["code"] == code).cloned().expect("made")
    };
    assert_eq!(made("interaction")["count"], 24, "the 15 pairs of the panel, and 9 of the drugs of the model list");
    assert!(made("dose")["count"].as_u64() < made("dose")["of"].as_u64(), "not every drug has doses");
    assert!(said["not_checked"].as_array().is_some_and(|list| list.contains(&json!("kidneys"))), "{said}");
}

#[test]
fn a_sheet_is_voided_by_who_wrote_it() {
    let desk = Desk::open();
    let sheet = desk.prescribe(json!([desk.item("amlodipine 5", 1.0, "once_daily", Some(30))]));
    let void = json!({ "id": sheet["prescription"]["id"], "version": sheet["version"], "reason": "Wrong patient" });
    let other = desk.clinic.hire("omar", "practitioner");
    assert_eq!(
        desk.clinic.refused_as(&other, "void_prescription", void.clone()).code,
        "not_own_prescription",
        "not another's"
    );
    let print = json!({ "paper": "prescription", "subject_id": sheet["prescription"]["id"], "patient_id": desk.patient, "outlet": "printed" });
    desk.clinic.call("issue_paper", print.clone());
    desk.clinic.call("void_prescription", void);
    assert_eq!(desk.clinic.refused("issue_paper", print).code, "prescription_voided", "nor carried to a pharmacy");
    let taken = desk.clinic.call("medications_of_patient", json!({ "patient_id": desk.patient }));
    assert_eq!(taken, json!([]), "nothing is taken");
    assert_eq!(desk.clinic.refused("dispense", desk.hand_out(&sheet, 10.0)).code, "voided", "nor handed out");
}
