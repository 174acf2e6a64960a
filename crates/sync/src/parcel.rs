//! A file on a USB stick: the same chunks, sealed for the organization, headed by the vector that they continue; or
//! sealed with a code for one new computer, which it also tells where it will stand.

use crate::chunk::{Known, Needs};
use crate::enrolment::plain_code;
use crate::rules::{Rule, holds};
use crate::{Origin, OriginKey, Vector};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use ed25519_dalek::{Signer, VerifyingKey};
use minicbor::bytes::{ByteArray, ByteVec};
use minicbor::{Decode, Encode};
use uuid::Uuid;
use zeroize::Zeroizing;

const MARK: &[u8; 8] = b"HSYNCUSB";
const NEW_COMPUTER_MARK: &[u8; 8] = b"HSYNCNEW";
const VERSION: u8 = 2;
/// Mark, version, the organization's tag, the length of the whole file, the nonce.
const HEAD: usize = 8 + 1 + 16 + 8 + 24;
/// The exporter's public key and its signature over all before.
const TAIL: usize = 32 + 64;

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Parcel {
    /// Who exported it.
    #[n(0)]
    pub exporter: Origin,
    /// When, by the exporter's wall.
    #[n(1)]
    pub made_at_ms: i64,
    /// The version of the exporter's schema.
    #[n(2)]
    pub schema: u32,
    /// Who imports it must hold all that this vector says.
    #[n(3)]
    pub continues: Vector,
    /// What [`crate::pack`] made, in order: the first for `continues`, each further one for where the last one led.
    #[n(4)]
    pub chunks: Vec<ByteVec>,
    /// Where a new computer that takes the file will stand.
    #[n(5)]
    pub home: Option<Home>,
}

/// The organization and the site that a file makes a new computer one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Home {
    #[n(0)]
    organization: ByteArray<16>,
    #[n(1)]
    site: ByteArray<16>,
}

impl Home {
    /// This site of this organization.
    #[must_use]
    pub fn new(organization: Uuid, site: Uuid) -> Home {
        Home { organization: organization.into_bytes().into(), site: site.into_bytes().into() }
    }

    /// The organization's id.
    #[must_use]
    pub fn organization(&self) -> Uuid {
        Uuid::from_bytes(*self.organization)
    }

    /// The site's id.
    #[must_use]
    pub fn site(&self) -> Uuid {
        Uuid::from_bytes(*self.site)
    }
}

/// What opens a file.
#[derive(Clone, Copy)]
pub enum ParcelKey<'a> {
    /// The organization's key: any of its computers takes the file.
    Organization(&'a [u8; 32]),
    /// A one-time code of [`crate::code_of_random`], typed on a computer that has no clinic yet.
    Code(&'a str),
}

impl ParcelKey<'_> {
    fn mark(&self) -> &'static [u8; 8] {
        match self {
            ParcelKey::Organization(_) => MARK,
            ParcelKey::Code(_) => NEW_COMPUTER_MARK,
        }
    }

    /// A code has eighty random bits, so that nothing need slow down who tries them.
    fn bytes(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(match self {
            ParcelKey::Organization(key) => **key,
            ParcelKey::Code(code) => {
                blake3::derive_key("healthsync 2026 the code of a file for a new computer", plain_code(code).as_bytes())
            }
        })
    }
}

/// Why a file is not imported. Nothing of it is applied then.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ParcelError {
    /// Something else.
    #[error("this is not a file of changes")]
    NotOurs,
    /// Written by a program that speaks otherwise.
    #[error("the file was written by another version of the program")]
    OtherVersion,
    /// Sealed with another organization's key.
    #[error("the file belongs to another organization")]
    WrongOrganization,
    /// Sealed with another code.
    #[error("the code is not the one that this file was made with")]
    WrongCode,
    /// Made for a computer that has no clinic yet, and opened by one that has.
    #[error("the file is for a computer that has no clinic yet")]
    ForNewComputer,
    /// Made for the organization's computers, and opened by one that is none yet.
    #[error("the file is for computers that have the clinic already")]
    NotForNewComputer,
    /// The end is missing.
    #[error("the file is incomplete: {found} of {expected} bytes are there")]
    Truncated { expected: u64, found: u64 },
    /// Not as it was written.
    #[error("the file was altered")]
    Altered,
    /// It continues what is not held here.
    #[error("the file continues a history that is not held here: have it exported again from the vector given")]
    NotThatFar {
        /// Export again from here.
        from: Box<Vector>,
    },
}

impl Parcel {
    /// The file's bytes. `nonce` must be random, and `by` the key of `exporter`.
    #[must_use]
    pub fn seal(&self, key: ParcelKey<'_>, nonce: [u8; 24], by: &OriginKey) -> Vec<u8> {
        const INFALLIBLE: &str = "sealing in memory does not fail below the cipher's limit of 256 GiB";
        let plain = minicbor::to_vec(self).expect("writing to memory does not fail");
        const CIPHER_TAG: usize = 16;
        let length = (HEAD + plain.len() + CIPHER_TAG + TAIL) as u64;
        let mut bytes = Vec::with_capacity(HEAD + plain.len() + CIPHER_TAG + TAIL);
        let (mark, key) = (key.mark(), key.bytes());
        bytes.extend_from_slice(mark);
        bytes.push(VERSION);
        bytes.extend_from_slice(&tag_of(&key));
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(&nonce);
        let cipher = XChaCha20Poly1305::new((&*key).into());
        let sealed = cipher.encrypt(&XNonce::from(nonce), Payload { msg: &plain, aad: &bytes }).expect(INFALLIBLE);
        bytes.extend_from_slice(&sealed);
        let signature = by.signing_key().sign(blake3::hash(&bytes).as_bytes()).to_bytes();
        bytes.extend_from_slice(&by.public_key());
        bytes.extend_from_slice(&signature);
        bytes
    }

    /// What a file holds, if all of it is there as its exporter wrote it.
    ///
    /// # Errors
    /// Each way in which a file cannot be used has its own sentence.
    pub fn open(bytes: &[u8], key: ParcelKey<'_>) -> Result<Parcel, ParcelError> {
        let whole = bytes.len() as u64;
        if !bytes.starts_with(key.mark()) {
            if bytes.starts_with(MARK) {
                return Err(ParcelError::NotForNewComputer);
            }
            if bytes.starts_with(NEW_COMPUTER_MARK) {
                return Err(ParcelError::ForNewComputer);
            }
            let is_beginning = !bytes.is_empty() && key.mark().starts_with(bytes);
            let expected = (HEAD + TAIL) as u64;
            return Err(if is_beginning {
                ParcelError::Truncated { expected, found: whole }
            } else {
                ParcelError::NotOurs
            });
        }
        if bytes.get(8).is_some_and(|version| *version != VERSION) {
            return Err(ParcelError::OtherVersion);
        }
        let truncated = |expected| ParcelError::Truncated { expected, found: whole };
        let (head, rest) = bytes.split_at_checked(HEAD).ok_or_else(|| truncated((HEAD + TAIL) as u64))?;
        let opener = key.bytes();
        if head[9..25] != tag_of(&opener) {
            return Err(match key {
                ParcelKey::Organization(_) => ParcelError::WrongOrganization,
                ParcelKey::Code(_) => ParcelError::WrongCode,
            });
        }
        let length = head[25..33].iter().fold(0u64, |length, byte| length << 8 | u64::from(*byte));
        if whole < length {
            return Err(truncated(length));
        }
        let (sealed, tail) = rest.split_last_chunk::<TAIL>().ok_or(ParcelError::Altered)?;
        let (by, signature) = tail.split_at(32);
        let by: [u8; 32] = by.try_into().map_err(|_| ParcelError::Altered)?;
        let signature: [u8; 64] = signature.try_into().map_err(|_| ParcelError::Altered)?;
        let verifier = VerifyingKey::from_bytes(&by).map_err(|_| ParcelError::Altered)?;
        let signed = blake3::hash(&bytes[..bytes.len() - TAIL]);
        verifier
            .verify_strict(signed.as_bytes(), &ed25519_dalek::Signature::from_bytes(&signature))
            .map_err(|_| ParcelError::Altered)?;
        let nonce: [u8; 24] = head[33..].try_into().map_err(|_| ParcelError::Altered)?;
        let cipher = XChaCha20Poly1305::new((&*opener).into());
        let plain = cipher
            .decrypt(&XNonce::from(nonce), Payload { msg: sealed, aad: head })
            .map_err(|_| ParcelError::Altered)?;
        let parcel: Parcel = minicbor::decode(&plain).map_err(|_| ParcelError::Altered)?;
        if whole != length || parcel.exporter != Origin::of_public_key(&by) {
            return Err(ParcelError::Altered);
        }
        Ok(parcel)
    }

    /// What to look up for [`Parcel::check`].
    #[must_use]
    pub fn needs(&self, mine: &Vector) -> Needs {
        let within = self.continues.iter().filter(|(log, tip)| tip.seq < mine.tip(log).seq);
        Needs { places: within.map(|(log, tip)| log.at(tip.seq)).collect(), ids: vec![] }
    }

    /// Whether I hold what the file continues.
    ///
    /// # Errors
    /// [`ParcelError::NotThatFar`], with the vector from which it should be exported instead.
    pub fn check(&self, mine: &Vector, known: &Known) -> Result<(), ParcelError> {
        let holds_it = |log: &crate::Log, tip: &crate::Tip| {
            let my_tip = mine.tip(log);
            tip.seq <= my_tip.seq && known.chain(log.at(tip.seq), &my_tip) == Some(tip.chain)
        };
        if !holds(Rule::FileContinues) || self.continues.iter().all(|(log, tip)| holds_it(log, tip)) {
            return Ok(());
        }
        let is_other = |log: &crate::Log| {
            let tip = self.continues.tip(log);
            tip.seq > 0 && tip.seq <= mine.tip(log).seq && !holds_it(log, &tip)
        };
        Err(ParcelError::NotThatFar { from: Box::new(mine.only(|log| !is_other(log))) })
    }
}

/// From where to export for somebody who is at `theirs`: where our histories differ, from the beginning.
#[must_use]
pub fn continuing(mine: &Vector, theirs: &Vector, known: &Known) -> Vector {
    mine.iter()
        .filter_map(|(log, my_tip)| {
            let tip = theirs.tip(log);
            match tip.seq {
                0 => None,
                seq if seq > my_tip.seq => Some((*log, *my_tip)),
                seq => (known.chain(log.at(seq), my_tip) == Some(tip.chain)).then_some((*log, tip)),
            }
        })
        .collect()
}

/// Tells organizations, and codes, apart without naming them.
fn tag_of(key: &[u8; 32]) -> [u8; 16] {
    let hash = blake3::derive_key("healthsync 2026 the organization that a file is sealed for", key);
    let mut tag = [0; 16];
    tag.copy_from_slice(&hash[..16]);
    tag
}
