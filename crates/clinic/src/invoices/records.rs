//! The records of invoices.

use super::standing;
use crate::charges::ChargeSource;
use crate::db::Place;
use crate::error::Result;
use crate::money::{Cover, CoverTerms};
use crate::record::{Merge, Record, Stored, Together};
use chrono::NaiveDate;
use healthsync_sync::Scope;
use rusqlite::Connection;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// An invoice that is being made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InvoiceDraft {
    /// The draft.
    pub id: Uuid,
    /// The patient.
    pub patient_id: Uuid,
    /// Under which coverage; none where the patient pays all.
    pub coverage_id: Option<Uuid>,
    /// When it will be due; none for the clinic's usual days.
    pub due_on: Option<NaiveDate>,
    /// What the paper says beside the lines.
    pub note: Option<String>,
    /// The invoice that it became.
    pub issued_id: Option<Uuid>,
}

/// A line of a draft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DraftLine {
    /// The line.
    pub id: Uuid,
    /// The draft.
    pub draft_id: Uuid,
    /// Where it stands among the lines.
    pub position: u32,
    /// The charge item that it was made of.
    pub charge_item_id: Option<Uuid>,
    /// What made it.
    pub source: ChargeSource,
    /// The service or drug that the price was taken from.
    pub item_id: Option<Uuid>,
    /// Who gave the care.
    pub practitioner_id: Option<Uuid>,
    /// What it is.
    pub description: String,
    /// How many, at most three digits after the point.
    #[schemars(with = "f64")]
    pub quantity: Decimal,
    /// The price of one, in minor units.
    pub unit_price_minor: i64,
    /// What the price list said when somebody last looked at this price: a change since then is told.
    pub listed_price_minor: Option<i64>,
    /// What is taken off in hundredths of a per cent; none where an amount is.
    pub discount_basis_points: Option<u32>,
    /// The amount that is taken off, in minor units; 0 where a share is.
    pub discount_minor: i64,
    /// Tax, in hundredths of a per cent.
    pub tax_basis_points: u32,
    /// The insurer shares in it.
    pub is_covered: bool,
}

/// An issued invoice (FHIR Invoice). Its totals are those of the moment when it was issued.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Invoice {
    /// The invoice.
    pub id: Uuid,
    /// The patient.
    pub patient_id: Uuid,
    /// The draft that it was.
    pub draft_id: Uuid,
    /// Its number.
    pub number: String,
    /// The clinic's day on which it was issued.
    pub issued_on: NaiveDate,
    /// When it is due.
    pub due_on: NaiveDate,
    /// The ISO 4217 code of its currency.
    pub currency: String,
    /// Prices have the tax in them.
    pub is_tax_included: bool,
    /// What the tax is called.
    pub tax_label: String,
    /// Under which coverage.
    pub coverage_id: Option<Uuid>,
    /// Who shares in it.
    pub insurer_id: Option<Uuid>,
    /// The patient's number with the insurer.
    pub member_number: Option<String>,
    /// How the insurer shares in it.
    pub cover: Option<Cover>,
    /// The insurer's share of what it covers, in hundredths of a per cent.
    pub covered_basis_points: u32,
    /// What the patient pays of what is covered, in minor units.
    pub copay_minor: i64,
    /// Quantities × prices.
    pub gross_minor: i64,
    /// What was taken off.
    pub discount_minor: i64,
    /// The tax in the total.
    pub tax_minor: i64,
    /// What is to be paid.
    pub total_minor: i64,
    /// What of the total the insurer shares in.
    pub covered_minor: i64,
    /// The patient's part.
    pub patient_minor: i64,
    /// The insurer's part.
    pub insurer_minor: i64,
    /// What the paper says beside the lines.
    pub note: Option<String>,
}

/// A line of an issued invoice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InvoiceLine {
    /// The line.
    pub id: Uuid,
    /// The invoice.
    pub invoice_id: Uuid,
    /// Where it stands among the lines.
    pub position: u32,
    /// The charge item that it was made of.
    pub charge_item_id: Option<Uuid>,
    /// What made it.
    pub source: ChargeSource,
    /// The service or drug that the price was taken from.
    pub item_id: Option<Uuid>,
    /// Who gave the care.
    pub practitioner_id: Option<Uuid>,
    /// What it is.
    pub description: String,
    /// How many.
    #[schemars(with = "f64")]
    pub quantity: Decimal,
    /// The price of one, in minor units.
    pub unit_price_minor: i64,
    /// Quantity × price.
    pub gross_minor: i64,
    /// What was taken off in hundredths of a per cent; none where an amount was.
    pub discount_basis_points: Option<u32>,
    /// What was taken off, in minor units.
    pub discount_minor: i64,
    /// Tax, in hundredths of a per cent.
    pub tax_basis_points: u32,
    /// The tax in the total.
    pub tax_minor: i64,
    /// What is to be paid.
    pub total_minor: i64,
    /// The insurer shares in it.
    pub is_covered: bool,
}

impl Invoice {
    /// The terms under which an insurer shares in it.
    #[must_use]
    pub fn terms(&self) -> Option<CoverTerms> {
        self.cover.map(|cover| match cover {
            Cover::Percent => CoverTerms::Percent(self.covered_basis_points),
            Cover::Copay => CoverTerms::Copay(self.copay_minor),
        })
    }
}

impl Record for InvoiceDraft {
    const KIND: &'static str = "invoice_draft";
    const TABLE: &'static str = "invoice_drafts";
    const MERGE: Merge = Merge::PerField;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}

impl Record for DraftLine {
    const KIND: &'static str = "draft_line";
    const TABLE: &'static str = "draft_lines";
    const MERGE: Merge = Merge::PerField;
    const TOGETHER: &'static [Together] = &[(
        "price",
        &[
            "quantity",
            "unit_price_minor",
            "listed_price_minor",
            "discount_basis_points",
            "discount_minor",
            "tax_basis_points",
        ],
    )];

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}

impl Record for Invoice {
    const KIND: &'static str = "invoice";
    const TABLE: &'static str = "invoices";
    const MERGE: Merge = Merge::AppendOnly;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }

    fn rebuilding(conn: &Connection, is_done: bool) -> Result<()> {
        if !is_done {
            conn.execute_batch("DELETE FROM invoice_standings; DELETE FROM payment_standings;")?;
        }
        Ok(())
    }

    fn projected(conn: &Connection, stored: &Stored<Self>) -> Result<()> {
        standing::refresh_invoice(conn, stored.id)
    }
}

impl Record for InvoiceLine {
    const KIND: &'static str = "invoice_line";
    const TABLE: &'static str = "invoice_lines";
    const MERGE: Merge = Merge::AppendOnly;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}
