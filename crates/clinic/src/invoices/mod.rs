//! Invoices: a draft that anybody who may invoice can change, and what was issued, which nobody changes again.

mod draft;
mod forms;
mod issue;
mod lists;
mod price;
mod records;
mod show;
mod standing;
mod views;

pub use draft::*;
pub use forms::*;
pub use issue::*;
pub use lists::*;
pub use records::*;
pub use show::*;
pub use standing::{InvoiceStatus, Standing};
pub(crate) use standing::{free_of, refresh_invoice, refresh_payment, standing_of};
pub use views::*;
