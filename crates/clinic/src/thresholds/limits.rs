//! Four limits, two levels, and what of a reading passes them.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How bad a breach is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Somebody should look.
    Warning,
    /// Somebody must act.
    Critical,
}

/// Limits, in canonical units. A reading at a limit breaches it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Limits {
    /// At or below: critical.
    #[schemars(with = "Option<f64>")]
    pub critical_low: Option<Decimal>,
    /// At or below: a warning.
    #[schemars(with = "Option<f64>")]
    pub warning_low: Option<Decimal>,
    /// At or above: a warning.
    #[schemars(with = "Option<f64>")]
    pub warning_high: Option<Decimal>,
    /// At or above: critical.
    #[schemars(with = "Option<f64>")]
    pub critical_high: Option<Decimal>,
}

/// The limit that a reading passes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LimitsBreach {
    /// How bad.
    pub severity: Severity,
    /// Above, not below.
    pub is_above: bool,
    /// The limit.
    pub limit: Decimal,
}

impl Limits {
    /// The worst limit that a reading passes.
    #[must_use]
    pub fn breach(&self, value: Decimal) -> Option<LimitsBreach> {
        let below = |limit: Option<Decimal>| limit.filter(|limit| value <= *limit);
        let above = |limit: Option<Decimal>| limit.filter(|limit| value >= *limit);
        let found =
            |limit: Option<Decimal>, severity, is_above| limit.map(|limit| LimitsBreach { severity, is_above, limit });
        found(below(self.critical_low), Severity::Critical, false)
            .or_else(|| found(above(self.critical_high), Severity::Critical, true))
            .or_else(|| found(below(self.warning_low), Severity::Warning, false))
            .or_else(|| found(above(self.warning_high), Severity::Warning, true))
    }

    /// The pair of neighbours that are in the wrong order, if any: the limits must rise.
    #[must_use]
    pub fn out_of_order(&self) -> Option<(&'static str, &'static str)> {
        let named = [
            ("critical_low", self.critical_low),
            ("warning_low", self.warning_low),
            ("warning_high", self.warning_high),
            ("critical_high", self.critical_high),
        ];
        let set: Vec<_> = named.into_iter().filter_map(|(name, limit)| Some((name, limit?))).collect();
        let wrong = set.windows(2).find(|pair| {
            let crosses = pair[0].0.ends_with("low") && pair[1].0.ends_with("high");
            if crosses { pair[0].1 >= pair[1].1 } else { pair[0].1 > pair[1].1 }
        })?;
        Some((wrong[0].0, wrong[1].0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn limits() -> Limits {
        let of = |value: i64| Some(Decimal::from(value));
        Limits { critical_low: of(40), warning_low: of(50), warning_high: of(111), critical_high: of(131) }
    }

    #[test]
    fn a_reading_at_a_limit_breaches_it() {
        let breach = |value: i64| limits().breach(value.into()).map(|breach| (breach.severity, breach.is_above));
        assert_eq!(breach(40), Some((Severity::Critical, false)), "at the critical low");
        assert_eq!(breach(50), Some((Severity::Warning, false)), "at the warning low");
        assert_eq!(breach(51), None, "inside");
        assert_eq!(breach(110), None, "inside");
        assert_eq!(breach(111), Some((Severity::Warning, true)), "at the warning high");
        assert_eq!(breach(131), Some((Severity::Critical, true)), "at the critical high");
    }

    #[test]
    fn limits_must_rise() {
        assert_eq!(limits().out_of_order(), None, "they do");
        let wrong = Limits { warning_low: Some(120.into()), ..limits() };
        assert_eq!(wrong.out_of_order(), Some(("warning_low", "warning_high")), "a low above a high");
    }

    proptest! {
        #[test]
        fn what_is_worse_is_never_milder(value in 0i64..300, step in 0i64..100) {
            let severity = |value: i64| limits().breach(value.into()).filter(|breach| breach.is_above).map(|breach| breach.severity);
            prop_assert!(severity(value + step) >= severity(value));
        }
    }
}
