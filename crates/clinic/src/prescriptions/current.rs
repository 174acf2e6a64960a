//! What a patient takes now: what is active, and what was handed out and is not yet finished.

use super::{Frequency, ItemStatus, Prescription, PrescriptionItem};
use crate::age::day_at;
use crate::db::Read;
use crate::dispenses::Dispense;
use crate::error::Result;
use crate::outside::Millis;
use crate::patients::of_person;
use crate::record::Stored;
use chrono::{Days, NaiveDate};
use uuid::Uuid;

/// What is known of an item's course.
pub(super) struct Course {
    /// The last day; none where it goes on.
    pub ends_on: Option<NaiveDate>,
    /// It is being taken, or on hold.
    pub is_current: bool,
}

/// The course of an item: it begins when the sheet was written, or with the last that was handed out.
pub(super) fn course(
    item: &Stored<PrescriptionItem>,
    written_at: Millis,
    dispenses: &[Stored<Dispense>],
    is_renewed: bool,
    time_zone: &str,
    today: NaiveDate,
) -> Course {
    let last = dispenses.iter().map(|dispense| dispense.dispensed_at).max();
    let begins_on = day_at(last.unwrap_or(written_at).max(written_at), time_zone);
    let days = if item.frequency == Frequency::Once { Some(1) } else { item.duration_days };
    let ends_on = days.and_then(|days| begins_on.checked_add_days(Days::new(u64::from(days.max(1) - 1))));
    let is_running = ends_on.is_none_or(|end| end >= today);
    let is_current = item.meta.entered_in_error.is_none()
        && match item.status {
            ItemStatus::Active | ItemStatus::OnHold => is_running,
            // It was completed by handing out the last of it: the patient is still taking it.
            ItemStatus::Completed => is_running && ends_on.is_some() && last == Some(item.status_at) && !is_renewed,
            ItemStatus::Stopped | ItemStatus::Cancelled => false,
        };
    Course { ends_on, is_current }
}

/// What was handed out of an item and stands, the oldest first.
pub(crate) fn dispenses_of(read: &Read<'_>, item_id: Uuid) -> Result<Vec<Stored<Dispense>>> {
    read.all("item_id = ?1 AND entered_in_error IS NULL ORDER BY dispensed_at, id", [item_id.to_string()])
}

/// Whether another item that stands renews this one.
pub(crate) fn is_renewed(read: &Read<'_>, item: &PrescriptionItem) -> Result<bool> {
    Ok(read
        .conn
        .prepare_cached(&of_person(
            read,
            item.patient_id,
            "SELECT EXISTS (SELECT 1 FROM prescription_items WHERE patient_id = ?1 AND renews_item_id = ?2
             AND entered_in_error IS NULL)",
        )?)?
        .query_row((item.patient_id.to_string(), item.id.to_string()), |row| row.get(0))?)
}

/// The items of a patient that count as current, the latest first.
pub(super) fn current_items(read: &Read<'_>, patient_id: Uuid) -> Result<Vec<Stored<PrescriptionItem>>> {
    let sql = "patient_id = ?1 AND status IN ('active', 'on_hold', 'completed') AND entered_in_error IS NULL
         ORDER BY recorded_at DESC, position, id";
    let items: Vec<Stored<PrescriptionItem>> =
        read.all(&of_person(read, patient_id, sql)?, [patient_id.to_string()])?;
    let time_zone = crate::sites::own_site(read)?.record.time_zone;
    let today = crate::age::today(read)?;
    let mut current = vec![];
    for item in items {
        let written_at = read.get::<Prescription>(item.prescription_id)?.written_at;
        let handed_out = dispenses_of(read, item.record.id)?;
        let is_renewed = item.status == ItemStatus::Completed && is_renewed(read, &item)?;
        if course(&item, written_at, &handed_out, is_renewed, &time_zone, today).is_current {
            current.push(item);
        }
    }
    Ok(current)
}
