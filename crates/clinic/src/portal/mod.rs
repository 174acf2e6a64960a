//! The patients' portal: which account is which patient's, how it comes to be, and what a patient may see and do.
//!
//! A patient's account has one right, [`Right::OwnChart`](crate::accounts::Right::OwnChart). No command here takes a
//! patient from its input: whose chart it is follows from the account that calls ([`own`]).

mod accept;
mod bills;
mod desk;
mod errand;
mod invite;
mod own;
mod papers;
mod readings;
mod received;
mod register;
mod sent;
mod settings;
mod visits;
mod written;

pub use accept::*;
pub use bills::*;
pub use desk::*;
pub(crate) use errand::Errand;
pub use invite::*;
pub use own::{ClinicWords, MyRecord, my_record};
pub(crate) use own::{own_patient, patient_of};
pub use papers::*;
pub use readings::*;
pub use received::*;
pub use register::*;
pub use sent::*;
pub use settings::*;
pub use visits::*;
pub use written::*;

use crate::db::Place;
use crate::outside::Millis;
use crate::papers::PaperKind;
use crate::record::{Merge, Record};
use chrono::NaiveDate;
use healthsync_sync::{Scope, Value};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How a site has its portal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PortalSettings {
    /// Follows from the site.
    pub id: Uuid,
    /// Where patients find it, such as `https://clinic.example.org`; that of the server, if none.
    pub address: Option<String>,
    /// Who was not invited may ask for an account.
    pub is_registration_open: bool,
}

/// A patient was asked to the portal. The code itself is on paper only.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PortalInvitation {
    /// The invitation.
    pub id: Uuid,
    /// The patient.
    pub patient_id: Uuid,
    /// The hash of the code.
    pub code_hash: String,
    /// Until when the code is good.
    pub expires_at: Millis,
    /// When it was taken up: it is good for once.
    pub accepted_at: Option<Millis>,
    /// The account that came of it.
    pub account_id: Option<Uuid>,
}

/// Whose chart an account of the portal sees.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PortalAccount {
    /// Follows from the account.
    pub id: Uuid,
    /// The account.
    pub account_id: Uuid,
    /// The patient; none while the front desk has not found the record.
    pub patient_id: Option<Uuid>,
    /// Who registered: the name that was typed.
    pub claimed_name: Option<String>,
    /// The birth date that was typed.
    pub claimed_birth_on: Option<NaiveDate>,
    /// The telephone that was typed.
    pub claimed_phone: Option<String>,
}

/// A paper that the clinic sent to a patient's portal: which it is, not the paper itself. It is made when the patient
/// opens it, so that it says what is known then, in the language of who reads it. What is taken back is void.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SharedPaper {
    /// The record.
    pub id: Uuid,
    /// Whose it is.
    pub patient_id: Uuid,
    /// The kind of paper.
    pub paper: PaperKind,
    /// What it is about: the prescription, the invoice, the payment; of a report or a statement, the patient.
    pub subject_id: Uuid,
    /// The number that stands on it.
    pub number: Option<String>,
    /// The first day of a statement, and of the report's trends.
    pub from_on: Option<NaiveDate>,
    /// The last day of a statement, and of the report's trends.
    pub to_on: Option<NaiveDate>,
    /// What the clinic has to say with it.
    pub message: Option<String>,
}

/// A paper that the clinic sent was opened in the portal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SharedPaperOpening {
    /// Follows from the paper and the account.
    pub id: Uuid,
    /// The paper that was sent.
    pub shared_paper_id: Uuid,
    /// The account of the portal that opened it.
    pub account_id: Uuid,
}

macro_rules! of_site {
    ($record:ident, $kind:literal, $table:literal, $merge:ident $(, $extra:item)*) => {
        impl Record for $record {
            const KIND: &'static str = $kind;
            const TABLE: &'static str = $table;
            const MERGE: Merge = Merge::$merge;
            $($extra)*

            fn id(&self) -> Uuid {
                self.id
            }

            fn scope(&self, place: &Place) -> Scope {
                place.site()
            }
        }
    };
}

of_site!(
    PortalSettings,
    "portal_settings",
    "portal_settings",
    PerField,
    /// While people have not decided, nobody registers.
    fn safest(field: &str, rivals: &[&Value]) -> Option<usize> {
        let is_closed = |value: &&Value| **value == Value::Bool(false);
        (field == "is_registration_open").then(|| rivals.iter().position(is_closed)).flatten()
    }
);
of_site!(
    PortalInvitation,
    "portal_invitation",
    "portal_invitations",
    PerField,
    const TOGETHER: &'static [crate::record::Together] = &[("acceptance", &["accepted_at", "account_id"])];
);
of_site!(
    PortalAccount,
    "portal_account",
    "portal_accounts",
    PerField,
    /// While people have not decided, nobody's chart is shown.
    fn safest(field: &str, rivals: &[&Value]) -> Option<usize> {
        (field == "patient_id").then(|| rivals.iter().position(|value| **value == Value::Null)).flatten()
    }
);

of_site!(SharedPaper, "shared_paper", "shared_papers", AppendOnly);
of_site!(SharedPaperOpening, "shared_paper_opening", "shared_paper_openings", AppendOnly);

/// The id of what ties an account to a patient.
pub(crate) fn tie_of(account_id: Uuid) -> Uuid {
    Uuid::new_v5(&account_id, b"portal_account")
}
