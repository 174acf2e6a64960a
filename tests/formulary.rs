//! The formulary: what ships, finding a drug while typing, editing, and a file in and out.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use healthsync_stories::clinic::TestClinic;
use serde_json::{Value, json};

fn labels(found: &Value) -> Vec<String> {
    found.as_array().expect("a list").iter().map(|one| one["label"].as_str().unwrap_or_default().to_owned()).collect()
}

fn search(clinic: &TestClinic, text: &str) -> Vec<String> {
    labels(&clinic.call("search_drugs", json!({ "text": text })))
}

fn import(text: &str, is_dry_run: bool, policy: &str) -> Value {
    json!({ "file_base64": STANDARD.encode(text), "is_dry_run": is_dry_run, "policy": policy })
}

#[test]
fn a_new_clinic_has_the_essential_medicines_with_their_sources() {
    let clinic = TestClinic::open();
    let all = clinic.call("formulary", json!({ "limit": 500 }));
    assert!(all["total"].as_u64() >= Some(120), "at least 120 drugs: {}", all["total"]);
    for drug in all["drugs"].as_array().expect("a list") {
        let one = &drug["drug"];
        assert!(one["source"].as_str().is_some_and(|source| source.len() > 3), "{drug} names its source");
        let has_dose = ["adult_single_max", "adult_daily_max", "child_daily_max_per_kg", "min_age_months"];
        if has_dose.iter().any(|field| !one[field].is_null()) {
            assert!(!one["dose_source"].is_null(), "{drug} names where its doses are from");
        }
    }
    let again = clinic.call("load_formulary", json!({}));
    assert_eq!((again["added"].as_u64(), &again["already_here"]), (Some(0), &all["total"]), "loaded once");
}

#[test]
fn a_drug_is_found_by_its_beginning_its_other_name_its_code_and_with_a_slip() {
    let clinic = TestClinic::open();
    let first = |text: &str| search(&clinic, text).first().cloned().unwrap_or_default();
    assert_eq!(first("amox"), "Amoxicillin 250 mg", "the beginning");
    assert_eq!(first("amoxicillin 500"), "Amoxicillin 500 mg", "with its strength");
    assert!(first("clav").starts_with("Amoxicillin + clavulanic acid"), "a part of a combination");
    assert_eq!(first("acetaminophen"), "Paracetamol 100 mg", "another name");
    assert_eq!(first("N02BE01 500"), "Paracetamol 500 mg", "its code");
    assert!(first("amoxycilin").starts_with("Amoxicillin"), "a slip");
    assert!(first("paracetmol").starts_with("Paracetamol"), "a letter left out");
    assert!(first("amoxicillin oral").contains("mg/5 mL"), "with its form");
    assert_eq!(search(&clinic, "xyzzyq"), Vec::<String>::new(), "nothing is nothing");
}

#[test]
fn a_drug_is_edited_and_what_cannot_be_is_told() {
    let clinic = TestClinic::open();
    let found = clinic.call("search_drugs", json!({ "text": "amlodipine 5" }))[0].clone();
    let mut details = found["drug"].clone();
    let parts = details.as_object_mut().expect("an object");
    for name in ["id", "recorded_at", "recorded_by", "updated_at", "entered_in_error"] {
        parts.remove(name);
    }
    parts.insert("routes".into(), found["routes"].clone());
    parts.insert("classes".into(), found["classes"].clone());
    parts.insert("price_minor".into(), json!(150));
    let save = |details: &Value| json!({ "id": found["drug"]["id"], "version": found["version"], "details": details });
    assert_eq!(clinic.call("save_drug", save(&details))["drug"]["price_minor"], 150, "a price");
    let nurse = clinic.hire("nadia", "nurse");
    assert_eq!(clinic.refused_as(&nurse, "save_drug", save(&details)).code, "not_allowed", "not by everybody");
    for (field, value, code) in [
        ("atc_code", json!("C08"), "bad_atc_code"),
        ("adult_single_max", json!(1), "greater_than_most"),
        ("price_minor", json!(-1), "negative"),
        ("routes", json!([]), "required"),
        ("classes", json!(["nonsense"]), "unknown_class"),
        ("strength_unit", json!("tablet"), "not_a_strength_unit"),
        ("name", json!(" "), "required"),
    ] {
        let mut wrong = details.clone();
        wrong[field] = value;
        assert_eq!(clinic.refused("save_drug", save(&wrong)).code, code, "{field}");
    }
    let twice = clinic.refused("save_drug", json!({ "details": details }));
    assert_eq!(twice.code, "same_drug", "{}", twice.message);
    details["is_active"] = json!(false);
    let shown = clinic.call("drug", json!({ "id": found["drug"]["id"] }));
    clinic.call("save_drug", json!({ "id": found["drug"]["id"], "version": shown["version"], "details": details }));
    assert!(!search(&clinic, "amlodipine").contains(&"Amlodipine 5 mg".to_owned()), "no longer offered");
}

#[test]
fn what_is_exported_comes_back_the_same() {
    let clinic = TestClinic::open();
    let file = clinic.call("export_formulary", json!({}));
    let text = file["text"].as_str().expect("a text");
    let report = clinic.call("import_formulary", import(text, true, "all_or_nothing"));
    let counts = ["added", "changed", "refused"].map(|name| report[name].as_u64().expect("a number"));
    assert_eq!((counts, &report["same"]), ([0, 0, 0], &file["rows"]), "{}", report["lines"]);
}

#[test]
fn a_file_is_tried_before_it_is_kept_and_each_line_says_what_it_does() {
    let clinic = TestClinic::open();
    let text = "name;form;strength;routes;price;adult_single_max;strength_unit\n\
        Amlodipine;tablet;5 mg;oral;1,50;10;mg\n\
        Tramadol;capsule;50 mg;oral;0,75;100;mg\n\
        Tramadol;pill;50 mg;oral;x;100;mg\n\
        tramadol;capsule;50mg;oral;;100;mg\n";
    let dry = clinic.call("import_formulary", import(text, true, "good_rows"));
    let counts =
        |report: &Value| ["rows", "added", "changed", "refused"].map(|name| report[name].as_u64().unwrap_or(99));
    assert_eq!(counts(&dry), [4, 1, 1, 2], "{dry}");
    assert_eq!(dry["is_kept"], false, "only said");
    let edits = dry["lines"][0]["edits"].clone();
    assert_eq!(edits, json!([{ "column": "price", "before": "", "after": "1.50" }]), "what changes, and no more");
    let wrong: Vec<&Value> =
        dry["lines"][2]["problems"].as_array().expect("a list").iter().map(|one| &one["column"]).collect();
    assert_eq!(wrong, ["form", "price"], "every cell that is wrong");
    assert_eq!(dry["lines"][3]["problems"][0]["code"], "same_line", "the same drug twice");
    assert_eq!(search(&clinic, "tramadol"), Vec::<String>::new(), "nothing was kept");
    let stopped = clinic.call("import_formulary", import(text, false, "all_or_nothing"));
    assert_eq!(stopped["is_kept"], false, "all or nothing");
    let kept = clinic.call("import_formulary", import(text, false, "good_rows"));
    assert_eq!(kept["is_kept"], true, "the good rows");
    assert_eq!(search(&clinic, "tramadol"), ["Tramadol 50 mg"], "there");
    let amlodipine = clinic.call("search_drugs", json!({ "text": "amlodipine 5" }))[0]["drug"].clone();
    assert_eq!(amlodipine["price_minor"], 150, "in minor units");
    assert_eq!(amlodipine["adult_daily_max"], 10.0, "what the file did not name stays");
    let prices = "name,form,strength,price\nAmlodipine,tablet,5 mg,2\nUnheard of,tablet,5 mg,2\n";
    let report = clinic.call("import_formulary", import(prices, false, "good_rows"));
    assert_eq!(counts(&report), [2, 0, 1, 1], "a list of prices changes prices: {report}");
    assert_eq!(report["lines"][1]["problems"][0]["column"], "routes", "of what is here; a new drug needs more");
}

#[test]
fn a_file_that_is_something_else_is_told_from_a_formulary() {
    let clinic = TestClinic::open();
    let code = |text: &str| clinic.refused("import_formulary", import(text, true, "good_rows")).code;
    assert_eq!(code(""), "file_empty", "nothing");
    assert_eq!(code("PK\u{3}\u{4}binary"), "file_not_text", "a spreadsheet");
    assert_eq!(code("id,gender,age\n1,Male,67\n"), "columns_missing", "the stroke data");
    let garbage = json!({ "file_base64": "***", "is_dry_run": true, "policy": "good_rows" });
    assert_eq!(clinic.refused("import_formulary", garbage).code, "file_unreadable", "no file at all");
}
