//! Registering, assigning, releasing and revoking devices, and the lists of them.

use super::{Device, DeviceAssignment, DeviceKind, key};
use crate::accounts::Nothing;
use crate::command::Call;
use crate::db::{Basis, Read, Write};
use crate::error::{Error, Invalid, Result};
use crate::fields::{optional, required};
use crate::outside::Millis;
use crate::patients::{OfPatient, Patient, of_person};
use crate::record::Stored;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A device as a form has it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewDevice {
    /// What people here are to call it.
    pub name: String,
    /// What it is.
    pub kind: DeviceKind,
    /// Maker and model.
    #[serde(default)]
    pub model: Option<String>,
    /// The maker's number of this one.
    #[serde(default)]
    pub serial_number: Option<String>,
}

/// A device that was registered.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RegisteredDevice {
    /// The device.
    pub device: DeviceView,
    /// What it shows with each measurement. It is told this once: only its hash is kept.
    pub key: String,
}

/// A device as people see it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DeviceView {
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
    /// Since when nothing is taken from it.
    pub revoked_at: Option<Millis>,
    /// To whom it is assigned, if it is.
    pub assignment: Option<AssignmentView>,
    /// When the last measurement that was taken from it was true.
    pub last_measured_at: Option<Millis>,
    /// So many of its measurements wait for somebody to look at them.
    pub quarantined: u32,
    /// What a form that is opened now was shown.
    pub version: i64,
}

/// To whom a device is assigned.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AssignmentView {
    /// The patient.
    pub patient_id: Uuid,
    /// The patient's name.
    pub patient_name: String,
    /// Since when.
    pub from_at: Millis,
}

/// Whose readings a device is to send.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewAssignment {
    /// The device.
    pub device_id: Uuid,
    /// The patient.
    pub patient_id: Uuid,
    /// From this instant on; now, if left out.
    #[serde(default)]
    pub from_at: Option<Millis>,
}

/// A device that is meant.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct OfDevice {
    /// The device.
    pub device_id: Uuid,
}

/// Registers a device and makes its key.
///
/// # Errors
/// When a field is wrong.
pub fn register_device(write: &mut Write<'_>, input: NewDevice) -> Result<RegisteredDevice> {
    let key = key::new(write.outside);
    let device = Device {
        id: write.new_id(),
        name: required("name", &input.name, 80)?,
        kind: input.kind,
        model: optional("model", input.model.as_deref(), 80)?,
        serial_number: optional("serial_number", input.serial_number.as_deref(), 80)?,
        key_hash: key::hash(&key),
        revoked_at: None,
    };
    let stored = write.create(device)?;
    Ok(RegisteredDevice { device: view(write, stored)?, key })
}

/// Assigns a device to a patient.
///
/// # Errors
/// When the device is revoked or assigned to somebody in that time, or the patient is not there.
pub fn assign_device(write: &mut Write<'_>, input: NewAssignment) -> Result<DeviceView> {
    let device = write.get::<Device>(input.device_id)?;
    if device.revoked_at.is_some() {
        return Err(refused("device_revoked", "This device was revoked. Register it anew to use it again."));
    }
    let patient = write.get::<Patient>(input.patient_id)?;
    if patient.meta.entered_in_error.is_some() {
        return Err(refused("voided", "This registration was entered in error. Open the right patient."));
    }
    let from_at = input.from_at.unwrap_or(write.now);
    if from_at > write.now {
        return Err(Invalid::new("from_at", "in_future", "This time is in the future.").into());
    }
    let sql = "device_id = ?1 AND entered_in_error IS NULL AND (until_at IS NULL OR until_at > ?2)";
    let standing: Vec<Stored<DeviceAssignment>> = write.all(sql, (input.device_id.to_string(), from_at))?;
    if !standing.is_empty() {
        return Err(refused("device_assigned", "This device is assigned to somebody at that time. Release it first."));
    }
    let (id, device_id, patient_id) = (write.new_id(), input.device_id, input.patient_id);
    write.create(DeviceAssignment { id, device_id, patient_id, from_at, until_at: None })?;
    view(write, device)
}

/// Releases a device from its patient. Released twice is released.
///
/// # Errors
/// When there is no such device.
pub fn release_device(write: &mut Write<'_>, input: OfDevice) -> Result<DeviceView> {
    let device = write.get::<Device>(input.device_id)?;
    release(write, input.device_id)?;
    view(write, device)
}

fn release(write: &mut Write<'_>, device_id: Uuid) -> Result<()> {
    let sql = "device_id = ?1 AND entered_in_error IS NULL AND until_at IS NULL";
    let standing: Vec<Stored<DeviceAssignment>> = write.all(sql, [device_id.to_string()])?;
    for assignment in standing {
        let (version, until_at) = (write.version(assignment.id)?, Some(write.now.max(assignment.from_at)));
        write.save(DeviceAssignment { until_at, ..assignment.record }, Basis::Shown(version))?;
    }
    Ok(())
}

/// Revokes a device, and releases it: nothing that it measures from now on is taken.
///
/// # Errors
/// When there is no such device.
pub fn revoke_device(write: &mut Write<'_>, input: OfDevice) -> Result<DeviceView> {
    let device = write.get::<Device>(input.device_id)?;
    if device.revoked_at.is_some() {
        return view(write, device);
    }
    release(write, input.device_id)?;
    let version = write.version(input.device_id)?;
    let revoked = Device { revoked_at: Some(write.now), ..device.record };
    let saved = write.save(revoked, Basis::Shown(version))?;
    view(write, saved.stored)
}

/// All devices, those in use first, by name.
///
/// # Errors
/// When the database fails.
pub fn devices(read: &Read<'_>, _: Nothing) -> Result<Vec<DeviceView>> {
    let all: Vec<Stored<Device>> =
        read.all("entered_in_error IS NULL ORDER BY revoked_at IS NOT NULL, name, id", [])?;
    all.into_iter().map(|device| view(read, device)).collect()
}

/// The devices that are assigned to a patient now.
///
/// # Errors
/// When the database fails.
pub fn devices_of_patient(read: &Read<'_>, input: OfPatient) -> Result<Vec<DeviceView>> {
    let sql = "patient_id = ?1 AND entered_in_error IS NULL AND until_at IS NULL ORDER BY from_at, id";
    let sql = of_person(read, input.patient_id, sql)?;
    let assigned: Vec<Stored<DeviceAssignment>> = read.all(&sql, [input.patient_id.to_string()])?;
    assigned.into_iter().map(|one| view(read, read.get::<Device>(one.device_id)?)).collect()
}

pub(super) fn view(read: &Read<'_>, device: Stored<Device>) -> Result<DeviceView> {
    let key = device.id.to_string();
    let sql = "device_id = ?1 AND entered_in_error IS NULL AND until_at IS NULL ORDER BY from_at DESC, id LIMIT 1";
    let assigned = read.all::<DeviceAssignment>(sql, [&key])?.into_iter().next();
    let assignment = match assigned {
        None => None,
        Some(one) => Some(AssignmentView {
            patient_id: one.patient_id,
            patient_name: read.get::<Patient>(one.patient_id)?.display_name(),
            from_at: one.from_at,
        }),
    };
    let last = "SELECT max(effective_at) FROM vitals WHERE device_id = ?1 AND entered_in_error IS NULL";
    let last_measured_at = read.conn.prepare_cached(last)?.query_row([&key], |row| row.get(0))?;
    let open = "SELECT count(*) FROM quarantined_measurements
        WHERE device_id = ?1 AND outcome IS NULL AND entered_in_error IS NULL";
    let quarantined = read.conn.prepare_cached(open)?.query_row([&key], |row| row.get(0))?;
    let version = read.version(device.id)?;
    let Device { id, name, kind, model, serial_number, revoked_at, .. } = device.record;
    Ok(DeviceView {
        id,
        name,
        kind,
        model,
        serial_number,
        revoked_at,
        assignment,
        last_measured_at,
        quarantined,
        version,
    })
}

pub(super) fn refused(code: &'static str, sentence: &str) -> Error {
    Error::Refused { code, sentence: sentence.into() }
}

/// Whether who calls may read every chart.
pub(super) fn reads_charts(call: &Call<'_>) -> Result<bool> {
    Ok(call.signed_in()?.rights.contains(&crate::accounts::Right::ReadChart))
}
