//! Writing a sheet.

use super::check::{find, is_stopping};
use super::draft::Draft;
use super::{Finding, Food, Frequency, Prescription, PrescriptionItem, PrescriptionOverride, PrescriptionView, view};
use crate::accounts;
use crate::db::Write;
use crate::encounters::Encounter;
use crate::error::{Error, Invalid, Result};
use crate::fields::{optional, required};
use crate::formulary::{DoseUnit, Route};
use crate::numbers::{self, NumberSeries};
use crate::patients::{Patient, is_same_person};
use crate::record::Record;
use crate::sites;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// A sheet to check or to sign.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewPrescription {
    /// The patient.
    pub patient_id: Uuid,
    /// The encounter that it is written in.
    #[serde(default)]
    pub encounter_id: Option<Uuid>,
    /// The language of its instructions; the clinic's, if left out.
    #[serde(default)]
    pub language: Option<String>,
    /// A note for who dispenses.
    #[serde(default)]
    pub note: Option<String>,
    /// Its items.
    pub items: Vec<NewItem>,
}

/// An item to prescribe.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NewItem {
    /// The drug of the formulary.
    #[serde(default)]
    pub drug_id: Option<Uuid>,
    /// The drug's name, where it is not in the formulary.
    #[serde(default)]
    pub drug_name: Option<String>,
    /// Its strength, where it is not in the formulary.
    #[serde(default)]
    pub strength: Option<String>,
    /// A single dose.
    #[serde(default)]
    #[schemars(with = "Option<f64>")]
    pub dose: Option<Decimal>,
    /// What the dose is counted in; the drug's unit, if left out.
    #[serde(default)]
    pub dose_unit: Option<DoseUnit>,
    /// The way by which it is given; the drug's usual one, if left out.
    #[serde(default)]
    pub route: Option<Route>,
    /// How often.
    #[serde(default)]
    pub frequency: Option<Frequency>,
    /// Only when it is needed.
    #[serde(default)]
    pub is_as_needed: bool,
    /// What it is needed for.
    #[serde(default)]
    pub as_needed_for: Option<String>,
    /// For so many days; none where it goes on.
    #[serde(default)]
    pub duration_days: Option<u32>,
    /// How much is to be handed out, where it is not what is computed.
    #[serde(default)]
    #[schemars(with = "Option<f64>")]
    pub quantity: Option<Decimal>,
    /// Before, with or after food.
    #[serde(default)]
    pub food: Option<Food>,
    /// What else the patient is told.
    #[serde(default)]
    pub instructions: Option<String>,
    /// The item that it renews.
    #[serde(default)]
    pub renews_item_id: Option<Uuid>,
    /// The findings that are passed over, and why.
    #[serde(default)]
    pub overrides: Vec<NewOverride>,
}

/// A finding that is passed over.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NewOverride {
    /// The key of the finding.
    pub finding: String,
    /// Why.
    pub reason: String,
}

/// Signs a sheet. A serious finding stops it unless it is overridden with a reason, which is kept. What an item renews
/// is completed.
///
/// # Errors
/// `serious_findings` with the findings in its details; or when a field is wrong.
pub fn prescribe(write: &mut Write<'_>, input: NewPrescription) -> Result<PrescriptionView> {
    let patient = write.get::<Patient>(input.patient_id)?;
    if patient.meta.entered_in_error.is_some() {
        let sentence = "This patient was entered in error. Open the chart of the right patient.";
        return Err(Error::Refused { code: "voided", sentence: sentence.into() });
    }
    if input.items.is_empty() {
        return Err(Invalid::new("items", "required", "Add at least one drug.").into());
    }
    if input.items.len() > MOST_ITEMS {
        let sentence = format!("A sheet has at most {MOST_ITEMS} drugs. Write a second one.");
        return Err(Invalid::new("items", "too_many", sentence).with(json!({ "most": MOST_ITEMS })).into());
    }
    if let Some(id) = input.encounter_id {
        let encounter = write.get::<Encounter>(id)?;
        if !is_same_person(write, encounter.patient_id, input.patient_id)? || encounter.meta.entered_in_error.is_some()
        {
            return Err(Error::NotFound { kind: Encounter::KIND });
        }
    }
    let drafts = input.items.iter().map(|item| Draft::of(write, item)).collect::<Result<Vec<_>>>()?;
    for (index, draft) in drafts.iter().enumerate() {
        draft.check(index)?;
        check_drug(write, draft, index, input.patient_id)?;
    }
    let findings = find(write, &input, &drafts)?;
    stop(&findings)?;
    let language = match &input.language {
        Some(language) => accounts::check_language(language)?,
        None => sites::own_site(write)?.record.language,
    };
    let id = write.new_id();
    let sheet = Prescription {
        id,
        number: numbers::next(write, NumberSeries::Prescription)?,
        patient_id: input.patient_id,
        encounter_id: input.encounter_id,
        prescriber_id: write.account_id,
        written_at: write.now,
        language,
        note: optional("note", input.note.as_deref(), 500)?,
    };
    let number = sheet.number.clone();
    write.create(sheet)?;
    for (index, draft) in drafts.into_iter().enumerate() {
        let renewed = draft.renews_item_id;
        let item = draft.into_item(write, (id, input.patient_id), index)?;
        let item_id = write.create(item)?.record.id;
        keep_overrides(write, &input, &findings, (item_id, index))?;
        if let Some(renewed) = renewed {
            super::change::complete_renewed(write, renewed, &number)?;
        }
    }
    view(write, id)
}

/// So many drugs fit on a sheet.
const MOST_ITEMS: usize = 20;

fn check_drug(write: &Write<'_>, draft: &Draft, index: usize, patient_id: Uuid) -> Result<()> {
    if draft.drug.as_ref().is_some_and(|drug| !drug.is_active) {
        let sentence = format!("{} can no longer be prescribed here. Choose another drug.", draft.label());
        let details = json!({ "item": index, "label": draft.label() });
        return Err(Invalid::new(&format!("items.{index}.drug_id"), "inactive", sentence).with(details).into());
    }
    if let Some(renewed) = draft.renews_item_id
        && write.get::<PrescriptionItem>(renewed)?.patient_id != patient_id
    {
        return Err(Error::NotFound { kind: PrescriptionItem::KIND });
    }
    Ok(())
}

/// Refuses a sheet with a serious finding that is not overridden.
fn stop(findings: &[Finding]) -> Result<()> {
    let stopping: Vec<&Finding> = findings.iter().filter(|finding| is_stopping(finding)).collect();
    let Some(first) = stopping.first() else { return Ok(()) };
    let sentence = format!(
        "{} Change the prescription, or give a reason for each serious warning ({} in all).",
        first.sentence,
        stopping.len()
    );
    let field = format!("items.{}", first.item);
    Err(Invalid::new(&field, "serious_findings", sentence).with(json!({ "findings": stopping })).into())
}

/// Keeps each warning that was passed over, with its reason.
fn keep_overrides(
    write: &mut Write<'_>,
    input: &NewPrescription,
    findings: &[Finding],
    (item_id, index): (Uuid, usize),
) -> Result<()> {
    let overrides = input.items.get(index).map(|item| item.overrides.as_slice()).unwrap_or_default();
    let own = findings.iter().filter(|finding| finding.item as usize == index && finding.is_overridden);
    for finding in own {
        let Some(given) = overrides.iter().find(|one| one.finding == finding.key) else { continue };
        let record = PrescriptionOverride {
            id: write.new_id(),
            item_id,
            patient_id: input.patient_id,
            finding: finding.key.clone(),
            code: finding.code,
            severity: finding.severity,
            sentence: finding.sentence.clone(),
            reason: required(&format!("items.{index}.overrides"), &given.reason, 300)?,
        };
        write.create(record)?;
    }
    Ok(())
}
