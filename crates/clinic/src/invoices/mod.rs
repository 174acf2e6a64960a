//! Invoices: a draft that anybody who may invoice can change, and what was issued, which nobody changes again.

mod draft;
mod forms;
mod issue;
mod lists;
mod records;
mod standing;
mod views;

pub use draft::*;
pub use forms::*;
pub use issue::*;
pub use lists::*;
pub use records::*;
pub(crate) use standing::*;
pub use standing::{InvoiceStatus, Standing};
pub use views::*;
