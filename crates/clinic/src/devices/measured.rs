//! What a device says it measured, as readings in canonical units.

use super::QuarantineReason;
use crate::outside::Millis;
use crate::vitals::NewVitals;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A measurement as a device sends it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct NewMeasurement {
    /// What the device calls it: sent twice with the same, it is stored once.
    #[serde(default)]
    pub id: Option<String>,
    /// What was measured: `heart_rate`, `blood_pressure`, `temperature`, `spo2`, `respiratory_rate`, `weight`,
    /// `height` or `glucose`, or its LOINC code.
    #[serde(rename = "type")]
    pub measured: String,
    /// The reading; of a blood pressure `systolic` and `diastolic` are given instead.
    #[serde(default)]
    #[schemars(with = "Option<f64>")]
    pub value: Option<Decimal>,
    /// The upper reading of a blood pressure.
    #[serde(default)]
    #[schemars(with = "Option<f64>")]
    pub systolic: Option<Decimal>,
    /// The lower reading of a blood pressure.
    #[serde(default)]
    #[schemars(with = "Option<f64>")]
    pub diastolic: Option<Decimal>,
    /// The unit: `bpm`, `mmHg`, `kPa`, `Cel`, `degF`, `%`, `kg`, `lb`, `cm`, `in`, `mg/dL`, `mmol/L`, or UCUM's word.
    #[serde(default)]
    pub unit: Option<String>,
    /// When it was measured, in milliseconds since 1970 UTC.
    pub effective_at: Millis,
}

/// What can be measured.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    HeartRate,
    BloodPressure,
    Temperature,
    Spo2,
    RespiratoryRate,
    Weight,
    Height,
    Glucose,
}

impl Sign {
    fn of(name: &str) -> Option<Sign> {
        Some(match name.trim().to_ascii_lowercase().as_str() {
            "heart_rate" | "8867-4" => Sign::HeartRate,
            "blood_pressure" | "85354-9" | "55284-4" => Sign::BloodPressure,
            "temperature" | "body_temperature" | "8310-5" => Sign::Temperature,
            "spo2" | "oxygen_saturation" | "59408-5" | "2708-6" => Sign::Spo2,
            "respiratory_rate" | "9279-1" => Sign::RespiratoryRate,
            "weight" | "body_weight" | "29463-7" => Sign::Weight,
            "height" | "body_height" | "8302-2" => Sign::Height,
            "glucose" | "blood_glucose" | "2339-0" => Sign::Glucose,
            _ => return None,
        })
    }

    fn name(self) -> &'static str {
        match self {
            Sign::HeartRate => "heart_rate",
            Sign::BloodPressure => "blood_pressure",
            Sign::Temperature => "temperature",
            Sign::Spo2 => "spo2",
            Sign::RespiratoryRate => "respiratory_rate",
            Sign::Weight => "weight",
            Sign::Height => "height",
            Sign::Glucose => "glucose",
        }
    }

    /// How a value in `unit` becomes canonical; none where the unit is not one of this sign's.
    fn conversion(self, unit: Option<&str>) -> Option<fn(Decimal) -> Option<Decimal>> {
        let unit = unit.map(|unit| unit.trim().to_ascii_lowercase()).filter(|unit| !unit.is_empty());
        let Some(unit) = unit else {
            // Of these there is one unit only; elsewhere a guess could be wrong by a factor.
            let has_one = matches!(self, Sign::HeartRate | Sign::RespiratoryRate | Sign::Spo2);
            return has_one.then_some(Some);
        };
        Some(match (self, unit.as_str()) {
            (Sign::HeartRate | Sign::RespiratoryRate, "bpm" | "/min" | "1/min" | "{beats}/min" | "{breaths}/min")
            | (Sign::BloodPressure, "mmhg" | "mm[hg]")
            | (Sign::Temperature, "cel" | "c" | "°c" | "degc")
            | (Sign::Spo2, "%")
            | (Sign::Weight, "kg")
            | (Sign::Height, "cm")
            | (Sign::Glucose, "mg/dl") => |value| Some(value),
            // 1 kPa is 7.50061683 mmHg.
            (Sign::BloodPressure, "kpa") => |value| value.checked_mul(Decimal::new(750_061_683, 8)),
            (Sign::Temperature, "degf" | "[degf]" | "f" | "°f") => |value| {
                value.checked_sub(Decimal::from(32))?.checked_mul(Decimal::from(5))?.checked_div(Decimal::from(9))
            },
            (Sign::Weight, "lb" | "[lb_av]" | "lbs") => |value| value.checked_mul(Decimal::new(45_359_237, 8)),
            (Sign::Weight, "g") => |value| value.checked_div(Decimal::ONE_THOUSAND),
            (Sign::Height, "m") => |value| value.checked_mul(Decimal::ONE_HUNDRED),
            (Sign::Height, "in" | "[in_i]") => |value| value.checked_mul(Decimal::new(254, 2)),
            // As clinics reckon, and the screens.
            (Sign::Glucose, "mmol/l") => |value| value.checked_mul(Decimal::from(18)),
            _ => return None,
        })
    }
}

/// Why a measurement does not say enough to be one.
pub(super) enum Unusable {
    /// Somebody should look at it.
    Quarantine(QuarantineReason),
    /// It holds no reading, or one that no number holds.
    NoReading,
}

impl NewMeasurement {
    /// The id of the set that it becomes: what the device calls it, else when and what it measured.
    pub(super) fn vitals_id(&self, device_id: Uuid) -> Uuid {
        let name = match &self.id {
            Some(own) => format!("measurement:{own}"),
            None => {
                let measured: &str = match Sign::of(&self.measured) {
                    Some(sign) => sign.name(),
                    None => &self.measured,
                };
                format!("measured:{}:{measured}", self.effective_at)
            }
        };
        Uuid::new_v5(&device_id, name.as_bytes())
    }

    /// The readings in canonical units, as a form would hold them.
    pub(super) fn readings(&self, patient_id: Uuid) -> Result<NewVitals, Unusable> {
        use Unusable::{NoReading, Quarantine};
        let sign = Sign::of(&self.measured).ok_or(Quarantine(QuarantineReason::UnknownType))?;
        let canonical = sign.conversion(self.unit.as_deref()).ok_or(Quarantine(QuarantineReason::UnknownUnit))?;
        let converted = |value: Option<Decimal>| value.and_then(canonical).ok_or(NoReading);
        let mut set = NewVitals { patient_id, effective_at: Some(self.effective_at), ..NewVitals::default() };
        match sign {
            Sign::BloodPressure => {
                set.systolic_mmhg = Some(converted(self.systolic)?);
                set.diastolic_mmhg = Some(converted(self.diastolic)?);
            }
            Sign::HeartRate => set.heart_rate_bpm = Some(converted(self.value)?),
            Sign::Temperature => set.temperature_c = Some(converted(self.value)?),
            Sign::Spo2 => set.spo2_percent = Some(converted(self.value)?),
            Sign::RespiratoryRate => set.respiratory_rate_bpm = Some(converted(self.value)?),
            Sign::Weight => set.weight_kg = Some(converted(self.value)?),
            Sign::Height => set.height_cm = Some(converted(self.value)?),
            Sign::Glucose => set.glucose_mg_dl = Some(converted(self.value)?),
        }
        Ok(set)
    }
}
