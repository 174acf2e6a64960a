//! Ids of new records: UUIDs in the order of time (version 7), half of whose random bits follow from who made them and
//! when. Who knows the makers can say such an id in few bytes; nobody else is needed to keep them apart.
//!
//! Of the 74 bits that the standard leaves free, 12 count the ids that a maker made in the same millisecond, 30 are a
//! hash of maker, time and count, and 32 are random: a maker that was copied, and does not know it yet, or that counts in
//! two programs at once, makes an id twice only where millisecond, count and those 32 bits fall together.

use crate::Origin;
use uuid::Uuid;

/// Bits that count the ids of one millisecond.
const COUNT_BITS: u32 = 12;
/// Bits that nobody can foretell.
pub(crate) const RANDOM_BITS: u32 = 32;
const HASH_BITS: u32 = 62 - RANDOM_BITS;
/// So many ids can be told apart in one millisecond.
pub const IDS_IN_A_MS: u16 = 1 << COUNT_BITS;

/// What an id says beside its maker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Parts {
    pub ms: u64,
    pub nth: u16,
    pub random: u32,
}

/// The id of the `nth` record (below [`IDS_IN_A_MS`]) that a maker makes in a millisecond since 1970.
#[must_use]
pub fn record_id(maker: &Origin, ms: u64, nth: u16, random: [u8; 4]) -> Uuid {
    Parts { ms: ms & 0xffff_ffff_ffff, nth: nth % IDS_IN_A_MS, random: u32::from_be_bytes(random) }.made_by(maker)
}

impl Parts {
    /// The id of this maker.
    pub fn made_by(self, maker: &Origin) -> Uuid {
        let Parts { ms, nth, random } = self;
        let last = u128::from(hash(maker, ms, nth)) << RANDOM_BITS | u128::from(random);
        Uuid::from_u128(u128::from(ms) << 80 | 7 << 76 | u128::from(nth) << 64 | 2 << 62 | last)
    }

    /// What an id says, if its maker may be this one.
    pub fn of(id: Uuid, maker: &Origin) -> Option<Parts> {
        let number = id.as_u128();
        let parts = Parts {
            ms: (number >> 80) as u64,
            nth: (number >> 64 & (u128::from(IDS_IN_A_MS) - 1)) as u16,
            random: number as u32,
        };
        (parts.made_by(maker) == id).then_some(parts)
    }
}

fn hash(maker: &Origin, ms: u64, nth: u16) -> u64 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(b"healthsync: the id of a record").update(maker.as_bytes());
    hasher.update(&ms.to_be_bytes()).update(&nth.to_be_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    u64::from_be_bytes(first) >> (64 - HASH_BITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_of_its_maker_alone_and_in_the_order_of_time() {
        let (one, two) = (Origin::from_bytes([1; 32]), Origin::from_bytes([2; 32]));
        let id = record_id(&one, 1_790_000_000_000, 5, [9, 8, 7, 6]);
        assert_eq!(id.get_version_num(), 7, "any program reads it as a UUID");
        assert_eq!(id.get_variant(), uuid::Variant::RFC4122, "of the usual sort");
        let parts = Parts { ms: 1_790_000_000_000, nth: 5, random: 0x0908_0706 };
        assert_eq!(Parts::of(id, &one), Some(parts), "its maker reads what it says");
        assert_eq!(Parts::of(id, &two), None, "it is nobody else's");
        assert!(record_id(&one, 1_790_000_000_000, 6, [0; 4]) > id, "the next one of the same millisecond is greater");
        assert!(record_id(&two, 1_790_000_000_001, 0, [0; 4]) > id, "and so is a later one");
    }
}
