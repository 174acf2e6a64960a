//! Making a draft and changing it.

use super::{DraftRemoval, InvoiceForm, InvoicePreview, InvoiceView, NewInvoice, PreviewView};
use crate::accounts::Nothing;
use crate::db::{Read, Write};
use crate::error::Result;
use crate::payments::not_yet;

/// Begins a draft with what waits to be invoiced.
///
/// # Errors
/// When a charge item does not wait any more.
pub fn start_invoice(_write: &mut Write<'_>, _input: NewInvoice) -> Result<InvoiceView> {
    not_yet()
}

/// Changes a draft.
///
/// # Errors
/// When a field is wrong or it was issued.
pub fn update_invoice(_write: &mut Write<'_>, _input: InvoiceForm) -> Result<InvoiceView> {
    not_yet()
}

/// Says what lines come to, without keeping them.
///
/// # Errors
/// When a field is wrong.
pub fn preview_invoice(_read: &Read<'_>, _input: InvoicePreview) -> Result<PreviewView> {
    not_yet()
}

/// Throws a draft away; what it charged for waits again.
///
/// # Errors
/// When it was issued.
pub fn discard_invoice(_write: &mut Write<'_>, _input: DraftRemoval) -> Result<Nothing> {
    not_yet()
}
