//! What was handed out of what was prescribed.

use crate::accounts::{self, Nothing};
use crate::allergies::Void;
use crate::charges::{self, NewCharge};
use crate::conflicts::refuse_unsettled;
use crate::db::{Place, Read, Write};
use crate::error::{Error, Invalid, Result};
use crate::fields::optional;
use crate::formulary::Drug;
use crate::outside::Millis;
use crate::prescriptions::{self, Frequency, ItemStatus, Prescription, PrescriptionItem, PrescriptionView};
use crate::record::{Merge, Record, Stored};
use crate::review::{Finding, ReviewReason};
use healthsync_sync::Scope;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// Something handed out (FHIR MedicationDispense).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Dispense {
    /// The record.
    pub id: Uuid,
    /// What it is of.
    pub item_id: Uuid,
    /// The patient.
    pub patient_id: Uuid,
    /// How much, in the item's `quantity_unit`.
    #[schemars(with = "f64")]
    pub quantity: Decimal,
    /// Who handed it out.
    pub dispensed_by: Uuid,
    /// When.
    pub dispensed_at: Millis,
    /// Anything else.
    pub note: Option<String>,
}

impl Record for Dispense {
    const KIND: &'static str = "dispense";
    const TABLE: &'static str = "dispenses";
    const MERGE: Merge = Merge::AppendOnly;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}

/// Something handed out, with who did.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DispenseView {
    /// The record.
    pub dispense: Stored<Dispense>,
    /// What a form that is opened now was shown.
    pub version: i64,
    /// Who handed it out.
    pub dispensed_by_name: Option<String>,
}

/// What is handed out of one sheet in one go.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewDispense {
    /// The sheet.
    pub prescription_id: Uuid,
    /// What of it.
    pub items: Vec<DispensedItem>,
}

/// How much of an item.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct DispensedItem {
    /// The item.
    pub item_id: Uuid,
    /// How much, in the item's `quantity_unit`.
    #[schemars(with = "f64")]
    pub quantity: Decimal,
    /// Anything else.
    #[serde(default)]
    pub note: Option<String>,
}

/// Hands out: all of it is kept, or nothing. What was for a course is completed with the last of it; what has a price
/// is charged.
///
/// # Errors
/// `more_than_remaining` with the numbers; or when an item is not to be taken.
pub fn dispense(write: &mut Write<'_>, input: NewDispense) -> Result<PrescriptionView> {
    let sheet = write.get::<Prescription>(input.prescription_id)?;
    if sheet.meta.entered_in_error.is_some() {
        let sentence = "This prescription was entered in error. Ask who wrote it.";
        return Err(Error::Refused { code: "voided", sentence: sentence.into() });
    }
    if input.items.is_empty() {
        return Err(Invalid::new("items", "required", "Say what is handed out.").into());
    }
    for (index, handed) in input.items.into_iter().enumerate() {
        hand_out(write, &sheet, handed, index)?;
    }
    prescriptions::view(write, input.prescription_id)
}

fn hand_out(write: &mut Write<'_>, sheet: &Prescription, handed: DispensedItem, index: usize) -> Result<()> {
    let item = write.get::<PrescriptionItem>(handed.item_id)?;
    if item.prescription_id != sheet.id {
        return Err(Error::NotFound { kind: PrescriptionItem::KIND });
    }
    let item = item.record;
    refuse_unsettled(write, item.id, &item.label())?;
    let field = format!("items.{index}.quantity");
    let label = item.label();
    if item.status != ItemStatus::Active {
        let sentence = match item.status {
            ItemStatus::OnHold => format!("{label} is on hold. Ask who prescribed it."),
            ItemStatus::Completed => format!("{label} is completed: there is nothing left to hand out."),
            _ => format!("{label} was stopped or cancelled and is not handed out."),
        };
        let details = json!({ "label": label, "status": item.status });
        return Err(Invalid::new(&field, "not_to_be_dispensed", sentence).with(details).into());
    }
    let quantity = handed.quantity.round_dp(3).normalize();
    if quantity <= Decimal::ZERO {
        return Err(Invalid::new(&field, "not_positive", "A quantity is greater than 0.").into());
    }
    if item.quantity_unit.is_whole() && !quantity.fract().is_zero() {
        return Err(Invalid::new(&field, "not_whole", "Only whole ones can be handed out.").into());
    }
    let before: Decimal = prescriptions::dispenses_of(write, item.id)?.iter().map(|dispense| dispense.quantity).sum();
    let remaining = (item.quantity - before).max(Decimal::ZERO);
    if quantity > remaining {
        let (prescribed, dispensed) = (item.quantity.normalize(), before.normalize());
        let sentence = format!(
            "Of {label}, {prescribed} were prescribed and {dispensed} handed out: at most {} are left, not {quantity}.",
            remaining.normalize()
        );
        let details = json!({
            "label": label, "prescribed": prescribed, "dispensed": dispensed,
            "remaining": remaining.normalize(), "asked": quantity, "unit": item.quantity_unit,
        });
        return Err(Invalid::new(&field, "more_than_remaining", sentence).with(details).into());
    }
    let dispense = Dispense {
        id: write.new_id(),
        item_id: item.id,
        patient_id: item.patient_id,
        quantity,
        dispensed_by: write.account_id,
        dispensed_at: write.now,
        note: optional(&format!("items.{index}.note"), handed.note.as_deref(), 300)?,
    };
    let dispense = write.create(dispense)?.record;
    charge(write, &item, &dispense, sheet.prescriber_id)?;
    let is_course = item.duration_days.is_some() || item.frequency == Frequency::Once;
    if is_course && quantity == remaining {
        prescriptions::set_status(write, item, ItemStatus::Completed, None)?;
    }
    Ok(())
}

fn charge(write: &mut Write<'_>, item: &PrescriptionItem, dispense: &Dispense, prescriber: Uuid) -> Result<()> {
    let Some(drug) = item.drug_id.map(|id| write.get::<Drug>(id)).transpose()? else { return Ok(()) };
    let Some(price) = drug.price_minor.filter(|price| *price > 0) else { return Ok(()) };
    let charge = NewCharge {
        patient_id: item.patient_id,
        source_id: dispense.id,
        item_id: drug.record.id,
        practitioner_id: Some(prescriber),
        description: &item.label(),
        quantity: dispense.quantity,
        unit_price_minor: price,
        tax_basis_points: drug.tax_basis_points,
    };
    charges::charge_dispense(write, charge).map(drop)
}

/// Marks what was handed out as entered in error: it counts as not handed out, and what it charged is withdrawn.
///
/// # Errors
/// When the reason is missing.
pub fn void_dispense(write: &mut Write<'_>, input: Void) -> Result<Nothing> {
    let dispense = write.get::<Dispense>(input.id)?;
    if dispense.meta.entered_in_error.is_some() {
        let sentence = "This was marked as entered in error already.";
        return Err(Error::Refused { code: "voided", sentence: sentence.into() });
    }
    write.void::<Dispense>(input.id, input.version, &input.reason)?;
    charges::withdraw_charges(write, input.id, &input.reason)?;
    let item = write.get::<PrescriptionItem>(dispense.item_id)?;
    let was_completed_by_it = item.status == ItemStatus::Completed && item.status_at == dispense.dispensed_at;
    // What was renewed meanwhile is over: it would be taken, and handed out, beside what renews it.
    if was_completed_by_it && !prescriptions::is_renewed(write, &item)? {
        prescriptions::set_status(write, item.record, ItemStatus::Active, None)?;
    }
    Ok(Nothing {})
}

/// Something handed out, with who did.
pub(crate) fn dispense_view(read: &Read<'_>, dispense: Stored<Dispense>) -> Result<DispenseView> {
    Ok(DispenseView {
        version: read.version(dispense.record.id)?,
        dispensed_by_name: accounts::name_of(read, dispense.dispensed_by)?,
        dispense,
    })
}

/// Items of which more stands as handed out than was prescribed: two workstations did not know of each other.
pub(crate) fn over_dispensed(read: &Read<'_>) -> Result<Vec<Finding>> {
    let mut statement = read.conn.prepare_cached(
        "SELECT i.id, i.drug_name, group_concat(d.id, ' ') FROM dispenses d
         JOIN prescription_items i ON i.id = d.item_id
         WHERE d.entered_in_error IS NULL AND i.entered_in_error IS NULL
         GROUP BY d.item_id HAVING sum(d.quantity) > i.quantity + 0.0005 ORDER BY i.id",
    )?;
    let mut rows = statement.query([])?;
    let mut items = vec![];
    while let Some(row) = rows.next()? {
        let (item, detail, handed_out): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let records = [item.as_str()].into_iter().chain(handed_out.split(' '));
        items.push(Finding {
            reason: ReviewReason::OverDispensed,
            kind: PrescriptionItem::KIND.into(),
            records: records.filter_map(|id| Uuid::parse_str(id).ok()).collect(),
            detail,
            state: String::new(),
        });
    }
    Ok(items)
}
