//! An appointment with the names that people read beside it.

use super::life::{AppointmentStep, possible};
use super::{Appointment, AppointmentId};
use crate::accounts;
use crate::age::{self, Age};
use crate::db::Read;
use crate::error::Result;
use crate::patients::{Patient, Sex};
use crate::record::Stored;
use crate::rooms::Room;
use crate::services::Service;
use schemars::JsonSchema;
use serde::Serialize;

/// An appointment as lists and forms need it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AppointmentView {
    /// The record.
    pub appointment: Stored<Appointment>,
    /// What a form that is opened now was shown.
    pub version: i64,
    /// The patient's name.
    pub patient_name: String,
    /// The patient's number.
    pub mrn: String,
    /// The patient's telephone.
    pub phone: Option<String>,
    /// The patient's sex.
    pub sex: Sex,
    /// The patient's age today, where a birth date is known.
    pub age: Option<Age>,
    /// The practitioner's name.
    pub practitioner_name: Option<String>,
    /// The room's name.
    pub room_name: Option<String>,
    /// The service's name.
    pub service_name: Option<String>,
    /// The steps that can be taken now.
    pub possible: Vec<AppointmentStep>,
    /// The fields that two people have changed to different values.
    pub conflicts: Vec<String>,
}

impl AppointmentView {
    pub(crate) fn of(read: &Read<'_>, appointment: Stored<Appointment>) -> Result<AppointmentView> {
        let patient = read.get::<Patient>(appointment.patient_id)?;
        let today = age::today(read)?;
        let practitioner_name = match appointment.practitioner_id {
            Some(id) => accounts::name_of(read, id)?,
            None => None,
        };
        let room = appointment.room_id.map(|id| read.find::<Room>(id)).transpose()?.flatten();
        let service = appointment.service_id.map(|id| read.find::<Service>(id)).transpose()?.flatten();
        Ok(AppointmentView {
            version: read.version(appointment.id)?,
            patient_name: patient.display_name(),
            age: patient.age_on(today),
            mrn: patient.record.mrn,
            phone: patient.record.phone,
            sex: patient.record.sex,
            practitioner_name,
            room_name: room.map(|room| room.record.name),
            service_name: service.map(|service| service.record.name),
            possible: possible(appointment.status, appointment.is_walk_in),
            conflicts: crate::conflicts::fields_in_conflict(read, appointment.id)?,
            appointment,
        })
    }

    pub(crate) fn all(read: &Read<'_>, found: Vec<Stored<Appointment>>) -> Result<Vec<AppointmentView>> {
        found.into_iter().map(|appointment| AppointmentView::of(read, appointment)).collect()
    }
}

/// An appointment.
///
/// # Errors
/// When there is none.
pub fn appointment(read: &Read<'_>, input: AppointmentId) -> Result<AppointmentView> {
    AppointmentView::of(read, read.get(input.id)?)
}
