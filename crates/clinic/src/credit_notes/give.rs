//! Taking back what was issued.

use super::{Cancellation, CreditNoteId, CreditNoteView, NewCredit};
use crate::db::{Read, Write};
use crate::error::Result;
use crate::invoices::InvoiceView;
use crate::payments::not_yet;

/// Takes back part of an issued invoice. What was paid beyond what is left becomes free.
///
/// # Errors
/// When it is more than is left of a line.
pub fn credit_invoice(_write: &mut Write<'_>, _input: NewCredit) -> Result<InvoiceView> {
    not_yet()
}

/// Takes back all that is left of an issued invoice. Its number stays; what was paid becomes free.
///
/// # Errors
/// When it is cancelled already.
pub fn cancel_invoice(_write: &mut Write<'_>, _input: Cancellation) -> Result<InvoiceView> {
    not_yet()
}

/// A credit note as papers need it.
///
/// # Errors
/// When there is none.
pub fn credit_note(_read: &Read<'_>, _input: CreditNoteId) -> Result<CreditNoteView> {
    not_yet()
}
