//! An origin's word for its chain: one signature covers all that comes before it, and travels with the log.

use crate::rules::{Rule, holds};
use crate::{Chain, Log, Origin, OriginKey};
use ed25519_dalek::{Signer, VerifyingKey};
use minicbor::{Decode, Encode};

const MEANING: &[u8] = b"healthsync: the chain of this log is mine";

/// A log's chain at a number, signed by the log's origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Signature {
    /// The log.
    #[n(0)]
    pub log: Log,
    /// The number up to which it speaks.
    #[n(1)]
    pub seq: u64,
    /// The public key; its hash is the origin.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub key: [u8; 32],
    /// Ed25519 over the log, the number and the chain.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub signature: [u8; 64],
}

impl Signature {
    /// Whether the log's origin says that `chain` is its chain at this number.
    #[must_use]
    pub fn proves(&self, chain: &Chain) -> bool {
        let says = || {
            let key = VerifyingKey::from_bytes(&self.key).ok()?;
            let signature = ed25519_dalek::Signature::from_bytes(&self.signature);
            key.verify_strict(&statement(&self.log, self.seq, chain), &signature).ok()
        };
        !holds(Rule::Signature) || Origin::of_public_key(&self.key) == self.log.origin && says().is_some()
    }
}

impl OriginKey {
    /// Signs this origin's log up to a number. `log` is a log of this key's origin.
    #[must_use]
    pub fn sign(&self, log: Log, seq: u64, chain: &Chain) -> Signature {
        let signature = self.signing_key().sign(&statement(&log, seq, chain)).to_bytes();
        Signature { log, seq, key: self.public_key(), signature }
    }
}

fn statement(log: &Log, seq: u64, chain: &Chain) -> Vec<u8> {
    let seq = seq.to_be_bytes();
    [MEANING, &log.scope.wire_bytes(), log.origin.as_bytes(), &seq, chain.as_bytes()].concat()
}
