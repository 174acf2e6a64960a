//! One change as columns: its head, its sets, and what it builds on.

use super::coder::{Bit, Coder};
use super::ids::{Habit, Ids};
use super::models::{Number, Words};
use super::values::{Column, Near, spelled};
use super::{Draft, Given, Ref};
use crate::wire::damaged;
use crate::{Change, ChangeId, Clock, Log, Origin, Scope, Set, Value, WireError};
use std::collections::HashMap;
use uuid::Uuid;

/// What is learnt of all columns.
#[derive(Default)]
pub(super) struct Columns {
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
    record: Habit,
    ids: Ids,
    kind_columns: Vec<Kind>,
    field_count: Number,
    fields: Words<String>,
    seen: Number,
    way: Number,
    back: Number,
    logs: Words<Log>,
    seqs: HashMap<Log, (Number, u64)>,
}

/// What is learnt of the fields of one kind.
#[derive(Default)]
struct Kind {
    names: Vec<String>,
    numbers: HashMap<String, usize>,
    columns: Vec<Column>,
    /// Which fields are set together: kinds have few habits.
    shapes: Words<Vec<usize>>,
}

impl Columns {
    /// A writer's, who knows these makers of records.
    pub fn knowing(makers: impl Iterator<Item = Origin>) -> Columns {
        Columns { ids: Ids::knowing(makers), ..Columns::default() }
    }

    /// Writes a change, or reads one if none is given.
    pub fn code(
        &mut self,
        coder: &mut Coder,
        at: usize,
        given: Option<(usize, Given<'_>)>,
    ) -> Result<(usize, Draft), WireError> {
        coder.spend(256)?;
        let run = given.map_or(0, |(run, _)| run);
        let step = self.run.signed(coder, run as i64 - self.last_run as i64);
        let run = (self.last_run as i64).wrapping_add(step);
        let run = usize::try_from(run).map_err(|_| damaged("a change of no log"))?;
        self.last_run = run;
        let is_raw = coder.bit(&mut self.is_raw, matches!(given, Some((_, Given::Raw(_)))));
        if is_raw {
            let body = if let Some((_, Given::Raw(body))) = given { body } else { &[] };
            let length = self.length.code(coder, body.len() as u64);
            return Ok((run, Draft::Raw(coder.text(body, length)?)));
        }
        let (change, bases, seen) = match given {
            Some((_, Given::Change { change, bases, seen })) => (Some(change), bases, seen),
            _ => (None, [].as_slice(), [].as_slice()),
        };
        let (kind, mut coded) = self.head(coder, change)?;
        let all_bases = self.sets(coder, at, kind, change, &mut coded, bases)?;
        let count = self.seen.code(coder, seen.len() as u64);
        let seen = self.refs(coder, at, seen, count)?;
        Ok((run, Draft::Change { change: Box::new(coded), bases: all_bases, seen }))
    }

    /// All but the sets.
    fn head(&mut self, coder: &mut Coder, change: Option<&Change>) -> Result<(usize, Change), WireError> {
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
        let (kind_number, kind) = spelled(&mut self.kinds, &mut self.length, coder, change.map(|change| &change.kind))?;
        let id = change.map(|change| change.record);
        let record = self.ids.record(coder, &mut self.record, id, maker, recorded_at_ms)?;
        let change = Change {
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
        };
        Ok((kind_number, change))
    }

    fn sets(
        &mut self,
        coder: &mut Coder,
        at: usize,
        kind: usize,
        change: Option<&Change>,
        coded: &mut Change,
        bases: &[Vec<Ref>],
    ) -> Result<Vec<Vec<Ref>>, WireError> {
        let given = change.map(|change| change.sets.as_slice()).unwrap_or_default();
        let shape = self.shape(coder, kind, change.is_some().then_some(given))?;
        let mut columns = std::mem::take(&mut self.kind_columns[kind].columns);
        let value_of = |nth: usize| given.get(nth).map(|set| &set.value);
        let tags: Vec<u64> =
            shape.iter().enumerate().map(|(nth, number)| columns[*number].tag(coder, value_of(nth))).collect();
        let mut near = Near { subject: coded.record, recorded_at_ms: coded.recorded_at_ms };
        let mut values = vec![Value::Null; shape.len()];
        // Ids go first: whose readings these are says what they are likely to be.
        for is_id in [true, false] {
            for (nth, number) in shape.iter().enumerate().filter(|(nth, _)| Column::is_id(tags[*nth]) == is_id) {
                values[nth] = columns[*number].value(coder, tags[nth], value_of(nth), near, &mut self.ids, 0)?;
            }
            let first = tags.iter().position(|tag| Column::is_id(*tag));
            if let Some(Value::Text(text)) = first.map(|nth| &values[nth]) {
                near.subject = Uuid::try_parse(text).unwrap_or_default();
            }
        }
        let mut all_bases = Vec::with_capacity(shape.len());
        for (nth, (number, value)) in shape.iter().zip(values).enumerate() {
            let given = bases.get(nth).map(Vec::as_slice).unwrap_or_default();
            let count = columns[*number].bases.code(coder, given.len() as u64);
            all_bases.push(self.refs(coder, at, given, count)?);
            let field = self.kind_columns[kind].names[*number].clone();
            coded.sets.push(Set { field, value, bases: vec![] });
        }
        self.kind_columns[kind].columns = columns;
        Ok(all_bases)
    }

    /// Which fields are set, by their numbers in the kind.
    fn shape(&mut self, coder: &mut Coder, kind: usize, sets: Option<&[Set]>) -> Result<Vec<usize>, WireError> {
        while self.kind_columns.len() <= kind {
            coder.spend(2048)?;
            self.kind_columns.push(Kind::default());
        }
        let known = &mut self.kind_columns[kind];
        let given: Option<Vec<usize>> =
            sets.and_then(|sets| sets.iter().map(|set| known.numbers.get(&set.field).copied()).collect());
        if let Some((_, shape)) = known.shapes.code(coder, given.as_ref()) {
            coder.spend(shape.len() * 96)?;
            return Ok(shape);
        }
        let sets = sets.unwrap_or_default();
        let mut shape: Vec<usize> = vec![];
        let count = self.field_count.code(coder, sets.len() as u64);
        for nth in 0..count {
            coder.spend(96)?;
            let field = usize::try_from(nth).ok().and_then(|nth| sets.get(nth)).map(|set| &set.field);
            let (_, field) = spelled(&mut self.fields, &mut self.length, coder, field)?;
            let known = &mut self.kind_columns[kind];
            if shape.last().is_some_and(|last| known.names[*last] >= field) {
                return Err(damaged("fields out of order"));
            }
            let number = match known.numbers.get(&field) {
                Some(number) => *number,
                None => {
                    known.columns.push(Column::new(coder)?);
                    known.names.push(field.clone());
                    known.numbers.insert(field, known.names.len() - 1);
                    known.names.len() - 1
                }
            };
            shape.push(number);
        }
        self.kind_columns[kind].shapes.learn(shape.clone());
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
