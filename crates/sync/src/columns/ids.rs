//! Ids of records: one that came before, one that follows from its maker and its time, or any other.

use super::coder::Coder;
use super::models::{Number, Words};
use crate::record_id::{IDS_IN_A_MS, Parts, RANDOM_BITS};
use crate::wire::damaged;
use crate::{Origin, WireError};
use uuid::Uuid;

const ANY: u64 = 0;
const KNOWN: u64 = 1;
const TIMED: u64 = 2;
const MADE: u64 = 3;
/// So many makers are tried for an id: each costs a hash.
const MAX_CANDIDATES: usize = 32;

/// How the ids of one column come.
#[derive(Default)]
pub(super) struct Habit {
    way: Number,
    ms: Number,
    last_ms: i64,
}

/// The ids that came, and who may have made others.
#[derive(Default)]
pub(super) struct Ids {
    records: Words<Uuid>,
    makers: Words<Origin>,
    nth: Number,
    /// For the writer, who came up last first.
    candidates: Vec<Origin>,
}

impl Ids {
    /// A writer's, who knows these makers.
    pub fn knowing(makers: impl Iterator<Item = Origin>) -> Ids {
        let mut candidates: Vec<Origin> = vec![];
        for maker in makers {
            if candidates.len() < MAX_CANDIDATES && !candidates.contains(&maker) {
                candidates.push(maker);
            }
        }
        Ids { candidates, ..Ids::default() }
    }

    /// The id of a change's record, which is likely to be made by the change's maker when it was recorded.
    pub fn record(
        &mut self,
        coder: &mut Coder,
        habit: &mut Habit,
        id: Option<Uuid>,
        maker: Origin,
        recorded_at_ms: i64,
    ) -> Result<Uuid, WireError> {
        if id.is_some() && !self.candidates.contains(&maker) {
            self.candidates.insert(0, maker);
            self.candidates.truncate(MAX_CANDIDATES);
        }
        let (is_known, id) = self.code(coder, habit, id, recorded_at_ms)?;
        if !is_known {
            self.records.learn(id);
        }
        Ok(id)
    }

    /// An id that a change names.
    pub fn named(&mut self, coder: &mut Coder, habit: &mut Habit, id: Option<Uuid>) -> Result<Uuid, WireError> {
        let (_, id) = self.code(coder, habit, id, habit.last_ms)?;
        habit.last_ms = (id.as_u128() >> 80) as i64;
        Ok(id)
    }

    /// An id, and whether it was a record's that came before. `near_ms` is what the time of another is likely to be near to.
    fn code(
        &mut self,
        coder: &mut Coder,
        habit: &mut Habit,
        id: Option<Uuid>,
        near_ms: i64,
    ) -> Result<(bool, Uuid), WireError> {
        let number = id.unwrap_or_default().as_u128();
        let is_timed = number >> 76 & 0xf == 7 && number >> 62 & 3 == 2;
        let mut made = None;
        let way = match id {
            Some(id) if self.records.knows(&id) => KNOWN,
            Some(id) if is_timed => {
                made = self.made(id);
                if made.is_some() { MADE } else { TIMED }
            }
            _ => ANY,
        };
        let id = match habit.way.code(coder, way) {
            KNOWN => {
                let known = self.records.code_latest(coder, id.as_ref());
                return Ok((true, known.ok_or_else(|| damaged("an unknown record"))?));
            }
            MADE => {
                let by = self.maker(coder, made.map(|(maker, _)| maker))?;
                let parts = made.map(|(_, parts)| parts);
                let ms = time(coder, habit, parts.map_or(0, |parts| parts.ms), near_ms);
                let nth = self.nth.code(coder, parts.map_or(0, |parts| parts.nth.into()));
                let nth = u16::try_from(nth).ok().filter(|nth| *nth < IDS_IN_A_MS);
                let nth = nth.ok_or_else(|| damaged("an impossible id"))?;
                let random = coder.plain(RANDOM_BITS, parts.map_or(0, |parts| parts.random.into())) as u32;
                Parts { ms, nth, random }.made_by(&by)
            }
            TIMED => {
                let ms = time(coder, habit, (number >> 80) as u64, near_ms);
                let first = u128::from(coder.plain(12, (number >> 64 & 0xfff) as u64));
                let last = u128::from(coder.plain(62, number as u64 & ((1 << 62) - 1)));
                Uuid::from_u128(u128::from(ms) << 80 | 7 << 76 | first << 64 | 2 << 62 | last)
            }
            _ => Uuid::from_bytes(coder.bytes(id.unwrap_or_default().as_bytes())),
        };
        Ok((false, id))
    }

    /// Who made it, of those that are known.
    fn made(&mut self, id: Uuid) -> Option<(Origin, Parts)> {
        let found = self.candidates.iter().enumerate();
        let (at, parts) = found.filter_map(|(at, maker)| Some((at, Parts::of(id, maker)?))).next()?;
        self.candidates[..=at].rotate_right(1);
        Some((self.candidates[0], parts))
    }

    fn maker(&mut self, coder: &mut Coder, maker: Option<Origin>) -> Result<Origin, WireError> {
        if let Some((_, maker)) = self.makers.code(coder, maker.as_ref()) {
            return Ok(maker);
        }
        coder.spend(64)?;
        let maker = Origin::from_bytes(coder.bytes(&maker.map_or([0; 32], |maker| *maker.as_bytes())));
        self.makers.learn(maker);
        Ok(maker)
    }
}

/// Milliseconds since 1970, as a step from a time that they are likely to be near to.
fn time(coder: &mut Coder, habit: &mut Habit, ms: u64, near_ms: i64) -> u64 {
    let step = habit.ms.signed(coder, (ms as i64).wrapping_sub(near_ms));
    step.wrapping_add(near_ms) as u64 & 0xffff_ffff_ffff
}
