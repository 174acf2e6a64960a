//! Issuing a draft: it gets its number, and nobody changes it again.

use super::{InvoiceView, Issue};
use crate::db::Write;
use crate::error::Result;
use crate::payments::not_yet;

/// Issues a draft.
///
/// # Errors
/// When it has no lines, prices have changed, or somebody changed it meanwhile.
pub fn issue_invoice(_write: &mut Write<'_>, _input: Issue) -> Result<InvoiceView> {
    not_yet()
}
