//! What is learnt about a column while it passes: which numbers, which words come often.

use super::coder::{Bit, Coder};
use std::collections::HashMap;
use std::hash::Hash;

/// Numbers below this have their own probability; above it only their length and first bits have.
const SINGLE: u64 = 192;
/// The bits of the smallest number above that.
const FIRST_LENGTH: u64 = 8;

/// A column of numbers.
#[derive(Default)]
pub(super) struct Number {
    tree: Vec<Bit>,
    leading: HashMap<u32, [Bit; 16]>,
}

impl Number {
    pub fn code(&mut self, coder: &mut Coder, value: u64) -> u64 {
        if self.tree.is_empty() {
            self.tree = vec![Bit::default(); 256];
        }
        let length = u64::from(64 - value.leading_zeros());
        let symbol = if value < SINGLE { value } else { SINGLE + length - FIRST_LENGTH };
        let symbol = walk(coder, &mut self.tree, 8, symbol);
        if symbol < SINGLE {
            return symbol;
        }
        let rest = (symbol - SINGLE + FIRST_LENGTH - 1).min(63) as u32;
        let known = rest.min(4);
        let below = rest - known;
        let model = self.leading.entry(rest).or_insert([Bit::default(); 16]);
        let first = walk(coder, model, known, value >> below & ((1 << known) - 1));
        (1 << rest) | first << below | coder.plain(below, value & ((1 << below) - 1))
    }

    /// A number that may be negative.
    pub fn signed(&mut self, coder: &mut Coder, value: i64) -> i64 {
        let folded = self.code(coder, (value << 1 ^ value >> 63) as u64);
        (folded >> 1) as i64 ^ -((folded & 1) as i64)
    }
}

/// Codes some bits, each with what is known after the ones before it.
fn walk(coder: &mut Coder, tree: &mut [Bit], bits: u32, symbol: u64) -> u64 {
    let mut node = 1u64;
    for nth in (0..bits).rev() {
        let is_set = coder.bit(&mut tree[node as usize], symbol >> nth & 1 == 1);
        node = node << 1 | u64::from(is_set);
    }
    node & ((1 << bits) - 1)
}

/// A column of things that come again.
pub(super) struct Words<T> {
    number: Number,
    words: Vec<T>,
    index: HashMap<T, usize>,
}

impl<T> Default for Words<T> {
    fn default() -> Self {
        Words { number: Number::default(), words: vec![], index: HashMap::new() }
    }
}

impl<T: Clone + Eq + Hash> Words<T> {
    /// Which word; `None` is a new one, which the caller spells and then tells with [`Words::learn`].
    pub fn code(&mut self, coder: &mut Coder, word: Option<&T>) -> Option<(usize, T)> {
        let known = word.and_then(|word| self.index.get(word)).map_or(0, |index| *index as u64 + 1);
        let index = usize::try_from(self.number.code(coder, known)).ok()?.checked_sub(1)?;
        self.words.get(index).map(|word| (index, word.clone()))
    }

    /// As [`Words::code`], for words of which the latest come most.
    pub fn code_latest(&mut self, coder: &mut Coder, word: Option<&T>) -> Option<T> {
        let count = self.words.len();
        let known = word.and_then(|word| self.index.get(word)).map_or(0, |index| (count - index) as u64);
        let back = usize::try_from(self.number.code(coder, known)).ok().filter(|back| *back > 0)?;
        self.words.get(count.checked_sub(back)?).cloned()
    }

    pub fn knows(&self, word: &T) -> bool {
        self.index.contains_key(word)
    }

    pub fn learn(&mut self, word: T) -> usize {
        let index = self.words.len();
        self.index.entry(word.clone()).or_insert(index);
        self.words.push(word);
        index
    }
}
