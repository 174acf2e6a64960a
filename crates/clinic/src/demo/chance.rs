//! Chance that is the same each time, so that the made-up clinic is always the same one.

/// A small generator (SplitMix64) for made-up data; never for secrets.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Chance {
        Chance(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A whole number from `low` to `high`.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high - low + 1).unwrap_or(1);
        low + i64::try_from(self.next() % span).unwrap_or(0)
    }

    pub fn one_in(&mut self, n: u64) -> bool {
        self.next().is_multiple_of(n)
    }

    pub fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.pick_at(choices)]
    }

    /// The place of one of the choices.
    pub fn pick_at<T>(&mut self, choices: &[T]) -> usize {
        usize::try_from(self.next()).unwrap_or(0) % choices.len()
    }

    /// About normal, from four throws: mean 0, within ±2 `spread`.
    pub fn wobble(&mut self, spread: i64) -> i64 {
        (0..4).map(|_| self.between(-spread, spread)).sum::<i64>() / 2
    }
}
