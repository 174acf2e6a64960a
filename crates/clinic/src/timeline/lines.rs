//! What one line of a timeline says.

use super::{TimelineDrug, TimelineEntry, TimelineKind, TimelineLine, TimelineMark};
use crate::accounts;
use crate::appointments::Appointment;
use crate::db::Read;
use crate::devices;
use crate::dispenses::Dispense;
use crate::encounters::{Diagnosis, Encounter};
use crate::error::Result;
use crate::prescriptions::{Prescription, PrescriptionItem};
use crate::record::Stored;
use crate::services::Service;
use crate::stroke::StrokeAssessment;
use crate::vitals::Vitals;
use uuid::Uuid;

/// The entry of a mark.
pub(super) fn entry(read: &Read<'_>, kind: TimelineKind, mark: TimelineMark) -> Result<TimelineEntry> {
    let (by, line) = match kind {
        TimelineKind::Encounter => encounter(read, mark.id)?,
        TimelineKind::Vitals => {
            let vitals = read.get::<Vitals>(mark.id)?;
            let by = match vitals.device_id {
                Some(device) => devices::name_of(read, device)?,
                None => accounts::name_of(read, vitals.meta.recorded_by)?,
            };
            let line = TimelineLine::Vitals { vitals: Box::new(vitals) };
            return Ok(TimelineEntry { kind, id: mark.id, at: mark.at, by, line });
        }
        TimelineKind::Prescription => prescription(read, mark.id)?,
        TimelineKind::Dispense => dispense(read, mark.id)?,
        TimelineKind::StrokeAssessment => stroke(read, mark.id)?,
        TimelineKind::Appointment => appointment(read, mark.id)?,
        TimelineKind::Paper => paper(read, mark.id)?,
        TimelineKind::Invoice => invoice(read, mark.id)?,
        TimelineKind::Payment => payment(read, mark.id)?,
    };
    Ok(TimelineEntry { kind, id: mark.id, at: mark.at, by: accounts::name_of(read, by)?, line })
}

fn encounter(read: &Read<'_>, id: Uuid) -> Result<(Uuid, TimelineLine)> {
    let encounter = read.get::<Encounter>(id)?.record;
    let diagnoses: Vec<Stored<Diagnosis>> =
        read.all("encounter_id = ?1 AND entered_in_error IS NULL ORDER BY recorded_at, id", [id.to_string()])?;
    let amendments: u32 = read
        .conn
        .prepare_cached("SELECT count(*) FROM amendments WHERE encounter_id = ?1 AND entered_in_error IS NULL")?
        .query_row([id.to_string()], |row| row.get(0))?;
    let line = TimelineLine::Encounter {
        kind: encounter.kind,
        status: encounter.status,
        complaint: encounter.complaint,
        diagnoses: diagnoses.into_iter().map(|diagnosis| diagnosis.record.name).collect(),
        amendments,
    };
    Ok((encounter.practitioner_id, line))
}

fn prescription(read: &Read<'_>, id: Uuid) -> Result<(Uuid, TimelineLine)> {
    let sheet = read.get::<Prescription>(id)?.record;
    let items: Vec<Stored<PrescriptionItem>> =
        read.all("prescription_id = ?1 AND entered_in_error IS NULL ORDER BY position, id", [id.to_string()])?;
    let drugs = items.iter().map(|item| TimelineDrug { name: item.label(), status: item.status }).collect();
    let line = TimelineLine::Prescription { number: sheet.number, encounter_id: sheet.encounter_id, drugs };
    Ok((sheet.prescriber_id, line))
}

fn dispense(read: &Read<'_>, id: Uuid) -> Result<(Uuid, TimelineLine)> {
    let dispense = read.get::<Dispense>(id)?.record;
    let item = read.get::<PrescriptionItem>(dispense.item_id)?.record;
    let line = TimelineLine::Dispense {
        prescription_id: item.prescription_id,
        drug_name: item.label(),
        quantity: dispense.quantity,
        unit: item.quantity_unit,
    };
    Ok((dispense.dispensed_by, line))
}

fn stroke(read: &Read<'_>, id: Uuid) -> Result<(Uuid, TimelineLine)> {
    let assessment = read.get::<StrokeAssessment>(id)?;
    let line = TimelineLine::StrokeAssessment {
        avg_glucose_mg_dl: assessment.avg_glucose_mg_dl,
        bmi: assessment.bmi,
        has_hypertension: assessment.has_hypertension,
        has_heart_disease: assessment.has_heart_disease,
        had_stroke: assessment.had_stroke,
    };
    Ok((assessment.meta.recorded_by, line))
}

fn appointment(read: &Read<'_>, id: Uuid) -> Result<(Uuid, TimelineLine)> {
    let appointment = read.get::<Appointment>(id)?;
    let service = appointment.service_id.map(|id| read.find::<Service>(id)).transpose()?.flatten();
    let line = TimelineLine::Appointment {
        status: appointment.status.code().to_owned(),
        is_walk_in: appointment.is_walk_in,
        service_name: service.map(|service| service.record.name),
        reason: appointment.reason.clone(),
    };
    Ok((appointment.practitioner_id.unwrap_or(appointment.meta.recorded_by), line))
}

fn paper(read: &Read<'_>, id: Uuid) -> Result<(Uuid, TimelineLine)> {
    let mut statement =
        read.conn.prepare_cached("SELECT recorded_by, paper, number, is_copy FROM issued_papers WHERE id = ?1")?;
    Ok(statement.query_row([id.to_string()], |row| {
        let line = TimelineLine::Paper { paper: row.get(1)?, number: row.get(2)?, is_copy: row.get(3)? };
        Ok((account(&row.get::<_, String>(0)?), line))
    })?)
}

fn invoice(read: &Read<'_>, id: Uuid) -> Result<(Uuid, TimelineLine)> {
    let mut statement = read.conn.prepare_cached(
        "SELECT i.recorded_by, i.number, coalesce(s.status, 'issued'), i.total_minor
         FROM invoices i LEFT JOIN invoice_standings s ON s.invoice_id = i.id WHERE i.id = ?1",
    )?;
    Ok(statement.query_row([id.to_string()], |row| {
        let line = TimelineLine::Invoice { number: row.get(1)?, status: row.get(2)?, total_minor: row.get(3)? };
        Ok((account(&row.get::<_, String>(0)?), line))
    })?)
}

fn payment(read: &Read<'_>, id: Uuid) -> Result<(Uuid, TimelineLine)> {
    let mut statement = read
        .conn
        .prepare_cached("SELECT recorded_by, number, kind, method, amount_minor FROM payments WHERE id = ?1")?;
    Ok(statement.query_row([id.to_string()], |row| {
        let line = TimelineLine::Payment {
            number: row.get(1)?,
            kind: row.get(2)?,
            method: row.get(3)?,
            amount_minor: row.get(4)?,
        };
        Ok((account(&row.get::<_, String>(0)?), line))
    })?)
}

fn account(text: &str) -> Uuid {
    Uuid::parse_str(text).unwrap_or_default()
}
