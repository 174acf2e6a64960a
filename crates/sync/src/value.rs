//! Values of fields, with exactly one sequence of bytes for each value.
//!
//! Numbers are decimal: `37.2` is 372 × 10⁻¹, never a binary fraction, and `80.0` is the integer 80.

use minicbor::data::{Tag, Type};
use minicbor::{Decoder, Encoder};
use serde_json::Number;
use std::collections::BTreeMap;

/// CBOR's tag of a decimal fraction `[exponent, mantissa]` (RFC 8949, 3.4.4).
const DECIMAL_FRACTION: u64 = 4;
/// Deeper nesting than this is not a record's field but an attack on the stack.
const MAX_DEPTH: usize = 8;

/// What a field can hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// Nothing is recorded.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// `mantissa × 10^exponent`, normalised: the mantissa does not end in 0 and the exponent is below 0.
    Decimal { mantissa: i64, exponent: i8 },
    /// Text.
    Text(String),
    /// A list in its order.
    List(Vec<Value>),
    /// Named parts: how fields that only make sense together travel.
    Map(BTreeMap<String, Value>),
}

/// Why something is not a value.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ValueError {
    /// More digits than a mantissa of 64 bits holds.
    #[error("the number {0} has more digits than can be kept exactly")]
    NumberTooLong(String),
    /// Bytes that are no value.
    #[error("the bytes are not a value: {0}")]
    Malformed(String),
}

impl Value {
    /// The value of a JSON value. A number keeps the decimal digits with which it is written.
    ///
    /// # Errors
    /// [`ValueError::NumberTooLong`] for numbers beyond 18 or so digits.
    pub fn from_json(json: &serde_json::Value) -> Result<Self, ValueError> {
        Ok(match json {
            serde_json::Value::Null => Value::Null,
            serde_json::Value::Bool(yes) => Value::Bool(*yes),
            serde_json::Value::Number(number) => match number.as_i64() {
                Some(whole) => Value::Int(whole),
                None => Value::decimal(number)?,
            },
            serde_json::Value::String(text) => Value::Text(text.clone()),
            serde_json::Value::Array(items) => {
                Value::List(items.iter().map(Value::from_json).collect::<Result<_, _>>()?)
            }
            serde_json::Value::Object(parts) => Value::Map(
                parts
                    .iter()
                    .map(|(name, part)| Ok((name.clone(), Value::from_json(part)?)))
                    .collect::<Result<_, ValueError>>()?,
            ),
        })
    }

    fn decimal(number: &Number) -> Result<Self, ValueError> {
        let too_long = || ValueError::NumberTooLong(number.to_string());
        let float = number.as_f64().ok_or_else(too_long)?;
        let text = float.to_string();
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let fraction = fraction.trim_end_matches('0');
        let mantissa: i64 = format!("{whole}{fraction}").parse().map_err(|_| too_long())?;
        if fraction.is_empty() {
            return Ok(Value::Int(mantissa));
        }
        let exponent = i8::try_from(fraction.len()).map_err(|_| too_long())?;
        Ok(Value::Decimal { mantissa, exponent: -exponent })
    }

    /// The value as JSON. A decimal becomes the JSON number with the same digits.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Value::Null => serde_json::Value::Null,
            Value::Bool(yes) => (*yes).into(),
            Value::Int(whole) => (*whole).into(),
            Value::Decimal { mantissa, exponent } => {
                let nearest = nearest(*mantissa, *exponent);
                Number::from_f64(nearest).map_or(serde_json::Value::Null, serde_json::Value::Number)
            }
            Value::Text(text) => text.clone().into(),
            Value::List(items) => items.iter().map(Value::to_json).collect(),
            Value::Map(parts) => parts.iter().map(|(name, part)| (name.clone(), part.to_json())).collect(),
        }
    }

    pub(crate) fn encode(&self, out: &mut Encoder<&mut Vec<u8>>) {
        const INFALLIBLE: &str = "writing to memory does not fail";
        match self {
            Value::Null => drop(out.null().expect(INFALLIBLE)),
            Value::Bool(yes) => drop(out.bool(*yes).expect(INFALLIBLE)),
            Value::Int(whole) => drop(out.i64(*whole).expect(INFALLIBLE)),
            Value::Decimal { mantissa, exponent } => {
                let tagged = out.tag(Tag::new(DECIMAL_FRACTION)).expect(INFALLIBLE);
                tagged.array(2).expect(INFALLIBLE).i8(*exponent).expect(INFALLIBLE);
                out.i64(*mantissa).expect(INFALLIBLE);
            }
            Value::Text(text) => drop(out.str(text).expect(INFALLIBLE)),
            Value::List(items) => {
                out.array(items.len() as u64).expect(INFALLIBLE);
                items.iter().for_each(|item| item.encode(out));
            }
            Value::Map(parts) => {
                out.map(parts.len() as u64).expect(INFALLIBLE);
                for (name, part) in parts {
                    out.str(name).expect(INFALLIBLE);
                    part.encode(out);
                }
            }
        }
    }

    pub(crate) fn decode(input: &mut Decoder<'_>) -> Result<Self, ValueError> {
        Value::decode_at(input, 0)
    }

    fn decode_at(input: &mut Decoder<'_>, depth: usize) -> Result<Self, ValueError> {
        let malformed = |reason: minicbor::decode::Error| ValueError::Malformed(reason.to_string());
        if depth > MAX_DEPTH {
            return Err(ValueError::Malformed("nested too deeply".into()));
        }
        Ok(match input.datatype().map_err(malformed)? {
            Type::Null => {
                input.null().map_err(malformed)?;
                Value::Null
            }
            Type::Bool => Value::Bool(input.bool().map_err(malformed)?),
            Type::String => Value::Text(input.str().map_err(malformed)?.to_owned()),
            Type::Tag => {
                let tag = input.tag().map_err(malformed)?;
                let parts = input.array().map_err(malformed)?;
                if tag != Tag::new(DECIMAL_FRACTION) || parts != Some(2) {
                    return Err(ValueError::Malformed("an unknown tag".into()));
                }
                let exponent = input.i8().map_err(malformed)?;
                Value::Decimal { mantissa: input.i64().map_err(malformed)?, exponent }
            }
            Type::Array => {
                let length = definite(input.array().map_err(malformed)?)?;
                let items = (0..length).map(|_| Value::decode_at(input, depth + 1));
                Value::List(items.collect::<Result<_, _>>()?)
            }
            Type::Map => {
                let length = definite(input.map().map_err(malformed)?)?;
                let mut parts = BTreeMap::new();
                for _ in 0..length {
                    let name = input.str().map_err(malformed)?.to_owned();
                    parts.insert(name, Value::decode_at(input, depth + 1)?);
                }
                Value::Map(parts)
            }
            _ => Value::Int(input.i64().map_err(malformed)?),
        })
    }
}

/// The float nearest to `mantissa × 10^exponent`.
fn nearest(mantissa: i64, exponent: i8) -> f64 {
    /// Floats hold whole numbers below this, and powers of ten up to the 22nd, exactly: their quotient is rounded once.
    const EXACT: u64 = 1 << 53;
    match exponent {
        -22..=0 if mantissa.unsigned_abs() <= EXACT => mantissa as f64 / 10f64.powi(-i32::from(exponent)),
        _ => format!("{mantissa}e{exponent}").parse().unwrap_or(f64::NAN),
    }
}

fn definite(length: Option<u64>) -> Result<u64, ValueError> {
    length.ok_or_else(|| ValueError::Malformed("a length is missing".into()))
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}
