//! One consultation of the made-up clinic: vitals, note, diagnosis, prescription, what was handed out, and the bill.

use super::cases::{Case, Given};
use super::fortnight::{Fortnight, note_of, step};
use super::{input, till};
use crate::db::Write;
use crate::error::Result;
use crate::formulary::Drug;
use crate::outside::Millis;
use crate::patients::Patient;
use crate::prescriptions::FindingSeverity;
use crate::record::Stored;
use crate::{dispenses, encounters, prescriptions, vitals};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use uuid::Uuid;

const MINUTE_MS: Millis = 60_000;

pub(super) fn consult(
    fortnight: &mut Fortnight<'_>,
    write: &mut Write<'_>,
    appointment_id: Uuid,
    patient: &Stored<Patient>,
    doctor: Uuid,
    case: &Case,
    seen_at: Millis,
) -> Result<()> {
    write.stand_in(seen_at - MINUTE_MS, fortnight.staff.nurse);
    let tenths = 366 + fortnight.chance.between(0, 5) + case.fever;
    let set = json!({
        "patient_id": patient.id, "is_confirmed": true,
        "temperature_c": Decimal::new(tenths, 1), "heart_rate_bpm": 70 + case.fever + fortnight.chance.between(0, 14),
        "systolic_mmhg": fortnight.chance.between(112, 134), "diastolic_mmhg": fortnight.chance.between(66, 84),
    });
    let is_grown = patient.height_cm.is_none_or(|height| height >= Decimal::from(120));
    if is_grown {
        vitals::record_vitals(write, input(set)?)?;
    }

    write.stand_in(seen_at, doctor);
    let opened = json!({ "patient_id": patient.id, "appointment_id": appointment_id });
    let encounter = encounters::open_encounter(write, input(opened)?)?;
    let id = encounter.encounter.record.id;
    let (name, code) = case.diagnosis;
    let is_on_problem_list = matches!(code, "I10" | "E11");
    let diagnosis = json!({ "encounter_id": id, "name": name, "code": code, "is_on_problem_list": is_on_problem_list });
    encounters::add_diagnosis(write, input(diagnosis)?)?;
    let sheet = prescribe(write, patient, id, case)?;
    write.stand_in(seen_at + 12 * MINUTE_MS, doctor);
    let change = encounters::EncounterChange {
        id,
        version: write.version(id)?,
        kind: encounters::EncounterKind::Consultation,
        note: note_of(case)?,
    };
    encounters::sign_encounter(write, change)?;
    // Signing an encounter ends its appointment; one that was not begun by it is ended here.
    let still_open = crate::appointments::appointment(write, input(json!({ "id": appointment_id }))?)?;
    if still_open.possible.contains(&crate::appointments::AppointmentStep::Fulfil) {
        step(write, appointment_id, json!({ "step": "fulfil" }))?;
    }
    if let Some(sheet) = sheet {
        write.stand_in(seen_at + 15 * MINUTE_MS, fortnight.staff.nurse);
        hand_out(fortnight, write, &sheet)?;
    }
    till::bill(fortnight, write, patient.id, seen_at + 18 * MINUTE_MS)
}

/// The item of a sheet, where the formulary has the medicine.
pub(super) fn item_of(write: &Write<'_>, given: &Given) -> Result<Value> {
    let found = write.all::<Drug>(
        "name = ?1 AND form = ?2 AND strength = ?3 AND entered_in_error IS NULL",
        [given.name, given.form, given.strength],
    )?;
    Ok(json!({
        "drug_id": found.first().map(|drug| drug.record.id), "dose": given.dose, "dose_unit": given.unit, "route": "oral",
        "frequency": given.frequency, "duration_days": given.days, "food": given.food,
    }))
}

/// What the case asks for, unless a check speaks against it: then the made-up doctor thinks again.
fn prescribe(
    write: &mut Write<'_>,
    patient: &Stored<Patient>,
    encounter_id: Uuid,
    case: &Case,
) -> Result<Option<prescriptions::PrescriptionView>> {
    if case.given.is_empty() {
        return Ok(None);
    }
    let items = case.given.iter().map(|given| item_of(write, given)).collect::<Result<Vec<_>>>()?;
    let sheet = json!({ "patient_id": patient.id, "encounter_id": encounter_id, "items": items });
    let check = prescriptions::check_prescription(write, input(sheet.clone())?)?;
    let is_stopped = check.findings.iter().any(|finding| finding.severity == FindingSeverity::Serious);
    if is_stopped || check.items.iter().any(|item| !item.problems.is_empty()) {
        return Ok(None);
    }
    prescriptions::prescribe(write, input(sheet)?).map(Some)
}

/// Most is handed out at once, some in two parts, some not at all.
fn hand_out(
    fortnight: &mut Fortnight<'_>,
    write: &mut Write<'_>,
    sheet: &prescriptions::PrescriptionView,
) -> Result<()> {
    let fate = fortnight.chance.between(0, 9);
    if fate == 0 {
        return Ok(());
    }
    let items: Vec<Value> = sheet
        .items
        .iter()
        .map(|item| {
            let quantity = item.item.record.quantity;
            let part = if fate == 1 { (quantity / Decimal::TWO).ceil() } else { quantity };
            json!({ "item_id": item.item.record.id, "quantity": part })
        })
        .collect();
    let order = json!({ "prescription_id": sheet.prescription.record.id, "items": items });
    dispenses::dispense(write, input(order)?).map(drop)
}
