//! A patient's sets in time, as a table and as series for the charts.

use super::{Metric, Vitals};
use crate::accounts;
use crate::db::Read;
use crate::devices;
use crate::error::Result;
use crate::outside::Millis;
use crate::patients::{face, of_person};
use crate::record::Stored;
use crate::thresholds::{self, AppliedLimits};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Which sets.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct VitalsQuery {
    /// The patient.
    pub patient_id: Uuid,
    /// From this instant on.
    #[serde(default)]
    pub from: Option<Millis>,
    /// Up to this instant.
    #[serde(default)]
    pub to: Option<Millis>,
    /// At most so many, the latest.
    #[serde(default = "thousand")]
    pub limit: u32,
    /// The last set of the page before.
    #[serde(default)]
    pub after: Option<Uuid>,
}

fn thousand() -> u32 {
    1000
}

/// A set in a table.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct VitalsRow {
    /// The set.
    pub vitals: Stored<Vitals>,
    /// Who recorded it.
    pub recorded_by_name: Option<String>,
    /// The name of the device that measured it, where one did.
    pub device_name: Option<String>,
}

/// A patient's sets, the latest first, those entered in error among them and marked.
///
/// # Errors
/// When the database fails.
pub fn vitals_of_patient(read: &Read<'_>, input: VitalsQuery) -> Result<Vec<VitalsRow>> {
    let sql =
        "patient_id = ?1 AND effective_at >= ?2 AND (effective_at, id) < (?3, ?4) ORDER BY effective_at DESC, id DESC
         LIMIT ?5";
    let to = input.to.unwrap_or(Millis::MAX);
    let after = input.after.map(|id| read.get::<Vitals>(id)).transpose()?;
    let (to, id) = match after.filter(|after| after.effective_at <= to) {
        Some(after) => (after.effective_at, after.id.to_string()),
        // No id comes after a tilde.
        None => (to, "~".into()),
    };
    let sets = read.all::<Vitals>(
        &of_person(read, input.patient_id, sql)?,
        (input.patient_id.to_string(), input.from.unwrap_or(Millis::MIN), to, id, input.limit.min(100_000)),
    )?;
    let mut names = std::collections::HashMap::new();
    let mut named = std::collections::HashMap::new();
    let mut rows = vec![];
    for vitals in sets {
        let author = vitals.meta.recorded_by;
        if let std::collections::hash_map::Entry::Vacant(entry) = names.entry(author) {
            entry.insert(accounts::name_of(read, author)?);
        }
        if let Some(device) = vitals.device_id
            && let std::collections::hash_map::Entry::Vacant(entry) = named.entry(device)
        {
            entry.insert(devices::name_of(read, device)?);
        }
        let device_name = vitals.device_id.and_then(|device| named.get(&device).cloned().flatten());
        rows.push(VitalsRow { recorded_by_name: names.get(&author).cloned().flatten(), device_name, vitals });
    }
    Ok(rows)
}

/// One reading in time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Series {
    /// The field of the sets, e.g. `heart_rate_bpm`.
    pub field: String,
    /// Instants in milliseconds and values in canonical units, in time.
    pub points: Vec<(Millis, f64)>,
}

/// A patient's readings in time, with the limits that apply now.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Trends {
    /// The five signs and weight; empty where nothing was read.
    pub series: Vec<Series>,
    /// The limits that apply to this patient now.
    pub limits: Vec<AppliedLimits>,
    /// The first reading, if there is one.
    pub first_at: Option<Millis>,
    /// The last reading, if there is one.
    pub last_at: Option<Millis>,
}

/// All readings of a patient in time, for charts.
///
/// # Errors
/// When there is no such patient.
pub fn trends_of_patient(read: &Read<'_>, input: VitalsQuery) -> Result<Trends> {
    let patient = face(read, input.patient_id)?.record;
    let fields: Vec<&str> = Metric::ALL.iter().map(|metric| metric.field()).chain(["weight_kg"]).collect();
    let mut series: Vec<Series> =
        fields.iter().map(|field| Series { field: (*field).to_owned(), points: vec![] }).collect();
    let sql = format!(
        "SELECT effective_at, {} FROM vitals WHERE patient_id = ?1 AND entered_in_error IS NULL
         AND effective_at >= ?2 AND effective_at <= ?3 ORDER BY effective_at, id",
        fields.join(", ")
    );
    let mut statement = read.conn.prepare_cached(&of_person(read, input.patient_id, &sql)?)?;
    let (from, to) = (input.from.unwrap_or(Millis::MIN), input.to.unwrap_or(Millis::MAX));
    let mut rows = statement.query((input.patient_id.to_string(), from, to))?;
    let (mut first_at, mut last_at) = (None, None);
    while let Some(row) = rows.next()? {
        let at: Millis = row.get(0)?;
        first_at = first_at.or(Some(at));
        last_at = Some(at);
        for (index, one) in series.iter_mut().enumerate() {
            if let Some(value) = row.get::<_, Option<f64>>(index + 1)? {
                one.points.push((at, value));
            }
        }
    }
    let limits = thresholds::limits_of_patient(read, &patient, read.now)?;
    Ok(Trends { series, limits, first_at, last_at })
}
