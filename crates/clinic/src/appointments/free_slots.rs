//! The next free slots: within hours, outside breaks, leave and holidays, where nobody is busy.

use super::book::duration;
use super::slot::taken;
use super::{Appointment, AppointmentStatus};
use crate::accounts::Nothing;
use crate::age;
use crate::db::Read;
use crate::error::Result;
use crate::outside::Millis;
use crate::practitioners::{PractitionerView, practitioner, practitioner_profiles};
use crate::rooms::Room;
use crate::schedules::local::{MINUTE_MS, days, instant};
use crate::schedules::open::{Stretch, Timetable, without};
use crate::services::Service;
use chrono::{Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Nobody books farther ahead by looking for the next free slot, in days.
const FARTHEST_DAYS: u64 = 90;
const FIVE_MIN_MS: Millis = 5 * MINUTE_MS;

/// What kind of slot is looked for.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FreeSlotQuery {
    /// With this practitioner; with anybody, if none.
    pub practitioner_id: Option<Uuid>,
    /// In this room; in that of the practitioner's hours, if none.
    pub room_id: Option<Uuid>,
    /// For this service: as long as it takes.
    pub service_id: Option<Uuid>,
    /// So many minutes long; as long as the service, if none.
    pub duration_min: Option<u32>,
    /// When this patient is free too.
    pub for_patient: Option<Uuid>,
    /// From this day on; today, if none.
    pub from_on: Option<NaiveDate>,
    /// Until this day; 90 days on, if none.
    pub until_on: Option<NaiveDate>,
    /// Not before this minute of the day.
    pub from_min: Option<u32>,
    /// Ending by this minute of the day.
    pub to_min: Option<u32>,
    /// At most so many: 20, if none.
    pub limit: Option<u32>,
}

/// A free slot.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FreeSlot {
    /// When it begins.
    pub starts_at: Millis,
    /// When it ends.
    pub ends_at: Millis,
    /// The practitioner's account.
    pub practitioner_id: Uuid,
    /// The practitioner's name.
    pub practitioner_name: String,
    /// The room.
    pub room_id: Option<Uuid>,
    /// The room's name.
    pub room_name: Option<String>,
}

/// The next free slots.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FreeSlots {
    /// The slots, the earliest first.
    pub slots: Vec<FreeSlot>,
    /// The last day that was looked at.
    pub searched_until_on: NaiveDate,
    /// How long the slots are, in minutes.
    pub duration_min: u32,
    /// Practitioners for whom no hours are kept, so that no slot can be told.
    pub without_hours: Vec<String>,
}

/// The next free slots.
///
/// # Errors
/// When a field is wrong.
pub fn free_slots(read: &Read<'_>, query: FreeSlotQuery) -> Result<FreeSlots> {
    let service = query.service_id.map(|id| read.get::<Service>(id)).transpose()?;
    let duration_min = duration(query.duration_min, service.as_deref())?;
    let today = age::today(read)?;
    let from = query.from_on.unwrap_or(today).max(today);
    let farthest = from.checked_add_days(Days::new(FARTHEST_DAYS)).unwrap_or(from);
    let until = query.until_on.unwrap_or(farthest).min(farthest);
    let limit = query.limit.unwrap_or(20).clamp(1, 500) as usize;
    let table = Timetable::read(read, query.practitioner_id, from, until)?;
    let (with_hours, without): (Vec<_>, Vec<_>) =
        candidates(read, query.practitioner_id)?.into_iter().partition(|one| table.has_hours(one.0));
    let search = Search { read, query: &query, table, length: Millis::from(duration_min) * MINUTE_MS };
    let mut slots: Vec<FreeSlot> = vec![];
    let mut searched_until_on = from;
    for day in days(from, until) {
        searched_until_on = day;
        for (practitioner_id, name) in &with_hours {
            search.day(*practitioner_id, name, day, &mut slots)?;
        }
        if slots.len() >= limit {
            break;
        }
    }
    slots.sort_by(|a, b| (a.starts_at, &a.practitioner_name).cmp(&(b.starts_at, &b.practitioner_name)));
    slots.truncate(limit);
    for slot in &mut slots {
        slot.room_name =
            slot.room_id.map(|id| read.find::<Room>(id)).transpose()?.flatten().map(|room| room.record.name);
    }
    let without_hours = without.into_iter().map(|(_, name)| name).collect();
    Ok(FreeSlots { slots, searched_until_on, duration_min, without_hours })
}

/// Who could be booked: the one who was chosen, or all.
fn candidates(read: &Read<'_>, practitioner_id: Option<Uuid>) -> Result<Vec<(Uuid, String)>> {
    if let Some(id) = practitioner_id {
        practitioner(read, id)?;
    }
    let is_meant = |view: &PractitionerView| {
        let is_open = !view.is_disabled && view.profile.is_bookable;
        is_open && practitioner_id.is_none_or(|id| id == view.profile.account_id)
    };
    let found = practitioner_profiles(read, Nothing {})?.into_iter().filter(is_meant);
    Ok(found.map(|view| (view.profile.account_id, view.name)).collect())
}

struct Search<'a> {
    read: &'a Read<'a>,
    query: &'a FreeSlotQuery,
    table: Timetable,
    length: Millis,
}

impl Search<'_> {
    /// Adds the free slots of a practitioner's day: one after the other from where each gap begins.
    fn day(&self, practitioner_id: Uuid, name: &str, day: NaiveDate, slots: &mut Vec<FreeSlot>) -> Result<()> {
        let zone = self.table.zone;
        let from = self.query.from_min.map_or(Millis::MIN, |minute| instant(zone, day, minute));
        let to = self.query.to_min.map_or(Millis::MAX, |minute| instant(zone, day, minute));
        // Nothing begins before now, nor at an odd minute.
        let now = (self.read.now + FIVE_MIN_MS - 1).div_euclid(FIVE_MIN_MS) * FIVE_MIN_MS;
        let from = from.max(now);
        let open = self.table.open(practitioner_id, day).into_iter().map(|one| Stretch {
            starts_at: one.starts_at.max(from),
            ends_at: one.ends_at.min(to),
            room_id: self.query.room_id.or(one.room_id),
        });
        for stretch in open.filter(|one| one.starts_at < one.ends_at) {
            for gap in without(vec![stretch], &self.busy(practitioner_id, &stretch)?) {
                let mut starts_at = gap.starts_at;
                while starts_at + self.length <= gap.ends_at {
                    slots.push(FreeSlot {
                        starts_at,
                        ends_at: starts_at + self.length,
                        practitioner_id,
                        practitioner_name: name.to_owned(),
                        room_id: gap.room_id,
                        room_name: None,
                    });
                    starts_at += self.length;
                }
            }
        }
        Ok(())
    }

    fn busy(&self, practitioner_id: Uuid, stretch: &Stretch) -> Result<Vec<(Millis, Millis)>> {
        let of = |column: &str, id: Option<Uuid>| match id {
            Some(id) => taken(self.read, column, id, stretch.starts_at, stretch.ends_at, None),
            None => Ok(vec![]),
        };
        let mut found = of("practitioner_id", Some(practitioner_id))?;
        found.extend(of("room_id", stretch.room_id)?);
        found.extend(of("patient_id", self.query.for_patient)?);
        // What ended early has given back the rest of its time.
        let span = |one: &Appointment| {
            let ends_at = one
                .fulfilled_at
                .filter(|_| one.status == AppointmentStatus::Fulfilled)
                .into_iter()
                .chain(one.ends_at)
                .min();
            Some((one.starts_at?, ends_at?))
        };
        Ok(found.iter().filter_map(|one| span(one)).collect())
    }
}
