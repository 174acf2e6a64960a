//! Stroke assessments: on a chart, and from whatever file people have.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use healthsync_stories::clinic::TestClinic;
use serde_json::{Value, json};

const HEADER: &str = "id,gender,age,hypertension,heart_disease,ever_married,work_type,Residence_type,avg_glucose_level,bmi,smoking_status,stroke";

fn file(rows: &[&str]) -> String {
    format!("{HEADER}\n{}\n", rows.join("\n"))
}

fn order(bytes: &[u8], is_dry_run: bool, policy: &str) -> Value {
    json!({ "file_base64": STANDARD.encode(bytes), "is_dry_run": is_dry_run, "policy": policy, "job": "import" })
}

const GOOD: &str = "9046,Male,67,0,1,Yes,Private,Urban,228.69,36.6,formerly smoked,1";

#[test]
fn what_the_public_file_writes_is_read() {
    let clinic = TestClinic::open();
    let text = file(&[
        GOOD,
        "1,Female,0.64,0,0,No,children,Rural,83.82,N/A,Unknown,0",
        "2,Other,26,0,0,No,Never_worked,Rural,143.33,22.4,smokes,0",
    ]);
    let report = clinic.call("import_stroke_data", order(text.as_bytes(), false, "all_or_nothing"));
    assert_eq!((&report["imported"], &report["problems"]), (&json!(3), &json!([])), "{report}");
    let rows = clinic.call("stroke_assessments", json!({ "most_age": 1.0 }))["rows"].clone();
    assert_eq!(
        (&rows[0]["assessment"]["age_years"], &rows[0]["assessment"]["bmi"]),
        (&json!(0.64), &Value::Null),
        "a baby without a BMI"
    );
}

#[test]
fn a_dry_run_keeps_nothing_and_names_line_column_value_and_reason() {
    let clinic = TestClinic::open();
    let text = file(&[GOOD, "3,Alien,700,2,0,Maybe,Private,Urban,abc,36.6,vapes,1"]);
    let report = clinic.call("import_stroke_data", order(text.as_bytes(), true, "all_or_nothing"));
    assert_eq!(
        (&report["imported"], &report["refused"], &report["is_kept"]),
        (&json!(1), &json!(1), &json!(false)),
        "{report}"
    );
    let problem =
        report["problems"].as_array().expect("a list").iter().find(|one| one["column"] == "age").expect("the age");
    assert_eq!(
        (&problem["line"], &problem["value"], &problem["code"]),
        (&json!(3), &json!("700"), &json!("impossible")),
        "{problem}"
    );
    let columns: Vec<&str> =
        report["problems"].as_array().expect("a list").iter().filter_map(|one| one["column"].as_str()).collect();
    assert_eq!(
        columns,
        ["gender", "age", "hypertension", "ever_married", "avg_glucose_level", "smoking_status"],
        "all of them"
    );
    assert_eq!(clinic.call("stroke_assessments", json!({}))["total"], 0, "nothing was kept");
}

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    let clinic = TestClinic::open();
    for end in ["\n", "\r\n"] {
        let text = [HEADER, GOOD, "", "3,Alien,7,0,0,No,Private,Urban,100,36.6,smokes,1", ""].join(end);
        let report = clinic.call("import_stroke_data", order(text.as_bytes(), true, "good_rows"));
        assert_eq!(report["problems"][0]["line"], 4, "{end:?}: {report}");
    }
}

#[test]
fn all_or_nothing_and_good_rows_mean_what_they_say() {
    let clinic = TestClinic::open();
    let text = file(&[GOOD, "3,Alien,7,0,0,No,Private,Urban,100,36.6,smokes,1"]);
    let total = || clinic.call("stroke_assessments", json!({}))["total"].clone();
    clinic.call("import_stroke_data", order(text.as_bytes(), false, "all_or_nothing"));
    assert_eq!(total(), 0, "one wrong row, nothing");
    clinic.call("import_stroke_data", order(text.as_bytes(), false, "good_rows"));
    assert_eq!(total(), 1, "the good row");
    let again = clinic.call("import_stroke_data", order(text.as_bytes(), false, "good_rows"));
    assert_eq!((&again["imported"], &again["already_here"]), (&json!(0), &json!(1)), "twice is once");
}

#[test]
fn spreadsheets_and_other_encodings_are_read() {
    let clinic = TestClinic::open();
    let semicolons =
        format!("{}\r\n9046;Male;67;0;1;Yes;Private;Urban;228,69;36,6;formerly smoked;1\r\n", HEADER.replace(',', ";"));
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(semicolons.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let marked: Vec<u8> = [0xEF, 0xBB, 0xBF].into_iter().chain(file(&[GOOD]).into_bytes()).collect();
    let latin: Vec<u8> = file(&["caf\u{e9},Male,67,0,1,Yes,Private,Urban,228.69,36.6,formerly smoked,1"])
        .chars()
        .map(|letter| letter as u8)
        .collect();
    let titled = file(&[GOOD]).replace("Residence_type", "residence type").replace("id,gender", "ID, Gender");
    for (name, bytes) in [
        ("semicolons", semicolons.clone().into_bytes()),
        ("UTF-16", utf16),
        ("a byte order mark", marked),
        ("Latin 1", latin),
        ("other capitals", titled.into_bytes()),
    ] {
        let report = clinic.call("import_stroke_data", order(&bytes, true, "all_or_nothing"));
        assert_eq!((&report["rows"], &report["refused"]), (&json!(1), &json!(0)), "{name}: {report}");
    }
}

#[test]
fn files_that_are_something_else_end_in_a_sentence() {
    let clinic = TestClinic::open();
    for (bytes, code) in [
        (&b""[..], "file_empty"),
        (b"   \n \n", "file_empty"),
        (b"PK\x03\x04 a spreadsheet", "file_not_text"),
        (b"%PDF-1.7", "file_not_text"),
        (b"\x00\x01\x02\x00", "file_not_text"),
        (b"name,phone\nAmina,0911\n", "columns_missing"),
        (b"just words and nothing else", "columns_missing"),
        (b"{\"json\": true}", "columns_missing"),
    ] {
        let refused = clinic.refused("import_stroke_data", order(bytes, false, "good_rows"));
        assert_eq!(refused.code, code, "{:?}", String::from_utf8_lossy(bytes));
    }
    let short = clinic.call("import_stroke_data", order(file(&["1,Male"]).as_bytes(), true, "good_rows"));
    assert_eq!(short["refused"], 1, "a row that ends early: {short}");
}

#[test]
fn a_long_import_tells_how_far_it_is_and_can_be_cancelled() {
    let clinic = TestClinic::open();
    let rows: Vec<String> = (0..3_000).map(|number| GOOD.replace("9046", &number.to_string())).collect();
    let text = file(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    let report = clinic.call("import_stroke_data", order(text.as_bytes(), false, "all_or_nothing"));
    assert_eq!(report["imported"], 3_000, "all");
    let progress = clinic.heard.progress.lock().expect("no panic").clone();
    assert!(progress.len() > 5 && progress.last() == Some(&(3_000, 3_000)), "told on the way: {progress:?}");
    assert_eq!(clinic.call("rebuild_projection", json!({})), json!([]), "and the log holds it in parts");
}

#[test]
fn a_cancelled_import_leaves_nothing() {
    let clinic = TestClinic::open();
    let rows: Vec<String> = (0..20_000).map(|number| GOOD.replace("9046", &number.to_string())).collect();
    let text = file(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    std::thread::scope(|scope| {
        let work = scope.spawn(|| {
            clinic.try_as(&clinic.admin, "import_stroke_data", order(text.as_bytes(), false, "all_or_nothing"))
        });
        while clinic.heard.progress.lock().expect("no panic").len() < 2 {
            std::thread::yield_now();
        }
        clinic.call("cancel_job", json!({ "job": "import" }));
        let outcome = work.join().expect("no panic").map_err(|reason| reason.public().code);
        assert_eq!(outcome.err().as_deref(), Some("cancelled"), "it stops");
    });
    assert_eq!(clinic.call("stroke_assessments", json!({}))["total"], 0, "nothing was kept");
}

#[test]
fn an_assessment_is_made_changed_and_withdrawn_on_a_chart_and_exported() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let details = |age: f64, glucose: f64| json!({ "gender": "female", "age_years": age, "has_hypertension": true, "has_heart_disease": false, "was_ever_married": true, "work_type": "self_employed", "residence_type": "rural", "avg_glucose_mg_dl": glucose, "bmi": 24.5, "smoking_status": "never_smoked", "had_stroke": false });
    let made =
        clinic.call("record_stroke_assessment", json!({ "patient_id": patient, "details": details(50.0, 105.5) }));
    let id = &made["assessment"]["id"];
    let impossible =
        clinic.refused("record_stroke_assessment", json!({ "patient_id": patient, "details": details(500.0, 105.5) }));
    assert_eq!(impossible.field.as_deref(), Some("age_years"), "nobody is that old");
    let changed = clinic.call(
        "update_stroke_assessment",
        json!({ "id": id, "version": made["version"], "details": details(51.0, 105.5) }),
    );
    assert_eq!(changed["assessment"]["age_years"], 51.0, "changed");
    let exported = clinic.call("export_stroke_data", json!({}));
    let text = exported["text"].as_str().expect("a file");
    assert!(
        text.starts_with(HEADER) && text.contains(",Female,51,1,0,Yes,Self-employed,Rural,105.5,24.5,never smoked,0"),
        "{text}"
    );
    clinic.call("void_stroke_assessment", json!({ "id": id, "version": changed["version"], "reason": "Wrong chart" }));
    assert_eq!(clinic.call("stroke_assessments_of_patient", json!({ "patient_id": patient })), json!([]), "withdrawn");
    let entries = clinic.call("audit_entries", json!({ "kind": "access" }));
    assert!(entries.to_string().contains("stroke assessments: 1 rows"), "that a file left is in the audit");
}

#[test]
fn another_row_with_an_id_that_is_here_is_never_passed_over_in_silence() {
    let clinic = TestClinic::open();
    let first = file(&["1,Male,67,0,1,Yes,Private,Urban,228.69,36.6,formerly smoked,1"]);
    clinic.call("import_stroke_data", order(first.as_bytes(), false, "all_or_nothing"));
    let other = file(&["1,Female,22,0,0,No,Private,Rural,90.5,21.0,never smoked,0"]);
    let report = clinic.call("import_stroke_data", order(other.as_bytes(), false, "good_rows"));
    assert_eq!((&report["already_here"], &report["refused"]), (&json!(0), &json!(1)), "{report}");
    assert_eq!(report["problems"][0]["code"], "same_id_other_values", "it says which and why: {report}");
}
