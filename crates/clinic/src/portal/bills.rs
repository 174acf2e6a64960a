//! One's own prescriptions and invoices, as far as they concern who is treated and who pays.

use super::own_patient;
use crate::accounts::Nothing;
use crate::db::Read;
use crate::error::Result;
use crate::invoices::{InvoiceStatus, invoices_of_patient};
use crate::outside::Millis;
use crate::patients::OfPatient;
use crate::prescriptions::{ItemStatus, prescriptions_of_patient};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A medicine that was prescribed to one.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MyMedicine {
    /// The item.
    pub id: Uuid,
    /// The medicine's name and strength.
    pub label: String,
    /// What to do, by language: `en`, `ar`.
    pub instructions: BTreeMap<String, String>,
    /// Where it stands.
    pub status: ItemStatus,
    /// It is being taken.
    pub is_current: bool,
    /// The last day of its course; none where it goes on.
    pub ends_on: Option<NaiveDate>,
}

/// A sheet that was prescribed to one.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MyPrescription {
    /// The sheet.
    pub id: Uuid,
    /// Its number.
    pub number: String,
    /// When it was written.
    pub prescribed_at: Millis,
    /// Who prescribed.
    pub prescriber_name: Option<String>,
    /// Its medicines.
    pub medicines: Vec<MyMedicine>,
}

/// An invoice of one's own.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MyInvoice {
    /// The invoice.
    pub id: Uuid,
    /// Its number.
    pub number: String,
    /// Where it stands.
    pub status: InvoiceStatus,
    /// The day on which it was issued.
    pub issued_on: Option<NaiveDate>,
    /// When it is due.
    pub due_on: Option<NaiveDate>,
    /// It is not paid, and the day on which it was due is past.
    pub is_overdue: bool,
    /// The ISO 4217 code of its currency.
    pub currency: String,
    /// The whole, in minor units.
    pub total_minor: i64,
    /// What one has paid of it, in minor units.
    pub paid_minor: i64,
    /// What one has still to pay, in minor units.
    pub due_minor: i64,
    /// Who shares in it.
    pub insurer_name: Option<String>,
}

/// What was prescribed to one, the latest first.
///
/// # Errors
/// When no record was found yet.
pub fn my_prescriptions(read: &Read<'_>, _: Nothing) -> Result<Vec<MyPrescription>> {
    let found = prescriptions_of_patient(read, OfPatient { patient_id: own_patient(read)? })?;
    let standing = found.into_iter().filter(|view| view.prescription.meta.entered_in_error.is_none());
    let medicine = |view: crate::prescriptions::ItemView| MyMedicine {
        id: view.item.id,
        label: view.label,
        instructions: view.instructions,
        status: view.item.status,
        // What two people wrote differently is not told until it is settled.
        is_current: view.is_current && view.rivals.is_empty(),
        ends_on: view.ends_on,
    };
    let sheet = |view: crate::prescriptions::PrescriptionView| MyPrescription {
        id: view.prescription.id,
        number: view.prescription.number.clone(),
        prescribed_at: view.prescription.meta.recorded_at,
        prescriber_name: view.prescriber_name,
        medicines: view
            .items
            .into_iter()
            .filter(|item| item.item.meta.entered_in_error.is_none() && item.rivals.is_empty())
            .map(medicine)
            .collect(),
    };
    Ok(standing.map(sheet).filter(|sheet| !sheet.medicines.is_empty()).collect())
}

/// One's own invoices, the latest first; those that are still being made are left out.
///
/// # Errors
/// When no record was found yet.
pub fn my_invoices(read: &Read<'_>, _: Nothing) -> Result<Vec<MyInvoice>> {
    let rows = invoices_of_patient(read, OfPatient { patient_id: own_patient(read)? })?;
    let issued = rows.into_iter().filter_map(|row| row.number.clone().map(|number| (number, row)));
    let shown = issued.map(|(number, row)| MyInvoice {
        id: row.id,
        number,
        status: row.status,
        issued_on: row.issued_on,
        due_on: row.due_on,
        is_overdue: row.is_overdue && row.standing.patient_due_minor > 0,
        currency: row.currency,
        total_minor: row.total_minor,
        paid_minor: row.standing.patient_paid_minor,
        due_minor: row.standing.patient_due_minor,
        insurer_name: row.insurer_name,
    });
    Ok(shown.collect())
}
