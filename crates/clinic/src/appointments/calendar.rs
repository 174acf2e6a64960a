//! The calendar of days and weeks: appointments, open hours, breaks, leave and holidays.

use super::{AppointmentPriority, AppointmentStatus, LONGEST_MIN};
use crate::accounts::Nothing;
use crate::db::Read;
use crate::error::{Invalid, Result, StoreError};
use crate::outside::Millis;
use crate::practitioners::{PractitionerView, practitioner_profiles};
use crate::rooms::Room;
use crate::schedules::local::{MINUTE_MS, bounds, days};
use crate::schedules::open::{Stretch, Timetable};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::HashSet;
use uuid::Uuid;

/// A calendar shows at most so many days.
const MOST_DAYS: i64 = 62;

/// Which days, and of whom.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct CalendarQuery {
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day: at most 62 days in all.
    pub to_on: NaiveDate,
    /// Of this practitioner; of all, if none.
    pub practitioner_id: Option<Uuid>,
    /// In this room; in all, if none.
    pub room_id: Option<Uuid>,
}

/// A stretch of time.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CalendarSpan {
    /// When it begins.
    pub starts_at: Millis,
    /// When it ends.
    pub ends_at: Millis,
    /// In which room.
    pub room_id: Option<Uuid>,
    /// What it is called: the reason for leave.
    pub name: Option<String>,
}

/// A practitioner's day.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PractitionerDay {
    /// The practitioner's account.
    pub practitioner_id: Uuid,
    /// When the practitioner works; breaks, leave and holidays are taken out.
    pub open: Vec<CalendarSpan>,
    /// Breaks.
    pub breaks: Vec<CalendarSpan>,
    /// Leave.
    pub leave: Vec<CalendarSpan>,
}

/// A day.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CalendarDay {
    /// The day.
    pub day_on: NaiveDate,
    /// When it begins.
    pub starts_at: Millis,
    /// When it ends.
    pub ends_at: Millis,
    /// The holiday that it is.
    pub holiday: Option<String>,
    /// Who works when.
    pub practitioners: Vec<PractitionerDay>,
}

/// A practitioner whom the calendar shows.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CalendarPractitioner {
    /// The account.
    pub id: Uuid,
    /// The name.
    pub name: String,
    /// What the practitioner specializes in.
    pub specialization: Option<String>,
    /// Which of the calendar's colours, from 0.
    pub colour: u8,
    /// Appointments can be booked.
    pub is_bookable: bool,
    /// Working hours are kept; where none are, no time is outside them.
    pub has_hours: bool,
}

/// A room that the calendar shows.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CalendarRoom {
    /// The room.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
}

/// An appointment in the calendar.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CalendarEntry {
    /// The appointment.
    pub id: Uuid,
    /// The patient.
    pub patient_id: Uuid,
    /// The patient's name.
    pub patient_name: String,
    /// The patient's number.
    pub mrn: String,
    /// The practitioner's account.
    pub practitioner_id: Option<Uuid>,
    /// The room.
    pub room_id: Option<Uuid>,
    /// What is to be done.
    pub service_name: Option<String>,
    /// When it begins; of a walk-in, when the patient came.
    pub starts_at: Millis,
    /// When it ends; none for walk-ins.
    pub ends_at: Option<Millis>,
    /// Where in its life it is.
    pub status: AppointmentStatus,
    /// The patient came without an appointment.
    pub is_walk_in: bool,
    /// What the patient is called up by.
    pub token: Option<String>,
    /// How soon the patient must be seen.
    pub priority: AppointmentPriority,
    /// Why the patient comes.
    pub reason: Option<String>,
    /// The patient has said that they will come.
    pub is_confirmed: bool,
    /// It was booked over a clash.
    pub is_overridden: bool,
    /// It is one of a series.
    pub is_of_series: bool,
}

/// Days of the clinic.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Calendar {
    /// The IANA name of the site's time zone: times are shown in it.
    pub time_zone: String,
    /// Now, by the clinic's clock.
    pub now: Millis,
    /// The practitioners concerned, by name.
    pub practitioners: Vec<CalendarPractitioner>,
    /// The rooms in use, by name.
    pub rooms: Vec<CalendarRoom>,
    /// The days.
    pub days: Vec<CalendarDay>,
    /// The appointments and walk-ins, cancelled ones too, by time.
    pub appointments: Vec<CalendarEntry>,
}

/// Days of the clinic.
///
/// # Errors
/// When the days end before they begin or are too many.
pub fn calendar(read: &Read<'_>, query: CalendarQuery) -> Result<Calendar> {
    check_days(&query)?;
    let table = Timetable::read(read, query.practitioner_id, query.from_on, query.to_on)?;
    let (from, to) = (bounds(table.zone, query.from_on).0, bounds(table.zone, query.to_on).1);
    let appointments = entries(read, &query, from, to)?;
    let practitioners = practitioners(read, &query, &appointments)?;
    let day = |day_on: NaiveDate| {
        let (starts_at, ends_at) = bounds(table.zone, day_on);
        let of = |one: &CalendarPractitioner| PractitionerDay {
            practitioner_id: one.id,
            open: table.open(one.id, day_on).into_iter().map(span).collect(),
            breaks: table.breaks(one.id, day_on).into_iter().map(span).collect(),
            leave: table
                .leave(one.id, day_on)
                .into_iter()
                .map(|(away, reason)| CalendarSpan { name: reason.map(str::to_owned), ..span(away) })
                .collect(),
        };
        let holiday = table.holiday(day_on).map(str::to_owned);
        CalendarDay { day_on, starts_at, ends_at, holiday, practitioners: practitioners.iter().map(of).collect() }
    };
    let rooms = read.all::<Room>("entered_in_error IS NULL AND is_active = 1 ORDER BY name, id", [])?;
    Ok(Calendar {
        time_zone: table.zone.name().to_owned(),
        now: read.now,
        rooms: rooms.into_iter().map(|room| CalendarRoom { id: room.record.id, name: room.record.name }).collect(),
        days: days(query.from_on, query.to_on).map(day).collect(),
        practitioners,
        appointments,
    })
}

fn span(stretch: Stretch) -> CalendarSpan {
    let Stretch { starts_at, ends_at, room_id } = stretch;
    CalendarSpan { starts_at, ends_at, room_id, name: None }
}

fn check_days(query: &CalendarQuery) -> Result<()> {
    let (from, to) = (query.from_on, query.to_on);
    if to < from {
        let sentence = format!("The last day, {to}, is before the first, {from}.");
        return Err(Invalid::new("to_on", "ends_before_start", sentence)
            .with(json!({ "from": from, "to": to }))
            .into());
    }
    if (to - from).num_days() >= MOST_DAYS {
        let sentence = format!("A calendar shows at most {MOST_DAYS} days.");
        return Err(Invalid::new("to_on", "too_long", sentence).with(json!({ "longest": MOST_DAYS })).into());
    }
    Ok(())
}

/// Those who can be booked, and those who have an appointment in these days although they no longer can.
fn practitioners(
    read: &Read<'_>,
    query: &CalendarQuery,
    appointments: &[CalendarEntry],
) -> Result<Vec<CalendarPractitioner>> {
    let busy: HashSet<Uuid> = appointments.iter().filter_map(|one| one.practitioner_id).collect();
    let is_meant = |view: &PractitionerView| match query.practitioner_id {
        Some(id) => view.profile.account_id == id,
        None => (!view.is_disabled && view.profile.is_bookable) || busy.contains(&view.profile.account_id),
    };
    let found = practitioner_profiles(read, Nothing {})?.into_iter().filter(is_meant);
    Ok(found
        .map(|view| CalendarPractitioner {
            id: view.profile.account_id,
            name: view.name,
            specialization: view.profile.specialization,
            colour: view.profile.colour,
            is_bookable: view.profile.is_bookable && !view.is_disabled,
            has_hours: view.has_hours,
        })
        .collect())
}

/// The appointments that touch these days: read straight into what the calendar shows, because a month has thousands.
fn entries(read: &Read<'_>, query: &CalendarQuery, from: Millis, to: Millis) -> Result<Vec<CalendarEntry>> {
    // The condition that narrows most comes first in the text, so that each question has its own index.
    let who = match (query.practitioner_id, query.room_id) {
        (Some(_), None) => "a.practitioner_id = ?4 AND ?5 IS NULL",
        (None, Some(_)) => "a.room_id = ?5 AND ?4 IS NULL",
        (Some(_), Some(_)) => "a.practitioner_id = ?4 AND a.room_id = ?5",
        (None, None) => "?4 IS NULL AND ?5 IS NULL",
    };
    let sql = format!(
        "SELECT a.id, a.patient_id, p.given_name, p.family_name, p.other_names, p.mrn, a.practitioner_id, a.room_id,
             s.name AS service_name, a.starts_at, a.ends_at, a.status, a.is_walk_in, a.token, a.priority, a.reason,
             a.confirmed_at IS NOT NULL AS is_confirmed, a.overridden IS NOT NULL AS is_overridden,
             a.series_id IS NOT NULL AS is_of_series
         FROM appointments a JOIN patients p ON p.id = a.patient_id LEFT JOIN services s ON s.id = a.service_id
         WHERE a.starts_at > ?1 AND a.starts_at < ?3 AND (a.starts_at >= ?2 OR a.ends_at > ?2)
             AND a.entered_in_error IS NULL AND {who} ORDER BY a.starts_at"
    );
    let reach = from - Millis::from(LONGEST_MIN) * MINUTE_MS - 1;
    let (practitioner, room) = (query.practitioner_id.map(|id| id.to_string()), query.room_id.map(|id| id.to_string()));
    let mut statement = read.conn.prepare_cached(&sql)?;
    let mut rows = statement.query((reach, from, to, practitioner, room))?;
    let mut found = vec![];
    while let Some(row) = rows.next()? {
        found.push(entry(row)?);
    }
    Ok(found)
}

/// A row of the question above, by the order of its columns: a month has thousands, and names are looked up slowly.
fn entry(row: &rusqlite::Row<'_>) -> Result<CalendarEntry> {
    let part = |column: usize| row.get::<_, Option<String>>(column);
    let id = |column: usize| -> Result<Option<Uuid>> {
        let text = row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from)?;
        Ok(text.and_then(|id| Uuid::parse_str(id).ok()))
    };
    let unreadable = |what: &str| StoreError::Unreadable(format!("an appointment's {what} is not known here"));
    let status: String = row.get(11)?;
    let priority: String = row.get(14)?;
    let patient_name = match (part(2)?, part(3)?) {
        (Some(given), Some(family)) => format!("{given} {family}"),
        (Some(name), None) | (None, Some(name)) => name,
        (None, None) => part(4)?.unwrap_or_default(),
    };
    Ok(CalendarEntry {
        id: id(0)?.unwrap_or_default(),
        patient_id: id(1)?.unwrap_or_default(),
        patient_name,
        mrn: row.get(5)?,
        practitioner_id: id(6)?,
        room_id: id(7)?,
        service_name: part(8)?,
        starts_at: row.get(9)?,
        ends_at: row.get(10)?,
        status: AppointmentStatus::named(&status).ok_or_else(|| unreadable("status"))?,
        is_walk_in: row.get(12)?,
        token: part(13)?,
        priority: AppointmentPriority::named(&priority).ok_or_else(|| unreadable("priority"))?,
        reason: part(15)?,
        is_confirmed: row.get(16)?,
        is_overridden: row.get(17)?,
        is_of_series: row.get(18)?,
    })
}
