//! A prescription, from the sheet and what is known of the patient.

use crate::asking::{Asking, decimal, list, needed, said, text};
use crate::{Draft, PaperOrder, people};
use healthsync_clinic::Result;
use healthsync_papers::{
    HandedOut, Language, OverriddenWarning, Paper, PrescribedItem, PrescribedQuantity, Prescription,
};
use rust_decimal::Decimal;
use serde_json::{Value, json};

pub(super) fn gather(asking: &mut Asking<'_>, order: &PaperOrder) -> Result<Draft> {
    let patient_id = needed("patient_id", order.patient_id)?;
    let id = needed("subject_id", order.subject_id)?;
    let view = asking.ask("prescription", json!({ "patient_id": patient_id, "id": id }))?;
    let sheet = &view["prescription"];
    // The sheet was written in the patient's language; another may be asked for.
    if let (None, Some(code)) = (&order.language, sheet["language"].as_str()) {
        asking.language = crate::asking::language(code);
    }
    let latest = asking.ask("latest_vitals", json!({ "patient_id": patient_id }))?;
    let weight_kg = latest["body"]["weight_kg"].get(0).filter(|value| value.is_number()).map(decimal);
    let diagnosis = match sheet["encounter_id"].as_str() {
        Some(encounter) => diagnoses(asking, &json!({ "patient_id": patient_id, "id": encounter }))?,
        None => None,
    };
    let number = said(&sheet["number"]);
    let paper = Prescription {
        number: number.clone(),
        written_at: asking.local(&sheet["written_at"]),
        patient: people::person(asking, patient_id)?,
        weight_kg: weight_kg.map(|weight| weight.round_dp(1).normalize()),
        allergies: people::allergies(asking, patient_id)?,
        diagnosis,
        items: list(&view["items"]).iter().map(|item| item_of(asking, item)).collect(),
        note: text(&sheet["note"]),
        prescriber: people::practitioner(asking, &sheet["prescriber_id"], said(&view["prescriber_name"]))?,
    };
    Ok(Draft::new(Paper::Prescription(paper), id, Some(patient_id), Some(number)))
}

fn diagnoses(asking: &Asking<'_>, encounter: &Value) -> Result<Option<String>> {
    let found = asking.ask("encounter", encounter.clone())?;
    let names: Vec<String> = list(&found["diagnoses"]).iter().map(|view| diagnosis(&view["diagnosis"])).collect();
    Ok(Some(names.join(", ")).filter(|names| !names.is_empty()))
}

/// A diagnosis or condition with its code.
pub(super) fn diagnosis(one: &Value) -> String {
    match text(&one["code"]) {
        Some(code) => format!("{} ({code})", said(&one["name"])),
        None => said(&one["name"]),
    }
}

fn item_of(asking: &Asking<'_>, view: &Value) -> PrescribedItem {
    let item = &view["item"];
    let is_ended = matches!(item["status"].as_str(), Some("stopped" | "cancelled"));
    let quantity = decimal(&item["quantity"]);
    let counted = |count: Decimal| PrescribedQuantity { count: count.normalize(), unit: said(&item["quantity_unit"]) };
    PrescribedItem {
        drug: said(&item["drug_name"]),
        strength: text(&item["strength"]),
        form: text(&item["form"]),
        instructions: instructions(view, asking.language),
        quantity: (!quantity.is_zero()).then(|| counted(quantity)),
        handed_out: list(&view["dispenses"]).last().map(|last| HandedOut {
            quantity: counted(decimal(&view["dispensed"])),
            last_on: asking.local(&last["dispense"]["dispensed_at"]).date(),
        }),
        stopped: is_ended.then(|| said(&item["status_reason"])),
        on_hold: (item["status"] == "on_hold").then(|| said(&item["status_reason"])),
        overrides: list(&view["overrides"]).iter().map(overridden).collect(),
    }
}

/// What the patient is told, in the language of the paper.
pub(super) fn instructions(view: &Value, language: Language) -> String {
    let code = if language == Language::Arabic { "ar" } else { "en" };
    text(&view["instructions"][code]).unwrap_or_else(|| said(&view["instructions"]["en"]))
}

fn overridden(view: &Value) -> OverriddenWarning {
    OverriddenWarning {
        warning: said(&view["overridden"]["sentence"]),
        reason: said(&view["overridden"]["reason"]),
        by: said(&view["by"]),
    }
}
