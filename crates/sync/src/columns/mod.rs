//! Many changes in few bytes, and back to the exact canonical bytes of each.
//!
//! Every part of a change is a column with its own model: clocks as steps, ids of records as the time in them and their
//! random bits, what comes again as a number in a dictionary, readings as steps from the same patient's usual ones.

mod coder;
mod models;
mod values;

use crate::wire::damaged;
use crate::{Change, ChangeId, Clock, Entry, Log, MAX_INFLATED, Origin, Place, Scope, Set, Vector, WireError};
use coder::{Bit, Coder};
use models::{Number, Words};
use std::collections::HashMap;
use uuid::Uuid;
use values::{Column, Near, spelled};

/// How a chunk names a change that another builds on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ref {
    /// By its id.
    Id(ChangeId),
    /// The change at this position of the same chunk.
    Within(usize),
    /// By the place where the receiver holds it.
    At(Place),
}

/// A change whose bases are not looked up yet.
#[derive(Clone, Debug)]
pub(crate) enum Draft {
    /// The bytes as they are.
    Raw(Vec<u8>),
    /// All but the bases and what was seen, which follow.
    Change { change: Box<Change>, bases: Vec<Vec<Ref>>, seen: Vec<Ref> },
}

/// Writes a chunk's changes.
pub(crate) struct Writer<'a> {
    coder: Coder,
    columns: Columns,
    within: HashMap<ChangeId, usize>,
    count: usize,
    theirs: &'a Vector,
    places: &'a HashMap<ChangeId, Place>,
}

impl<'a> Writer<'a> {
    pub fn new(theirs: &'a Vector, places: &'a HashMap<ChangeId, Place>) -> Self {
        let (coder, columns) = (Coder::writer(), Columns::default());
        Writer { coder, columns, within: HashMap::new(), count: 0, theirs, places }
    }

    pub fn add(&mut self, run: usize, entry: &Entry, id: ChangeId, change: Option<&Change>) {
        let draft = match change {
            None => Draft::Raw(entry.body.clone()),
            Some(change) => Draft::Change {
                bases: change.sets.iter().map(|set| self.refs(&set.bases)).collect(),
                seen: self.refs(&change.seen),
                change: Box::new(change.clone()),
            },
        };
        self.columns
            .code(&mut self.coder, self.count, Some((run, &draft)))
            .expect("a writer has no budget, and what is written is not damaged");
        self.within.insert(id, self.count);
        self.count += 1;
    }

    fn refs(&self, ids: &[ChangeId]) -> Vec<Ref> {
        let held = |place: &&Place| place.seq <= self.theirs.tip(&place.log).seq;
        let named = |id: &ChangeId| match (self.within.get(id), self.places.get(id).filter(held)) {
            (Some(at), _) => Ref::Within(*at),
            (None, Some(place)) => Ref::At(*place),
            (None, None) => Ref::Id(*id),
        };
        ids.iter().map(named).collect()
    }

    pub fn changes(&self) -> usize {
        self.count
    }

    /// How long it is, before texts are deflated.
    pub fn bytes(&self) -> usize {
        self.coder.len()
    }

    /// About what it takes where it is read.
    pub fn memory(&self) -> usize {
        self.coder.spent()
    }

    /// The columns and the texts.
    pub fn finish(self) -> (Vec<u8>, Vec<u8>) {
        self.coder.finish()
    }
}

/// The changes of a chunk, each with the run that it belongs to.
pub(crate) fn read(
    bytes: Vec<u8>,
    texts: Vec<u8>,
    runs: usize,
    count: usize,
) -> Result<Vec<(usize, Draft)>, WireError> {
    let mut coder = Coder::reader(bytes, texts, MAX_INFLATED);
    let mut columns = Columns::default();
    let mut drafts = vec![];
    for at in 0..count {
        let (run, draft) = columns.code(&mut coder, at, None)?;
        if run >= runs {
            return Err(damaged("a change of no log"));
        }
        drafts.push((run, draft));
    }
    Ok(drafts)
}

/// What is learnt of all columns.
#[derive(Default)]
struct Columns {
    run: Number,
    last_run: usize,
    is_raw: Bit,
    length: Number,
    is_same_clock: Bit,
    clock_ms: Number,
    counter: Number,
    last_clock: i64,
    makers: Words<Origin>,
    authors: Words<Uuid>,
    recorded: Number,
    skew: Number,
    last_skew: i64,
    schema: Number,
    last_schema: u32,
    kinds: Words<String>,
    record: Number,
    record_ms: Number,
    records: Words<Uuid>,
    shapes: HashMap<String, Words<Vec<String>>>,
    field_count: Number,
    fields: Words<String>,
    columns: HashMap<(String, String), Column>,
    seen: Number,
    way: Number,
    back: Number,
    logs: Words<Log>,
    seqs: HashMap<Log, (Number, u64)>,
}

impl Columns {
    /// Writes a change, or reads one if none is given.
    fn code(
        &mut self,
        coder: &mut Coder,
        at: usize,
        given: Option<(usize, &Draft)>,
    ) -> Result<(usize, Draft), WireError> {
        coder.spend(256)?;
        let run = given.map_or(0, |(run, _)| run);
        let step = self.run.signed(coder, run as i64 - self.last_run as i64);
        let run = (self.last_run as i64).wrapping_add(step);
        let run = usize::try_from(run).map_err(|_| damaged("a change of no log"))?;
        self.last_run = run;
        let is_raw = coder.bit(&mut self.is_raw, matches!(given, Some((_, Draft::Raw(_)))));
        if is_raw {
            let body = if let Some((_, Draft::Raw(body))) = given { body.as_slice() } else { &[] };
            let length = self.length.code(coder, body.len() as u64);
            return Ok((run, Draft::Raw(coder.text(body, length)?)));
        }
        let (change, bases, seen) = match given {
            Some((_, Draft::Change { change, bases, seen })) => {
                (Some(change.as_ref()), bases.as_slice(), seen.as_slice())
            }
            _ => (None, [].as_slice(), [].as_slice()),
        };
        let mut coded = self.head(coder, change)?;
        let all_bases = self.sets(coder, at, change, &mut coded, bases)?;
        let count = self.seen.code(coder, seen.len() as u64);
        let seen = self.refs(coder, at, seen, count)?;
        Ok((run, Draft::Change { change: Box::new(coded), bases: all_bases, seen }))
    }

    /// All but the sets.
    fn head(&mut self, coder: &mut Coder, change: Option<&Change>) -> Result<Change, WireError> {
        let number = change.map_or(0, |change| change.clock.number());
        if !coder.bit(&mut self.is_same_clock, number == self.last_clock) {
            let step = self.clock_ms.signed(coder, (number >> 16).wrapping_sub(self.last_clock >> 16));
            let ms = (self.last_clock >> 16).wrapping_add(step);
            let counter = self.counter.code(coder, number as u64 & 0xffff) & 0xffff;
            self.last_clock = ms.wrapping_shl(16) | counter as i64;
        }
        let clock = Clock::from_number(self.last_clock).map_err(|_| damaged("an impossible clock"))?;
        let maker = match self.makers.code(coder, change.map(|change| &change.maker)) {
            Some((_, maker)) => maker,
            None => {
                let maker = change.map_or([0; 32], |change| *change.maker.as_bytes());
                let maker = Origin::from_bytes(coder.bytes(&maker));
                self.makers.learn(maker);
                maker
            }
        };
        let author = match self.authors.code(coder, change.map(|change| &change.author)) {
            Some((_, author)) => author,
            None => {
                let author = change.map(|change| change.author).unwrap_or_default();
                let author = Uuid::from_bytes(coder.bytes(author.as_bytes()));
                self.authors.learn(author);
                author
            }
        };
        let from_clock = change.map_or(0, |change| change.recorded_at_ms.wrapping_sub(clock.millis()));
        let recorded_at_ms = self.recorded.signed(coder, from_clock).wrapping_add(clock.millis());
        let skew = change.map_or(0, |change| change.skew_ms.wrapping_sub(self.last_skew));
        self.last_skew = self.skew.signed(coder, skew).wrapping_add(self.last_skew);
        let schema = change.map_or(0, |change| i64::from(change.schema) - i64::from(self.last_schema));
        let schema = self.schema.signed(coder, schema).wrapping_add(i64::from(self.last_schema));
        self.last_schema = u32::try_from(schema).map_err(|_| damaged("an impossible schema"))?;
        let kind = spelled(&mut self.kinds, &mut self.length, coder, change.map(|change| &change.kind))?;
        let record = self.record(coder, change.map(|change| change.record), recorded_at_ms)?;
        Ok(Change {
            clock,
            maker,
            author,
            recorded_at_ms,
            skew_ms: self.last_skew,
            schema: self.last_schema,
            kind,
            record,
            sets: vec![],
            seen: vec![],
        })
    }

    /// A record's id: one that came before, a new one in the order of time (UUIDv7), or any other.
    fn record(&mut self, coder: &mut Coder, id: Option<Uuid>, recorded_at_ms: i64) -> Result<Uuid, WireError> {
        const KNOWN: u64 = 1;
        const TIMED: u64 = 2;
        let number = id.unwrap_or_default().as_u128();
        let is_timed = number >> 76 & 0xf == 7 && number >> 62 & 3 == 2;
        let way = match id {
            Some(id) if self.records.knows(&id) => KNOWN,
            _ if is_timed => TIMED,
            _ => 0,
        };
        let id = match self.record.code(coder, way) {
            KNOWN => {
                return self.records.code_latest(coder, id.as_ref()).ok_or_else(|| damaged("an unknown record"));
            }
            TIMED => {
                let ms = self.record_ms.signed(coder, ((number >> 80) as i64).wrapping_sub(recorded_at_ms));
                let ms = ms.wrapping_add(recorded_at_ms) as u128 & 0xffff_ffff_ffff;
                let first = u128::from(coder.plain(12, (number >> 64 & 0xfff) as u64));
                let last = u128::from(coder.plain(62, number as u64 & ((1 << 62) - 1)));
                Uuid::from_u128(ms << 80 | 7 << 76 | first << 64 | 2 << 62 | last)
            }
            _ => Uuid::from_bytes(coder.bytes(id.unwrap_or_default().as_bytes())),
        };
        self.records.learn(id);
        Ok(id)
    }

    fn sets(
        &mut self,
        coder: &mut Coder,
        at: usize,
        change: Option<&Change>,
        coded: &mut Change,
        bases: &[Vec<Ref>],
    ) -> Result<Vec<Vec<Ref>>, WireError> {
        let given = change.map(|change| change.sets.as_slice()).unwrap_or_default();
        let shape = self.shape(coder, &coded.kind, change.is_some().then_some(given))?;
        let mut columns = vec![];
        for field in &shape {
            let key = (coded.kind.clone(), field.clone());
            let column = match self.columns.remove(&key) {
                Some(column) => column,
                None => Column::new(coder)?,
            };
            columns.push((key, column));
        }
        let value_of = |nth: usize| given.get(nth).map(|set| &set.value);
        let tags: Vec<u64> =
            columns.iter_mut().enumerate().map(|(nth, (_, column))| column.tag(coder, value_of(nth))).collect();
        let mut near = Near { subject: coded.record, recorded_at_ms: coded.recorded_at_ms };
        let mut values: Vec<Option<crate::Value>> = vec![None; columns.len()];
        for is_id in [true, false] {
            for (nth, (_, column)) in columns.iter_mut().enumerate() {
                if Column::is_id(tags[nth]) == is_id {
                    let value = column.value(coder, tags[nth], value_of(nth), near, &mut self.records, 0)?;
                    values[nth] = Some(value);
                }
            }
            let subject = values.iter().flatten().find_map(|value| match value {
                crate::Value::Text(text) => Uuid::try_parse(text).ok(),
                _ => None,
            });
            near.subject = subject.unwrap_or(near.subject);
        }
        let mut all_bases = vec![];
        for (nth, ((key, mut column), value)) in columns.into_iter().zip(values).enumerate() {
            let given = bases.get(nth).map(Vec::as_slice).unwrap_or_default();
            let count = column.bases.code(coder, given.len() as u64);
            all_bases.push(self.refs(coder, at, given, count)?);
            let value = value.unwrap_or(crate::Value::Null);
            coded.sets.push(Set { field: key.1.clone(), value, bases: vec![] });
            self.columns.insert(key, column);
        }
        Ok(all_bases)
    }

    /// Which fields are set: kinds have few habits.
    fn shape(&mut self, coder: &mut Coder, kind: &str, sets: Option<&[Set]>) -> Result<Vec<String>, WireError> {
        if !self.shapes.contains_key(kind) {
            coder.spend(2048)?;
        }
        let shapes = self.shapes.entry(kind.to_owned()).or_default();
        let given: Option<Vec<String>> = sets.map(|sets| sets.iter().map(|set| set.field.clone()).collect());
        if let Some((_, shape)) = shapes.code(coder, given.as_ref()) {
            coder.spend(shape.iter().map(|field| field.len() + 64).sum())?;
            return Ok(shape);
        }
        let given = given.unwrap_or_default();
        let mut shape: Vec<String> = vec![];
        let count = self.field_count.code(coder, given.len() as u64);
        for nth in 0..count {
            let field = usize::try_from(nth).ok().and_then(|nth| given.get(nth));
            let field = spelled(&mut self.fields, &mut self.length, coder, field)?;
            coder.spend(64)?;
            if shape.last().is_some_and(|last| *last >= field) {
                return Err(damaged("fields out of order"));
            }
            shape.push(field);
        }
        shapes.learn(shape.clone());
        Ok(shape)
    }

    fn refs(&mut self, coder: &mut Coder, at: usize, given: &[Ref], count: u64) -> Result<Vec<Ref>, WireError> {
        let mut refs = vec![];
        for nth in 0..count {
            coder.spend(40)?;
            let given = usize::try_from(nth).ok().and_then(|nth| given.get(nth));
            refs.push(self.reference(coder, at, given)?);
        }
        Ok(refs)
    }

    fn reference(&mut self, coder: &mut Coder, at: usize, given: Option<&Ref>) -> Result<Ref, WireError> {
        let way = match given {
            Some(Ref::Within(_)) => 1,
            Some(Ref::At(_)) => 2,
            _ => 0,
        };
        match self.way.code(coder, way) {
            1 => {
                let back = if let Some(Ref::Within(base)) = given { at - base } else { 0 };
                let back = usize::try_from(self.back.code(coder, back as u64)).unwrap_or(0);
                let base = at.checked_sub(back).filter(|_| back > 0);
                Ok(Ref::Within(base.ok_or_else(|| damaged("a base that is not before it"))?))
            }
            2 => {
                let place = if let Some(Ref::At(place)) = given { Some(place) } else { None };
                let log = self.log(coder, place.map(|place| &place.log))?;
                let (number, last) = self.seqs.entry(log).or_default();
                let step = place.map_or(0, |place| place.seq.wrapping_sub(*last) as i64);
                *last = last.wrapping_add(number.signed(coder, step) as u64);
                Ok(Ref::At(log.at(*last)))
            }
            _ => {
                let id = if let Some(Ref::Id(id)) = given { *id.as_bytes() } else { [0; 32] };
                Ok(Ref::Id(ChangeId::from_bytes(coder.bytes(&id))))
            }
        }
    }

    fn log(&mut self, coder: &mut Coder, log: Option<&Log>) -> Result<Log, WireError> {
        if let Some((_, log)) = self.logs.code(coder, log) {
            return Ok(log);
        }
        coder.spend(2048)?;
        let (sort, site) = match log.map(|log| log.scope) {
            None | Some(Scope::Org) => (0, Uuid::nil()),
            Some(Scope::Site(site)) => (1, site),
            Some(Scope::Audit(site)) => (2, site),
        };
        let sort = coder.plain(2, sort);
        let site = Uuid::from_bytes(coder.bytes(site.as_bytes()));
        let origin = Origin::from_bytes(coder.bytes(&log.map_or([0; 32], |log| *log.origin.as_bytes())));
        let scope = match sort {
            0 => Scope::Org,
            1 => Scope::Site(site),
            _ => Scope::Audit(site),
        };
        let log = Log { scope, origin };
        self.logs.learn(log);
        Ok(log)
    }
}
