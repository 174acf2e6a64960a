//! A slot: somebody's time in a room, and everything that can speak against it.

use super::clashes::{Clash, ClashKind};
use super::{Appointment, LONGEST_MIN};
use crate::accounts::{self, Account};
use crate::db::Read;
use crate::error::{Invalid, Result};
use crate::outside::Millis;
use crate::patients::{Patient, of_person};
use crate::practitioners::profile_of;
use crate::record::Stored;
use crate::rooms::Room;
use crate::schedules::local::{MINUTE_MS, bounds, clock, days, shown, words, zone};
use crate::schedules::open::{Stretch, Timetable, without};
use serde_json::json;
use uuid::Uuid;

/// A slot that has begun can still be booked for so long: the patient stands at the desk.
pub(super) const GRACE_MS: Millis = 10 * MINUTE_MS;
/// Whoever books later than this has slipped in the year.
const FARTHEST_MS: Millis = 5 * 366 * 24 * 60 * MINUTE_MS;

/// The last millisecond of the year 9999.
const LAST_MS: Millis = 253_402_300_799_999;

/// An instant with which one can reckon: what lies beyond every calendar is refused as past or too far all the same.
pub(super) fn countable(at: Millis) -> Millis {
    at.clamp(-LAST_MS, LAST_MS)
}

/// Somebody's time in a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    pub patient_id: Option<Uuid>,
    pub practitioner_id: Uuid,
    pub room_id: Option<Uuid>,
    pub starts_at: Millis,
    pub ends_at: Millis,
    /// The appointment that is to be moved there does not clash with itself.
    pub except: Option<Uuid>,
}

impl Slot {
    /// The same slot; where no room was chosen, in that of the practitioner's hours.
    pub fn in_its_room(self, read: &Read<'_>) -> Result<Slot> {
        if self.room_id.is_some() {
            return Ok(self);
        }
        let room_id = usual_room(read, self.practitioner_id, self.starts_at)?;
        Ok(Slot { room_id, ..self })
    }

    /// Refuses what has begun or is over, and what is years away.
    pub fn check_time(&self, read: &Read<'_>) -> Result<()> {
        let zone = zone(read)?;
        let at = words(zone, self.starts_at);
        let details = json!({ "starts_at": self.starts_at, "now": read.now });
        if self.starts_at < read.now - GRACE_MS {
            let sentence = format!("{at} is past. Choose a later time, or register a walk-in.");
            return Err(Invalid::new("starts_at", "in_past", sentence).with(details).into());
        }
        if self.starts_at > read.now + FARTHEST_MS {
            let sentence = format!("{at} is more than five years away. Check the date.");
            return Err(Invalid::new("starts_at", "too_far", sentence).with(details).into());
        }
        Ok(())
    }

    /// All that speaks against the slot.
    pub fn clashes(&self, read: &Read<'_>) -> Result<Vec<Clash>> {
        let (mut found, zone) = (self.of_schedule(read)?, zone(read)?);
        let span = |other: &Appointment| {
            let minute = |at: Option<Millis>| clock(shown(zone, at.unwrap_or_default()).1);
            format!("from {} to {}", minute(other.starts_at), minute(other.ends_at))
        };
        let mut add = |kind, name: String, other: &Appointment, sentence| {
            let (starts_at, ends_at, appointment_id) = (other.starts_at, other.ends_at, Some(other.id));
            found.push(Clash { kind, name: Some(name), appointment_id, starts_at, ends_at, sentence });
        };
        if let Some(patient_id) = self.patient_id {
            for other in self.taken(read, "patient_id", patient_id)? {
                let name = name_of(read, other.practitioner_id)?;
                let sentence = format!("The patient has an appointment with {name} {}.", span(&other));
                add(ClashKind::PatientBusy, name, &other, sentence);
            }
        }
        for other in self.taken(read, "practitioner_id", self.practitioner_id)? {
            let name = read.get::<Patient>(other.patient_id)?.display_name();
            let who = name_of(read, Some(self.practitioner_id))?;
            let sentence = format!("{who} has {name} {}.", span(&other));
            add(ClashKind::PractitionerBusy, name, &other, sentence);
        }
        if let Some(room_id) = self.room_id {
            let room = read.find::<Room>(room_id)?.map(|room| room.record.name).unwrap_or_default();
            for other in self.taken(read, "room_id", room_id)? {
                // With the same practitioner it is one clash, not two.
                if other.practitioner_id != Some(self.practitioner_id) {
                    let sentence = format!("The room {room} is taken {}.", span(&other));
                    add(ClashKind::RoomBusy, room.clone(), &other, sentence);
                }
            }
        }
        Ok(found)
    }

    fn of_schedule(&self, read: &Read<'_>) -> Result<Vec<Clash>> {
        let account = read.get::<Account>(self.practitioner_id)?;
        let name = account.name.clone();
        let mut found = vec![];
        let clash = |kind, name: Option<&str>, span: Option<(Millis, Millis)>, sentence| Clash {
            kind,
            name: name.map(str::to_owned),
            appointment_id: None,
            starts_at: span.map(|(from, _)| from),
            ends_at: span.map(|(_, to)| to),
            sentence,
        };
        if !account.may_sign_in(read.place) || !profile_of(read, account.id)?.is_bookable {
            let sentence = format!("Nothing is booked with {name}.");
            found.push(clash(ClashKind::NotBookable, Some(&name), None, sentence));
        }
        let table = self.timetable(read)?;
        let touched: Vec<_> =
            days(shown(table.zone, self.starts_at).0, shown(table.zone, self.ends_at - 1).0).collect();
        if let Some((day, holiday)) = touched.iter().find_map(|day| Some((day, table.holiday(*day)?))) {
            let sentence = format!("{day} is a holiday: {holiday}.");
            let span = bounds(table.zone, *day);
            found.push(clash(ClashKind::OnHoliday, Some(holiday), Some(span), sentence));
        }
        for day in &touched {
            for (away, reason) in table.leave(account.id, *day) {
                if self.meets(&away) {
                    let sentence = format!("{name} is on leave on {day}.");
                    found.push(clash(ClashKind::OnLeave, reason, Some((away.starts_at, away.ends_at)), sentence));
                }
            }
            for pause in table.breaks(account.id, *day).iter().filter(|pause| self.meets(pause)) {
                let minute = |at| clock(shown(table.zone, at).1);
                let (from, to) = (minute(pause.starts_at), minute(pause.ends_at));
                let sentence = format!("{name} has a break from {from} to {to}.");
                found.push(clash(ClashKind::InBreak, None, Some((pause.starts_at, pause.ends_at)), sentence));
            }
        }
        let work: Vec<(Millis, Millis)> = touched
            .iter()
            .flat_map(|day| table.work(account.id, *day))
            .map(|one| (one.starts_at, one.ends_at))
            .collect();
        let whole = Stretch { starts_at: self.starts_at, ends_at: self.ends_at, room_id: None };
        if table.has_hours(account.id) && !without(vec![whole], &work).is_empty() {
            let day = shown(table.zone, self.starts_at).0;
            let hours: Vec<String> = table
                .work(account.id, day)
                .iter()
                .map(|one| format!("{}–{}", clock(shown(table.zone, one.starts_at).1), clock(until(&table, one))))
                .collect();
            let sentence = match hours.is_empty() {
                true => format!("{name} does not work on {day}."),
                false => format!("{name} works from {} on {day}.", hours.join(" and ")),
            };
            found.push(clash(ClashKind::OutsideHours, Some(&hours.join(", ")), None, sentence));
        }
        Ok(found)
    }

    fn timetable(&self, read: &Read<'_>) -> Result<Timetable> {
        let zone = zone(read)?;
        Timetable::read(read, Some(self.practitioner_id), shown(zone, self.starts_at).0, shown(zone, self.ends_at).0)
    }

    fn meets(&self, other: &Stretch) -> bool {
        self.starts_at < other.ends_at && other.starts_at < self.ends_at
    }

    fn taken(&self, read: &Read<'_>, column: &str, id: Uuid) -> Result<Vec<Stored<Appointment>>> {
        taken(read, column, id, self.starts_at, self.ends_at, self.except)
    }
}

/// The appointments that take a patient's, a practitioner's or a room's time between two instants. One that ended
/// early has given back what was left of it; walk-ins take no slot.
pub(super) fn taken(
    read: &Read<'_>,
    column: &str,
    id: Uuid,
    from: Millis,
    to: Millis,
    except: Option<Uuid>,
) -> Result<Vec<Stored<Appointment>>> {
    let condition = format!(
        "{column} = ?1 AND starts_at > ?2 AND starts_at < ?4 AND ends_at > ?3 AND is_walk_in = 0
         AND status NOT IN ('waitlist', 'cancelled', 'noshow') AND NOT (status = 'fulfilled' AND coalesce(fulfilled_at, ends_at) <= ?3)
         AND id <> ?5 AND entered_in_error IS NULL ORDER BY starts_at, id"
    );
    let reach = from - Millis::from(LONGEST_MIN) * MINUTE_MS - 1;
    let condition = if column == "patient_id" { of_person(read, id, &condition)? } else { condition.as_str().into() };
    read.all(&condition, (id.to_string(), reach, from, to, except.unwrap_or_default().to_string()))
}

/// The room in which a practitioner is at an instant.
pub(super) fn usual_room(read: &Read<'_>, practitioner_id: Uuid, at: Millis) -> Result<Option<Uuid>> {
    let zone = zone(read)?;
    let day = shown(zone, at).0;
    let room = Timetable::read(read, Some(practitioner_id), day, day)?.room_at(practitioner_id, at);
    let room = room.map(|id| read.find::<Room>(id)).transpose()?.flatten();
    Ok(room.filter(|room| room.is_active && room.meta.entered_in_error.is_none()).map(|room| room.id))
}

fn until(table: &Timetable, one: &Stretch) -> u32 {
    match shown(table.zone, one.ends_at).1 {
        0 => 1440,
        minute => minute,
    }
}

fn name_of(read: &Read<'_>, account_id: Option<Uuid>) -> Result<String> {
    let Some(id) = account_id else { return Ok(String::new()) };
    Ok(accounts::name_of(read, id)?.unwrap_or_default())
}
