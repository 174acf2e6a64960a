//! The papers about appointments, and the patient's label.

use crate::asking::{Asking, list, needed, said, text};
use crate::{Draft, PaperOrder, people};
use healthsync_clinic::{Error, Result};
use healthsync_papers::{
    AppointmentSlip, DayList, DayRow, LabelSize, Paper, PatientLabel, PortalInvitation, PractitionerDay, VisitState,
};
use serde_json::{Value, json};
use uuid::Uuid;

pub(super) fn label(asking: &Asking<'_>, order: &PaperOrder) -> Result<Draft> {
    let patient_id = needed("patient_id", order.patient_id.or(order.subject_id))?;
    let size = LabelSize::of(order.label_size.as_deref());
    let patient = people::person(asking, patient_id)?;
    let number = Some(patient.mrn.clone());
    let paper = PatientLabel { patient, size, code: size.code(), count: 1 };
    Ok(Draft::new(Paper::PatientLabel(paper), patient_id, Some(patient_id), number))
}

pub(super) fn slip(asking: &Asking<'_>, order: &PaperOrder) -> Result<Draft> {
    let id = needed("subject_id", order.subject_id)?;
    let view = asking.ask("appointment", json!({ "id": id }))?;
    let appointment = &view["appointment"];
    let patient_id = uuid(&appointment["patient_id"])?;
    if !appointment["starts_at"].is_i64() {
        let sentence = "This appointment has no time yet: give it one before printing the slip.";
        return Err(crate::refused("no_time", sentence));
    }
    let paper = AppointmentSlip {
        patient: people::person(asking, patient_id)?,
        starts_at: asking.local(&appointment["starts_at"]),
        practitioner: text(&view["practitioner_name"]),
        room: text(&view["room_name"]),
        service: text(&view["service_name"]),
        token: text(&appointment["token"]),
        note: text(&appointment["notes"]),
    };
    Ok(Draft::new(Paper::AppointmentSlip(paper), id, Some(patient_id), None))
}

pub(super) fn invitation(asking: &Asking<'_>, order: &PaperOrder) -> Result<Draft> {
    let patient_id = needed("patient_id", order.patient_id)?;
    let id = needed("subject_id", order.subject_id)?;
    let missing = || crate::refused("no_code", "Only a new invitation can be printed: make one.");
    let code = order.portal_code.clone().ok_or_else(missing)?;
    let standing = asking.ask("portal_of_patient", json!({ "patient_id": patient_id }))?;
    if !standing["invited_until"].is_i64() {
        let sentence = "This invitation was used or is too old. Make a new one.";
        return Err(crate::refused("no_invitation", sentence));
    }
    let address = text(&asking.ask("portal_settings", Value::Null)?["portal_address"]);
    let paper = PortalInvitation {
        patient: people::person(asking, patient_id)?,
        link: address.as_ref().map(|address| format!("{address}#/invitation/{code}")),
        address,
        code,
        expires_at: asking.local(&standing["invited_until"]),
    };
    Ok(Draft::new(Paper::PortalInvitation(paper), id, Some(patient_id), None))
}

pub(super) fn day_list(asking: &Asking<'_>, order: &PaperOrder) -> Result<Draft> {
    let on = order.from_on.unwrap_or_else(|| asking.now().date());
    let view = asking.ask("day_list", json!({ "day_on": on, "practitioner_id": order.practitioner_id }))?;
    let mut days: Vec<PractitionerDay> = vec![];
    for one in list(&view["appointments"]) {
        let name = text(&one["practitioner_name"]).unwrap_or_else(|| "–".into());
        let row = row(asking, one);
        match days.iter_mut().find(|day| day.name == name) {
            Some(day) => day.rows.push(row),
            None => days.push(PractitionerDay { name, rows: vec![row] }),
        }
    }
    days.sort_by(|a, b| a.name.cmp(&b.name));
    let paper = DayList { on, made_at: asking.now(), practitioners: days };
    Ok(Draft::new(Paper::DayList(paper), asking.site.id, None, None))
}

fn row(asking: &Asking<'_>, view: &Value) -> DayRow {
    let appointment = &view["appointment"];
    let token = text(&appointment["token"]);
    let is_walk_in = appointment["is_walk_in"] == true;
    let starts_at = Some(&appointment["starts_at"]).filter(|at| at.is_i64() && !(is_walk_in && token.is_some()));
    let purpose: Vec<String> = [&view["service_name"], &appointment["reason"]].into_iter().filter_map(text).collect();
    DayRow {
        at: starts_at.map(|at| asking.local(at).time()),
        token,
        patient: said(&view["patient_name"]),
        mrn: said(&view["mrn"]),
        age: people::age(&view["age"]),
        phone: text(&view["phone"]),
        purpose: Some(purpose.join(": ")).filter(|purpose| !purpose.is_empty()),
        room: text(&view["room_name"]),
        state: state(&appointment["status"]),
    }
}

fn state(value: &Value) -> VisitState {
    match value.as_str() {
        Some("waitlist") => VisitState::Waitlist,
        Some("proposed" | "pending") => VisitState::Proposed,
        Some("arrived" | "checked_in") => VisitState::Arrived,
        Some("started") => VisitState::Started,
        Some("fulfilled") => VisitState::Fulfilled,
        Some("cancelled") => VisitState::Cancelled,
        Some("noshow") => VisitState::Noshow,
        _ => VisitState::Booked,
    }
}

fn uuid(value: &Value) -> Result<Uuid> {
    value.as_str().and_then(|id| Uuid::parse_str(id).ok()).ok_or(Error::NotFound { kind: "patient" })
}
