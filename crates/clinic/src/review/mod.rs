//! The inbox of things for a person: what no rule refuses but people should look at, and what they decided.

mod accept;
mod list;
mod retry;

pub use accept::{Acceptance, ReviewDecision, accept_as_it_is};
pub(crate) use accept::{accepted, fingerprint};
pub use list::{Concerned, MissingRecord, ReviewItem, review_list};
pub use retry::{Retried, Retry, retry_unreadable};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Why records are on the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReviewReason {
    /// Two people changed the same field to different values.
    Rivals,
    /// Voided by somebody who had not seen a change to it.
    VoidedUnseen,
    /// Part of it cannot be shown by this version.
    Unreadable,
    /// Two patients have the same number: a machine was copied.
    SameNumber,
    /// Two accounts have the same user name.
    SameUsername,
    /// Two workstations that had not heard of each other have booked the same time.
    DoubleBooked,
    /// Two workstations that had not heard of each other have invoiced the same charge.
    InvoicedTwice,
    /// More was paid or credited on an invoice than it comes to.
    OverPaid,
    /// More of a payment was used or given back than it was.
    OverUsed,
    /// Two workstations that had not heard of each other have handed out more than was prescribed.
    OverDispensed,
    /// Two records are probably of one person.
    ProbableDuplicate,
}

impl ReviewReason {
    /// The reason as records keep it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            ReviewReason::Rivals => "rivals",
            ReviewReason::VoidedUnseen => "voided_unseen",
            ReviewReason::Unreadable => "unreadable",
            ReviewReason::SameNumber => "same_number",
            ReviewReason::SameUsername => "same_username",
            ReviewReason::DoubleBooked => "double_booked",
            ReviewReason::InvoicedTwice => "invoiced_twice",
            ReviewReason::OverPaid => "over_paid",
            ReviewReason::OverUsed => "over_used",
            ReviewReason::OverDispensed => "over_dispensed",
            ReviewReason::ProbableDuplicate => "probable_duplicate",
        }
    }
}

/// What was found.
pub(crate) struct Finding {
    /// Why.
    pub reason: ReviewReason,
    /// The kind of record.
    pub kind: String,
    /// The records concerned.
    pub records: Vec<Uuid>,
    /// What they have in common, or the fields concerned.
    pub detail: String,
    /// What else it is a matter of, which is not in the changes of the records: a sum, say.
    pub state: String,
}
