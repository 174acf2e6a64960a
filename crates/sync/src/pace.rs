//! When to try again, and how much to send at once: pure functions of what happened.

const FIRST_PAUSE_MS: u64 = 1_000;
const LONGEST_PAUSE_MS: u64 = 5 * 60_000;
/// Below this a chunk is mostly its frame.
const SMALLEST_CHUNK: usize = 4 * 1024;
/// Above this a cut link costs too much.
const LARGEST_CHUNK: usize = 64 * 1024;
/// A chunk should be on its way about so long.
const WANTED_MS: u64 = 3_000;

/// How long to wait after so many failures in a row: twice as long each time up to five minutes, less a random part
/// of up to one half, so that workstations whose link came back together do not all call at once. `random` is any
/// number, evenly drawn.
#[must_use]
pub fn pause_ms(failures: u32, random: u64) -> u64 {
    if failures == 0 {
        return 0;
    }
    let doubled = FIRST_PAUSE_MS.checked_shl((failures - 1).min(32)).unwrap_or(LONGEST_PAUSE_MS);
    let longest = doubled.min(LONGEST_PAUSE_MS);
    longest - random % (longest / 2 + 1)
}

/// How many bytes a chunk may have, between 4 KiB and 64 KiB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChunkSize(usize);

/// Before anything is known of a link: large, for what is learnt of a chunk is forgotten with it, and a cut halves it.
impl Default for ChunkSize {
    fn default() -> Self {
        ChunkSize(LARGEST_CHUNK)
    }
}

impl ChunkSize {
    /// The limit to hand to [`crate::pack`].
    #[must_use]
    pub fn bytes(self) -> usize {
        self.0
    }

    /// The size after a chunk of `bytes` that was on its way for `took_ms`: towards three seconds a chunk, at most
    /// doubling, and never grown by a chunk that was not full.
    #[must_use]
    pub fn after(self, bytes: usize, took_ms: u64) -> ChunkSize {
        let fitting = (bytes as u64).saturating_mul(WANTED_MS) / took_ms.max(1);
        let fitting = usize::try_from(fitting).unwrap_or(LARGEST_CHUNK);
        let is_full = bytes * 2 >= self.0;
        let most = if is_full { self.0 * 2 } else { self.0 };
        ChunkSize(fitting.clamp(SMALLEST_CHUNK, LARGEST_CHUNK).min(most))
    }

    /// The size after a link that was cut: half.
    #[must_use]
    pub fn after_cut(self) -> ChunkSize {
        ChunkSize((self.0 / 2).max(SMALLEST_CHUNK))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_waver_and_end_at_five_minutes() {
        assert_eq!(pause_ms(0, 7), 0, "nothing failed");
        for failures in 1..100 {
            let longest = pause_ms(failures, 0);
            assert!(longest <= LONGEST_PAUSE_MS && longest >= pause_ms(failures - 1, 0), "it grows to the longest");
            for random in [1, 499, 12_345, u64::MAX] {
                let pause = pause_ms(failures, random);
                assert!(pause >= longest / 2 && pause <= longest, "at most half is taken off: {pause} of {longest}");
            }
        }
    }

    #[test]
    fn chunks_fit_the_link() {
        let mut size = ChunkSize::default();
        for _ in 0..8 {
            size = size.after(size.bytes(), 10);
        }
        assert_eq!(size.bytes(), LARGEST_CHUNK, "a fast link");
        for _ in 0..3 {
            size = size.after(size.bytes(), size.bytes() as u64);
        }
        assert_eq!(size.bytes(), SMALLEST_CHUNK, "a kilobyte a second");
        assert_eq!(
            ChunkSize::default().after(100, 1).bytes(),
            ChunkSize::default().bytes(),
            "a small one says nothing"
        );
        assert!(ChunkSize::default().after_cut() < ChunkSize::default(), "a cut costs less the next time");
    }
}
