//! A patient's chart on paper: what is known, the latest readings, and their trends as charts.

use crate::asking::{Asking, day, list, needed, said, text};
use crate::prescription::{diagnosis, instructions};
use crate::{Draft, PaperOrder, people, trends};
use healthsync_clinic::Result;
use healthsync_clinic::sites::{GlucoseUnit, HeightUnit, Site, TemperatureUnit, WeightUnit};
use healthsync_papers::{
    Breach, Detail, ItemStatus, Paper, PatientReport, ReadingName, ReportCondition, ReportEncounter,
    ReportPrescription, ReportReading, Section,
};
use serde_json::{Value, json};

/// A report says so many encounters, the latest first: what came before is read in the chart.
const ENCOUNTERS: usize = 50;

pub(super) fn gather(asking: &Asking<'_>, order: &PaperOrder) -> Result<Draft> {
    let patient_id = needed("patient_id", order.patient_id.or(order.subject_id))?;
    let of = json!({ "patient_id": patient_id });
    let who = asking.ask("patient", of.clone())?;
    let flags = asking.ask("chart_flags", of.clone())?;
    let conditions = asking.ask("conditions_of_patient", of.clone())?;
    let sheets = asking.ask("prescriptions_of_patient", of.clone())?;
    let rows = asking.ask("encounters_of_patient", of.clone())?;
    let encounter = |row: &Value| {
        let found = asking.ask("encounter", json!({ "patient_id": patient_id, "id": row["id"] }))?;
        Ok(encounter_of(asking, &found))
    };
    let is_shown = |row: &&Value| !order.is_signed_only || row["status"] == "signed";
    let paper = PatientReport {
        patient: people::person_of(&who),
        details: details(asking, &who["patient"], &flags["flags"]),
        made_at: asking.now(),
        made_by: said(&asking.ask("my_profile", Value::Null)?["name"]),
        allergies: people::allergies(asking, patient_id)?,
        conditions: list(&conditions).iter().map(|view| condition(&view["condition"])).collect(),
        vitals: readings(asking, &asking.ask("latest_vitals", of)?),
        charts: trends::charts(asking, patient_id, order)?,
        prescriptions: list(&sheets).iter().flat_map(|sheet| prescribed(asking, sheet)).collect(),
        encounters: list(&rows).iter().filter(is_shown).take(ENCOUNTERS).map(encounter).collect::<Result<_>>()?,
    };
    Ok(Draft::new(Paper::PatientReport(paper), patient_id, Some(patient_id), None))
}

fn details(asking: &Asking<'_>, patient: &Value, flags: &Value) -> Vec<(Detail, String)> {
    let join = |fields: &[&str], between: &str| {
        let parts: Vec<String> = fields.iter().filter_map(|field| text(&patient[*field])).collect();
        (!parts.is_empty()).then(|| parts.join(between))
    };
    let kin = join(&["next_of_kin_name", "next_of_kin_relation", "next_of_kin_phone"], ", ");
    let pregnancy = (flags["is_pregnant"] == true).then(|| healthsync_papers::pregnant(asking.language).to_owned());
    [
        (Detail::OtherNames, text(&patient["other_names"])),
        (Detail::Gender, text(&patient["gender"])),
        (Detail::BloodGroup, text(&patient["blood_group"])),
        (Detail::Address, join(&["address", "city", "state", "country"], ", ")),
        (Detail::Email, text(&patient["email"])),
        (Detail::NationalId, text(&patient["national_id"])),
        (Detail::NextOfKin, kin),
        (Detail::Pregnancy, pregnancy),
    ]
    .into_iter()
    .filter_map(|(what, told)| Some((what, told?)))
    .collect()
}

fn condition(one: &Value) -> ReportCondition {
    ReportCondition {
        name: said(&one["name"]),
        code: text(&one["code"]),
        is_active: one["status"] == "active",
        onset_on: day(&one["onset_on"]),
        notes: text(&one["notes"]),
    }
}

fn prescribed(asking: &Asking<'_>, sheet: &Value) -> Vec<ReportPrescription> {
    let on = asking.local(&sheet["prescription"]["written_at"]).date();
    let item = |view: &Value| ReportPrescription {
        on,
        drug: text(&view["label"]).unwrap_or_else(|| said(&view["item"]["drug_name"])),
        instructions: instructions(view, asking.language),
        status: match view["item"]["status"].as_str() {
            Some("on_hold") => ItemStatus::OnHold,
            Some("completed") => ItemStatus::Completed,
            Some("stopped") => ItemStatus::Stopped,
            Some("cancelled") => ItemStatus::Cancelled,
            _ => ItemStatus::Active,
        },
    };
    list(&sheet["items"]).iter().map(item).collect()
}

fn encounter_of(asking: &Asking<'_>, view: &Value) -> ReportEncounter {
    let encounter = &view["encounter"];
    let sections = ["complaint", "history", "examination", "assessment", "plan"];
    let mut told: Vec<(Section, String)> =
        sections.iter().filter_map(|name| Some((section(name), text(&encounter[*name])?))).collect();
    for amendment in list(&view["amendments"]) {
        told.push((Section::Amendment, said(&amendment["amendment"]["text"])));
    }
    ReportEncounter {
        at: asking.local(&encounter["started_at"]),
        practitioner: said(&view["practitioner_name"]),
        is_draft: encounter["status"] != "signed",
        diagnoses: list(&view["diagnoses"]).iter().map(|one| diagnosis(&one["diagnosis"])).collect(),
        sections: told,
    }
}

fn section(name: &str) -> Section {
    match name {
        "complaint" => Section::Complaint,
        "history" => Section::History,
        "examination" => Section::Examination,
        "assessment" => Section::Assessment,
        _ => Section::Plan,
    }
}

/// The latest readings in the clinic's units, the two blood pressures as one.
fn readings(asking: &Asking<'_>, latest: &Value) -> Vec<ReportReading> {
    let all = list(&latest["readings"]);
    let of = |metric: &str| all.iter().find(|one| one["metric"] == metric);
    let mut told = vec![];
    for (metric, name) in [
        ("heart_rate", ReadingName::HeartRate),
        ("systolic", ReadingName::BloodPressure),
        ("temperature", ReadingName::Temperature),
        ("spo2", ReadingName::Spo2),
        ("respiratory_rate", ReadingName::RespiratoryRate),
        ("glucose", ReadingName::Glucose),
    ] {
        let Some(one) = of(metric) else { continue };
        let (value, unit) = in_units(name, &one["value"], &asking.site);
        let below = of("diastolic").filter(|_| metric == "systolic");
        let value = match below {
            Some(below) => format!("{value}/{}", in_units(name, &below["value"], &asking.site).0),
            None => value,
        };
        let breach = worse(breach(one), below.and_then(breach));
        told.push(ReportReading { name, value, unit: unit.into(), at: asking.local(&one["at"]), breach });
    }
    let body = &latest["body"];
    for (field, name) in [("weight_kg", ReadingName::Weight), ("height_cm", ReadingName::Height)] {
        let Some([value, at]) = body[field].as_array().map(Vec::as_slice) else { continue };
        let (value, unit) = in_units(name, value, &asking.site);
        told.push(ReportReading { name, value, unit: unit.into(), at: asking.local(at), breach: None });
    }
    told
}

fn breach(one: &Value) -> Option<Breach> {
    match one["severity"].as_str() {
        Some("critical") => Some(Breach::Critical),
        Some("warning") => Some(Breach::Warning),
        _ => None,
    }
}

fn worse(a: Option<Breach>, b: Option<Breach>) -> Option<Breach> {
    if a == Some(Breach::Critical) || b == Some(Breach::Critical) { Some(Breach::Critical) } else { a.or(b) }
}

/// A value in the unit that the clinic writes, and the unit.
fn in_units(name: ReadingName, value: &Value, site: &Site) -> (String, &'static str) {
    let value = value.as_f64().unwrap_or_default();
    let (value, places) = match name {
        ReadingName::Temperature if site.temperature_unit == TemperatureUnit::Fahrenheit => (value * 1.8 + 32.0, 1),
        ReadingName::Weight if site.weight_unit == WeightUnit::Pound => (value / 0.453_592_37, 1),
        ReadingName::Height if site.height_unit == HeightUnit::Inch => (value / 2.54, 1),
        ReadingName::Glucose if site.glucose_unit == GlucoseUnit::MmolL => (value / 18.0, 1),
        ReadingName::Temperature | ReadingName::Weight => (value, 1),
        _ => (value, 0),
    };
    (format!("{value:.places$}"), unit(name, site))
}

/// The unit that the clinic writes.
pub(super) fn unit(name: ReadingName, site: &Site) -> &'static str {
    match name {
        ReadingName::HeartRate | ReadingName::RespiratoryRate => "/min",
        ReadingName::BloodPressure => "mmHg",
        ReadingName::Temperature if site.temperature_unit == TemperatureUnit::Fahrenheit => "°F",
        ReadingName::Temperature => "°C",
        ReadingName::Spo2 => "%",
        ReadingName::Glucose if site.glucose_unit == GlucoseUnit::MmolL => "mmol/L",
        ReadingName::Glucose => "mg/dL",
        ReadingName::Weight if site.weight_unit == WeightUnit::Pound => "lb",
        ReadingName::Weight => "kg",
        ReadingName::Height if site.height_unit == HeightUnit::Inch => "in",
        ReadingName::Height => "cm",
        ReadingName::Bmi => "kg/m²",
        ReadingName::News2 => "",
    }
}
