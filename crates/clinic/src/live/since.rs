//! Where a listener stands among the logs, so that any server over them can tell it what it has not been told.
//!
//! A program that listens is told of records as a server hears of them, each server in an order of its own. What is the
//! same everywhere is the logs: a listener that was told of every change up to a number of each log has been told of all
//! that is to be told of these, whoever told it.

use super::{KINDS, LiveEvent, event};
use crate::clinic::Clinic;
use crate::db::{Changed, Read, unreadable};
use crate::error::Result;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::collections::{BTreeMap, HashSet};
use uuid::Uuid;

/// So many letters of a log's hash stand for it: of a thousand logs two are mistaken for one another once in 10⁸ clinics.
const MARK: usize = 6;
/// A clinic with more logs gives its listeners no such word: it would be longer than what it speaks of.
const MOST_LOGS: usize = 400;
/// Who lacks more changes than these, of whatever kind, looks at everything anew.
const MOST_LACKED: u64 = 50_000;

type Mark = [u8; MARK];
/// A record by its kind.
type Named = (String, Uuid);

/// Up to which number of each log somebody was told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ToldUpto(BTreeMap<Mark, u64>);

impl ToldUpto {
    /// As a short word of letters that an address may hold; none where it would not be short.
    #[must_use]
    pub fn to_word(&self) -> Option<String> {
        if self.0.len() > MOST_LOGS {
            return None;
        }
        let mut bytes = Vec::with_capacity(self.0.len() * (MARK + 3));
        for (mark, upto) in &self.0 {
            bytes.extend(mark);
            let mut rest = *upto;
            while rest >= 0x80 {
                bytes.push((rest & 0x7f) as u8 | 0x80);
                rest >>= 7;
            }
            bytes.push(rest as u8);
        }
        Some(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// What such a word says; none where it is none. That nothing at all was told is no word: there is no clinic without
    /// a log.
    #[must_use]
    pub fn from_word(word: &str) -> Option<ToldUpto> {
        let bytes = URL_SAFE_NO_PAD.decode(word).ok()?;
        let (mut rest, mut told) = (bytes.as_slice(), BTreeMap::new());
        while !rest.is_empty() {
            let (mark, after) = rest.split_first_chunk::<MARK>()?;
            let length = after.iter().position(|byte| byte & 0x80 == 0)? + 1;
            if length > 9 || told.len() == MOST_LOGS {
                return None;
            }
            let number = after[..length].iter().rev().fold(0_u64, |sum, byte| sum << 7 | u64::from(byte & 0x7f));
            told.insert(*mark, number);
            rest = &after[length..];
        }
        (!told.is_empty()).then_some(ToldUpto(told))
    }

    /// Of two logs under one mark the lesser counts: told twice is better than not at all.
    fn note(&mut self, mark: Mark, upto: u64) {
        self.0.entry(mark).and_modify(|known| *known = upto.min(*known)).or_insert(upto);
    }
}

/// Where a server is that tells of a clinic's changes, in the order in which they came to it.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// What was told, as any server understands it.
    pub told: ToldUpto,
    /// The last change that was looked at.
    arrival: i64,
    /// What was looked at before it was said to have changed.
    ahead: HashSet<Named>,
}

/// One log of the file.
struct LogEnd {
    no: i64,
    mark: Mark,
    seq: u64,
}

impl Clinic {
    /// Where telling begins: with what changes from now on.
    ///
    /// # Errors
    /// When the database fails.
    pub fn live_standing(&self) -> Result<Standing> {
        self.db.read(&self.outside, Uuid::nil(), |read| {
            Ok(Standing { told: told(read)?, arrival: last_arrival(read)?, ahead: HashSet::new() })
        })
    }

    /// What is to be told of what came since, and of the records that are said to have changed; none where that is more
    /// than `most` records. All that stands in the logs is told of then.
    ///
    /// # Errors
    /// When the database fails.
    pub fn live_news(&self, at: &mut Standing, changed: &[Changed], most: usize) -> Result<Option<Vec<LiveEvent>>> {
        self.db.read(&self.outside, Uuid::nil(), |read| {
            let came = came_after(read, at.arrival, most)?;
            (at.told, at.arrival) = (told(read)?, last_arrival(read)?);
            let Some(mut wanted) = came else {
                at.ahead.clear();
                return Ok(None);
            };
            let came: HashSet<Named> = wanted.iter().cloned().collect();
            let said = changed.iter().filter(|one| KINDS.contains(&one.kind.as_str()));
            let said: Vec<Named> = said.map(|one| (one.kind.clone(), one.id)).collect();
            for one in &said {
                // A record is shown anew when what it lacked comes: then it changed, and no change of it came.
                if !at.ahead.remove(one) && !came.contains(one) {
                    wanted.push(one.clone());
                }
            }
            let said: HashSet<Named> = said.into_iter().collect();
            at.ahead.extend(came.into_iter().filter(|one| !said.contains(one)));
            if wanted.len() > most {
                at.ahead.clear();
                return Ok(None);
            }
            events(read, wanted).map(Some)
        })
    }

    /// What somebody who was told so far lacks of what is held here, in the order in which it came; none where that is
    /// more than `most` records.
    ///
    /// # Errors
    /// When the database fails.
    pub fn live_lacking(&self, told: &ToldUpto, most: usize) -> Result<Option<Vec<LiveEvent>>> {
        self.db.read(&self.outside, Uuid::nil(), |read| {
            let lacked = |log: &LogEnd| log.seq.saturating_sub(told.0.get(&log.mark).copied().unwrap_or_default());
            let logs: Vec<LogEnd> = ends(read)?.into_iter().filter(|log| lacked(log) > 0).collect();
            if logs.iter().map(lacked).sum::<u64>() > MOST_LACKED {
                return Ok(None);
            }
            let mut came = vec![];
            let sql =
                format!("SELECT arrival, kind, record FROM changes WHERE log = ?1 AND seq > ?2 AND {}", of_kinds());
            let mut statement = read.conn.prepare_cached(&sql)?;
            for log in &logs {
                let after = (log.seq - lacked(log)).cast_signed();
                let rows = statement.query_map((log.no, after), |row| {
                    Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
                })?;
                for row in rows {
                    came.push(row?);
                }
            }
            came.sort_unstable_by_key(|(arrival, ..)| *arrival);
            let wanted = distinct(came.into_iter().map(|(_, kind, record)| (kind, record)));
            if wanted.len() > most { Ok(None) } else { events(read, wanted).map(Some) }
        })
    }
}

fn events(read: &Read<'_>, wanted: Vec<Named>) -> Result<Vec<LiveEvent>> {
    let mut events = vec![];
    for (kind, id) in wanted {
        events.extend(event(read, &Changed { kind, id })?);
    }
    Ok(events)
}

/// The kinds that are told of, as a condition.
fn of_kinds() -> String {
    format!("kind IN ({})", KINDS.map(|kind| format!("'{kind}'")).join(", "))
}

/// Each record once, where it first stands.
fn distinct(records: impl Iterator<Item = (String, String)>) -> Vec<Named> {
    let mut known = HashSet::new();
    let named = records.filter_map(|(kind, record)| Some((kind, Uuid::parse_str(&record).ok()?)));
    named.filter(|one| known.insert(one.clone())).collect()
}

/// The records of which changes came after one; none where more came than are read for `most` records, which more changes
/// may be of.
fn came_after(read: &Read<'_>, arrival: i64, most: usize) -> Result<Option<Vec<Named>>> {
    let sql =
        format!("SELECT kind, record FROM changes WHERE arrival > ?1 AND {} ORDER BY arrival LIMIT ?2", of_kinds());
    let mut statement = read.conn.prepare_cached(&sql)?;
    let limit = most.saturating_mul(8);
    let rows = statement
        .query_map((arrival, i64::try_from(limit).unwrap_or(i64::MAX)), |row| Ok((row.get(0)?, row.get(1)?)))?;
    let rows = rows.collect::<rusqlite::Result<Vec<(String, String)>>>()?;
    Ok((rows.len() < limit).then(|| distinct(rows.into_iter())))
}

fn last_arrival(read: &Read<'_>) -> Result<i64> {
    let sql = "SELECT coalesce(max(arrival), 0) FROM changes";
    Ok(read.conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

/// How far each log is told once all that can be shown is told: what is set aside is told of when it is shown.
fn told(read: &Read<'_>) -> Result<ToldUpto> {
    let mut logs = ends(read)?;
    let sql = "SELECT log, min(seq) FROM changes WHERE record = ?1 GROUP BY log";
    for (kind, record) in unreadable(read.conn)? {
        if !KINDS.contains(&kind.as_str()) {
            continue;
        }
        let mut statement = read.conn.prepare_cached(sql)?;
        let mut rows = statement.query([record.to_string()])?;
        while let Some(row) = rows.next()? {
            let (no, first): (i64, i64) = (row.get(0)?, row.get(1)?);
            if let Some(log) = logs.iter_mut().find(|log| log.no == no) {
                log.seq = log.seq.min(first.cast_unsigned() - 1);
            }
        }
    }
    let mut told = ToldUpto::default();
    for log in logs {
        told.note(log.mark, log.seq);
    }
    Ok(told)
}

/// Where every log ends but those of who read what, of which nobody is told.
fn ends(read: &Read<'_>) -> Result<Vec<LogEnd>> {
    let sql = "SELECT no, scope, origin, (SELECT max(seq) FROM changes WHERE log = logs.no) FROM logs";
    let mut statement = read.conn.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut found = vec![];
    while let Some(row) = rows.next()? {
        let (scope, origin): (String, [u8; 32]) = (row.get(1)?, row.get(2)?);
        let Some(seq) = row.get::<_, Option<i64>>(3)? else { continue };
        if scope.starts_with("audit") {
            continue;
        }
        let hash = blake3::hash(&[scope.as_bytes(), &origin].concat());
        let mut mark = Mark::default();
        mark.copy_from_slice(&hash.as_bytes()[..MARK]);
        found.push(LogEnd { no: row.get(0)?, mark, seq: seq.cast_unsigned() });
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_says_what_was_told_and_no_other_word_is_taken_for_one() {
        let mut told = ToldUpto::default();
        for (at, upto) in [0, 1, 127, 128, 70_000, u64::MAX >> 1].into_iter().enumerate() {
            told.note([u8::try_from(at).expect("few"); MARK], upto);
        }
        let word = told.to_word().expect("it is short");
        assert!(word.len() < 90, "about ten letters a log: {word}");
        assert_eq!(ToldUpto::from_word(&word), Some(told.clone()), "it comes back");
        for bad in ["", "nonsense!", "AAAA", &word[..word.len() - 3]] {
            assert_eq!(ToldUpto::from_word(bad), None, "{bad} is none");
        }
        told.note([1; MARK], 0);
        assert_eq!(told.0[&[1; MARK]], 0, "of two logs under one mark the lesser counts");
    }
}
