//! What just happened, for programs that listen: which records it was about, and who may hear of it.

mod since;

pub use since::{Standing, ToldUpto};

use crate::accounts::{self, Account, Right, Role};
use crate::alerts::{Action, Alert, AlertAction};
use crate::appointments::Appointment;
use crate::clinic::Clinic;
use crate::db::{Changed, Read};
use crate::error::Result;
use crate::messages::Message;
use crate::outside::Millis;
use crate::patients::records_of_person;
use crate::portal::{self, SharedPaper};
use crate::record::{Record, Stored};
use crate::vitals::Vitals;
use serde_json::{Value, json};
use uuid::Uuid;

/// The kinds of records that programs are told of.
const KINDS: [&str; 6] =
    [Alert::KIND, AlertAction::KIND, Vitals::KIND, Appointment::KIND, Message::KIND, SharedPaper::KIND];

/// Something that happened.
#[derive(Debug, Clone)]
pub struct LiveEvent {
    /// What, e.g. `alert.raised`.
    pub event: &'static str,
    /// When the clinic wrote it down, in milliseconds since 1970 UTC.
    pub at: Millis,
    /// The ids that it is about, and the little that whoever hears of it may see.
    pub data: Value,
    /// The record behind it.
    pub id: Uuid,
    /// The patient whom it is about.
    patient_id: Option<Uuid>,
    audience: Audience,
}

/// Who may hear of it.
#[derive(Debug, Clone)]
enum Audience {
    /// Everybody with a right.
    With(Right),
    /// Whom a message is for.
    Addressee { account_id: Option<Uuid>, role: Option<Role> },
}

/// Who listens.
#[derive(Debug, Clone)]
pub struct Ear {
    /// The account.
    pub account_id: Uuid,
    rights: Vec<Right>,
    roles: Vec<Role>,
    /// Of a patient's account, the records of that person.
    own_chart: Vec<Uuid>,
}

impl Ear {
    /// Whether who listens may hear of it.
    #[must_use]
    pub fn may_hear(&self, event: &LiveEvent) -> bool {
        match &event.audience {
            // A patient hears of the own chart; who at the clinic took note of an alert is the clinic's.
            Audience::With(right) => {
                let is_own = || event.patient_id.is_some_and(|id| self.own_chart.contains(&id));
                self.rights.contains(right) || (event.event != "alert.acknowledged" && is_own())
            }
            Audience::Addressee { account_id, role } => {
                *account_id == Some(self.account_id) || role.is_some_and(|role| self.roles.contains(&role))
            }
        }
    }
}

impl Clinic {
    /// Who listens with the token of a sign-in, with the rights of now; none where the sign-in is over.
    ///
    /// # Errors
    /// When the database fails.
    pub fn ear(&self, token: &str) -> Result<Option<Ear>> {
        let Some(session) = accounts::session(self, token)? else { return Ok(None) };
        if accounts::is_locked(self, token) || accounts::must_change_password(self, token) {
            return Ok(None);
        }
        let account_id = session.account_id;
        self.db.read(&self.outside, account_id, |read| {
            let account = read.get::<Account>(account_id)?;
            let is_patient = session.rights.contains(&Right::OwnChart);
            let own = if is_patient { portal::patient_of(read, account_id)? } else { None };
            let own_chart = own.map_or(Ok(vec![]), |own| records_of_person(read, own))?;
            Ok(Some(Ear { account_id, rights: session.rights, roles: Role::list(&account.roles), own_chart }))
        })
    }
}

/// Whether programs that listen are told of it.
#[must_use]
pub fn is_told_of(changed: &Changed) -> bool {
    KINDS.contains(&changed.kind.as_str())
}

/// What one record comes to. What was entered in error is news to nobody.
fn event(read: &Read<'_>, changed: &Changed) -> Result<Option<LiveEvent>> {
    let id = changed.id;
    Ok(match changed.kind.as_str() {
        Alert::KIND => standing::<Alert>(read, id)?.map(|alert| {
            let data = json!({
                "alert_id": id, "patient_id": alert.patient_id, "vitals_id": alert.vitals_id, "metric": alert.metric,
                "severity": alert.severity, "is_above": alert.is_above, "value": alert.value.normalize(),
                "limit_value": alert.limit_value.normalize(), "effective_at": alert.effective_at,
            });
            let (audience, patient_id) = (Audience::With(Right::ReadAlerts), Some(alert.patient_id));
            LiveEvent { event: "alert.raised", at: alert.meta.recorded_at, data, id, patient_id, audience }
        }),
        AlertAction::KIND => acknowledged(read, id)?,
        Vitals::KIND => standing::<Vitals>(read, id)?.map(|set| {
            let data = json!({
                "vitals_id": id, "patient_id": set.patient_id, "effective_at": set.effective_at, "source": set.source,
                "device_id": set.device_id,
            });
            let (audience, patient_id) = (Audience::With(Right::ReadChart), Some(set.patient_id));
            LiveEvent { event: "vitals.recorded", at: set.meta.recorded_at, data, id, patient_id, audience }
        }),
        Appointment::KIND => read.find::<Appointment>(id)?.map(|one| {
            let data = json!({
                "appointment_id": id, "patient_id": one.patient_id, "practitioner_id": one.practitioner_id,
                "status": one.status, "starts_at": one.starts_at,
                "is_entered_in_error": one.meta.entered_in_error.is_some(),
            });
            let (audience, patient_id) = (Audience::With(Right::ReadAppointments), Some(one.patient_id));
            LiveEvent { event: "appointment.changed", at: one.meta.updated_at, data, id, patient_id, audience }
        }),
        Message::KIND => standing::<Message>(read, id)?.map(|message| {
            let data = json!({
                "message_id": id, "kind": message.kind, "patient_id": message.patient_id,
                "subject_id": message.subject_id,
            });
            let patient_id = message.patient_id;
            let audience = Audience::Addressee { account_id: message.to_account_id, role: message.to_role };
            LiveEvent { event: "message.created", at: message.meta.recorded_at, data, id, patient_id, audience }
        }),
        SharedPaper::KIND => standing::<SharedPaper>(read, id)?.map(|sent| {
            let data = json!({ "shared_paper_id": id, "patient_id": sent.patient_id, "paper": sent.paper });
            let (audience, patient_id) = (Audience::With(sent.paper.right()), Some(sent.patient_id));
            LiveEvent { event: "paper.sent", at: sent.meta.recorded_at, data, id, patient_id, audience }
        }),
        _ => None,
    })
}

fn acknowledged(read: &Read<'_>, id: Uuid) -> Result<Option<LiveEvent>> {
    let action = standing::<AlertAction>(read, id)?.filter(|one| one.action == Action::Acknowledged);
    let Some(action) = action else { return Ok(None) };
    let Some(alert) = read.find::<Alert>(action.alert_id)? else { return Ok(None) };
    let data = json!({
        "alert_id": action.alert_id, "patient_id": alert.patient_id, "metric": alert.metric,
        "acknowledged_by": action.meta.recorded_by,
    });
    let (audience, patient_id) = (Audience::With(Right::ReadAlerts), Some(alert.patient_id));
    Ok(Some(LiveEvent { event: "alert.acknowledged", at: action.meta.recorded_at, data, id, patient_id, audience }))
}

fn standing<R: Record>(read: &Read<'_>, id: Uuid) -> Result<Option<Stored<R>>> {
    Ok(read.find::<R>(id)?.filter(|one| one.meta.entered_in_error.is_none()))
}
