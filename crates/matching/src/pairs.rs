//! Finds the pairs of probable duplicates in a set of people.

use std::collections::{BTreeSet, HashSet};

use crate::blocking::{KINDS, key};
use crate::person::{Person, Prepared};
use crate::reason::Reason;
use crate::score::{Likeness, PROBABLE};
use crate::weigh::weigh;

/// A key shared by more records than this tells nobody apart and is passed over.
const LARGEST_BLOCK: usize = 120;

/// The score from which a record vouches for the others that resemble it.
const VOUCHES: f64 = 0.75;

/// Bits of evidence that suffice between two records when a third is probably both.
const VOUCHED_FOR: f64 = -4.0;

/// Records with more likely duplicates than this vouch for nobody.
const MOST_DUPLICATES: usize = 40;

/// Two records of a set that are probably one person.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Place of the first record in the set.
    pub a: usize,
    /// Place of the second record in the set; always after the first.
    pub b: usize,
    /// How likely they are one person, and why.
    pub likeness: Likeness,
}

/// The pairs of `people` that score at least [`PROBABLE`], in the order of the set.
///
/// Only records that share a key (a sound, a date, a number, a place) are compared, so the work
/// grows with the size of the set rather than with its square. Two records short of probable count
/// when a third record is probably both.
pub fn pairs(people: &[Person]) -> Vec<Pair> {
    let prepared: Vec<Prepared> = people.iter().map(Prepared::of).collect();
    let mut seen: HashSet<(u32, u32)> = HashSet::new();
    let mut found: Vec<Pair> = Vec::new();
    for kind in 0..KINDS {
        for_each_in_a_block(&prepared, kind, |a, b| {
            if seen.insert((a, b)) {
                let evidence = weigh(&prepared[a as usize], &prepared[b as usize]);
                if evidence.score() >= PROBABLE {
                    found.push(Pair { a: a as usize, b: b as usize, likeness: evidence.likeness() });
                }
            }
        });
    }
    let shared = shared_duplicates(&prepared, &found);
    found.extend(shared);
    found.sort_unstable_by_key(|pair| (pair.a, pair.b));
    found
}

/// Pairs not among `found` whose records both have the same likely duplicate. Heavily damaged copies
/// of one record often share little with each other.
fn shared_duplicates(prepared: &[Prepared], found: &[Pair]) -> Vec<Pair> {
    let mut duplicates: Vec<Vec<usize>> = vec![Vec::new(); prepared.len()];
    for pair in found.iter().filter(|pair| pair.likeness.score >= VOUCHES) {
        duplicates[pair.a].push(pair.b);
        duplicates[pair.b].push(pair.a);
    }
    let known: HashSet<(usize, usize)> = found.iter().map(|pair| (pair.a, pair.b)).collect();
    let mut vouched: BTreeSet<(usize, usize)> = BTreeSet::new();
    for of_one in duplicates.iter().filter(|of_one| of_one.len() <= MOST_DUPLICATES) {
        for (at, one) in of_one.iter().enumerate() {
            vouched.extend(of_one[at + 1..].iter().map(|other| (*one.min(other), *one.max(other))));
        }
    }
    vouched
        .into_iter()
        .filter(|pair| !known.contains(pair))
        .filter_map(|(a, b)| {
            let evidence = weigh(&prepared[a], &prepared[b]);
            (evidence.bits >= VOUCHED_FOR).then(|| {
                let mut reasons = evidence.reasons;
                reasons.push(Reason::SharedDuplicate);
                Pair { a, b, likeness: Likeness { score: PROBABLE, reasons } }
            })
        })
        .collect()
}

/// Calls `compare` with the places, in ascending order, of all records that share a key of a kind.
fn for_each_in_a_block(prepared: &[Prepared], kind: u8, mut compare: impl FnMut(u32, u32)) {
    let mut keyed: Vec<(u64, u32)> =
        (0u32..).zip(prepared).filter_map(|(index, person)| key(person, kind).map(|key| (key, index))).collect();
    keyed.sort_unstable();
    for block in keyed.chunk_by(|one, other| one.0 == other.0).filter(|block| block.len() <= LARGEST_BLOCK) {
        for (at, (_, a)) in block.iter().enumerate() {
            for (_, b) in &block[at + 1..] {
                compare(*a, *b);
            }
        }
    }
}
