//! Vitals: one set of readings taken together. A set is never changed: a mistake is marked and a new set made.

mod latest;
mod lists;
mod metric;
mod news2;
mod record_vitals;
mod suspect;

pub(crate) use latest::assess;
pub use latest::{BpCategory, LatestBody, LatestReading, LatestVitals, Trend, bp_category, latest_vitals};
pub use lists::*;
pub use metric::Metric;
pub use news2::*;
pub use record_vitals::{
    NewVitals, RecordedVitals, VitalsAssessment, VitalsVoid, check_vitals, record_vitals, void_vitals,
};
pub(crate) use record_vitals::{Origin, record_vitals_from, take_vitals};
pub use suspect::{Suspect, suspects};

use crate::db::Place;
use crate::outside::Millis;
use crate::record::{Merge, Record};
use healthsync_sync::Scope;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One set of readings taken together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Vitals {
    /// The set.
    pub id: Uuid,
    /// The patient.
    pub patient_id: Uuid,
    /// When it was true of the patient, in milliseconds since 1970 UTC.
    pub effective_at: Millis,
    /// Heart rate, /min (LOINC 8867-4).
    #[schemars(with = "Option<f64>")]
    pub heart_rate_bpm: Option<Decimal>,
    /// Systolic blood pressure, mmHg (LOINC 8480-6).
    #[schemars(with = "Option<f64>")]
    pub systolic_mmhg: Option<Decimal>,
    /// Diastolic blood pressure, mmHg (LOINC 8462-4).
    #[schemars(with = "Option<f64>")]
    pub diastolic_mmhg: Option<Decimal>,
    /// Body temperature, °C (LOINC 8310-5).
    #[schemars(with = "Option<f64>")]
    pub temperature_c: Option<Decimal>,
    /// Oxygen saturation, % (LOINC 59408-5).
    #[schemars(with = "Option<f64>")]
    pub spo2_percent: Option<Decimal>,
    /// Respiratory rate, /min (LOINC 9279-1).
    #[schemars(with = "Option<f64>")]
    pub respiratory_rate_bpm: Option<Decimal>,
    /// On supplemental oxygen, not air; none where nobody said.
    pub is_on_oxygen: Option<bool>,
    /// Level of consciousness.
    pub consciousness: Option<Consciousness>,
    /// Weight, kg (LOINC 29463-7).
    #[schemars(with = "Option<f64>")]
    pub weight_kg: Option<Decimal>,
    /// Height, cm (LOINC 8302-2).
    #[schemars(with = "Option<f64>")]
    pub height_cm: Option<Decimal>,
    /// Glucose, mg/dL (LOINC 2339-0).
    #[schemars(with = "Option<f64>")]
    pub glucose_mg_dl: Option<Decimal>,
    /// Pain, from 0 none to 10 worst.
    pub pain_score: Option<u8>,
    /// Anything else.
    pub notes: Option<String>,
    /// Where it comes from. What was recorded before that was asked comes from staff.
    #[serde(default)]
    pub source: VitalsSource,
    /// The device that measured, where it comes from one.
    pub device_id: Option<Uuid>,
}

/// Where a set comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum VitalsSource {
    /// Somebody of the clinic typed it.
    #[default]
    Staff,
    /// A device of the clinic measured and sent it.
    Device,
    /// The patient measured it at home and typed it.
    Patient,
}

/// Level of consciousness (ACVPU).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Consciousness {
    /// Alert.
    Alert,
    /// New confusion.
    Confusion,
    /// Responds to voice.
    Voice,
    /// Responds to pain.
    Pain,
    /// Does not respond.
    Unresponsive,
}

impl Record for Vitals {
    const KIND: &'static str = "vitals";
    const TABLE: &'static str = "vitals";
    const MERGE: Merge = Merge::AppendOnly;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}
