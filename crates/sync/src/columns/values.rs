//! The values of one field of one kind, and what is learnt about them.

use super::coder::{Bit, Coder};
use super::ids::{Habit, Ids};
use super::models::{Number, Words};
use crate::wire::damaged;
use crate::{Value, WireError};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// As deep as values go.
const MAX_DEPTH: usize = 8;
/// About what learning about one field takes in memory.
const FIELD_BYTES: usize = 4096;
/// Means are kept with so many binary places.
const PLACES: u32 = 4;

/// What a value is about: what it is likely to be near to.
#[derive(Clone, Copy)]
pub(super) struct Near {
    /// Readings of the same subject are alike.
    pub subject: Uuid,
    /// Instants are often those of the recording.
    pub recorded_at_ms: i64,
}

const NULL: u64 = 0;
const NO: u64 = 1;
const YES: u64 = 2;
const NUMBER: u64 = 3;
const LITERAL: u64 = 4;
const TEXT: u64 = 5;
const ID: u64 = 6;
const LIST: u64 = 7;
const MAP: u64 = 8;

#[derive(Default)]
pub(super) struct Column {
    tag: Number,
    pub bases: Number,
    texts: Words<String>,
    length: Number,
    ids: Words<Uuid>,
    fresh: Habit,
    scale: i8,
    is_instant: Bit,
    instant: Number,
    usual: Number,
    first: Number,
    means: HashMap<Uuid, (i64, i64)>,
    all: (i64, i64),
    exponent: Number,
    mantissa: Number,
    count: Number,
    parts: HashMap<String, Column>,
    names: Words<String>,
}

impl Column {
    pub fn new(coder: &mut Coder) -> Result<Column, WireError> {
        coder.spend(FIELD_BYTES)?;
        Ok(Column::default())
    }

    /// What sort of value it is: goes before the value, so that the ids can go before the rest.
    pub fn tag(&mut self, coder: &mut Coder, value: Option<&Value>) -> u64 {
        let tag = value.map_or(NULL, |value| match value {
            Value::Null => NULL,
            Value::Bool(false) => NO,
            Value::Bool(true) => YES,
            Value::Int(_) | Value::Decimal { .. } if self.scaled(value).is_some() => NUMBER,
            Value::Int(_) | Value::Decimal { .. } => LITERAL,
            Value::Text(text) if id_of(text).is_some() => ID,
            Value::Text(_) => TEXT,
            Value::List(_) => LIST,
            Value::Map(_) => MAP,
        });
        self.tag.code(coder, tag)
    }

    pub fn is_id(tag: u64) -> bool {
        tag == ID
    }

    pub fn value(
        &mut self,
        coder: &mut Coder,
        tag: u64,
        value: Option<&Value>,
        near: Near,
        held: &mut Ids,
        depth: usize,
    ) -> Result<Value, WireError> {
        coder.spend(32)?;
        if depth > MAX_DEPTH {
            return Err(damaged("nested too deeply"));
        }
        Ok(match tag {
            NULL => Value::Null,
            NO => Value::Bool(false),
            YES => Value::Bool(true),
            NUMBER => self.number(coder, value, near),
            LITERAL => self.literal(coder, value),
            TEXT => Value::Text(self.text(coder, value)?),
            ID => Value::Text(self.id(coder, value, held)?.to_string()),
            LIST => self.list(coder, value, near, held, depth)?,
            MAP => self.map(coder, value, near, held, depth)?,
            _ => return Err(damaged("an unknown sort of value")),
        })
    }

    /// The number in units of this column's last decimal place, if it comes back from that.
    fn scaled(&self, value: &Value) -> Option<i64> {
        let (mantissa, exponent) = match value {
            Value::Int(whole) => (*whole, 0),
            Value::Decimal { mantissa, exponent } => (*mantissa, *exponent),
            _ => return None,
        };
        let places = u32::try_from(i32::from(exponent) - i32::from(self.scale)).ok()?;
        let scaled = mantissa.checked_mul(10i64.checked_pow(places)?)?;
        (scaled.unsigned_abs() < 1 << 60 && unscaled(scaled, self.scale) == *value).then_some(scaled)
    }

    fn number(&mut self, coder: &mut Coder, value: Option<&Value>, near: Near) -> Value {
        let scaled = value.and_then(|value| self.scaled(value)).unwrap_or(0);
        let known = self.means.get(&near.subject).copied();
        let (mean, count) = known.unwrap_or((self.all.0, 0));
        let expected = (mean + (1 << (PLACES - 1))) >> PLACES;
        let is_nearer = scaled.abs_diff(near.recorded_at_ms) < scaled.abs_diff(expected);
        let scaled = if coder.bit(&mut self.is_instant, is_nearer) {
            self.instant.signed(coder, scaled.wrapping_sub(near.recorded_at_ms)).wrapping_add(near.recorded_at_ms)
        } else {
            let model = if known.is_some() { &mut self.usual } else { &mut self.first };
            let scaled = model.signed(coder, scaled.wrapping_sub(expected)).wrapping_add(expected);
            if scaled.unsigned_abs() < 1 << 50 {
                self.all = towards(self.all, scaled, 30);
                self.means.insert(near.subject, towards((mean, count), scaled, 8));
            }
            scaled
        };
        unscaled(scaled, self.scale)
    }

    /// A number of another scale: spelled, and where it is finer the column becomes finer.
    fn literal(&mut self, coder: &mut Coder, value: Option<&Value>) -> Value {
        let (mantissa, exponent) = match value {
            Some(Value::Decimal { mantissa, exponent }) => (*mantissa, i64::from(*exponent)),
            Some(Value::Int(whole)) => (*whole, i64::from(i8::MAX) + 1),
            _ => (0, 0),
        };
        let exponent = self.exponent.signed(coder, exponent);
        let mantissa = self.mantissa.signed(coder, mantissa);
        let Ok(exponent) = i8::try_from(exponent) else { return Value::Int(mantissa) };
        if (-9..self.scale).contains(&exponent) {
            let finer = 10i64.pow(u32::from(self.scale.abs_diff(exponent)));
            let scale_up = |mean: &mut (i64, i64)| mean.0 = mean.0.saturating_mul(finer).clamp(-(1 << 55), 1 << 55);
            scale_up(&mut self.all);
            self.means.values_mut().for_each(scale_up);
            self.scale = exponent;
        }
        Value::Decimal { mantissa, exponent }
    }

    fn text(&mut self, coder: &mut Coder, value: Option<&Value>) -> Result<String, WireError> {
        let text = value.and_then(|value| if let Value::Text(text) = value { Some(text) } else { None });
        Ok(spelled(&mut self.texts, &mut self.length, coder, text)?.1)
    }

    fn id(&mut self, coder: &mut Coder, value: Option<&Value>, held: &mut Ids) -> Result<Uuid, WireError> {
        let id = value.and_then(|value| if let Value::Text(text) = value { id_of(text) } else { None });
        if let Some((_, id)) = self.ids.code(coder, id.as_ref()) {
            return Ok(id);
        }
        coder.spend(64)?;
        let id = held.named(coder, &mut self.fresh, id)?;
        self.ids.learn(id);
        Ok(id)
    }

    fn list(
        &mut self,
        coder: &mut Coder,
        value: Option<&Value>,
        near: Near,
        held: &mut Ids,
        depth: usize,
    ) -> Result<Value, WireError> {
        let items = if let Some(Value::List(items)) = value { items.as_slice() } else { &[] };
        let count = self.count.code(coder, items.len() as u64);
        let part = part(&mut self.parts, "", coder)?;
        let mut list = vec![];
        for nth in 0..count {
            let item = usize::try_from(nth).ok().and_then(|nth| items.get(nth));
            let tag = part.tag(coder, item);
            list.push(part.value(coder, tag, item, near, held, depth + 1)?);
        }
        Ok(Value::List(list))
    }

    fn map(
        &mut self,
        coder: &mut Coder,
        value: Option<&Value>,
        near: Near,
        held: &mut Ids,
        depth: usize,
    ) -> Result<Value, WireError> {
        let empty = BTreeMap::new();
        let parts = if let Some(Value::Map(parts)) = value { parts } else { &empty };
        let mut given = parts.iter();
        let count = self.count.code(coder, parts.len() as u64);
        let mut map = BTreeMap::new();
        for _ in 0..count {
            let (name, item) = given.next().unzip();
            let (_, name) = spelled(&mut self.names, &mut self.length, coder, name)?;
            let column = part(&mut self.parts, &name, coder)?;
            let tag = column.tag(coder, item);
            let item = column.value(coder, tag, item, near, held, depth + 1)?;
            map.insert(name, item);
        }
        Ok(Value::Map(map))
    }
}

fn part<'a>(
    parts: &'a mut HashMap<String, Column>,
    name: &str,
    coder: &mut Coder,
) -> Result<&'a mut Column, WireError> {
    if !parts.contains_key(name) {
        parts.insert(name.to_owned(), Column::new(coder)?);
    }
    Ok(parts.get_mut(name).expect("it is there or was put there"))
}

/// A word and its number, or a new one spelled out.
pub(super) fn spelled(
    words: &mut Words<String>,
    length: &mut Number,
    coder: &mut Coder,
    word: Option<&String>,
) -> Result<(usize, String), WireError> {
    if let Some((number, word)) = words.code(coder, word) {
        coder.spend(word.len())?;
        return Ok((number, word));
    }
    let bytes = word.map(|word| word.as_bytes()).unwrap_or_default();
    let length = length.code(coder, bytes.len() as u64);
    coder.spend(64)?;
    let word = String::from_utf8(coder.text(bytes, length)?).map_err(|_| damaged("a text that is none"))?;
    Ok((words.learn(word.clone()), word))
}

fn unscaled(scaled: i64, scale: i8) -> Value {
    let (mut mantissa, mut exponent) = (scaled, scale);
    while exponent < 0 && mantissa % 10 == 0 {
        (mantissa, exponent) = (mantissa / 10, exponent + 1);
    }
    if exponent == 0 { Value::Int(mantissa) } else { Value::Decimal { mantissa, exponent } }
}

fn towards((mean, count): (i64, i64), value: i64, most: i64) -> (i64, i64) {
    let count = (count + 1).min(most);
    (mean + ((value << PLACES) - mean) / count, count)
}

/// The id that a text spells in its usual way.
fn id_of(text: &str) -> Option<Uuid> {
    let id = Uuid::try_parse(text).ok().filter(|_| text.len() == 36)?;
    (id.to_string() == text).then_some(id)
}
