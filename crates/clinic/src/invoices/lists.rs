//! Lists of invoices.

use super::{InvoiceId, InvoiceList, InvoiceQuery, InvoiceRow, InvoiceView};
use crate::db::Read;
use crate::error::Result;
use crate::patients::OfPatient;
use crate::payments::not_yet;

/// An invoice or draft with all that hangs on it.
///
/// # Errors
/// When there is none.
pub fn invoice(_read: &Read<'_>, _input: InvoiceId) -> Result<InvoiceView> {
    not_yet()
}

/// A page of invoices.
///
/// # Errors
/// When the database fails.
pub fn invoices(_read: &Read<'_>, _input: InvoiceQuery) -> Result<InvoiceList> {
    not_yet()
}

/// A patient's drafts and invoices, the latest first.
///
/// # Errors
/// When there is no such patient.
pub fn invoices_of_patient(_read: &Read<'_>, _input: OfPatient) -> Result<Vec<InvoiceRow>> {
    not_yet()
}
