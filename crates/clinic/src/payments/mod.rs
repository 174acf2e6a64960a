//! Payments: what was received and given back, and to which invoices it went. Nothing of it is ever changed.

mod cash;
mod correct;
mod give;
mod lists;
mod review;
mod statement;
mod take;

pub use correct::*;
pub use give::*;
pub use lists::*;
pub(crate) use review::doubtful;
pub use statement::*;
pub use take::*;

use crate::db::Place;
use crate::error::Result;
use crate::invoices::{refresh_invoice, refresh_payment};
use crate::record::{Merge, Record, Stored};
use chrono::NaiveDate;
use healthsync_sync::Scope;
use rusqlite::Connection;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Money that was received, or given back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Payment {
    /// The payment.
    pub id: Uuid,
    /// The patient; none where an insurer paid for several.
    pub patient_id: Option<Uuid>,
    /// What it is.
    pub kind: PaymentKind,
    /// The number of its receipt.
    pub number: String,
    /// The clinic's day.
    pub paid_on: NaiveDate,
    /// Who paid, or was paid back.
    pub payer: PayerKind,
    /// Which insurer.
    pub insurer_id: Option<Uuid>,
    /// How.
    pub method: PaymentMethod,
    /// The ISO 4217 code of its currency.
    pub currency: String,
    /// What it settles, never below zero; of a refund, what was given back.
    pub amount_minor: i64,
    /// What rounding to coins added to it; below zero where it took something off.
    pub rounding_minor: i64,
    /// What was handed over, of cash.
    pub tendered_minor: Option<i64>,
    /// What was handed back of that.
    pub change_minor: Option<i64>,
    /// The number of the transfer, the mobile-money transaction, the card slip.
    pub reference: Option<String>,
    /// Why something was given back.
    pub reason: Option<String>,
    /// The shift of who took it.
    pub shift_id: Option<Uuid>,
    /// The payment that was entered with the wrong method: on the refund that takes it back, and on what is entered instead.
    pub corrects_id: Option<Uuid>,
}

/// What of a payment goes where. An amount below zero takes that back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Allocation {
    /// The allocation.
    pub id: Uuid,
    /// The payment.
    pub payment_id: Uuid,
    /// To this invoice.
    pub invoice_id: Option<Uuid>,
    /// Given back by this refund.
    pub refund_id: Option<Uuid>,
    /// How much.
    pub amount_minor: i64,
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$variant_doc])* $variant),* }

        impl $name {
            /// What the database calls it.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),* }
            }
        }
    };
}

words! {
    /// What a payment is.
    PaymentKind {
        /// It went to invoices.
        Payment = "payment",
        /// It was paid beforehand.
        Advance = "advance",
        /// It was given back.
        Refund = "refund",
    }
}

words! {
    /// Who pays.
    PayerKind {
        /// The patient, or who pays for the patient.
        Patient = "patient",
        /// An insurer.
        Insurer = "insurer",
    }
}

words! {
    /// How it was paid.
    PaymentMethod {
        /// Notes and coins.
        Cash = "cash",
        /// Mobile money.
        MobileMoney = "mobile_money",
        /// A card.
        Card = "card",
        /// A bank transfer.
        Transfer = "transfer",
        /// Settled with an insurer in another way, such as against a claim.
        Insurer = "insurer",
    }
}

impl PaymentMethod {
    /// Every method.
    pub const ALL: [PaymentMethod; 5] = [
        PaymentMethod::Cash,
        PaymentMethod::MobileMoney,
        PaymentMethod::Card,
        PaymentMethod::Transfer,
        PaymentMethod::Insurer,
    ];
}

impl Payment {
    /// What it puts into the drawer: cash with its rounding, below zero where it was given back.
    #[must_use]
    pub fn in_drawer_minor(&self) -> i64 {
        match (self.method, self.kind) {
            (PaymentMethod::Cash, PaymentKind::Refund) => -(self.amount_minor + self.rounding_minor),
            (PaymentMethod::Cash, _) => self.amount_minor + self.rounding_minor,
            _ => 0,
        }
    }
}

impl Record for Payment {
    const KIND: &'static str = "payment";
    const TABLE: &'static str = "payments";
    const MERGE: Merge = Merge::AppendOnly;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }

    fn projected(conn: &Connection, stored: &Stored<Self>) -> Result<()> {
        refresh_payment(conn, stored.id)?;
        // Allocations may have come before it, and count only with their payer.
        let mut statement = conn.prepare_cached("SELECT invoice_id FROM allocations WHERE payment_id = ?1")?;
        let mut rows = statement.query([stored.id.to_string()])?;
        while let Some(row) = rows.next()? {
            let invoice: Option<String> = row.get(0)?;
            if let Some(id) = invoice.and_then(|id| Uuid::parse_str(&id).ok()) {
                refresh_invoice(conn, id)?;
            }
        }
        Ok(())
    }
}

impl Record for Allocation {
    const KIND: &'static str = "allocation";
    const TABLE: &'static str = "allocations";
    const MERGE: Merge = Merge::AppendOnly;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }

    fn projected(conn: &Connection, stored: &Stored<Self>) -> Result<()> {
        refresh_payment(conn, stored.payment_id)?;
        stored.invoice_id.map_or(Ok(()), |id| refresh_invoice(conn, id))
    }
}
