//! Bytes on their way: a frame that tells what it is, which version, and whether all of it came.

use crate::{Chain, Clock, Origin, Scope};
use minicbor::decode::Error as Malformed;
use minicbor::{Decode, Decoder, Encode, Encoder};
use std::io::Read;
use uuid::Uuid;

/// The version of the protocol that this program speaks.
pub const PROTOCOL: u8 = 2;
/// What a message or a chunk may come to when it is inflated.
pub const MAX_INFLATED: usize = 16 * 1024 * 1024;
const MARK: &[u8; 4] = b"HSYN";
const HEAD: usize = 4 + 3 + 8;
const LEVEL: i32 = 3;
/// A window that is larger than what may come out is an attack on the memory.
const MAX_WINDOW_LOG: u32 = 24;

/// Why bytes are no message.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum WireError {
    /// A captive portal's page, for example.
    #[error("this is not an answer of a HealthSync server")]
    NotOurs,
    /// It was written by a newer program.
    #[error("the other side speaks version {0} of the protocol; this program speaks {PROTOCOL}")]
    OtherVersion(u8),
    /// It was cut off or altered on its way.
    #[error("the message is damaged: {0}")]
    Damaged(String),
    /// It would inflate to more than is allowed.
    #[error("the message is larger than is allowed")]
    TooLarge,
}

impl From<Malformed> for WireError {
    fn from(reason: Malformed) -> Self {
        WireError::Damaged(reason.to_string())
    }
}

/// What a frame holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Request = 1,
    Response = 2,
    Chunk = 3,
}

/// Frames a payload, deflated where that makes it smaller.
pub(crate) fn frame(kind: Kind, payload: &[u8]) -> Vec<u8> {
    let deflated = deflate(payload);
    let (codec, body) = if deflated.len() < payload.len() { (1, deflated.as_slice()) } else { (0, payload) };
    let mut bytes = Vec::with_capacity(HEAD + body.len());
    bytes.extend_from_slice(MARK);
    bytes.extend_from_slice(&[PROTOCOL, kind as u8, codec]);
    let sum = checksum(&bytes, body);
    bytes.extend_from_slice(&sum);
    bytes.extend_from_slice(body);
    bytes
}

/// The payload of a frame, if it is whole.
pub(crate) fn unframe(kind: Kind, bytes: &[u8]) -> Result<Vec<u8>, WireError> {
    if bytes.len() < MARK.len() || !bytes.starts_with(MARK) {
        return Err(if MARK.starts_with(bytes) { damaged("it is cut off") } else { WireError::NotOurs });
    }
    let (head, body) = bytes.split_at_checked(HEAD).ok_or_else(|| damaged("it is cut off"))?;
    if head[4] != PROTOCOL {
        return Err(WireError::OtherVersion(head[4]));
    }
    if checksum(&head[..7], body) != head[7..] {
        return Err(damaged("it is cut off or altered"));
    }
    if head[5] != kind as u8 {
        return Err(damaged("it is of another kind"));
    }
    match head[6] {
        0 if body.len() <= MAX_INFLATED => Ok(body.to_vec()),
        0 => Err(WireError::TooLarge),
        1 => inflate(body, MAX_INFLATED),
        _ => Err(damaged("an unknown codec")),
    }
}

pub(crate) fn damaged(reason: &str) -> WireError {
    WireError::Damaged(reason.to_owned())
}

fn checksum(head: &[u8], body: &[u8]) -> [u8; 8] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(head).update(body);
    let mut sum = [0; 8];
    sum.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    sum
}

pub(crate) fn deflate(plain: &[u8]) -> Vec<u8> {
    zstd::bulk::compress(plain, LEVEL).expect("compressing in memory does not fail")
}

/// Inflates at most `limit` bytes.
pub(crate) fn inflate(deflated: &[u8], limit: usize) -> Result<Vec<u8>, WireError> {
    let bad = |reason: std::io::Error| WireError::Damaged(reason.to_string());
    let mut decoder = zstd::stream::read::Decoder::with_buffer(deflated).map_err(bad)?;
    decoder.window_log_max(MAX_WINDOW_LOG).map_err(bad)?;
    let mut plain = Vec::new();
    decoder.take(limit as u64 + 1).read_to_end(&mut plain).map_err(bad)?;
    if plain.len() > limit { Err(WireError::TooLarge) } else { Ok(plain) }
}

fn fixed<const N: usize>(input: &mut Decoder<'_>) -> Result<[u8; N], Malformed> {
    input.bytes()?.try_into().map_err(|_| Malformed::message("bytes of the wrong length"))
}

/// Lets a type of 32 bytes travel.
macro_rules! thirty_two_bytes {
    ($($name:ident),*) => { $(
        impl<C> Encode<C> for $name {
            fn encode<W: minicbor::encode::Write>(
                &self, out: &mut Encoder<W>, _: &mut C,
            ) -> Result<(), minicbor::encode::Error<W::Error>> {
                out.bytes(self.as_bytes())?.ok()
            }
        }
        impl<'b, C> Decode<'b, C> for $name {
            fn decode(input: &mut Decoder<'b>, _: &mut C) -> Result<Self, Malformed> {
                fixed(input).map($name::from_bytes)
            }
        }
    )* };
}
thirty_two_bytes!(Origin, Chain);

impl<C> Encode<C> for Clock {
    fn encode<W: minicbor::encode::Write>(
        &self,
        out: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        out.i64(self.number())?.ok()
    }
}

impl<'b, C> Decode<'b, C> for Clock {
    fn decode(input: &mut Decoder<'b>, _: &mut C) -> Result<Self, Malformed> {
        Clock::from_number(input.i64()?).map_err(|_| Malformed::message("an impossible clock"))
    }
}

impl Scope {
    /// The bytes of its name, as they are hashed and sent.
    pub(crate) fn wire_bytes(self) -> Vec<u8> {
        match self {
            Scope::Org => vec![0],
            Scope::Site(site) => [&[1], site.as_bytes().as_slice()].concat(),
            Scope::Audit(site) => [&[2], site.as_bytes().as_slice()].concat(),
        }
    }
}

impl<C> Encode<C> for Scope {
    fn encode<W: minicbor::encode::Write>(
        &self,
        out: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        out.bytes(&self.wire_bytes())?.ok()
    }
}

impl<'b, C> Decode<'b, C> for Scope {
    fn decode(input: &mut Decoder<'b>, _: &mut C) -> Result<Self, Malformed> {
        let bytes = input.bytes()?;
        let site = || bytes[1..].try_into().map(Uuid::from_bytes).map_err(|_| Malformed::message("a site has an id"));
        match bytes.first() {
            Some(0) if bytes.len() == 1 => Ok(Scope::Org),
            Some(1) => site().map(Scope::Site),
            Some(2) => site().map(Scope::Audit),
            _ => Err(Malformed::message("an unknown scope")),
        }
    }
}
