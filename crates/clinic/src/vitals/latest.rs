//! The latest of each reading, with its age, its trend and how it stands to the limits; and the score now.

use super::news2::Scored;
use super::{Metric, News2, Readings, Subject, Vitals, news2};
use crate::age::day_at;
use crate::db::Read;
use crate::error::Result;
use crate::outside::Millis;
use crate::patients::{OfPatient, Patient, face, flags_of, of_person};
use crate::record::Stored;
use crate::row::{from_row, rows};
use crate::sites;
use crate::thresholds::{self, Limits, Severity};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

/// Which way a reading goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Trend {
    /// Higher than the one before by more than wavering.
    Rising,
    /// Lower.
    Falling,
    /// About the same.
    Steady,
}

/// The latest of one reading.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LatestReading {
    /// What it is.
    pub metric: Metric,
    /// The value, in canonical units.
    #[schemars(with = "f64")]
    pub value: Decimal,
    /// When it was true.
    pub at: Millis,
    /// Which way it goes; none where there is nothing to compare with.
    pub trend: Option<Trend>,
    /// The breach that it is, if it is one.
    pub severity: Option<Severity>,
    /// Whether it is above, where it breaches.
    pub is_above: bool,
    /// The limits that apply to this patient now.
    pub limits: Limits,
}

/// What is known of a patient's body.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LatestBody {
    /// Weight in kg, and when.
    pub weight_kg: Option<(f64, Millis)>,
    /// Height in cm, and when.
    pub height_cm: Option<(f64, Millis)>,
    /// Body mass index, kg/m².
    pub bmi: Option<f64>,
}

/// The latest readings and the score.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LatestVitals {
    /// The latest of each reading that there is.
    pub readings: Vec<LatestReading>,
    /// The latest set.
    pub set: Option<Stored<Vitals>>,
    /// Who recorded it.
    pub recorded_by: Option<String>,
    /// Weight and height.
    pub body: LatestBody,
    /// The blood pressure in words, by the clinic's scheme.
    pub bp_category: Option<BpCategory>,
    /// The score now.
    pub news2: News2,
}

/// Blood pressure in words (ACC/AHA 2017 or ISH 2020).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BpCategory {
    /// Normal.
    Normal,
    /// Elevated (ACC/AHA).
    Elevated,
    /// High-normal (ISH).
    HighNormal,
    /// Stage 1 (ACC/AHA).
    Stage1,
    /// Stage 2 (ACC/AHA).
    Stage2,
    /// Crisis (ACC/AHA).
    Crisis,
    /// Grade 1 (ISH).
    Grade1,
    /// Grade 2 (ISH).
    Grade2,
}

/// The category of a blood pressure; the higher of the two counts.
#[must_use]
pub fn bp_category(systolic: Decimal, diastolic: Decimal, scheme: sites::BpScheme) -> BpCategory {
    use BpCategory::{Crisis, Elevated, Grade1, Grade2, HighNormal, Normal, Stage1, Stage2};
    let at_least = |top: i64, low: i64| systolic >= Decimal::from(top) || diastolic >= Decimal::from(low);
    match scheme {
        sites::BpScheme::AccAha2017 => match () {
            () if systolic > Decimal::from(180) || diastolic > Decimal::from(120) => Crisis,
            () if at_least(140, 90) => Stage2,
            () if at_least(130, 80) => Stage1,
            () if systolic >= Decimal::from(120) => Elevated,
            () => Normal,
        },
        sites::BpScheme::Ish2020 => match () {
            () if at_least(160, 100) => Grade2,
            () if at_least(140, 90) => Grade1,
            () if at_least(130, 85) => HighNormal,
            () => Normal,
        },
    }
}

/// The sets of a patient that stand, the latest first, so many of them.
const STANDING: &str = "patient_id = ?1 AND entered_in_error IS NULL ORDER BY effective_at DESC, id DESC LIMIT ?2";

/// The sets of a patient that stand, the latest first, at most `most`.
pub(super) fn standing(read: &Read<'_>, patient: &Patient, most: i64) -> Result<Vec<Stored<Vitals>>> {
    let mut sets: Vec<Stored<Vitals>> =
        read.all(&of_person(read, patient.id, STANDING)?, (patient.id.to_string(), most))?;
    let is_full = i64::try_from(sets.len()).is_ok_and(|count| count == most);
    if is_full && sets.iter().any(|set| set.device_id.is_some()) {
        // A device that measures every minute must not hide what people measured.
        let sql = "patient_id = ?1 AND entered_in_error IS NULL AND device_id IS NULL AND effective_at <= ?3
            ORDER BY effective_at DESC, id DESC LIMIT ?2";
        let oldest = sets.last().map_or(Millis::MAX, |set| set.effective_at);
        let older: Vec<Stored<Vitals>> =
            read.all(&of_person(read, patient.id, sql)?, (patient.id.to_string(), most, oldest))?;
        let known: std::collections::HashSet<_> = sets.iter().map(|set| set.id).collect();
        sets.extend(older.into_iter().filter(|set| !known.contains(&set.id)));
    }
    Ok(sets)
}

/// For whom a score at an instant is made.
pub(super) fn subject_of(read: &Read<'_>, patient: &Patient, at: Millis) -> Result<Subject> {
    let flags = flags_of(read, patient.id)?;
    let day = day_at(at, &sites::own_site(read)?.time_zone);
    Ok(Subject { age: patient.age_on(day), is_pregnant: flags.is_pregnant, uses_scale_2: flags.uses_spo2_scale_2 })
}

/// Sets further back than this do not fill what the latest left out.
const SETS_COMBINED: i64 = 12;
/// Sets of devices mostly hold one reading each: so many of all sets are looked through where there are some.
const SETS_OF_DEVICES: i64 = 200;

/// The score now: the latest of each parameter, stale where one is older than the clinic's window.
pub(crate) fn assess(read: &Read<'_>, patient: &Patient) -> Result<News2> {
    let sql = format!("SELECT {} FROM vitals WHERE {STANDING}", Scored::COLUMNS);
    let mut statement = read.conn.prepare_cached(&of_person(read, patient.id, &sql)?)?;
    let of_patient = (patient.id.to_string(), SETS_COMBINED);
    let sets: Vec<Scored> = rows(&mut statement, of_patient, from_row)?;
    if sets.iter().any(|set| set.device_id.is_some()) {
        return score_of(read, patient, &standing(read, patient, SETS_OF_DEVICES)?);
    }
    score(read, patient, sets)
}

fn score_of(read: &Read<'_>, patient: &Patient, sets: &[Stored<Vitals>]) -> Result<News2> {
    score(read, patient, sets.iter().map(|set| Scored::from(&set.record)))
}

fn score(read: &Read<'_>, patient: &Patient, sets: impl IntoIterator<Item = Scored>) -> Result<News2> {
    let mut readings = Readings::default();
    let mut by_people = 0;
    for set in sets {
        by_people += i64::from(set.device_id.is_none());
        if by_people > SETS_COMBINED {
            break;
        }
        readings.fill_from(&set);
    }
    let window = Millis::from(sites::own_site(read)?.news2_window_min) * 60_000;
    Ok(news2(&readings, subject_of(read, patient, read.now)?, read.now - window))
}

/// The latest of each reading and the score now.
///
/// # Errors
/// When there is no such patient.
pub fn latest_vitals(read: &Read<'_>, input: OfPatient) -> Result<LatestVitals> {
    let patient = face(read, input.patient_id)?.record;
    let sets = standing(read, &patient, 200)?;
    let limits = thresholds::limits_of_patient(read, &patient, read.now)?;
    let mut readings = vec![];
    for metric in Metric::ALL {
        let mut values = sets.iter().filter_map(|set| metric.of(set).map(|value| (value, set.effective_at)));
        let Some((value, at)) = values.next() else { continue };
        let trend = values.next().map(|(before, _)| trend(metric, before, value));
        let limits = limits.iter().find(|applied| applied.metric == metric).map(|applied| applied.limits.clone());
        let limits = limits.unwrap_or_default();
        let breach = limits.breach(metric.as_read(value));
        let (severity, is_above) = (breach.map(|breach| breach.severity), breach.is_some_and(|breach| breach.is_above));
        readings.push(LatestReading { metric, value, at, trend, severity, is_above, limits });
    }
    let set = sets.first().cloned();
    let recorded_by = match &set {
        Some(Stored { record: Vitals { device_id: Some(device), .. }, .. }) => crate::devices::name_of(read, *device)?,
        Some(set) => crate::accounts::name_of(read, set.meta.recorded_by)?,
        None => None,
    };
    let scheme = sites::own_site(read)?.bp_scheme;
    let pressures = sets.iter().find_map(|set| Some((set.systolic_mmhg?, set.diastolic_mmhg?)));
    Ok(LatestVitals {
        readings,
        news2: score_of(read, &patient, &sets)?,
        body: body(&sets),
        bp_category: pressures.map(|(systolic, diastolic)| bp_category(systolic, diastolic, scheme)),
        set,
        recorded_by,
    })
}

fn trend(metric: Metric, before: Decimal, now: Decimal) -> Trend {
    let step = now - before;
    if step.abs() < metric.hysteresis() {
        Trend::Steady
    } else if step > Decimal::ZERO {
        Trend::Rising
    } else {
        Trend::Falling
    }
}

fn body(sets: &[Stored<Vitals>]) -> LatestBody {
    let float = |value: Decimal| f64::try_from(value).unwrap_or(f64::NAN);
    let weight = sets.iter().find_map(|set| Some((set.weight_kg?, set.effective_at)));
    let height = sets.iter().find_map(|set| Some((set.height_cm?, set.effective_at)));
    let bmi = weight.zip(height).and_then(|((weight, _), (height, _))| {
        let metres = height / Decimal::ONE_HUNDRED;
        weight.checked_div(metres * metres)
    });
    LatestBody {
        weight_kg: weight.map(|(value, at)| (float(value), at)),
        height_cm: height.map(|(value, at)| (float(value), at)),
        bmi: bmi.map(|bmi| float(bmi.round_dp(1))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_higher_category_of_the_two_pressures_counts() {
        use sites::BpScheme::{AccAha2017, Ish2020};
        let of = |systolic: i64, diastolic: i64, scheme| bp_category(systolic.into(), diastolic.into(), scheme);
        assert_eq!(of(119, 79, AccAha2017), BpCategory::Normal, "below both");
        assert_eq!(of(125, 79, AccAha2017), BpCategory::Elevated, "systolic alone");
        assert_eq!(of(118, 80, AccAha2017), BpCategory::Stage1, "diastolic alone");
        assert_eq!(of(139, 90, AccAha2017), BpCategory::Stage2, "the higher counts");
        assert_eq!(of(180, 120, AccAha2017), BpCategory::Stage2, "crisis is above, not at");
        assert_eq!(of(181, 70, AccAha2017), BpCategory::Crisis, "above 180");
        assert_eq!(of(129, 85, Ish2020), BpCategory::HighNormal, "diastolic alone");
        assert_eq!(of(159, 99, Ish2020), BpCategory::Grade1, "grade 1 to its end");
        assert_eq!(of(160, 70, Ish2020), BpCategory::Grade2, "systolic alone");
    }
}
