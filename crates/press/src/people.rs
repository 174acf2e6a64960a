//! Patients and those who care for them, as papers name them.

use crate::asking::{Asking, day, list, said, text};
use healthsync_clinic::Result;
use healthsync_papers::{Age, Allergies, Person, Practitioner, Sex};
use serde_json::{Value, json};
use uuid::Uuid;

/// A patient.
pub(super) fn person(asking: &Asking<'_>, patient_id: Uuid) -> Result<Person> {
    Ok(person_of(&asking.ask("patient", json!({ "patient_id": patient_id }))?))
}

/// A patient, from the view that the clinic gives.
pub(super) fn person_of(view: &Value) -> Person {
    let patient = &view["patient"];
    Person {
        name: name(patient),
        mrn: said(&patient["mrn"]),
        sex: sex(&patient["sex"]),
        age: age(&view["age"]),
        birth_on: day(&patient["birth_on"]),
        is_birth_estimated: !matches!(patient["birth_precision"].as_str(), None | Some("day")),
        phone: text(&patient["phone"]),
    }
}

/// The given and the family name; where there is neither, the others.
fn name(patient: &Value) -> String {
    let parts: Vec<String> = ["given_name", "family_name"].iter().filter_map(|part| text(&patient[*part])).collect();
    if parts.is_empty() { said(&patient["other_names"]) } else { parts.join(" ") }
}

pub(super) fn sex(value: &Value) -> Option<Sex> {
    match value.as_str() {
        Some("female") => Some(Sex::Female),
        Some("male") => Some(Sex::Male),
        Some("other") => Some(Sex::Other),
        _ => None,
    }
}

/// An age in the unit that is said at it: a toddler's in months, a newborn's in days.
pub(super) fn age(value: &Value) -> Option<Age> {
    let part = |name: &str| value[name].as_u64().and_then(|count| u32::try_from(count).ok());
    let (years, months, days) = (part("years")?, part("months")?, part("days")?);
    Some(match years * 12 + months {
        0 => Age::Days(days),
        whole @ 1..24 => Age::Months(whole),
        _ => Age::Years(years),
    })
}

/// What is known of allergies: those that hold, each with its reaction.
pub(super) fn allergies(asking: &Asking<'_>, patient_id: Uuid) -> Result<Allergies> {
    let of = json!({ "patient_id": patient_id });
    let found = asking.ask("allergies_of_patient", of.clone())?;
    let active = list(&found).iter().map(|view| &view["allergy"]).filter(|one| one["status"] == "active");
    let known: Vec<String> = active
        .map(|one| match text(&one["reaction"]) {
            Some(reaction) => format!("{} ({reaction})", said(&one["substance"])),
            None => said(&one["substance"]),
        })
        .collect();
    if !known.is_empty() {
        return Ok(Allergies::Known(known));
    }
    let flags = asking.ask("chart_flags", of)?;
    let is_none = flags["flags"]["has_no_known_allergies"] == true;
    Ok(if is_none { Allergies::NoneKnown } else { Allergies::NotRecorded })
}

/// Who signs a paper.
pub(super) fn practitioner(asking: &Asking<'_>, account_id: &Value, name: String) -> Result<Practitioner> {
    // Who may not see the front desk's lists still prints a prescription, without the number on it.
    let profiles = asking.ask("practitioner_profiles", Value::Null).unwrap_or_default();
    let profile = list(&profiles).iter().map(|view| &view["profile"]).find(|one| one["account_id"] == *account_id);
    Ok(Practitioner {
        name,
        specialization: profile.and_then(|one| text(&one["specialization"])),
        registration_number: profile.and_then(|one| text(&one["registration_number"])),
    })
}
