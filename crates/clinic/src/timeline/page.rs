//! A page of a timeline: what happened, of each kind the latest few, put in one order.

use super::lines::entry;
use super::{Timeline, TimelineKind, TimelineMark, TimelineQuery};
use crate::accounts::Right;
use crate::command::Call;
use crate::db::Read;
use crate::error::Result;
use crate::outside::Millis;
use crate::patients::{Patient, of_person};
use crate::record::Stored;
use rusqlite::named_params;
use uuid::Uuid;

/// A page of a patient's timeline, the latest first. Bills are there for who may see bills.
///
/// # Errors
/// When there is no such patient.
pub fn timeline_of_patient(call: &Call<'_>, input: TimelineQuery) -> Result<Timeline> {
    let has_bills = call.signed_in()?.rights.contains(&Right::ReadBilling);
    let is_asked = |kind: &TimelineKind| input.kinds.is_empty() || input.kinds.contains(kind);
    let may_see = |kind: &TimelineKind| has_bills || !matches!(kind, TimelineKind::Invoice | TimelineKind::Payment);
    let kinds: Vec<TimelineKind> =
        TimelineKind::ALL.into_iter().filter(|kind| is_asked(kind) && may_see(kind)).collect();
    let limit = input.limit.unwrap_or(50).clamp(1, 200) as usize;
    call.read(|read| {
        let _: Stored<Patient> = read.get(input.patient_id)?;
        let mut marks = marks(read, &kinds, input.patient_id, input.before, limit + 1)?;
        let has_more = marks.len() > limit;
        marks.truncate(limit);
        let next = marks.last().filter(|_| has_more).map(|(_, mark)| *mark);
        let entries = marks.into_iter().map(|(kind, mark)| entry(read, kind, mark)).collect::<Result<_>>()?;
        Ok(Timeline { entries, next })
    })
}

/// Of each kind its latest before the mark, together at most `most`, the latest first.
fn marks(
    read: &Read<'_>,
    kinds: &[TimelineKind],
    patient_id: Uuid,
    before: Option<TimelineMark>,
    most: usize,
) -> Result<Vec<(TimelineKind, TimelineMark)>> {
    let before = before.unwrap_or(TimelineMark { at: Millis::MAX, id: Uuid::max() });
    let mut found: Vec<(TimelineKind, TimelineMark)> = vec![];
    for kind in kinds {
        let (table, at, condition) = kind.place();
        let sql = format!(
            "SELECT {at} AS at, id FROM {table} WHERE patient_id = :patient AND entered_in_error IS NULL
             AND {condition} AND {at} <= :at AND ({at}, id) < (:at, :id) ORDER BY at DESC, id DESC LIMIT :most"
        );
        let mut statement = read.conn.prepare_cached(&of_person(read, patient_id, &sql)?)?;
        let mut rows = statement.query(named_params! {
            ":patient": patient_id.to_string(),
            ":at": before.at,
            ":id": before.id.to_string(),
            ":most": i64::try_from(most).unwrap_or(i64::MAX),
        })?;
        while let Some(row) = rows.next()? {
            let (at, id): (Millis, String) = (row.get(0)?, row.get(1)?);
            if let Ok(id) = Uuid::parse_str(&id) {
                found.push((*kind, TimelineMark { at, id }));
            }
        }
    }
    found.sort_by_key(|(_, mark)| std::cmp::Reverse((mark.at, mark.id)));
    found.truncate(most);
    Ok(found)
}

impl TimelineKind {
    /// Every kind.
    pub const ALL: [TimelineKind; 9] = [
        TimelineKind::Encounter,
        TimelineKind::Vitals,
        TimelineKind::Prescription,
        TimelineKind::Dispense,
        TimelineKind::StrokeAssessment,
        TimelineKind::Appointment,
        TimelineKind::Paper,
        TimelineKind::Invoice,
        TimelineKind::Payment,
    ];

    /// The table, the instant at which it was true, and which rows count.
    fn place(self) -> (&'static str, &'static str, &'static str) {
        match self {
            TimelineKind::Encounter => ("encounters", "started_at", "TRUE"),
            TimelineKind::Vitals => ("vitals", "effective_at", "TRUE"),
            TimelineKind::Prescription => ("prescriptions", "written_at", "TRUE"),
            TimelineKind::Dispense => ("dispenses", "dispensed_at", "TRUE"),
            // Of an assessment only the day is known, unless it was typed in on that day.
            TimelineKind::StrokeAssessment => (
                "stroke_assessments",
                "(CASE WHEN date(recorded_at / 1000, 'unixepoch') = assessed_on THEN recorded_at
                  ELSE (unixepoch(assessed_on) + 43200) * 1000 END)",
                "TRUE",
            ),
            TimelineKind::Appointment => ("appointments", "starts_at", "starts_at IS NOT NULL"),
            TimelineKind::Paper => ("issued_papers", "recorded_at", "TRUE"),
            TimelineKind::Invoice => ("invoices", "recorded_at", "TRUE"),
            TimelineKind::Payment => ("payments", "recorded_at", "TRUE"),
        }
    }
}
