//! One immutable fact, its canonical bytes, and its id.

use crate::clock::ClockError;
use crate::{Clock, Origin, Value, ValueError};
use minicbor::{Decoder, Encoder};
use std::fmt;
use uuid::Uuid;

/// The version of the canonical form.
const FORM: u8 = 1;
/// The field whose value says why a record was entered in error; null where it was not.
pub const VOID_FIELD: &str = "entered_in_error";

/// The hash of a change's canonical bytes. It *is* the change: the same id at two places is one change.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChangeId([u8; 32]);

impl ChangeId {
    /// The id of canonical bytes.
    #[must_use]
    pub fn of(canonical: &[u8]) -> ChangeId {
        ChangeId(*blake3::hash(canonical).as_bytes())
    }

    /// An id as it is stored.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> ChangeId {
        ChangeId(bytes)
    }

    /// The bytes that are stored.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for ChangeId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

impl fmt::Debug for ChangeId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().take(4).try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

impl std::str::FromStr for ChangeId {
    type Err = ChangeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = || ChangeError::Malformed("not an id".into());
        let mut bytes = [0; 32];
        if text.len() != 64 || !text.is_ascii() {
            return Err(bad());
        }
        for (index, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[index * 2..index * 2 + 2], 16).map_err(|_| bad())?;
        }
        Ok(ChangeId(bytes))
    }
}

/// What a change says of one field, and which changes it replaces there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    /// The field, or the name of a group of fields that only make sense together.
    pub field: String,
    /// The value.
    pub value: Value,
    /// The heads that the author was shown, sorted.
    pub bases: Vec<ChangeId>,
}

/// One immutable fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// When, in the order of causes.
    pub clock: Clock,
    /// The origin that made it (it may later be re-issued in another's log).
    pub maker: Origin,
    /// The account that wrote it; nil for the program itself.
    pub author: Uuid,
    /// What a person reads: wall milliseconds since 1970 at the workstation.
    pub recorded_at_ms: i64,
    /// How far the workstation's wall was known to be off then, in milliseconds.
    pub skew_ms: i64,
    /// The version of the program's schema that wrote it.
    pub schema: u32,
    /// The kind of record.
    pub kind: String,
    /// The record.
    pub record: Uuid,
    /// What it sets, sorted by field.
    pub sets: Vec<Set>,
    /// Of a voiding: the heads that it saw of every field, sorted.
    pub seen: Vec<ChangeId>,
}

/// Why bytes are no change.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ChangeError {
    /// The bytes are damaged, or of a form that is not known.
    #[error("the bytes are not a change: {0}")]
    Malformed(String),
    /// The same fact could be written in another way, so its hash would not be its own.
    #[error("the bytes are not in canonical form")]
    NotCanonical,
}

impl From<minicbor::decode::Error> for ChangeError {
    fn from(reason: minicbor::decode::Error) -> Self {
        ChangeError::Malformed(reason.to_string())
    }
}

impl From<ValueError> for ChangeError {
    fn from(reason: ValueError) -> Self {
        ChangeError::Malformed(reason.to_string())
    }
}

impl From<ClockError> for ChangeError {
    fn from(reason: ClockError) -> Self {
        ChangeError::Malformed(reason.to_string())
    }
}

impl Change {
    /// The one sequence of bytes of this change: deterministic CBOR, fields and bases in order.
    #[must_use]
    pub fn canonical(&self) -> Vec<u8> {
        const INFALLIBLE: &str = "writing to memory does not fail";
        let mut bytes = Vec::with_capacity(256);
        let mut out = Encoder::new(&mut bytes);
        out.array(11).expect(INFALLIBLE).u8(FORM).expect(INFALLIBLE);
        out.i64(self.clock.number()).expect(INFALLIBLE).bytes(self.maker.as_bytes()).expect(INFALLIBLE);
        out.bytes(self.author.as_bytes()).expect(INFALLIBLE);
        out.i64(self.recorded_at_ms).expect(INFALLIBLE).i64(self.skew_ms).expect(INFALLIBLE);
        out.u32(self.schema).expect(INFALLIBLE).str(&self.kind).expect(INFALLIBLE);
        out.bytes(self.record.as_bytes()).expect(INFALLIBLE);
        out.array(self.sets.len() as u64).expect(INFALLIBLE);
        for set in &self.sets {
            out.array(3).expect(INFALLIBLE).str(&set.field).expect(INFALLIBLE);
            set.value.encode(&mut out);
            encode_ids(&mut out, &set.bases);
        }
        encode_ids(&mut out, &self.seen);
        bytes
    }

    /// The change that canonical bytes say.
    ///
    /// # Errors
    /// Bytes that are damaged, of an unknown form, or not canonical.
    pub fn from_canonical(bytes: &[u8]) -> Result<Change, ChangeError> {
        let mut input = Decoder::new(bytes);
        if input.array()? != Some(11) || input.u8()? != FORM {
            return Err(ChangeError::Malformed("an unknown form".into()));
        }
        let change = Change {
            clock: Clock::from_number(input.i64()?)?,
            maker: Origin::from_bytes(fixed(input.bytes()?)?),
            author: Uuid::from_bytes(fixed(input.bytes()?)?),
            recorded_at_ms: input.i64()?,
            skew_ms: input.i64()?,
            schema: input.u32()?,
            kind: input.str()?.to_owned(),
            record: Uuid::from_bytes(fixed(input.bytes()?)?),
            sets: decode_sets(&mut input)?,
            seen: decode_ids(&mut input)?,
        };
        if input.position() == bytes.len() && change.canonical() == bytes {
            Ok(change)
        } else {
            Err(ChangeError::NotCanonical)
        }
    }

    /// When it was recorded, in milliseconds since 1970: the workstation's wall, put right by what was known of it.
    #[must_use]
    pub fn recorded_at(&self) -> i64 {
        self.recorded_at_ms.saturating_add(self.skew_ms)
    }

    /// The changes that must have come before it: its bases, and of a voiding what it saw.
    pub fn causes(&self) -> impl Iterator<Item = &ChangeId> {
        self.sets.iter().flat_map(|set| &set.bases).chain(&self.seen)
    }

    /// What this change sets `field` to, if it does.
    #[must_use]
    pub fn set(&self, field: &str) -> Option<&Set> {
        self.sets.iter().find(|set| set.field == field)
    }
}

fn encode_ids(out: &mut Encoder<&mut Vec<u8>>, ids: &[ChangeId]) {
    const INFALLIBLE: &str = "writing to memory does not fail";
    out.array(ids.len() as u64).expect(INFALLIBLE);
    for id in ids {
        out.bytes(id.as_bytes()).expect(INFALLIBLE);
    }
}

fn decode_ids(input: &mut Decoder<'_>) -> Result<Vec<ChangeId>, ChangeError> {
    let ids = (0..length(input)?).map(|_| Ok(ChangeId(fixed(input.bytes()?)?)));
    let ids: Vec<ChangeId> = ids.collect::<Result<_, ChangeError>>()?;
    if ids.is_sorted_by(|a, b| a < b) { Ok(ids) } else { Err(ChangeError::NotCanonical) }
}

fn decode_sets(input: &mut Decoder<'_>) -> Result<Vec<Set>, ChangeError> {
    let mut sets: Vec<Set> = Vec::new();
    for _ in 0..length(input)? {
        if input.array()? != Some(3) {
            return Err(ChangeError::Malformed("a set has three parts".into()));
        }
        let field = input.str()?.to_owned();
        let value = Value::decode(input)?;
        sets.push(Set { field, value, bases: decode_ids(input)? });
    }
    if sets.is_sorted_by(|a, b| a.field < b.field) { Ok(sets) } else { Err(ChangeError::NotCanonical) }
}

fn length(input: &mut Decoder<'_>) -> Result<u64, ChangeError> {
    input.array()?.ok_or_else(|| ChangeError::Malformed("a length is missing".into()))
}

fn fixed<const N: usize>(bytes: &[u8]) -> Result<[u8; N], ChangeError> {
    bytes.try_into().map_err(|_| ChangeError::Malformed("an id of the wrong length".into()))
}
