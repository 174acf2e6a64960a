//! How care makes charge items: a service that was given, a drug that was handed out.

use super::{ChargeItem, ChargeSource, ChargeStatus};
use crate::db::{Basis, Read, Write};
use crate::dispenses::Dispense;
use crate::encounters::Encounter;
use crate::error::Result;
use crate::patients::Patient;
use crate::record::{Record, Stored};
use rust_decimal::Decimal;
use uuid::Uuid;

/// What care charges for, with the price as it is at this moment.
#[derive(Debug, Clone)]
pub(crate) struct NewCharge<'a> {
    /// The patient.
    pub patient_id: Uuid,
    /// The encounter or dispense that makes it.
    pub source_id: Uuid,
    /// The service or drug that the price is taken from.
    pub item_id: Uuid,
    /// Who gave the care.
    pub practitioner_id: Option<Uuid>,
    /// What the invoice will say.
    pub description: &'a str,
    /// How many.
    pub quantity: Decimal,
    /// The price of one, in minor units.
    pub unit_price_minor: i64,
    /// Tax, in hundredths of a per cent.
    pub tax_basis_points: u32,
}

/// Charges a service that was given in an encounter. The same service of the same encounter is charged once, however
/// often and on however many computers this is called.
///
/// # Errors
/// When there is no such patient.
pub(crate) fn charge_service(write: &mut Write<'_>, charge: NewCharge<'_>) -> Result<Stored<ChargeItem>> {
    make(write, ChargeSource::Service, charge)
}

/// Charges a drug that was handed out; one dispense is charged once.
///
/// # Errors
/// When there is no such patient.
pub(crate) fn charge_dispense(write: &mut Write<'_>, charge: NewCharge<'_>) -> Result<Stored<ChargeItem>> {
    make(write, ChargeSource::Dispense, charge)
}

fn make(write: &mut Write<'_>, source: ChargeSource, charge: NewCharge<'_>) -> Result<Stored<ChargeItem>> {
    write.get::<Patient>(charge.patient_id)?;
    let id = Uuid::new_v5(&charge.source_id, charge.item_id.as_bytes());
    if let Some(made) = write.find::<ChargeItem>(id)? {
        // What was withdrawn and is done again is charged again.
        write.unvoid::<ChargeItem>(id)?;
        return Ok(write.find(id)?.unwrap_or(made));
    }
    write.create(ChargeItem {
        id,
        patient_id: charge.patient_id,
        source,
        source_id: Some(charge.source_id),
        item_id: Some(charge.item_id),
        practitioner_id: charge.practitioner_id,
        description: charge.description.trim().to_owned(),
        quantity: charge.quantity.normalize(),
        unit_price_minor: charge.unit_price_minor,
        tax_basis_points: charge.tax_basis_points,
        status: ChargeStatus::Pending,
        invoice_id: None,
        waive_reason: None,
    })
}

/// Withdraws what an encounter or dispense charged, because that was entered in error. What is on an issued invoice
/// stays there: the cashier gives credit for it. Says whether anything stayed.
///
/// # Errors
/// When the reason is missing.
pub(crate) fn withdraw_charges(write: &mut Write<'_>, source_id: Uuid, reason: &str) -> Result<bool> {
    let made = write.all::<ChargeItem>("source_id = ?1 AND entered_in_error IS NULL", [source_id.to_string()])?;
    let mut has_stayed = false;
    for item in made {
        if item.status == ChargeStatus::Billed {
            has_stayed = true;
        } else {
            let version = write.version(item.id)?;
            write.void::<ChargeItem>(item.id, version, reason)?;
        }
    }
    Ok(has_stayed)
}

/// Lets what a cancelled invoice charged for wait again. What was entered in error meanwhile (a drug that was never
/// handed out) is withdrawn instead: nobody pays for it.
///
/// # Errors
/// When the reason is missing.
pub(crate) fn charge_again(write: &mut Write<'_>, item: ChargeItem, reason: &str) -> Result<()> {
    stand(write, item.id, ChargeStatus::Pending, None)?;
    let is_withdrawn = match (item.source, item.source_id) {
        (ChargeSource::Dispense, Some(id)) => is_voided::<Dispense>(write, id)?,
        (ChargeSource::Service, Some(id)) => is_voided::<Encounter>(write, id)?,
        _ => false,
    };
    if is_withdrawn {
        let version = write.version(item.id)?;
        write.void::<ChargeItem>(item.id, version, reason)?;
    }
    Ok(())
}

fn is_voided<R: Record>(read: &Read<'_>, id: Uuid) -> Result<bool> {
    Ok(read.find::<R>(id)?.is_some_and(|stored| stored.meta.entered_in_error.is_some()))
}

/// Sets where a charge item stands, whatever it stood at.
pub(crate) fn stand(write: &mut Write<'_>, id: Uuid, status: ChargeStatus, invoice_id: Option<Uuid>) -> Result<()> {
    let version = write.version(id)?;
    let item = write.get::<ChargeItem>(id)?.record;
    let item = ChargeItem { status, invoice_id, waive_reason: None, ..item };
    write.save(item, Basis::Shown(version)).map(drop)
}
