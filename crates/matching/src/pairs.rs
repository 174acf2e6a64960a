//! Finds the pairs of probable duplicates in a set of people.

use std::collections::{HashMap, HashSet};

use crate::blocking::{KINDS, key};
use crate::person::{Person, Prepared};
use crate::reason::Reason;
use crate::score::{Likeness, PROBABLE};
use crate::weigh::weigh;

/// A key shared by more records than this tells nobody apart and is passed over.
const LARGEST_BLOCK: usize = 120;

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
/// grows with the size of the set rather than with its square. A pair just short of probable counts
/// when a third record is probably both.
pub fn pairs(people: &[Person]) -> Vec<Pair> {
    let prepared: Vec<Prepared> = people.iter().map(Prepared::of).collect();
    let mut seen: HashSet<(u32, u32)> = HashSet::new();
    let mut found: Vec<Pair> = Vec::new();
    let mut short_of: HashMap<(u32, u32), Likeness> = HashMap::new();
    for kind in 0..KINDS {
        for_each_in_a_block(&prepared, kind, |a, b| {
            if !seen.insert((a, b)) {
                return;
            }
            let evidence = weigh(&prepared[a as usize], &prepared[b as usize]);
            let score = evidence.score();
            if score >= PROBABLE {
                found.push(Pair { a: a as usize, b: b as usize, likeness: evidence.likeness() });
            } else if evidence.bits >= SHORT_OF {
                short_of.insert((a, b), evidence.likeness());
            }
        });
    }
    found.extend(shared_duplicates(&found, short_of));
    found.sort_unstable_by_key(|pair| (pair.a, pair.b));
    found
}

/// Bits from which a pair counts when a third record stands between them.
const SHORT_OF: f64 = 0.0;

/// Pairs short of probable whose records both have the same probable duplicate.
fn shared_duplicates(found: &[Pair], short_of: HashMap<(u32, u32), Likeness>) -> Vec<Pair> {
    let mut neighbours: HashMap<usize, HashSet<usize>> = HashMap::new();
    for pair in found.iter().filter(|pair| pair.likeness.score >= 0.9) {
        neighbours.entry(pair.a).or_default().insert(pair.b);
        neighbours.entry(pair.b).or_default().insert(pair.a);
    }
    let mut more: Vec<Pair> = Vec::new();
    for ((a, b), mut likeness) in short_of {
        let (a, b) = (a as usize, b as usize);
        let shared = neighbours.get(&a).zip(neighbours.get(&b)).is_some_and(|(of_a, of_b)| !of_a.is_disjoint(of_b));
        if shared {
            likeness.score = PROBABLE;
            likeness.reasons.push(Reason::SharedDuplicate);
            more.push(Pair { a, b, likeness });
        }
    }
    more
}

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
