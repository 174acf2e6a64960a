//! Hazards of prescribing: what is written by hand, what hides behind a renewal or an old reason, and the pairs that
//! are always dangerous.

use crate::prescriptions::Desk;
use serde_json::{Value, json};

fn by_hand(name: &str, strength: &str) -> Value {
    json!({
        "drug_name": name, "strength": strength, "dose": 1, "dose_unit": "tablet", "route": "oral",
        "frequency": "once_daily", "duration_days": 30,
    })
}

#[test]
fn a_name_that_is_written_by_hand_is_known_by_its_other_names_and_with_its_strength() {
    let desk = Desk::open();
    desk.allergy("Acetylsalicylic acid", "severe");
    for name in ["Aspirin", "Aspirin 75 mg", "أسبرين"] {
        let found = desk.found(json!([by_hand(name, "")]));
        assert!(found.contains(&"allergy_substance!".to_owned()), "{name}: {found:?}");
    }
    let found = desk.found(json!([by_hand("Ibuprofen 400mg", "")]));
    assert!(found.contains(&"allergy_class!".to_owned()), "of its class, with its strength in the name: {found:?}");
    let penicillin = Desk::open();
    penicillin.allergy("Penicillin", "severe");
    for name in ["Augmentin 625", "Amoxycillin", "Ampicillin sodium"] {
        let found = penicillin.found(json!([by_hand(name, "")]));
        assert!(found.contains(&"allergy_class!".to_owned()), "{name}: {found:?}");
    }
    let bactrim = Desk::open();
    bactrim.allergy("Sulfa", "severe");
    let found = bactrim.found(json!([by_hand("Bactrim forte", "")]));
    assert!(found.contains(&"allergy_class!".to_owned()), "{found:?}");
    let taken = Desk::open();
    taken.prescribe(json!([taken.item("paracetamol 500 tablet", 2.0, "four_times_daily", Some(3))]));
    let found = taken.found(json!([by_hand("Acetaminophen 500mg", "")]));
    assert!(found.contains(&"duplicate_substance!".to_owned()), "taken under another name: {found:?}");
}

#[test]
fn each_of_the_fifteen_pairs_is_found_whichever_is_written_first() {
    let desk = Desk::open();
    let pairs = [
        ("amphetamine_maoi", "Dexamfetamine", "Phenelzine 15 mg"),
        ("atazanavir_ppi", "Atazanavir", "Omeprazole"),
        ("febuxostat_thiopurine", "Febuxostat", "Azathioprine 50 mg"),
        ("ssri_maoi", "Fluoxetine", "Moclobemide"),
        ("irinotecan_cyp3a4", "Irinotecan", "Ketoconazole"),
        ("opioid_maoi", "Meperidine", "Selegiline"),
        ("tricyclic_maoi", "Amitriptyline hydrochloride", "Linezolid"),
        ("qt_qt", "Amiodarone", "Haloperidol"),
        ("ramelteon_cyp1a2", "Ramelteon", "Fluvoxamine"),
        ("inducer_protease", "Rifampin", "Darunavir"),
        ("statin_cyp3a4", "Simvastatin", "Clarithromycin"),
        ("statin_cyp3a4", "Atorvastatin", "Saquinavir"),
        ("ergot_cyp3a4", "Ergotamine", "Itraconazole"),
        ("ergot_cyp3a4", "Ergometrine", "Indinavir"),
        ("tizanidine_cyp1a2", "Tizanidine", "Ciprofloxacin 500 mg"),
        ("tranylcypromine_procarbazine", "Tranylcypromine", "Procarbazine"),
        ("triptan_maoi", "Sumatriptan", "Isocarboxazid"),
    ];
    for (code, one, other) in pairs {
        for sheet in [[one, other], [other, one]] {
            let check = desk.check(json!(sheet.map(|name| by_hand(name, ""))));
            let findings = check["findings"].as_array().expect("a list");
            let is_found = findings.iter().any(|found| {
                found["code"] == "interaction" && found["severity"] == "serious" && found["details"]["pair"] == code
            });
            assert!(is_found, "{sheet:?}: {check}");
        }
    }
}

#[test]
fn a_reason_holds_for_the_dose_and_the_drugs_that_it_was_given_for() {
    let desk = Desk::open();
    let sheet = |dose: f64, overrides: Value| {
        let mut item = desk.item("paracetamol 500 tablet", dose, "once_daily", Some(3));
        item["overrides"] = overrides;
        json!([item])
    };
    let keys = |items: Value| -> Vec<Value> {
        let check = desk.check(items);
        let findings = check["findings"].as_array().expect("a list");
        let open = findings.iter().filter(|one| one["severity"] == "serious" && one["is_overridden"] == false);
        open.map(|one| json!({ "finding": one["key"], "reason": "Discussed" })).collect()
    };
    let given = json!(keys(sheet(3.0, json!([]))));
    assert_eq!(keys(sheet(3.0, given.clone())), [json!(null); 0], "1.5 g is passed over");
    let open = keys(sheet(30.0, given));
    assert!(!open.is_empty(), "which does not pass over 15 g");

    let fluoxetine = |overrides: Value| {
        let mut item = desk.item("fluoxetine", 1.0, "once_daily", Some(30));
        item["overrides"] = overrides;
        item
    };
    let given = json!(keys(json!([by_hand("Moclobemide", ""), fluoxetine(json!([]))])));
    let same = keys(json!([by_hand("Moclobemide", ""), fluoxetine(given.clone())]));
    assert_eq!(same, [json!(null); 0], "passed over with this one");
    let open = keys(json!([by_hand("Phenelzine", ""), fluoxetine(given)]));
    assert!(!open.is_empty(), "which does not pass over another in its place");
}

#[test]
fn another_drug_in_place_of_what_is_renewed_is_checked_against_it() {
    let desk = Desk::open();
    let maoi = desk.prescribe(json!([by_hand("Phenelzine", "15 mg")]));
    let mut item = desk.item("fluoxetine", 1.0, "once_daily", Some(30));
    item["renews_item_id"] = maoi["items"][0]["item"]["id"].clone();
    let found = desk.found(json!([item.clone()]));
    assert!(found.contains(&"interaction!".to_owned()), "it is still taken: {found:?}");
    let refused = desk.clinic.refused("prescribe", desk.sheet(json!([item])));
    assert_eq!(refused.code, "serious_findings", "{refused:?}");
}

#[test]
fn an_allergy_that_two_people_noted_is_said_once() {
    let desk = Desk::open();
    desk.allergy("Penicillin", "mild");
    desk.clinic.time.pass(1);
    desk.allergy("Amoxicillin", "severe");
    desk.clinic.raw().execute("UPDATE allergies SET substance = 'Penicillin'", []).expect("SQL");
    let found = desk.found(json!([desk.item("amoxicillin 500", 1.0, "three_times_daily", Some(7))]));
    assert_eq!(found, ["allergy_class!"], "a key names one finding");
}

#[test]
fn what_was_renewed_does_not_come_back_when_what_was_handed_out_of_it_is_withdrawn() {
    let desk = Desk::open();
    let sheet = desk.prescribe(json!([desk.item("amlodipine 5", 1.0, "once_daily", Some(30))]));
    let handed = desk.clinic.call("dispense", desk.hand_out(&sheet, 30.0));
    let item = &handed["items"][0];
    assert_eq!(item["item"]["status"], "completed", "all of it");
    let request = json!({ "patient_id": desk.patient, "item_ids": [item["item"]["id"]] });
    desk.prescribe(desk.clinic.call("renew_prescription", request));
    let dispense = &item["dispenses"][0];
    let void = json!({ "id": dispense["dispense"]["id"], "version": dispense["version"], "reason": "Wrong patient" });
    desk.clinic.call("void_dispense", void);
    let taken = desk.clinic.call("medications_of_patient", json!({ "patient_id": desk.patient }));
    let active = taken.as_array().expect("a list").iter().filter(|one| one["item"]["status"] == "active").count();
    assert_eq!(active, 1, "taken once: {taken}");
}
