//! An arithmetic coder that writes and reads with the same calls, so that both sides cannot disagree.
//!
//! Every method takes what is to be written and returns what was written or read; when reading, the argument does not
//! matter. Arithmetic, because zstd's whole bits for each of a dozen small columns would cost a third more.

use crate::WireError;
use crate::wire::damaged;

/// The span is never narrower where something is coded: it holds more numbers than 16 bits have values.
const NARROWEST: u64 = 1 << 24;

/// One yes or no, and how likely each has been so far.
#[derive(Clone, Copy)]
pub(super) struct Bit {
    likely: u16,
    seen: u8,
}

impl Default for Bit {
    fn default() -> Self {
        Bit { likely: 1 << 15, seen: 0 }
    }
}

impl Bit {
    /// The more was seen the less one more says.
    fn learn(&mut self, is_set: bool) {
        const MOST: u8 = 250;
        let target = if is_set { 65_535 } else { 0 };
        let step = (target - i32::from(self.likely)) * 2 / (2 * i32::from(self.seen) + 3);
        self.likely = (i32::from(self.likely) + step).clamp(16, 65_519) as u16;
        self.seen = (self.seen + 1).min(MOST);
    }
}

enum Way {
    Write,
    Read { at: usize, code: u64 },
}

pub(super) struct Coder {
    way: Way,
    low: u64,
    high: u64,
    bytes: Vec<u8>,
    texts: Vec<u8>,
    texts_at: usize,
    spent: usize,
    budget: usize,
}

impl Coder {
    pub fn writer() -> Coder {
        Coder {
            way: Way::Write,
            low: 0,
            high: u64::MAX,
            bytes: vec![],
            texts: vec![],
            texts_at: 0,
            spent: 0,
            budget: usize::MAX,
        }
    }

    pub fn reader(bytes: Vec<u8>, texts: Vec<u8>, budget: usize) -> Coder {
        let mut coder = Coder { bytes, texts, budget, way: Way::Read { at: 0, code: 0 }, ..Coder::writer() };
        for _ in 0..8 {
            coder.next_byte();
        }
        coder
    }

    pub fn is_writing(&self) -> bool {
        matches!(self.way, Way::Write)
    }

    /// How long it is, texts not deflated yet.
    pub fn len(&self) -> usize {
        self.bytes.len() + self.texts.len() + 8
    }

    /// About how much memory what was written comes to where it is read.
    pub fn spent(&self) -> usize {
        self.spent
    }

    /// Counts memory, and stops who wants too much of it.
    pub fn spend(&mut self, bytes: usize) -> Result<(), WireError> {
        self.spent = self.spent.saturating_add(bytes);
        if self.spent > self.budget { Err(WireError::TooLarge) } else { Ok(()) }
    }

    /// What was written, and the texts: the fewest bytes that lie between `low` and `high`.
    pub fn finish(mut self) -> (Vec<u8>, Vec<u8>) {
        for count in 1..=8 {
            let shift = 64 - 8 * count;
            let value = self.high >> shift << shift;
            if value >= self.low {
                self.bytes.extend_from_slice(&value.to_be_bytes()[..count]);
                break;
            }
        }
        (self.bytes, self.texts)
    }

    fn next_byte(&mut self) {
        if let Way::Read { at, code } = &mut self.way {
            *code = *code << 8 | u64::from(self.bytes.get(*at).copied().unwrap_or(0));
            *at += 1;
        }
    }

    fn settle(&mut self) {
        loop {
            if (self.low ^ self.high) >> 56 == 0 {
                if self.is_writing() {
                    self.bytes.push((self.low >> 56) as u8);
                }
                self.low <<= 8;
                self.high = self.high << 8 | 0xff;
                self.next_byte();
            } else if self.high - self.low < NARROWEST {
                self.take_a_side();
            } else {
                return;
            }
        }
    }

    /// A span that has become narrow and still lies across the border of its first byte could come to hold fewer numbers
    /// than there are things to tell apart: what lies on one side of the border is given up.
    fn take_a_side(&mut self) {
        let border = self.high >> 56 << 56;
        if border - self.low > self.high - border {
            self.high = border - 1;
        } else {
            self.low = border;
        }
    }

    pub fn bit(&mut self, model: &mut Bit, is_set: bool) -> bool {
        let middle = self.low + ((self.high - self.low) >> 16) * u64::from(model.likely);
        let is_set = match &self.way {
            Way::Write => is_set,
            Way::Read { code, .. } => *code <= middle,
        };
        if is_set {
            self.high = middle;
        } else {
            self.low = middle + 1;
        }
        model.learn(is_set);
        self.settle();
        is_set
    }

    /// Up to 64 bits of which nothing is known.
    pub fn plain(&mut self, bits: u32, value: u64) -> u64 {
        let mut all = 0;
        let mut left = bits;
        while left > 0 {
            let count = left.min(16);
            left -= count;
            let mask = (1 << count) - 1;
            all = all << count | self.few(count, value >> left & mask);
        }
        all
    }

    fn few(&mut self, bits: u32, value: u64) -> u64 {
        let step = (self.high - self.low) >> bits;
        let last = (1 << bits) - 1;
        let value = match &self.way {
            Way::Write => value,
            // Of damaged bytes the code may lie outside of the span.
            Way::Read { code, .. } => (code.wrapping_sub(self.low) / step).min(last),
        };
        self.low += step * value;
        if value < last {
            self.high = self.low + step - 1;
        }
        self.settle();
        value
    }

    pub fn bytes<const N: usize>(&mut self, value: &[u8; N]) -> [u8; N] {
        value.map(|byte| self.plain(8, u64::from(byte)) as u8)
    }

    /// A text of a known length, beside the numbers: zstd is better at texts.
    pub fn text(&mut self, text: &[u8], length: u64) -> Result<Vec<u8>, WireError> {
        if self.is_writing() {
            self.texts.extend_from_slice(text);
            self.spend(text.len())?;
            return Ok(text.to_vec());
        }
        let length = usize::try_from(length).map_err(|_| WireError::TooLarge)?;
        self.spend(length)?;
        let end = self.texts_at.saturating_add(length);
        let read = self.texts.get(self.texts_at..end).ok_or_else(|| damaged("a text is missing"))?.to_vec();
        self.texts_at = end;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What is coded: a bit under one of a few models, or some bits of which nothing is known.
    #[derive(Clone, Debug)]
    enum Thing {
        Bit(usize, bool),
        Plain(u32, u64),
    }

    fn things() -> impl Strategy<Value = Vec<Thing>> {
        let plain = (1u32..=64, prop_oneof![Just(0), Just(u64::MAX), any::<u64>()]);
        let plain = plain.prop_map(|(bits, value)| Thing::Plain(bits, value & (u64::MAX >> (64 - bits))));
        let thing = prop_oneof![3 => (0usize..3, prop::bool::weighted(0.9)).prop_map(|(model, is)| Thing::Bit(model, is)), 1 => plain];
        prop::collection::vec(thing, 0..200)
    }

    fn coded(coder: &mut Coder, things: &[Thing], is_known: bool) -> Vec<Thing> {
        let mut models = [Bit::default(); 3];
        let code = |thing: &Thing| match thing {
            Thing::Bit(model, is_set) => Thing::Bit(*model, coder.bit(&mut models[*model], *is_set && is_known)),
            Thing::Plain(bits, value) => Thing::Plain(*bits, coder.plain(*bits, if is_known { *value } else { 0 })),
        };
        things.iter().map(code).collect()
    }

    fn comes_back(things: &[Thing], start: (u64, u64)) {
        let mut writer = Coder::writer();
        (writer.low, writer.high) = start;
        coded(&mut writer, things, true);
        let (bytes, texts) = writer.finish();
        let mut reader = Coder::reader(bytes, texts, usize::MAX);
        (reader.low, reader.high) = start;
        let back = coded(&mut reader, things, false);
        assert_eq!(format!("{back:?}"), format!("{things:?}"), "from {start:?}");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(things in things()) {
            comes_back(&things, (0, u64::MAX));
        }

        /// Whatever came before: a span that is still wide on one side of a border, and as narrow as can be on the other.
        #[test]
        fn a_span_across_a_border_tells_everything_apart(
            things in things(), near in 1u64..300,
            far in 0u64..1 << 30, byte in 1u64..256, is_low in any::<bool>()
        ) {
            let border = byte << 56;
            let start = if is_low { (border - near, border + NARROWEST + far) } else { (border - NARROWEST - far, border + near) };
            comes_back(&things, start);
        }

        #[test]
        fn damaged_bytes_are_read_as_something(bytes in prop::collection::vec(any::<u8>(), 0..64), things in things()) {
            coded(&mut Coder::reader(bytes, vec![], usize::MAX), &things, false);
        }
    }
}
