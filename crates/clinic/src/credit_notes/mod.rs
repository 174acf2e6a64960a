//! Credit notes: how what was issued is taken back, in part or whole, without being changed.

mod give;

pub use give::*;

use crate::db::Place;
use crate::error::Result;
use crate::invoices::refresh_invoice;
use crate::outside::Millis;
use crate::record::{Merge, Record, Stored};
use chrono::NaiveDate;
use healthsync_sync::Scope;
use rusqlite::Connection;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What is taken back of an issued invoice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CreditNote {
    /// The credit note.
    pub id: Uuid,
    /// The patient.
    pub patient_id: Uuid,
    /// The invoice.
    pub invoice_id: Uuid,
    /// Its number.
    pub number: String,
    /// The clinic's day on which it was made.
    pub credited_on: NaiveDate,
    /// It takes back all that was left: the invoice is cancelled.
    pub is_cancellation: bool,
    /// Why.
    pub reason: String,
    /// The ISO 4217 code of its currency.
    pub currency: String,
    /// What is taken back, tax included.
    pub amount_minor: i64,
    /// The tax in it.
    pub tax_minor: i64,
    /// By so much the patient owes less.
    pub patient_minor: i64,
    /// By so much the insurer owes less.
    pub insurer_minor: i64,
}

/// What is taken back of one line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CreditNoteLine {
    /// The line.
    pub id: Uuid,
    /// The credit note.
    pub credit_note_id: Uuid,
    /// The line of the invoice.
    pub invoice_line_id: Uuid,
    /// What is taken back, tax included.
    pub amount_minor: i64,
    /// The tax in it.
    pub tax_minor: i64,
}

impl Record for CreditNote {
    const KIND: &'static str = "credit_note";
    const TABLE: &'static str = "credit_notes";
    const MERGE: Merge = Merge::AppendOnly;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }

    fn projected(conn: &Connection, stored: &Stored<Self>) -> Result<()> {
        refresh_invoice(conn, stored.invoice_id)
    }
}

impl Record for CreditNoteLine {
    const KIND: &'static str = "credit_note_line";
    const TABLE: &'static str = "credit_note_lines";
    const MERGE: Merge = Merge::AppendOnly;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}

/// What to take back of one line.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct LineCredit {
    /// The line of the invoice.
    pub invoice_line_id: Uuid,
    /// How much of it, tax included.
    pub amount_minor: i64,
}

/// Part of an invoice that is taken back.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewCredit {
    /// The invoice.
    pub invoice_id: Uuid,
    /// What of which lines.
    pub lines: Vec<LineCredit>,
    /// Why.
    pub reason: String,
}

/// An invoice that is taken back whole.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Cancellation {
    /// The invoice.
    pub invoice_id: Uuid,
    /// Why.
    pub reason: String,
    /// What it charged for waits again, to be invoiced anew; otherwise nobody is charged for it.
    #[serde(default)]
    pub is_charged_again: bool,
}

/// A credit note as screens and papers need it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CreditNoteView {
    /// The credit note.
    pub credit_note: CreditNote,
    /// When it was made.
    pub at: Millis,
    /// Who made it.
    pub by: Option<String>,
    /// The number of the invoice.
    pub invoice_number: String,
    /// The lines.
    pub lines: Vec<CreditLineView>,
}

/// A line of a credit note.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CreditLineView {
    /// What the line of the invoice says.
    pub description: String,
    /// What is taken back, tax included.
    pub amount_minor: i64,
    /// The tax in it.
    pub tax_minor: i64,
}

/// A credit note.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct CreditNoteId {
    /// The credit note.
    pub id: Uuid,
}
