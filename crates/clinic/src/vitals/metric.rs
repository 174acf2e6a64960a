//! What of a set of vitals can have limits.

use super::Vitals;
use crate::quantity::{self, Bounds};
use rust_decimal::{Decimal, RoundingStrategy};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A reading that can have limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// Heart rate, /min.
    HeartRate,
    /// Systolic blood pressure, mmHg.
    Systolic,
    /// Diastolic blood pressure, mmHg.
    Diastolic,
    /// Temperature, °C.
    Temperature,
    /// Oxygen saturation, %.
    Spo2,
    /// Respiratory rate, /min.
    RespiratoryRate,
    /// Glucose, mg/dL.
    Glucose,
}

impl Metric {
    /// Every metric.
    pub const ALL: [Metric; 7] = [
        Metric::HeartRate,
        Metric::Systolic,
        Metric::Diastolic,
        Metric::Temperature,
        Metric::Spo2,
        Metric::RespiratoryRate,
        Metric::Glucose,
    ];

    /// Its name in records.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Metric::HeartRate => "heart_rate",
            Metric::Systolic => "systolic",
            Metric::Diastolic => "diastolic",
            Metric::Temperature => "temperature",
            Metric::Spo2 => "spo2",
            Metric::RespiratoryRate => "respiratory_rate",
            Metric::Glucose => "glucose",
        }
    }

    /// The column and field of a set that holds it.
    #[must_use]
    pub fn field(self) -> &'static str {
        match self {
            Metric::HeartRate => "heart_rate_bpm",
            Metric::Systolic => "systolic_mmhg",
            Metric::Diastolic => "diastolic_mmhg",
            Metric::Temperature => "temperature_c",
            Metric::Spo2 => "spo2_percent",
            Metric::RespiratoryRate => "respiratory_rate_bpm",
            Metric::Glucose => "glucose_mg_dl",
        }
    }

    /// What a set says of it.
    #[must_use]
    pub fn of(self, vitals: &Vitals) -> Option<Decimal> {
        match self {
            Metric::HeartRate => vitals.heart_rate_bpm,
            Metric::Systolic => vitals.systolic_mmhg,
            Metric::Diastolic => vitals.diastolic_mmhg,
            Metric::Temperature => vitals.temperature_c,
            Metric::Spo2 => vitals.spo2_percent,
            Metric::RespiratoryRate => vitals.respiratory_rate_bpm,
            Metric::Glucose => vitals.glucose_mg_dl,
        }
    }

    /// What can be.
    #[must_use]
    pub fn bounds(self) -> Bounds {
        match self {
            Metric::HeartRate => quantity::HEART_RATE_BPM,
            Metric::Systolic => quantity::SYSTOLIC_MMHG,
            Metric::Diastolic => quantity::DIASTOLIC_MMHG,
            Metric::Temperature => quantity::TEMPERATURE_C,
            Metric::Spo2 => quantity::SPO2_PERCENT,
            Metric::RespiratoryRate => quantity::RESPIRATORY_RATE_BPM,
            Metric::Glucose => quantity::GLUCOSE_MG_DL,
        }
    }

    /// A value as limits and scores read it: a temperature to a tenth, half up, as a thermometer shows it.
    #[must_use]
    pub fn as_read(self, value: Decimal) -> Decimal {
        match self {
            Metric::Temperature => value.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero),
            _ => value,
        }
    }

    /// How far inside the limits a reading must be before the next one outside counts as something new, so that a
    /// value that wavers about its limit does not ring each time.
    #[must_use]
    pub fn hysteresis(self) -> Decimal {
        match self {
            Metric::HeartRate | Metric::Systolic | Metric::Diastolic => Decimal::new(5, 0),
            Metric::Temperature => Decimal::new(3, 1),
            Metric::Spo2 | Metric::RespiratoryRate => Decimal::new(1, 0),
            Metric::Glucose => Decimal::new(10, 0),
        }
    }
}
