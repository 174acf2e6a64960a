//! What waits to be invoiced, and charge items that a person types.

use super::{ChargeItem, ChargeSource, ChargeStatus};
use crate::accounts::{self, Account, Nothing};
use crate::allergies::Void;
use crate::billing;
use crate::db::{Basis, Read, Write};
use crate::error::{Error, Result};
use crate::fields::required;
use crate::money::{self, Discount, Terms};
use crate::outside::Millis;
use crate::patients::{Patient, of_person};
use crate::sites;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Which charge items of a patient.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct ChargeQuery {
    /// The patient.
    pub patient_id: Uuid,
    /// Only those that stand so.
    pub status: Option<ChargeStatus>,
}

/// A charge item as a list shows it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ChargeView {
    /// The charge item.
    pub charge: ChargeItem,
    /// When it was made.
    pub at: Millis,
    /// Who gave the care.
    pub practitioner_name: Option<String>,
    /// What it comes to, tax included.
    pub total_minor: i64,
    /// The draft that it is on.
    pub draft_id: Option<Uuid>,
    /// What a form that is opened now was shown.
    pub version: i64,
}

/// A charge item that a person types.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewChargeItem {
    /// The patient.
    pub patient_id: Uuid,
    /// The service or drug that the price was taken from.
    pub item_id: Option<Uuid>,
    /// Who gave the care.
    pub practitioner_id: Option<Uuid>,
    /// What it is.
    pub description: String,
    /// How many, at most three digits after the point.
    #[schemars(with = "f64")]
    pub quantity: Decimal,
    /// The price of one, in minor units.
    pub unit_price_minor: i64,
    /// Tax, in hundredths of a per cent; the clinic's own where it is left out.
    pub tax_basis_points: Option<u32>,
}

/// Whether somebody pays a charge item.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Waiver {
    /// The charge item.
    pub id: Uuid,
    /// What was on the screen.
    pub version: i64,
    /// Nobody pays it; otherwise it waits again.
    pub is_waived: bool,
    /// Why nobody pays it.
    pub reason: Option<String>,
}

/// A patient for whom something waits to be invoiced.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PatientToBill {
    /// The patient.
    pub patient_id: Uuid,
    /// The patient's number.
    pub mrn: String,
    /// The patient's name.
    pub patient_name: String,
    /// How many charge items wait.
    pub count: i64,
    /// What they come to, tax included.
    pub total_minor: i64,
    /// Since when the first of them waits.
    pub since_at: Millis,
    /// The draft that some of them are on.
    pub draft_id: Option<Uuid>,
}

impl ChargeItem {
    /// What it comes to, tax included; 0 where that cannot be counted.
    #[must_use]
    pub fn total_minor(&self, is_tax_included: bool) -> i64 {
        let terms = Terms {
            quantity: self.quantity,
            unit_price_minor: self.unit_price_minor,
            discount: Discount::Amount(0),
            tax_basis_points: self.tax_basis_points,
            is_tax_included,
        };
        terms.price().map_or(0, |sums| sums.total_minor)
    }
}

/// The draft that a charge item is on.
pub(crate) fn draft_of(read: &Read<'_>, charge_item_id: Uuid) -> Result<Option<Uuid>> {
    let mut statement = read.conn.prepare_cached(
        "SELECT draft.id FROM draft_lines line JOIN invoice_drafts draft ON draft.id = line.draft_id
         WHERE line.charge_item_id = ?1 AND line.entered_in_error IS NULL AND draft.entered_in_error IS NULL
           AND draft.issued_id IS NULL LIMIT 1",
    )?;
    let mut rows = statement.query([charge_item_id.to_string()])?;
    let id: Option<String> = rows.next()?.map(|row| row.get(0)).transpose()?;
    Ok(id.and_then(|id| Uuid::parse_str(&id).ok()))
}

fn view(read: &Read<'_>, id: Uuid) -> Result<ChargeView> {
    let stored = read.get::<ChargeItem>(id)?;
    let practitioner = stored.practitioner_id.map(|id| accounts::name_of(read, id)).transpose()?;
    Ok(ChargeView {
        at: stored.meta.recorded_at,
        practitioner_name: practitioner.flatten(),
        total_minor: stored.total_minor(billing::settings_of(read)?.is_tax_included),
        draft_id: draft_of(read, id)?,
        version: read.version(id)?,
        charge: stored.record,
    })
}

/// A patient's charge items, the latest first.
///
/// # Errors
/// When there is no such patient.
pub fn charges_of_patient(read: &Read<'_>, input: ChargeQuery) -> Result<Vec<ChargeView>> {
    read.get::<Patient>(input.patient_id)?;
    let sql = "patient_id = ?1 AND entered_in_error IS NULL ORDER BY recorded_at DESC, id DESC";
    let sql = of_person(read, input.patient_id, sql)?;
    let found = read.all::<ChargeItem>(&sql, [input.patient_id.to_string()])?;
    let wanted = found.into_iter().filter(|item| input.status.is_none_or(|status| item.status == status));
    wanted.map(|item| view(read, item.id)).collect()
}

/// The patients for whom something waits to be invoiced, the longest waiting first.
///
/// # Errors
/// When the database fails.
pub fn patients_to_bill(read: &Read<'_>, _: Nothing) -> Result<Vec<PatientToBill>> {
    let is_tax_included = billing::settings_of(read)?.is_tax_included;
    let waiting =
        read.all::<ChargeItem>("status = 'pending' AND entered_in_error IS NULL ORDER BY recorded_at, id", [])?;
    let mut found: Vec<PatientToBill> = vec![];
    for item in waiting {
        let total_minor = item.total_minor(is_tax_included);
        let draft_id = draft_of(read, item.id)?;
        if let Some(row) = found.iter_mut().find(|row| row.patient_id == item.patient_id) {
            row.count += 1;
            row.total_minor += total_minor;
            row.draft_id = row.draft_id.or(draft_id);
            continue;
        }
        let patient = read.get::<Patient>(item.patient_id)?;
        found.push(PatientToBill {
            patient_id: item.patient_id,
            patient_name: patient.display_name(),
            mrn: patient.record.mrn,
            count: 1,
            total_minor,
            since_at: item.meta.recorded_at,
            draft_id,
        });
    }
    Ok(found)
}

/// Charges what a person types.
///
/// # Errors
/// When a field is wrong or there is no such patient.
pub fn add_charge(write: &mut Write<'_>, input: NewChargeItem) -> Result<ChargeView> {
    write.get::<Patient>(input.patient_id)?;
    input.practitioner_id.map(|id| write.get::<Account>(id)).transpose()?;
    let currency = sites::own_site(write)?.record.currency;
    let tax_basis_points = match input.tax_basis_points {
        Some(tax) => tax,
        None => billing::settings_of(write)?.tax_basis_points,
    };
    money::check_tax("tax_basis_points", tax_basis_points)?;
    let item = ChargeItem {
        id: write.new_id(),
        patient_id: input.patient_id,
        source: ChargeSource::Manual,
        source_id: None,
        item_id: input.item_id,
        practitioner_id: input.practitioner_id,
        description: required("description", &input.description, 200)?,
        quantity: money::check_quantity("quantity", input.quantity)?,
        unit_price_minor: money::check_price("unit_price_minor", input.unit_price_minor, &currency)?,
        tax_basis_points,
        status: ChargeStatus::Pending,
        invoice_id: None,
        waive_reason: None,
    };
    let id = write.create(item)?.record.id;
    view(write, id)
}

/// Lets nobody pay a charge item, for a reason; or lets it wait again.
///
/// # Errors
/// When the reason is missing, or it is on an invoice.
pub fn waive_charge(write: &mut Write<'_>, input: Waiver) -> Result<ChargeView> {
    let item = open_item(write, input.id)?;
    let (status, waive_reason) = if input.is_waived {
        (ChargeStatus::Waived, Some(required("reason", input.reason.as_deref().unwrap_or_default(), 300)?))
    } else {
        (ChargeStatus::Pending, None)
    };
    write.save(ChargeItem { status, waive_reason, ..item }, Basis::Shown(input.version))?;
    view(write, input.id)
}

/// Marks a charge item as entered in error.
///
/// # Errors
/// When the reason is missing, or it is on an invoice.
pub fn void_charge(write: &mut Write<'_>, input: Void) -> Result<Nothing> {
    open_item(write, input.id)?;
    write.void::<ChargeItem>(input.id, input.version, &input.reason)?;
    Ok(Nothing {})
}

/// A charge item that is on no invoice and no draft.
fn open_item(read: &Read<'_>, id: Uuid) -> Result<ChargeItem> {
    let item = read.get::<ChargeItem>(id)?.record;
    if item.status == ChargeStatus::Billed {
        let sentence = "This is on an issued invoice. Give credit for it there.";
        return Err(Error::Refused { code: "charge_billed", sentence: sentence.into() });
    }
    if draft_of(read, id)?.is_some() {
        let sentence = "This is on a draft of an invoice. Take it off the draft first.";
        return Err(Error::Refused { code: "charge_on_draft", sentence: sentence.into() });
    }
    Ok(item)
}
