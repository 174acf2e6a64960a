//! Frames of a patient's trends for the window: who asks may read the chart, and the charts draw it.

use crate::Caller;
use crate::pictures::{Customs, spec};
pub use crate::pictures::{Picture, TrackTitle};
use healthsync_charts::Frame;
use healthsync_clinic::vitals::Trends;
use healthsync_clinic::{Error, Result};
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use std::sync::PoisonError;
use uuid::Uuid;

/// A picture of a patient's trends.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct ChartOrder {
    /// The patient.
    pub patient_id: Uuid,
    /// How it is to look.
    #[serde(flatten)]
    pub picture: Picture,
}

/// The picture.
///
/// # Errors
/// As the commands that it asks say.
pub fn frame(caller: &Caller<'_>, order: ChartOrder) -> Result<Frame> {
    let Caller { clinic, session, .. } = *caller;
    let trends = clinic.call(session, "trends_of_patient", json!({ "patient_id": order.patient_id }))?;
    let trends: Trends = read(trends)?;
    let customs: Customs = read(clinic.call(session, "site_settings", serde_json::Value::Null)?["site"].clone())?;
    let spec = spec(order.picture, &trends, &customs);
    Ok(caller.painter.lock().unwrap_or_else(PoisonError::into_inner).frame(&spec))
}

fn read<T: DeserializeOwned>(output: serde_json::Value) -> Result<T> {
    serde_json::from_value(output).map_err(|reason| Error::BadInput(reason.to_string()))
}
