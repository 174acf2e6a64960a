//! The National Early Warning Score (NEWS2), Royal College of Physicians, 2017, chart 1.
//!
//! Not for under 16 or in pregnancy. A missing parameter makes the score incomplete, never a 0 in its place.

use super::{Consciousness, Metric, Vitals};
use crate::age::Age;
use crate::outside::Millis;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The seven parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Parameter {
    /// Respiration rate.
    RespiratoryRate,
    /// Oxygen saturation, on scale 1 or 2.
    Spo2,
    /// Air or oxygen.
    Oxygen,
    /// Systolic blood pressure.
    Systolic,
    /// Pulse.
    HeartRate,
    /// Consciousness.
    Consciousness,
    /// Temperature.
    Temperature,
}

/// What the score asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Risk {
    /// 0: observe at least every 12 hours. 1–4: at least every 4 to 6 hours, a nurse assesses.
    Low,
    /// A 3 in one parameter: at least hourly, urgent ward review.
    LowMedium,
    /// 5–6: at least hourly, urgent response.
    Medium,
    /// 7 or more: continuous, emergency response.
    High,
}

/// Why there is no score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NotApplicable {
    /// Under 16 years.
    Child,
    /// In pregnancy.
    Pregnancy,
}

/// One parameter's points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Part {
    /// The parameter.
    pub parameter: Parameter,
    /// Its points, from 0 to 3; none where it was not read.
    pub points: Option<u8>,
    /// When it was read.
    pub at: Option<Millis>,
}

/// The score and how it came about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct News2 {
    /// Why there is no score, if it does not apply.
    pub not_applicable: Option<NotApplicable>,
    /// The score; none while a parameter is missing.
    pub score: Option<u32>,
    /// The points that are known: the score is at least this.
    pub at_least: u32,
    /// How many of the 7 parameters are known.
    pub known: u32,
    /// What the score asks for; while incomplete, what the known points ask for.
    pub risk: Option<Risk>,
    /// The seven parts.
    pub parts: Vec<Part>,
    /// Whether SpO₂ was scored on scale 2.
    pub uses_scale_2: bool,
    /// A reading is older than the clinic's window.
    pub is_stale: bool,
    /// The oldest reading that counts.
    pub as_of: Option<Millis>,
}

/// What the score is made of in a set: a score is made at each set that is recorded, and the sets before it hold much more.
#[derive(Debug, Deserialize)]
pub(super) struct Scored {
    effective_at: Millis,
    pub device_id: Option<Uuid>,
    respiratory_rate_bpm: Option<Decimal>,
    spo2_percent: Option<Decimal>,
    is_on_oxygen: Option<bool>,
    systolic_mmhg: Option<Decimal>,
    heart_rate_bpm: Option<Decimal>,
    consciousness: Option<Consciousness>,
    temperature_c: Option<Decimal>,
}

impl Scored {
    /// The columns of a set's row that it is read from.
    pub const COLUMNS: &str = "effective_at, device_id, respiratory_rate_bpm, spo2_percent, is_on_oxygen, systolic_mmhg, \
        heart_rate_bpm, consciousness, temperature_c";
}

impl From<&Vitals> for Scored {
    fn from(vitals: &Vitals) -> Scored {
        Scored {
            effective_at: vitals.effective_at,
            device_id: vitals.device_id,
            respiratory_rate_bpm: vitals.respiratory_rate_bpm,
            spo2_percent: vitals.spo2_percent,
            is_on_oxygen: vitals.is_on_oxygen,
            systolic_mmhg: vitals.systolic_mmhg,
            heart_rate_bpm: vitals.heart_rate_bpm,
            consciousness: vitals.consciousness,
            temperature_c: vitals.temperature_c,
        }
    }
}

/// The readings that count, each with its time.
#[derive(Debug, Clone, Default)]
pub struct Readings {
    /// Respiration rate, /min.
    pub respiratory_rate: Option<(Decimal, Millis)>,
    /// Oxygen saturation, %.
    pub spo2: Option<(Decimal, Millis)>,
    /// On oxygen.
    pub is_on_oxygen: Option<(bool, Millis)>,
    /// Systolic blood pressure, mmHg.
    pub systolic: Option<(Decimal, Millis)>,
    /// Pulse, /min.
    pub heart_rate: Option<(Decimal, Millis)>,
    /// Consciousness.
    pub consciousness: Option<(Consciousness, Millis)>,
    /// Temperature, °C.
    pub temperature: Option<(Decimal, Millis)>,
}

impl Readings {
    /// The readings of one set.
    #[must_use]
    pub fn of(vitals: &Vitals) -> Readings {
        let mut readings = Readings::default();
        readings.fill_from(&Scored::from(vitals));
        readings
    }

    /// Takes from an older set what is still missing.
    pub(super) fn fill_from(&mut self, set: &Scored) {
        let at = set.effective_at;
        self.respiratory_rate = self.respiratory_rate.or(set.respiratory_rate_bpm.map(|value| (value, at)));
        self.spo2 = self.spo2.or(set.spo2_percent.map(|value| (value, at)));
        self.is_on_oxygen = self.is_on_oxygen.or(set.is_on_oxygen.map(|value| (value, at)));
        self.systolic = self.systolic.or(set.systolic_mmhg.map(|value| (value, at)));
        self.heart_rate = self.heart_rate.or(set.heart_rate_bpm.map(|value| (value, at)));
        self.consciousness = self.consciousness.or(set.consciousness.map(|value| (value, at)));
        self.temperature = self.temperature.or(set.temperature_c.map(|value| (value, at)));
    }
}

/// For whom the score is made.
#[derive(Debug, Clone, Copy, Default)]
pub struct Subject {
    /// The age, where it is known; an unknown age is taken for an adult's.
    pub age: Option<Age>,
    /// In pregnancy.
    pub is_pregnant: bool,
    /// A clinician has set scale 2 for this patient.
    pub uses_scale_2: bool,
}

/// Scores the readings. Readings from before `stale_before` make the score stale.
#[must_use]
pub fn news2(readings: &Readings, subject: Subject, stale_before: Millis) -> News2 {
    let not_applicable = match subject {
        _ if subject.age.is_some_and(|age| age.years < 16) => Some(NotApplicable::Child),
        _ if subject.is_pregnant => Some(NotApplicable::Pregnancy),
        _ => None,
    };
    if not_applicable.is_some() {
        return News2 {
            not_applicable,
            score: None,
            at_least: 0,
            known: 0,
            risk: None,
            parts: vec![],
            uses_scale_2: subject.uses_scale_2,
            is_stale: false,
            as_of: None,
        };
    }
    let parts = parts(readings, subject.uses_scale_2);
    let known: Vec<&Part> = parts.iter().filter(|part| part.points.is_some()).collect();
    let at_least = known.iter().filter_map(|part| part.points).map(u32::from).sum();
    let count = u32::try_from(known.len()).unwrap_or(0);
    let as_of = known.iter().filter_map(|part| part.at).min();
    News2 {
        not_applicable,
        score: (known.len() == parts.len()).then_some(at_least),
        at_least,
        known: count,
        risk: (count > 0).then(|| risk(at_least, &parts)),
        uses_scale_2: subject.uses_scale_2,
        is_stale: as_of.is_some_and(|at| at < stale_before),
        as_of,
        parts,
    }
}

fn risk(score: u32, parts: &[Part]) -> Risk {
    match score {
        7.. => Risk::High,
        5 | 6 => Risk::Medium,
        _ if parts.iter().any(|part| part.points == Some(3)) => Risk::LowMedium,
        _ => Risk::Low,
    }
}

fn parts(readings: &Readings, uses_scale_2: bool) -> Vec<Part> {
    let part = |parameter, points: Option<(u8, Millis)>| Part {
        parameter,
        points: points.map(|(points, _)| points),
        at: points.map(|(_, at)| at),
    };
    let scored =
        |reading: Option<(Decimal, Millis)>, points: fn(Decimal) -> u8| reading.map(|(value, at)| (points(value), at));
    let spo2 = match (readings.spo2, uses_scale_2) {
        (Some((value, at)), false) => Some((spo2_scale_1(value), at)),
        // On scale 2 the points depend on air or oxygen; at 88–92 and below they do not.
        (Some((value, at)), true) => {
            spo2_scale_2(value, readings.is_on_oxygen.map(|(is_on, _)| is_on)).map(|points| (points, at))
        }
        (None, _) => None,
    };
    let oxygen = readings.is_on_oxygen.map(|(is_on, at)| (if is_on { 2 } else { 0 }, at));
    let alert = |state| if state == Consciousness::Alert { 0 } else { 3 };
    vec![
        part(Parameter::RespiratoryRate, scored(readings.respiratory_rate, respiratory_rate)),
        part(Parameter::Spo2, spo2),
        part(Parameter::Oxygen, oxygen),
        part(Parameter::Systolic, scored(readings.systolic, systolic)),
        part(Parameter::HeartRate, scored(readings.heart_rate, heart_rate)),
        part(Parameter::Consciousness, readings.consciousness.map(|(state, at)| (alert(state), at))),
        part(Parameter::Temperature, scored(readings.temperature, temperature)),
    ]
}

/// The points of the first band whose upper end the value does not pass, else the last points.
fn banded(value: Decimal, bands: &[(i64, u8)], above: u8) -> u8 {
    bands.iter().find(|(most, _)| value <= Decimal::from(*most)).map_or(above, |(_, points)| *points)
}

fn respiratory_rate(value: Decimal) -> u8 {
    banded(value.round(), &[(8, 3), (11, 1), (20, 0), (24, 2)], 3)
}

fn spo2_scale_1(value: Decimal) -> u8 {
    banded(value.round(), &[(91, 3), (93, 2), (95, 1)], 0)
}

fn spo2_scale_2(value: Decimal, is_on_oxygen: Option<bool>) -> Option<u8> {
    let value = value.round();
    if value <= Decimal::from(92) {
        return Some(banded(value, &[(83, 3), (85, 2), (87, 1)], 0));
    }
    Some(if is_on_oxygen? { banded(value, &[(94, 1), (96, 2)], 3) } else { 0 })
}

fn systolic(value: Decimal) -> u8 {
    banded(value.round(), &[(90, 3), (100, 2), (110, 1), (219, 0)], 3)
}

fn heart_rate(value: Decimal) -> u8 {
    banded(value.round(), &[(40, 3), (50, 1), (90, 0), (110, 1), (130, 2)], 3)
}

/// Rounded to a tenth before banding: 38.04 is 38.0.
fn temperature(value: Decimal) -> u8 {
    let tenths = Metric::Temperature.as_read(value) * Decimal::TEN;
    banded(tenths, &[(350, 3), (360, 1), (380, 0), (390, 1)], 2)
}

#[cfg(test)]
mod tests;
