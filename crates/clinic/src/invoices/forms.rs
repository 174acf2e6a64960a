//! What screens send about invoices.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A new draft.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewInvoice {
    /// The patient.
    pub patient_id: Uuid,
    /// The charge items to begin with; none for all that wait, an empty list for none.
    pub charge_item_ids: Option<Vec<Uuid>>,
    /// Nobody shares in it; otherwise the patient's usual coverage is taken.
    #[serde(default)]
    pub is_self_paid: bool,
}

/// A line as a form has it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct LineForm {
    /// The line; none for a new one.
    pub id: Option<Uuid>,
    /// The charge item that a new line is made of.
    pub charge_item_id: Option<Uuid>,
    /// The service or drug whose price a new line has, where it is of no charge item.
    pub item_id: Option<Uuid>,
    /// What it is.
    pub description: String,
    /// How many, at most three digits after the point.
    #[schemars(with = "f64")]
    pub quantity: Decimal,
    /// The price of one, in minor units.
    pub unit_price_minor: i64,
    /// What is taken off in hundredths of a per cent; leave it out to take off an amount.
    pub discount_basis_points: Option<u32>,
    /// The amount that is taken off, in minor units.
    #[serde(default)]
    pub discount_minor: i64,
    /// Tax, in hundredths of a per cent; the clinic's own where it is left out.
    pub tax_basis_points: Option<u32>,
    /// The insurer shares in it.
    #[serde(default = "yes")]
    pub is_covered: bool,
}

fn yes() -> bool {
    true
}

/// A draft as a form has it: lines that are left out are taken off it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct InvoiceForm {
    /// The draft.
    pub id: Uuid,
    /// What the form was shown.
    pub version: i64,
    /// The lines in their order.
    pub lines: Vec<LineForm>,
    /// Under which coverage; none where the patient pays all.
    pub coverage_id: Option<Uuid>,
    /// When it will be due; none for the clinic's usual days.
    pub due_on: Option<NaiveDate>,
    /// What the paper says beside the lines.
    pub note: Option<String>,
}

/// Lines as somebody types them, to see what they come to.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct InvoicePreview {
    /// The lines.
    pub lines: Vec<LineForm>,
    /// Under which coverage.
    pub coverage_id: Option<Uuid>,
}

/// A draft that is thrown away.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct DraftRemoval {
    /// The draft.
    pub id: Uuid,
    /// What was on the screen.
    pub version: i64,
}

/// A draft that is issued.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Issue {
    /// The draft.
    pub id: Uuid,
    /// What was on the screen: what somebody changed since then is shown first.
    pub version: i64,
    /// The prices on the draft stand although the price list has changed.
    #[serde(default)]
    pub are_prices_confirmed: bool,
}

/// An invoice or draft.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct InvoiceId {
    /// The invoice or the draft; of a draft that was issued, the invoice is shown.
    pub id: Uuid,
}

/// Which invoices a list holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceFilter {
    /// All that were issued, the latest first.
    #[default]
    All,
    /// Drafts, the last changed first.
    Drafts,
    /// Issued and not yet paid, the longest due first.
    Unpaid,
    /// Unpaid after the day on which they were due, the longest due first.
    Overdue,
    /// Paid, the latest first.
    Balanced,
    /// Cancelled, the latest first.
    Cancelled,
}

/// A page of invoices.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct InvoiceQuery {
    /// Which.
    pub filter: InvoiceFilter,
    /// Only this patient's.
    pub patient_id: Option<Uuid>,
    /// Only those that this insurer shares in.
    pub insurer_id: Option<Uuid>,
    /// Only those with this in their number.
    pub number: Option<String>,
    /// Issued on this day or later.
    pub from_on: Option<NaiveDate>,
    /// Issued on this day or earlier.
    pub to_on: Option<NaiveDate>,
    /// The last invoice of the page before.
    pub after: Option<Uuid>,
    /// How many to pass over.
    pub offset: u32,
    /// At most so many; 0 for 50.
    pub limit: u32,
}
