//! Weekly hours and breaks: a form holds the whole week, and hours that overlap are refused.

use super::local::clock;
use super::{DAY_MIN, WorkingBlock};
use crate::db::{Basis, Read, Write};
use crate::error::{Invalid, Result};
use crate::practitioners::practitioner;
use crate::record::Stored;
use crate::rooms;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

/// A practitioner.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct OfPractitioner {
    /// The practitioner's account.
    pub practitioner_id: Uuid,
}

/// A practitioner's week.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WorkingHours {
    /// The practitioner's account.
    pub practitioner_id: Uuid,
    /// Hours and breaks, by weekday and time.
    pub blocks: Vec<Stored<WorkingBlock>>,
    /// What a form that is opened now was shown.
    pub version: i64,
}

/// Hours or a break as a form has them.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct BlockForm {
    /// The block; none for a new one.
    pub id: Option<Uuid>,
    /// The day of the week: 1 is Monday, 7 is Sunday.
    pub weekday: u8,
    /// When it begins, in minutes after midnight.
    pub from_min: u32,
    /// When it ends, in minutes after midnight, at most 1440.
    pub to_min: u32,
    /// The room; the practitioner's usual one, if none.
    pub room_id: Option<Uuid>,
    /// A break, not work.
    #[serde(default)]
    pub is_break: bool,
    /// The first day on which it holds; always, if none.
    pub valid_from_on: Option<NaiveDate>,
    /// The last day on which it holds; for good, if none.
    pub valid_until_on: Option<NaiveDate>,
}

/// A practitioner's week as a form has it: what it does not hold is taken away.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct WorkingHoursForm {
    /// The practitioner's account.
    pub practitioner_id: Uuid,
    /// What the form was shown.
    pub version: i64,
    /// Hours and breaks.
    pub blocks: Vec<BlockForm>,
}

/// A practitioner's week.
///
/// # Errors
/// When there is no such practitioner.
pub fn working_hours(read: &Read<'_>, input: OfPractitioner) -> Result<WorkingHours> {
    practitioner(read, input.practitioner_id)?;
    week(read, input.practitioner_id)
}

/// Sets a practitioner's week.
///
/// # Errors
/// When hours overlap or end before they begin, or a break is outside them.
pub fn set_working_hours(write: &mut Write<'_>, input: WorkingHoursForm) -> Result<WorkingHours> {
    practitioner(write, input.practitioner_id)?;
    let before = blocks_of(write, input.practitioner_id)?;
    for form in &input.blocks {
        check(write, form)?;
    }
    for block in &before {
        let is_kept = input.blocks.iter().any(|form| form.id == Some(block.id));
        // What a colleague added while the form was open was never on it: it stays.
        if !is_kept && was_shown(write, block.id, input.version)? {
            write.void::<WorkingBlock>(block.id, input.version, "Taken out of the week")?;
        }
    }
    for form in input.blocks {
        let block = WorkingBlock {
            id: form.id.unwrap_or_else(|| write.new_id()),
            practitioner_id: input.practitioner_id,
            weekday: form.weekday,
            from_min: form.from_min,
            to_min: form.to_min,
            room_id: form.room_id,
            is_break: form.is_break,
            valid_from_on: form.valid_from_on,
            valid_until_on: form.valid_until_on,
        };
        let Some(id) = form.id else {
            write.create(block)?;
            continue;
        };
        if write.get::<WorkingBlock>(id)?.practitioner_id != input.practitioner_id {
            return Err(Invalid::new("blocks", "of_somebody_else", "These hours are somebody else's.").into());
        }
        write.save(block, Basis::Shown(input.version))?;
    }
    let after = week(write, input.practitioner_id)?;
    check_together(&after.blocks)?;
    Ok(after)
}

/// Whether any hours are kept for a practitioner. Where none are, no time is outside them.
pub(crate) fn has_hours(read: &Read<'_>, practitioner_id: Uuid) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM working_blocks
         WHERE practitioner_id = ?1 AND is_break = 0 AND entered_in_error IS NULL)";
    Ok(read.conn.prepare_cached(sql)?.query_row([practitioner_id.to_string()], |row| row.get(0))?)
}

/// All hours and breaks of a practitioner, by weekday and time.
pub(super) fn blocks_of(read: &Read<'_>, practitioner_id: Uuid) -> Result<Vec<Stored<WorkingBlock>>> {
    let condition =
        "practitioner_id = ?1 AND entered_in_error IS NULL ORDER BY weekday, from_min, is_break, valid_from_on, id";
    read.all(condition, [practitioner_id.to_string()])
}

fn week(read: &Read<'_>, practitioner_id: Uuid) -> Result<WorkingHours> {
    let version = read
        .conn
        .prepare_cached(
            "SELECT coalesce(max(c.arrival), 0) FROM working_blocks b JOIN changes c ON c.record = b.id
             WHERE b.practitioner_id = ?1",
        )?
        .query_row([practitioner_id.to_string()], |row| row.get(0))?;
    Ok(WorkingHours { practitioner_id, blocks: blocks_of(read, practitioner_id)?, version })
}

fn was_shown(read: &Read<'_>, id: Uuid, version: i64) -> Result<bool> {
    let sql = "SELECT coalesce(min(arrival) <= ?2, 0) FROM changes WHERE record = ?1";
    Ok(read.conn.prepare_cached(sql)?.query_row((id.to_string(), version), |row| row.get(0))?)
}

fn check(read: &Read<'_>, form: &BlockForm) -> Result<()> {
    if !(1..=7).contains(&form.weekday) {
        return Err(Invalid::new("weekday", "out_of_range", "A weekday is from 1 (Monday) to 7 (Sunday).").into());
    }
    if form.to_min > DAY_MIN {
        return Err(Invalid::new("to_min", "out_of_range", "Hours end at midnight at the latest.").into());
    }
    if form.to_min <= form.from_min {
        let (from, to) = (clock(form.from_min), clock(form.to_min));
        let sentence = format!("These hours end at {to}, before they begin at {from}. A night is two blocks.");
        return Err(Invalid::new("to_min", "ends_before_start", sentence)
            .with(json!({ "from": from, "to": to }))
            .into());
    }
    if let (Some(from), Some(until)) = (form.valid_from_on, form.valid_until_on)
        && until < from
    {
        let sentence = format!("These hours hold until {until}, before they begin to hold on {from}.");
        return Err(Invalid::new("valid_until_on", "ends_before_start", sentence)
            .with(json!({ "from": from, "to": until }))
            .into());
    }
    read_room(read, form)
}

fn read_room(read: &Read<'_>, form: &BlockForm) -> Result<()> {
    let before = form.id.map(|id| read.find::<WorkingBlock>(id)).transpose()?.flatten();
    if before.is_none_or(|block| block.room_id != form.room_id) {
        rooms::chosen(read, form.room_id)?;
    }
    Ok(())
}

fn check_together(blocks: &[Stored<WorkingBlock>]) -> Result<()> {
    for (at, one) in blocks.iter().enumerate() {
        for other in blocks.iter().skip(at + 1) {
            if one.is_break == other.is_break && overlap(one, other) {
                let (first, second) = (span_words(one), span_words(other));
                let sentence = format!("{first} and {second} overlap on the same weekday. Change one of them.");
                return Err(Invalid::new("blocks", "overlapping_hours", sentence).with(details(one, other)).into());
            }
        }
        let holds = |work: &&Stored<WorkingBlock>| {
            !work.is_break && overlap(work, one) && work.from_min <= one.from_min && one.to_min <= work.to_min
        };
        if one.is_break && !blocks.iter().any(|work| holds(&work)) {
            let sentence = format!("The break {} is not within working hours of that day.", span_words(one));
            return Err(Invalid::new("blocks", "break_outside_hours", sentence).with(details(one, one)).into());
        }
    }
    Ok(())
}

fn overlap(one: &WorkingBlock, other: &WorkingBlock) -> bool {
    let is_same_time = one.weekday == other.weekday && one.from_min < other.to_min && other.from_min < one.to_min;
    let begins_in_time = |a: &WorkingBlock, b: &WorkingBlock| match (a.valid_from_on, b.valid_until_on) {
        (Some(from), Some(until)) => from <= until,
        _ => true,
    };
    is_same_time && begins_in_time(one, other) && begins_in_time(other, one)
}

fn span_words(block: &WorkingBlock) -> String {
    format!("{}–{}", clock(block.from_min), clock(block.to_min))
}

fn details(one: &WorkingBlock, other: &WorkingBlock) -> Value {
    json!({ "weekday": one.weekday, "first": span_words(one), "second": span_words(other) })
}
