//! Readings that are possible but so unlikely that one asks before keeping them.

use super::{Metric, Vitals};
use crate::quantity;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

/// A reading to be confirmed.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Suspect {
    /// The field of the set.
    pub field: String,
    /// What was typed, in canonical units.
    #[schemars(with = "f64")]
    pub value: Decimal,
    /// Usually not below.
    #[schemars(with = "f64")]
    pub low: Decimal,
    /// Usually not above.
    #[schemars(with = "f64")]
    pub high: Decimal,
}

/// The readings of a set that are unlikely.
#[must_use]
pub fn suspects(vitals: &Vitals) -> Vec<Suspect> {
    let metrics = Metric::ALL.into_iter().map(|metric| (metric.field(), metric.of(vitals), metric.bounds()));
    let body =
        [("weight_kg", vitals.weight_kg, quantity::WEIGHT_KG), ("height_cm", vitals.height_cm, quantity::HEIGHT_CM)];
    metrics
        .chain(body)
        .filter_map(|(field, value, bounds)| {
            let value = value.filter(|value| bounds.is_unlikely(*value))?;
            let (low, high) = (bounds.likely_least.normalize(), bounds.likely_most.normalize());
            Some(Suspect { field: field.into(), value, low, high })
        })
        .collect()
}
