//! Opening an encounter, writing its note and signing it.

use super::visit;
use super::{Amendment, Encounter, EncounterKind, EncounterStatus, EncounterView, view};
use crate::accounts::{self, Nothing};
use crate::allergies::Void;
use crate::appointments::Appointment;
use crate::charges;
use crate::db::{Basis, Read, Write};
use crate::error::{Error, Invalid, Result};
use crate::fields::optional;
use crate::patients::{Patient, of_person};
use crate::record::{Record, Stored};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// So many characters fit in a section of a note.
pub(super) const LONGEST_SECTION: usize = 10_000;
/// So many bytes fit in a whole note: it is one change, and a change travels whole.
const LONGEST_NOTE_BYTES: usize = 28_000;

/// An encounter to open.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewEncounter {
    /// The patient.
    pub patient_id: Uuid,
    /// The appointment that it keeps: it is started.
    #[serde(default)]
    pub appointment_id: Option<Uuid>,
    /// What kind of contact.
    #[serde(default)]
    pub kind: EncounterKind,
}

/// The sections of a note.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct EncounterNote {
    /// Why the patient came.
    pub complaint: Option<String>,
    /// What the patient tells.
    pub history: Option<String>,
    /// What was found.
    pub examination: Option<String>,
    /// What it is thought to be.
    pub assessment: Option<String>,
    /// What is to be done.
    pub plan: Option<String>,
}

/// A change to an encounter that is not signed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct EncounterChange {
    /// The encounter.
    pub id: Uuid,
    /// What the form was shown.
    pub version: i64,
    /// What kind of contact.
    pub kind: EncounterKind,
    /// The note.
    pub note: EncounterNote,
}

/// Opens an encounter; one that the caller has open with this patient is gone on with.
///
/// # Errors
/// When there is no such patient or appointment.
pub fn open_encounter(write: &mut Write<'_>, input: NewEncounter) -> Result<EncounterView> {
    let patient = write.get::<Patient>(input.patient_id)?;
    if patient.meta.entered_in_error.is_some() {
        let sentence = "This patient was entered in error. Open the chart of the right patient.";
        return Err(Error::Refused { code: "voided", sentence: sentence.into() });
    }
    let visit = input.appointment_id.map(|id| visit::of_patient(write, id, input.patient_id)).transpose()?;
    if let Some(open) = resumable(write, &input)? {
        let id = open.record.id;
        if open.record.appointment_id.is_none() && input.appointment_id.is_some() {
            let version = write.version(id)?;
            let linked = Encounter { appointment_id: input.appointment_id, ..open.record };
            write.save(linked, Basis::Shown(version))?;
        }
        start(write, input.kind, visit.as_ref())?;
        return view(write, id);
    }
    start(write, input.kind, visit.as_ref())?;
    let encounter = Encounter {
        id: write.new_id(),
        patient_id: input.patient_id,
        practitioner_id: write.account_id,
        appointment_id: input.appointment_id,
        kind: input.kind,
        started_at: write.now,
        complaint: visit.and_then(|visit| visit.reason),
        history: None,
        examination: None,
        assessment: None,
        plan: None,
        status: EncounterStatus::InProgress,
        ended_at: None,
        signed_at: None,
        signed_by: None,
    };
    let id = write.create(encounter)?.record.id;
    view(write, id)
}

/// The caller's open encounter with the patient. Triage and what follows it are two, also where one person does both.
fn resumable(write: &Write<'_>, input: &NewEncounter) -> Result<Option<Stored<Encounter>>> {
    let sql = "patient_id = ?1 AND practitioner_id = ?2 AND status = 'in_progress' AND entered_in_error IS NULL
         AND (kind = 'triage') = ?3 ORDER BY started_at DESC, id DESC LIMIT 1";
    let open = write.all::<Encounter>(
        &of_person(write, input.patient_id, sql)?,
        (input.patient_id.to_string(), write.account_id.to_string(), input.kind == EncounterKind::Triage),
    )?;
    Ok(open.into_iter().next())
}

/// A nurse's triage neither starts nor fulfils an appointment: it is for what follows.
fn start(write: &mut Write<'_>, kind: EncounterKind, visit: Option<&Appointment>) -> Result<()> {
    match visit {
        Some(visit) if kind != EncounterKind::Triage => visit::start(write, visit),
        _ => Ok(()),
    }
}

/// Saves the note of an encounter that is not signed.
///
/// # Errors
/// `encounter_signed` where it is; or when a field is wrong.
pub fn save_encounter(write: &mut Write<'_>, input: EncounterChange) -> Result<EncounterView> {
    let (id, version) = (input.id, input.version);
    let before = in_progress(write, id)?;
    let written = Written::of(write, &before, input)?;
    let basis = if written.has_rivals { version } else { write.version(id)? };
    write.save(written.encounter, Basis::Shown(basis))?;
    view(write, id)
}

/// Saves the note and signs it: from now on it is amended, never changed. Its appointment is fulfilled, and what the
/// appointment was for is charged.
///
/// # Errors
/// `note_empty`, `not_own_encounter`, `encounter_signed`, `note_changed_meanwhile`; or when a field is wrong.
pub fn sign_encounter(write: &mut Write<'_>, input: EncounterChange) -> Result<EncounterView> {
    let id = input.id;
    let before = in_progress(write, id)?;
    if before.practitioner_id != write.account_id {
        let whose = accounts::name_of(write, before.practitioner_id)?.unwrap_or_default();
        let sentence = format!("This is the encounter of {whose}, who signs it. Open one of your own to write.");
        return Err(Error::Refused { code: "not_own_encounter", sentence });
    }
    let written = Written::of(write, &before, input)?;
    if written.has_rivals {
        let sentence = "Somebody else changed the same part of this note meanwhile. Look at it, then sign.";
        return Err(Error::Refused { code: "note_changed_meanwhile", sentence: sentence.into() });
    }
    if written.is_empty() && super::diagnoses::standing(write, id)?.is_empty() {
        let sentence = "There is nothing to sign yet. Write something in the note, or add a diagnosis.";
        return Err(Error::Refused { code: "note_empty", sentence: sentence.into() });
    }
    let now = write.now;
    let signed = Encounter {
        status: EncounterStatus::Signed,
        ended_at: Some(now),
        signed_at: Some(now),
        signed_by: Some(write.account_id),
        ..written.encounter
    };
    let version = write.version(id)?;
    let signed = write.save(signed, Basis::Shown(version))?.stored.record;
    if signed.kind != EncounterKind::Triage
        && let Some(appointment_id) = signed.appointment_id
    {
        visit::fulfil(write, appointment_id, &signed)?;
    }
    view(write, id)
}

/// Marks an encounter as entered in error, with its diagnoses and amendments, and withdraws what it charged. What was
/// prescribed in it stands until it is marked itself.
///
/// # Errors
/// `not_own_encounter` where it is signed by somebody else; or when the reason is missing.
pub fn void_encounter(write: &mut Write<'_>, input: Void) -> Result<Nothing> {
    let encounter = write.get::<Encounter>(input.id)?;
    if encounter.status == EncounterStatus::Signed && encounter.signed_by != Some(write.account_id) {
        let sentence = "Only who signed this encounter can mark it as entered in error.";
        return Err(Error::Refused { code: "not_own_encounter", sentence: sentence.into() });
    }
    write.void::<Encounter>(input.id, input.version, &input.reason)?;
    for diagnosis in super::diagnoses::standing(write, input.id)? {
        super::diagnoses::withdraw(write, &diagnosis.record, &input.reason)?;
    }
    void_all::<Amendment>(write, input.id, &input.reason)?;
    charges::withdraw_charges(write, input.id, &input.reason)?;
    Ok(Nothing {})
}

fn void_all<R: Record>(write: &mut Write<'_>, encounter_id: Uuid, reason: &str) -> Result<()> {
    for stored in write.all::<R>("encounter_id = ?1 AND entered_in_error IS NULL", [encounter_id.to_string()])? {
        let (id, version) = (stored.record.id(), write.version(stored.record.id())?);
        write.void::<R>(id, version, reason)?;
    }
    Ok(())
}

/// The encounter, if its note can still be written.
pub(super) fn in_progress(read: &Read<'_>, id: Uuid) -> Result<Stored<Encounter>> {
    let encounter = read.get::<Encounter>(id)?;
    if encounter.meta.entered_in_error.is_some() {
        let sentence = "This encounter was entered in error. Open a new one.";
        return Err(Error::Refused { code: "voided", sentence: sentence.into() });
    }
    if encounter.status == EncounterStatus::Signed {
        let sentence = "This note is signed and stands as it is. Add an amendment instead.";
        return Err(Error::Refused { code: "encounter_signed", sentence: sentence.into() });
    }
    Ok(encounter)
}

/// A note as a form has it, over what others wrote in other sections since the form was opened.
struct Written {
    encounter: Encounter,
    /// Somebody else wrote something else in the same section.
    has_rivals: bool,
}

impl Written {
    fn of(write: &Write<'_>, before: &Encounter, input: EncounterChange) -> Result<Written> {
        let shown = write.shown::<Encounter>(input.id, input.version)?;
        let mut has_rivals = false;
        let mut section = |name: &str, form: Option<String>, shown: &Option<String>, now: &Option<String>| {
            let form = optional(name, form.as_deref(), LONGEST_SECTION)?;
            if form == *shown {
                return Ok::<_, Error>(now.clone());
            }
            has_rivals |= now != shown && form != *now;
            Ok(form)
        };
        let note = input.note;
        let encounter = Encounter {
            complaint: section("complaint", note.complaint, &shown.complaint, &before.complaint)?,
            history: section("history", note.history, &shown.history, &before.history)?,
            examination: section("examination", note.examination, &shown.examination, &before.examination)?,
            assessment: section("assessment", note.assessment, &shown.assessment, &before.assessment)?,
            plan: section("plan", note.plan, &shown.plan, &before.plan)?,
            kind: if input.kind == shown.kind { before.kind } else { input.kind },
            ..before.clone()
        };
        let bytes: usize = sections(&encounter).into_iter().flatten().map(String::len).sum();
        if bytes > LONGEST_NOTE_BYTES {
            let sentence =
                "This note is too long to be kept in one piece. Shorten it, or put the rest into an amendment.";
            let details = json!({ "length": bytes, "longest": LONGEST_NOTE_BYTES });
            return Err(Invalid::new("history", "note_too_long", sentence).with(details).into());
        }
        if (encounter.kind == EncounterKind::Triage) != (before.kind == EncounterKind::Triage) {
            let sentence = "A triage stays a triage. Open a consultation beside it.";
            return Err(Invalid::new("kind", "triage_stays", sentence).into());
        }
        Ok(Written { encounter, has_rivals })
    }

    fn is_empty(&self) -> bool {
        sections(&self.encounter).into_iter().all(Option::is_none)
    }
}

fn sections(note: &Encounter) -> [&Option<String>; 5] {
    [&note.complaint, &note.history, &note.examination, &note.assessment, &note.plan]
}
