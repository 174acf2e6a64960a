//! Alerts: readings past a limit, what people are told, and who answered.

mod answer;
mod cover;
mod list;
mod notices;

pub use answer::*;
pub use list::*;
pub use notices::Notice;
pub(crate) use notices::{escalate_due, notices};

use crate::db::{Place, Write};
use crate::error::Result;
use crate::outside::Millis;
use crate::patients::Patient;
use crate::record::{Merge, Record, Stored};
use crate::thresholds::{self, Severity};
use crate::vitals::{Metric, Vitals};
use healthsync_sync::Scope;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A reading past a limit. Its id, and all that it says, follow from the set, the metric and the decision behind the
/// limit: two computers that hold the same make the same alert.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Alert {
    /// The alert.
    pub id: Uuid,
    /// The patient.
    pub patient_id: Uuid,
    /// The set of vitals.
    pub vitals_id: Uuid,
    /// Of what.
    pub metric: Metric,
    /// How bad.
    pub severity: Severity,
    /// Above the limit, not below.
    pub is_above: bool,
    /// The reading, in canonical units.
    #[schemars(with = "f64")]
    pub value: Decimal,
    /// The limit that it passes.
    #[schemars(with = "f64")]
    pub limit_value: Decimal,
    /// The threshold.
    pub threshold_id: Uuid,
    /// When the reading was true.
    pub effective_at: Millis,
}

impl Record for Alert {
    const KIND: &'static str = "alert";
    const TABLE: &'static str = "alerts";
    const MERGE: Merge = Merge::AppendOnly;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}

/// Raises an alert for each limit that a set breaches, in the transaction that records the set.
pub(crate) fn raise(write: &mut Write<'_>, patient: &Patient, vitals: &Vitals) -> Result<Vec<Alert>> {
    let mut raised = vec![];
    for breach in thresholds::breaches(write, patient, vitals)? {
        let decision = thresholds::decision(write, breach.threshold_id)?;
        let name = format!("alert:{}:{}:{decision}", breach.metric.code(), breach.threshold_id);
        let alert = Alert {
            id: Uuid::new_v5(&vitals.id, name.as_bytes()),
            patient_id: patient.id,
            vitals_id: vitals.id,
            metric: breach.metric,
            severity: breach.severity,
            is_above: breach.is_above,
            value: breach.value,
            limit_value: breach.limit,
            threshold_id: breach.threshold_id,
            effective_at: vitals.effective_at,
        };
        if write.find::<Alert>(alert.id)?.is_none() {
            raised.push(write.create(alert)?.record);
        }
    }
    Ok(raised)
}

/// Marks the alerts of a set as entered in error with it.
pub(crate) fn void_of_vitals(write: &mut Write<'_>, vitals_id: Uuid, reason: &str) -> Result<()> {
    let alerts: Vec<Stored<Alert>> =
        write.all("vitals_id = ?1 AND entered_in_error IS NULL", [vitals_id.to_string()])?;
    for alert in alerts {
        let version = write.version(alert.id)?;
        write.void::<Alert>(alert.id, version, reason)?;
    }
    Ok(())
}
