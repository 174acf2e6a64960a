//! Devices: what measures a patient by itself, to whom it is assigned, and what it sends.

mod keep;
mod key;
mod measured;
mod quarantine;
mod receive;

pub use keep::{
    AssignmentView, DeviceView, NewAssignment, NewDevice, OfDevice, RegisteredDevice, assign_device, devices,
    devices_of_patient, register_device, release_device, revoke_device,
};
pub use key::MARK as KEY_MARK;
pub use measured::NewMeasurement;
pub use quarantine::*;
pub use receive::{MeasurementOutcome, NewMeasurements, SentMeasurements, receive_measurements, record_measurements};

use crate::clinic::Clinic;
use crate::db::{Place, Read};
use crate::error::Result;
use crate::outside::Millis;
use crate::record::{Merge, Record};
use healthsync_sync::Scope;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Something of the clinic's that measures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Device {
    /// The device.
    pub id: Uuid,
    /// What people here call it.
    pub name: String,
    /// What it is.
    pub kind: DeviceKind,
    /// Maker and model.
    pub model: Option<String>,
    /// The maker's number of this one.
    pub serial_number: Option<String>,
    /// What its key hashes to, in hexadecimal.
    pub key_hash: String,
    /// Since when nothing is taken from it, in milliseconds since 1970 UTC.
    pub revoked_at: Option<Millis>,
}

/// What a device is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeviceKind {
    /// Blood pressure.
    BloodPressureMonitor,
    /// Oxygen saturation.
    PulseOximeter,
    /// Temperature.
    Thermometer,
    /// Blood glucose.
    Glucometer,
    /// Weight.
    Scale,
    /// Several signs, or none of these.
    Other,
}

impl Record for Device {
    const KIND: &'static str = "device";
    const TABLE: &'static str = "devices";
    const MERGE: Merge = Merge::PerField;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}

/// Whose readings a device sends, and from when until when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DeviceAssignment {
    /// The assignment.
    pub id: Uuid,
    /// The device.
    pub device_id: Uuid,
    /// The patient.
    pub patient_id: Uuid,
    /// From this instant on.
    pub from_at: Millis,
    /// Up to this instant, which is no longer part of it; none while it lasts.
    pub until_at: Option<Millis>,
}

impl Record for DeviceAssignment {
    const KIND: &'static str = "device_assignment";
    const TABLE: &'static str = "device_assignments";
    const MERGE: Merge = Merge::PerField;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}

/// A measurement that could not be taken as it came, and what people made of it. Its id follows from the device and
/// what the device calls the measurement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct QuarantinedMeasurement {
    /// The measurement in quarantine.
    pub id: Uuid,
    /// The device.
    pub device_id: Uuid,
    /// The set of vitals that it becomes, if somebody accepts it.
    pub vitals_id: Uuid,
    /// What the device calls it.
    pub own_id: Option<String>,
    /// What was measured, as the device said it.
    pub measured: String,
    /// The reading, in the device's unit.
    #[schemars(with = "Option<f64>")]
    pub reading: Option<Decimal>,
    /// The upper reading of a blood pressure, in the device's unit.
    #[schemars(with = "Option<f64>")]
    pub systolic: Option<Decimal>,
    /// The lower reading of a blood pressure, in the device's unit.
    #[schemars(with = "Option<f64>")]
    pub diastolic: Option<Decimal>,
    /// The device's unit.
    pub unit: Option<String>,
    /// When it was measured, as the device said it.
    pub effective_at: Millis,
    /// Why it was not taken.
    pub reason: QuarantineReason,
    /// What people made of it; none while nobody decided.
    pub outcome: Option<QuarantineOutcome>,
    /// Why they decided so.
    pub note: Option<String>,
}

/// Why a measurement was not taken as it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuarantineReason {
    /// The device was assigned to nobody when it measured.
    Unassigned,
    /// The device was assigned to more than one patient when it measured, by people who did not know of each other.
    AssignedTwice,
    /// Possible, but so unlikely that somebody should look.
    Unlikely,
    /// Nobody here knows what was measured.
    UnknownType,
    /// Nobody here knows the unit, or it does not belong to what was measured.
    UnknownUnit,
    /// It was measured before the device was revoked, and sent after.
    Revoked,
}

/// What people made of a measurement in quarantine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuarantineOutcome {
    /// It is in the chart now.
    Accepted,
    /// It is of no use.
    Discarded,
}

impl Record for QuarantinedMeasurement {
    const KIND: &'static str = "quarantined_measurement";
    const TABLE: &'static str = "quarantined_measurements";
    const MERGE: Merge = Merge::PerField;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}

impl Clinic {
    /// Whether a device is here and this is its key.
    ///
    /// # Errors
    /// When the database fails.
    pub fn is_device(&self, id: Uuid, key: &str) -> Result<bool> {
        self.db.read(&self.outside, Uuid::nil(), |read| {
            Ok(read.find::<Device>(id)?.is_some_and(|device| key::is(key, &device.key_hash)))
        })
    }
}

/// What people here call a device.
pub(crate) fn name_of(read: &Read<'_>, id: Uuid) -> Result<Option<String>> {
    Ok(read.find::<Device>(id)?.map(|device| device.record.name))
}
