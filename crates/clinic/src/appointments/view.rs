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
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::HashMap;
use uuid::Uuid;

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
        Names::new(read)?.view(appointment)
    }

    pub(crate) fn all(read: &Read<'_>, found: Vec<Stored<Appointment>>) -> Result<Vec<AppointmentView>> {
        let mut names = Names::new(read)?;
        found.into_iter().map(|appointment| names.view(appointment)).collect()
    }
}

/// Names that many rows of a list share, each looked up once.
struct Names<'a> {
    read: &'a Read<'a>,
    today: NaiveDate,
    known: HashMap<Uuid, Option<String>>,
}

impl<'a> Names<'a> {
    fn new(read: &'a Read<'a>) -> Result<Names<'a>> {
        Ok(Names { read, today: age::today(read)?, known: HashMap::new() })
    }

    fn name(
        &mut self,
        id: Option<Uuid>,
        look_up: impl FnOnce(&Read<'_>, Uuid) -> Result<Option<String>>,
    ) -> Result<Option<String>> {
        let Some(id) = id else { return Ok(None) };
        if let Some(name) = self.known.get(&id) {
            return Ok(name.clone());
        }
        let name = look_up(self.read, id)?;
        self.known.insert(id, name.clone());
        Ok(name)
    }

    fn view(&mut self, appointment: Stored<Appointment>) -> Result<AppointmentView> {
        let patient = self.read.get::<Patient>(appointment.patient_id)?;
        let room = |read: &Read<'_>, id| Ok(read.find::<Room>(id)?.map(|room| room.record.name));
        let service = |read: &Read<'_>, id| Ok(read.find::<Service>(id)?.map(|service| service.record.name));
        Ok(AppointmentView {
            version: self.read.version(appointment.id)?,
            patient_name: patient.display_name(),
            age: patient.age_on(self.today),
            mrn: patient.record.mrn,
            phone: patient.record.phone,
            sex: patient.record.sex,
            practitioner_name: self.name(appointment.practitioner_id, accounts::name_of)?,
            room_name: self.name(appointment.room_id, room)?,
            service_name: self.name(appointment.service_id, service)?,
            possible: possible(appointment.status, appointment.is_walk_in),
            conflicts: crate::conflicts::fields_in_conflict(self.read, appointment.id)?,
            appointment,
        })
    }
}

/// An appointment.
///
/// # Errors
/// When there is none.
pub fn appointment(read: &Read<'_>, input: AppointmentId) -> Result<AppointmentView> {
    AppointmentView::of(read, read.get(input.id)?)
}
