//! The timetable: when a practitioner is open for appointments, from weekly hours, breaks, leave and holidays.

use super::local::{bounds, instant, zone};
use super::{Holiday, Leave, WorkingBlock, holidays, leave};
use crate::db::Read;
use crate::error::Result;
use crate::outside::Millis;
use crate::practitioners::PractitionerProfile;
use crate::record::Stored;
use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;
use std::collections::HashMap;
use uuid::Uuid;

/// A stretch of time, and the room it is spent in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub starts_at: Millis,
    pub ends_at: Millis,
    pub room_id: Option<Uuid>,
}

/// Everything that says who is there when, read once for all days that are looked at.
pub(crate) struct Timetable {
    pub zone: Tz,
    holidays: Vec<Stored<Holiday>>,
    leaves: Vec<Stored<Leave>>,
    blocks: HashMap<Uuid, Vec<WorkingBlock>>,
    rooms: HashMap<Uuid, Uuid>,
}

impl Timetable {
    /// The timetable of one practitioner, or of all, for days from one to another.
    pub fn read(
        read: &Read<'_>,
        practitioner_id: Option<Uuid>,
        from: NaiveDate,
        until: NaiveDate,
    ) -> Result<Timetable> {
        let id = practitioner_id.map(|id| id.to_string());
        let condition = "(?1 IS NULL OR practitioner_id = ?1) AND entered_in_error IS NULL ORDER BY from_min, id";
        let mut blocks: HashMap<Uuid, Vec<WorkingBlock>> = HashMap::new();
        for block in read.all::<WorkingBlock>(condition, [&id])? {
            blocks.entry(block.practitioner_id).or_default().push(block.record);
        }
        let profiles =
            read.all::<PractitionerProfile>("room_id IS NOT NULL AND (?1 IS NULL OR account_id = ?1)", [&id])?;
        Ok(Timetable {
            zone: zone(read)?,
            holidays: holidays::known(read)?,
            leaves: leave::between(read, practitioner_id, from, until)?,
            blocks,
            rooms: profiles.iter().filter_map(|profile| Some((profile.account_id, profile.room_id?))).collect(),
        })
    }

    /// What the holiday is called, if the day is one.
    pub fn holiday(&self, day: NaiveDate) -> Option<&str> {
        self.holidays.iter().find(|holiday| holiday.falls_on(day)).map(|holiday| holiday.name.as_str())
    }

    /// Whether any hours are kept for a practitioner. Where none are, no time is outside them.
    pub fn has_hours(&self, practitioner_id: Uuid) -> bool {
        self.blocks.get(&practitioner_id).is_some_and(|blocks| blocks.iter().any(|block| !block.is_break))
    }

    /// The weekly hours of a day, breaks, leave and holidays not yet taken out.
    pub fn work(&self, practitioner_id: Uuid, day: NaiveDate) -> Vec<Stretch> {
        self.stretches(practitioner_id, day, false)
    }

    /// The breaks of a day.
    pub fn breaks(&self, practitioner_id: Uuid, day: NaiveDate) -> Vec<Stretch> {
        self.stretches(practitioner_id, day, true)
    }

    /// The leave that touches a day, cut to it, and why it was taken.
    pub fn leave(&self, practitioner_id: Uuid, day: NaiveDate) -> Vec<(Stretch, Option<&str>)> {
        let (midnight, next) = bounds(self.zone, day);
        let cut = |leave: &'_ Stored<Leave>| {
            let (from, to) = leave.span(self.zone);
            (
                Stretch { starts_at: from.max(midnight), ends_at: to.min(next), room_id: None },
                from < next && midnight < to,
            )
        };
        let own = self.leaves.iter().filter(|leave| leave.practitioner_id == practitioner_id);
        own.filter_map(|leave| {
            let (stretch, is_of_day) = cut(leave);
            is_of_day.then_some((stretch, leave.reason.as_deref()))
        })
        .collect()
    }

    /// When a practitioner is open for appointments on a day.
    pub fn open(&self, practitioner_id: Uuid, day: NaiveDate) -> Vec<Stretch> {
        if self.holiday(day).is_some() {
            return vec![];
        }
        let mut taken: Vec<(Millis, Millis)> =
            self.breaks(practitioner_id, day).iter().map(|one| (one.starts_at, one.ends_at)).collect();
        taken.extend(self.leave(practitioner_id, day).iter().map(|(one, _)| (one.starts_at, one.ends_at)));
        without(self.work(practitioner_id, day), &taken)
    }

    /// The room of a practitioner's hours at an instant; otherwise the usual one.
    pub fn room_at(&self, practitioner_id: Uuid, at: Millis) -> Option<Uuid> {
        let (day, _) = super::local::shown(self.zone, at);
        let work = self.work(practitioner_id, day);
        let now = work.iter().find(|one| one.starts_at <= at && at < one.ends_at);
        now.map_or_else(|| self.rooms.get(&practitioner_id).copied(), |one| one.room_id)
    }

    fn stretches(&self, practitioner_id: Uuid, day: NaiveDate, is_break: bool) -> Vec<Stretch> {
        let weekday = day.weekday().number_from_monday();
        let holds = |block: &&WorkingBlock| {
            block.is_break == is_break
                && u32::from(block.weekday) == weekday
                && block.valid_from_on.is_none_or(|from| from <= day)
                && block.valid_until_on.is_none_or(|until| day <= until)
        };
        let usual = self.rooms.get(&practitioner_id).copied();
        let stretch = |block: &WorkingBlock| Stretch {
            starts_at: instant(self.zone, day, block.from_min),
            ends_at: instant(self.zone, day, block.to_min),
            room_id: block.room_id.or(usual),
        };
        let found = self.blocks.get(&practitioner_id).into_iter().flatten().filter(holds).map(stretch);
        // Hours that the clocks jump over last no time at all.
        found.filter(|one| one.starts_at < one.ends_at).collect()
    }
}

/// What is left of stretches when others are taken out, in order of time.
pub(crate) fn without(stretches: Vec<Stretch>, taken: &[(Millis, Millis)]) -> Vec<Stretch> {
    let mut left = stretches;
    for (from, to) in taken.iter().copied().filter(|(from, to)| from < to) {
        let mut next = Vec::with_capacity(left.len() + 1);
        for one in left {
            if to <= one.starts_at || one.ends_at <= from {
                next.push(one);
                continue;
            }
            if one.starts_at < from {
                next.push(Stretch { ends_at: from, ..one });
            }
            if to < one.ends_at {
                next.push(Stretch { starts_at: to, ..one });
            }
        }
        left = next;
    }
    left.sort_by_key(|one| (one.starts_at, one.ends_at));
    left
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn spans() -> impl Strategy<Value = Vec<(Millis, Millis)>> {
        prop::collection::vec((0i64..60, 0i64..60), 0..8)
    }

    proptest! {
        #[test]
        fn what_is_left_is_what_was_there_and_was_not_taken(work in spans(), taken in spans()) {
            let work: Vec<_> = work.into_iter().filter(|(from, to)| from < to).collect();
            let stretch = |&(starts_at, ends_at): &(Millis, Millis)| Stretch { starts_at, ends_at, room_id: None };
            let left = without(work.iter().map(stretch).collect(), &taken);
            for minute in 0..60 {
                let inside = |spans: &[(Millis, Millis)]| spans.iter().filter(|(from, to)| *from <= minute && minute < *to).count();
                let free = left.iter().filter(|one| one.starts_at <= minute && minute < one.ends_at).count();
                let expected = if inside(&taken) > 0 { 0 } else { inside(&work) };
                prop_assert_eq!(free, expected, "minute {}", minute);
            }
            prop_assert!(left.iter().all(|one| one.starts_at < one.ends_at), "nothing empty is left");
        }
    }
}
