//! Roles and the rights they give. This table and the door are the only places that know who may do what.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a person does in the clinic. One person may do several things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Keeps the accounts, the settings and the audit.
    Administrator,
    /// Gives care and decides on limits.
    Practitioner,
    /// Gives care.
    Nurse,
    /// Registers patients.
    FrontDesk,
    /// Takes payments.
    Cashier,
    /// Is treated here: sees the own chart in the portal, and nothing else.
    Patient,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 6] =
        [Role::Administrator, Role::Practitioner, Role::Nurse, Role::FrontDesk, Role::Cashier, Role::Patient];

    /// The role's name in records.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Role::Administrator => "administrator",
            Role::Practitioner => "practitioner",
            Role::Nurse => "nurse",
            Role::FrontDesk => "front_desk",
            Role::Cashier => "cashier",
            Role::Patient => "patient",
        }
    }

    /// The roles that a record's text names; what is unknown (from a newer version) gives nothing.
    #[must_use]
    pub fn list(text: &str) -> Vec<Role> {
        Role::ALL.into_iter().filter(|role| text.split(' ').any(|word| word == role.code())).collect()
    }

    /// The text of roles, as a record keeps it.
    #[must_use]
    pub fn text(roles: &[Role]) -> String {
        let sorted: BTreeSet<Role> = roles.iter().copied().collect();
        sorted.into_iter().map(Role::code).collect::<Vec<_>>().join(" ")
    }
}

/// What a command needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// Nothing: it works before anybody signed in.
    Anyone,
    /// To be signed in, as whoever works here.
    SignedIn,
    /// To be signed in, as whoever: to keep one's own account.
    OwnAccount,
    /// To see the own chart, in the portal.
    OwnChart,
    /// To find patients and see who they are.
    ReadPatients,
    /// To register and edit patients.
    WritePatients,
    /// To read a patient's chart.
    ReadChart,
    /// To write in a patient's chart.
    WriteChart,
    /// To see stroke assessments, those of no patient too.
    ReadStroke,
    /// To change stroke assessments and to import them.
    WriteStroke,
    /// To see alerts.
    ReadAlerts,
    /// To acknowledge and snooze alerts.
    AnswerAlerts,
    /// To change the limits that make alerts.
    WriteThresholds,
    /// To see appointments and the queue.
    ReadAppointments,
    /// To book appointments and move them through their life.
    WriteAppointments,
    /// To book over a clash or outside working hours, with a reason.
    OverrideBooking,
    /// To keep working hours, leave, holidays, rooms and services.
    ManageSchedules,
    /// To prescribe, and to stop what was prescribed.
    Prescribe,
    /// To see what was prescribed to everybody and to hand it out.
    Dispense,
    /// To keep the formulary.
    ManageFormulary,
    /// To see what was charged and paid.
    ReadBilling,
    /// To charge and to invoice.
    WriteBilling,
    /// To take payments and to keep a till.
    TakePayments,
    /// To cancel invoices, to give credit and to pay back.
    CorrectBilling,
    /// To see the clinic's figures.
    ReadFigures,
    /// To assign devices to patients, and to look after what they sent.
    AssignDevices,
    /// To register devices, which gives them their keys, and to revoke them.
    ManageDevices,
    /// To keep accounts.
    ManageAccounts,
    /// To keep the clinic's settings.
    ManageSettings,
    /// To keep what all clinics of the organization share: who is enrolled at the server, and how it does.
    ManageOrganization,
    /// To see who did and read what.
    ReadAudit,
}

impl Right {
    /// Whether what it allows is felt at every site: not for who works at one.
    #[must_use]
    pub fn is_of_the_organization(self) -> bool {
        matches!(self, Right::ManageFormulary | Right::ManageOrganization)
    }

    /// The right in words, to end "It needs the right to …".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Right::Anyone => "do nothing in particular",
            Right::SignedIn => "work here",
            Right::OwnAccount => "be signed in",
            Right::OwnChart => "see one's own chart",
            Right::ReadPatients => "see patients",
            Right::WritePatients => "register patients",
            Right::ReadChart => "read charts",
            Right::WriteChart => "write in charts",
            Right::ReadStroke => "see stroke assessments",
            Right::WriteStroke => "change stroke assessments",
            Right::ReadAlerts => "see alerts",
            Right::AnswerAlerts => "acknowledge alerts",
            Right::WriteThresholds => "change thresholds",
            Right::ReadAppointments => "see appointments",
            Right::WriteAppointments => "book appointments",
            Right::OverrideBooking => "book over a clash",
            Right::ManageSchedules => "change schedules, rooms and services",
            Right::Prescribe => "prescribe",
            Right::Dispense => "dispense",
            Right::ManageFormulary => "change the formulary",
            Right::ReadBilling => "see bills",
            Right::WriteBilling => "make invoices",
            Right::TakePayments => "take payments",
            Right::CorrectBilling => "cancel invoices and pay back",
            Right::ReadFigures => "see the clinic's figures",
            Right::AssignDevices => "assign devices",
            Right::ManageDevices => "register and revoke devices",
            Right::ManageAccounts => "manage accounts",
            Right::ManageSettings => "change settings",
            Right::ManageOrganization => "look after the whole organization",
            Right::ReadAudit => "read the audit",
        }
    }
}

/// The rights that roles give together.
#[must_use]
pub fn rights_of(roles: &[Role]) -> Vec<Right> {
    use Right::*;
    let of = |role: &Role| -> &'static [Right] {
        match role {
            Role::Administrator => &[
                ReadPatients,
                ReadAppointments,
                WriteAppointments,
                OverrideBooking,
                ManageSchedules,
                ManageFormulary,
                ReadBilling,
                CorrectBilling,
                ReadFigures,
                AssignDevices,
                ManageDevices,
                ManageAccounts,
                ManageSettings,
                ManageOrganization,
                ReadAudit,
                WriteThresholds,
            ],
            Role::Practitioner => &[
                ReadPatients,
                WritePatients,
                ReadChart,
                WriteChart,
                ReadStroke,
                WriteStroke,
                ReadAlerts,
                AnswerAlerts,
                WriteThresholds,
                ReadAppointments,
                WriteAppointments,
                OverrideBooking,
                AssignDevices,
                Prescribe,
                Dispense,
                ManageFormulary,
            ],
            Role::Nurse => &[
                ReadPatients,
                WritePatients,
                ReadChart,
                WriteChart,
                ReadStroke,
                WriteStroke,
                ReadAlerts,
                AnswerAlerts,
                ReadAppointments,
                WriteAppointments,
                AssignDevices,
                Dispense,
            ],
            Role::FrontDesk => &[ReadPatients, WritePatients, ReadAppointments, WriteAppointments, ReadBilling],
            Role::Cashier => &[ReadPatients, ReadAppointments, ReadBilling, WriteBilling, TakePayments, CorrectBilling],
            Role::Patient => &[OwnChart],
        }
    };
    roles.iter().flat_map(of).copied().collect::<BTreeSet<_>>().into_iter().collect()
}
