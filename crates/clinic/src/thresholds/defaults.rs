//! The limits that ship with the program, each with its source. A clinician's decision comes before them.

use super::{AgeBand, Limits};
use crate::vitals::Metric;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::LazyLock;
use uuid::Uuid;

/// Names what shipped: alerts are derived from it, so it changes when a limit here does.
const EDITION: &str = "2026-11";
/// The namespace of ids that are derived from the program's own codes.
const SHIPPED: Uuid = Uuid::from_u128(0x8f0d_5a1e_3b52_4c60_9d0b_6a47_3e11_c001);

/// Limits that ship with the program.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DefaultThreshold {
    /// Derived from the metric and the age band.
    pub id: Uuid,
    /// Of what.
    pub metric: Metric,
    /// For which ages.
    pub age_band: AgeBand,
    /// The limits.
    pub limits: Limits,
    /// Where they come from.
    pub source: String,
}

impl DefaultThreshold {
    pub(super) fn decision(&self) -> String {
        format!("{EDITION}:{}", self.id)
    }
}

const NEWS2: &str = "NEWS2, Royal College of Physicians 2017";
const PRESSURE: &str = "NEWS2 2017; American Heart Association; Simple";
const GLUCOSE: &str = "American Diabetes Association: level 1 at 70 mg/dL, level 2 below 54 mg/dL, diabetes at 200 mg/dL at any time; WHO: 18 mmol/L, HEARTS-D 2020";
const GLUCOSE_OF_CHILDREN: &str = "WHO: below 2.5 mmol/L, malnourished below 3 mmol/L, Pocket Book of Hospital Care for Children 2013; American Diabetes Association: 200 mg/dL at any time";
const BREATHING: &str = "WHO: fast breathing, Integrated Management of Childhood Illness 2014; slow: 1st centile, Fleming et al., Lancet 2011";
const BREATHING_OF_SCHOOLCHILDREN: &str = "1st and 99th centile, Fleming et al., Lancet 2011";
const PULSE: &str = "1st and 99th centile, Fleming et al., Lancet 2011; below 60, from 220 (children from 180): Pediatric Advanced Life Support, American Heart Association";
const PRESSURE_OF_CHILDREN: &str = "Hypotension by age, Pediatric Advanced Life Support, American Heart Association";
const FEVER: &str = "WHO: fever 37.5 °C, high fever 38.5 °C, Integrated Management of Childhood Illness 2014; below 35 °C, Pocket Book of Hospital Care for Children 2013";
const WARMTH: &str = "WHO: 37.5 °C and below 35.5 °C, Management of the Sick Young Infant 2019; below 36.5 °C, Thermal Protection of the Newborn 1997";
const HYPOXAEMIA: &str = "WHO: oxygen below 90 %, Pocket Book of Hospital Care for Children 2013";

/// A row: metric, band, then critical low, warning low, warning high, critical high in tenths, and the source.
type Row = (Metric, AgeBand, [Option<i64>; 4], &'static str);

// What changes with age within a band is that of the age at which it is least strict: no child is alerted of for its age.
// "Below 54" is at most 53.9: readings are kept to a tenth at most.
const ROWS: &[Row] = &[
    (Metric::HeartRate, AgeBand::Adult, [Some(400), Some(500), Some(1110), Some(1310)], NEWS2),
    (Metric::Systolic, AgeBand::Adult, [Some(900), Some(1000), Some(1400), Some(1800)], PRESSURE),
    (Metric::Diastolic, AgeBand::Adult, [None, None, Some(900), Some(1100)], PRESSURE),
    (Metric::Temperature, AgeBand::Adult, [Some(350), None, Some(381), Some(391)], NEWS2),
    (Metric::Spo2, AgeBand::Adult, [Some(910), Some(950), None, None], NEWS2),
    (Metric::RespiratoryRate, AgeBand::Adult, [Some(80), Some(110), Some(210), Some(250)], NEWS2),
    (Metric::Glucose, AgeBand::Adult, [Some(539), Some(700), Some(2000), Some(3240)], GLUCOSE),
    (Metric::HeartRate, AgeBand::Under2Months, [Some(590), Some(890), Some(1820), Some(2200)], PULSE),
    (Metric::HeartRate, AgeBand::Months2To11, [Some(590), Some(920), Some(1820), Some(2200)], PULSE),
    (Metric::HeartRate, AgeBand::Months12To59, [Some(590), Some(640), Some(1570), Some(1800)], PULSE),
    (Metric::HeartRate, AgeBand::Years5To15, [None, Some(460), Some(1320), Some(1800)], PULSE),
    (Metric::Systolic, AgeBand::Under2Months, [Some(590), None, None, None], PRESSURE_OF_CHILDREN),
    (Metric::Systolic, AgeBand::Months2To11, [Some(690), None, None, None], PRESSURE_OF_CHILDREN),
    (Metric::Systolic, AgeBand::Months12To59, [Some(710), None, None, None], PRESSURE_OF_CHILDREN),
    (Metric::Systolic, AgeBand::Years5To15, [Some(790), None, None, None], PRESSURE_OF_CHILDREN),
    (Metric::RespiratoryRate, AgeBand::Under2Months, [None, Some(240), Some(600), None], BREATHING),
    (Metric::RespiratoryRate, AgeBand::Months2To11, [None, Some(210), Some(500), None], BREATHING),
    (Metric::RespiratoryRate, AgeBand::Months12To59, [None, Some(160), Some(400), None], BREATHING),
    (Metric::RespiratoryRate, AgeBand::Years5To15, [None, Some(110), Some(300), None], BREATHING_OF_SCHOOLCHILDREN),
    (Metric::Temperature, AgeBand::Under2Months, [Some(354), Some(364), None, Some(375)], WARMTH),
    (Metric::Temperature, AgeBand::Months2To11, [Some(349), None, Some(375), Some(385)], FEVER),
    (Metric::Temperature, AgeBand::Months12To59, [Some(349), None, Some(375), Some(385)], FEVER),
    (Metric::Temperature, AgeBand::Years5To15, [Some(349), None, Some(375), Some(385)], FEVER),
    (Metric::Spo2, AgeBand::Under2Months, [Some(890), None, None, None], HYPOXAEMIA),
    (Metric::Spo2, AgeBand::Months2To11, [Some(890), None, None, None], HYPOXAEMIA),
    (Metric::Spo2, AgeBand::Months12To59, [Some(890), None, None, None], HYPOXAEMIA),
    (Metric::Spo2, AgeBand::Years5To15, [Some(890), None, None, None], HYPOXAEMIA),
    (Metric::Glucose, AgeBand::Under2Months, [Some(449), Some(539), Some(2000), None], GLUCOSE_OF_CHILDREN),
    (Metric::Glucose, AgeBand::Months2To11, [Some(449), Some(539), Some(2000), None], GLUCOSE_OF_CHILDREN),
    (Metric::Glucose, AgeBand::Months12To59, [Some(449), Some(539), Some(2000), None], GLUCOSE_OF_CHILDREN),
    (Metric::Glucose, AgeBand::Years5To15, [Some(449), Some(539), Some(2000), None], GLUCOSE_OF_CHILDREN),
];

/// All limits that ship with the program.
#[must_use]
pub fn defaults() -> &'static [DefaultThreshold] {
    // Their ids are hashes, and every reading is held to them.
    static DEFAULTS: LazyLock<Vec<DefaultThreshold>> = LazyLock::new(made);
    &DEFAULTS
}

fn made() -> Vec<DefaultThreshold> {
    let tenths = |limit: Option<i64>| limit.map(|tenths| Decimal::new(tenths, 1).normalize());
    ROWS.iter()
        .map(|(metric, age_band, [critical_low, warning_low, warning_high, critical_high], source)| DefaultThreshold {
            id: Uuid::new_v5(&SHIPPED, format!("{}:{}", metric.code(), age_band.code()).as_bytes()),
            metric: *metric,
            age_band: *age_band,
            limits: Limits {
                critical_low: tenths(*critical_low),
                warning_low: tenths(*warning_low),
                warning_high: tenths(*warning_high),
                critical_high: tenths(*critical_high),
            },
            source: (*source).to_owned(),
        })
        .collect()
}
