//! The appointment that an encounter keeps: started when the encounter opens, fulfilled when it is signed.

use super::Encounter;
use crate::appointments::{self, Appointment};
use crate::charges::{self, NewCharge};
use crate::db::{Read, Write};
use crate::error::{Error, Result};
use crate::patients::is_same_person;
use crate::record::Record;
use crate::services::Service;
use rust_decimal::Decimal;
use uuid::Uuid;

/// The appointment, if it is this patient's.
pub(super) fn of_patient(read: &Read<'_>, id: Uuid, patient_id: Uuid) -> Result<Appointment> {
    let appointment = read.get::<Appointment>(id)?;
    if !is_same_person(read, appointment.patient_id, patient_id)? || appointment.meta.entered_in_error.is_some() {
        return Err(Error::NotFound { kind: Appointment::KIND });
    }
    Ok(appointment.record)
}

/// Starts the appointment.
pub(super) fn start(write: &mut Write<'_>, visit: &Appointment) -> Result<()> {
    appointments::start_for_encounter(write, visit.id)
}

/// Ends the appointment and charges the service that it was for; what is free of charge is not charged.
pub(super) fn fulfil(write: &mut Write<'_>, appointment_id: Uuid, signed: &Encounter) -> Result<()> {
    appointments::fulfil_for_encounter(write, appointment_id)?;
    let Some(service_id) = write.get::<Appointment>(appointment_id)?.service_id else { return Ok(()) };
    let service = write.get::<Service>(service_id)?.record;
    if service.price_minor == 0 {
        return Ok(());
    }
    let charge = NewCharge {
        patient_id: signed.patient_id,
        source_id: signed.id,
        item_id: service_id,
        practitioner_id: Some(signed.practitioner_id),
        description: &service.name,
        quantity: Decimal::ONE,
        unit_price_minor: service.price_minor,
        tax_basis_points: service.tax_basis_points,
    };
    charges::charge_service(write, charge).map(drop)
}
