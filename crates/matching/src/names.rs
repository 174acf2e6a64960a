//! How alike two names are: spelling, sound, nicknames, order and parts left out.

use crate::nicknames::is_nickname;
use crate::sound::sound;
use crate::typos::within_one_edit;

/// Words that come and go in front of a name and tell nobody apart.
const PARTICLES: &[&str] =
    &["al", "el", "ul", "bin", "bint", "ben", "ibn", "abu", "de", "del", "da", "dos", "das", "la", "van", "der", "von"];

/// A name in its plain form, with what comparing needs of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Name {
    /// Words without particles, in order.
    pub words: Vec<String>,
    /// All words run together: a space too many or too few does not matter.
    pub run_together: String,
    /// How it sounds, run together.
    pub sound: String,
}

/// How two names agree, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NameLikeness {
    Same,
    Nickname,
    /// A slip, another transcription, or a part left out.
    Similar,
    /// An initial, or a heavier slip.
    Alike,
    Different,
}

impl Name {
    /// A name from its folded text.
    pub fn of(folded: &str) -> Name {
        let all: Vec<String> = folded.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        let telling: Vec<String> = all.iter().filter(|word| !PARTICLES.contains(&word.as_str())).cloned().collect();
        let words = if telling.is_empty() { all } else { telling };
        let run_together = words.concat();
        let sound = sound(&run_together);
        Name { words, run_together, sound }
    }

    pub fn is_missing(&self) -> bool {
        self.words.is_empty()
    }
}

/// Compares two names; `None` when either is missing.
pub(crate) fn compare_names(a: &Name, b: &Name) -> Option<NameLikeness> {
    if a.is_missing() || b.is_missing() {
        return None;
    }
    let (x, y) = (a.run_together.as_str(), b.run_together.as_str());
    if x == y || same_words(a, b) {
        return Some(NameLikeness::Same);
    }
    if a.words.iter().any(|one| b.words.iter().any(|other| is_nickname(one, other))) {
        return Some(NameLikeness::Nickname);
    }
    let shorter = x.chars().count().min(y.chars().count());
    if shorter == 1 {
        let initial = x.chars().next() == y.chars().next();
        return Some(if initial { NameLikeness::Alike } else { NameLikeness::Different });
    }
    let likeness = strsim::jaro_winkler(x, y);
    let is_part = is_part_of(a, b) || is_part_of(b, a);
    let slip = shorter >= 3 && within_one_edit(x, y);
    let same_sound = a.sound == b.sound && a.sound.len() >= 2;
    // Spelling says nothing across scripts.
    let heard = same_sound && (likeness >= 0.7 || x.is_ascii() != y.is_ascii());
    if is_part || slip || heard || likeness >= 0.92 {
        return Some(NameLikeness::Similar);
    }
    let edits = strsim::osa_distance(x, y);
    if likeness >= 0.86 || edits * 3 <= shorter.max(4) || same_sound {
        return Some(NameLikeness::Alike);
    }
    Some(NameLikeness::Different)
}

/// The same words in another order.
fn same_words(a: &Name, b: &Name) -> bool {
    a.words.len() == b.words.len() && a.words.len() > 1 && a.words.iter().all(|word| b.words.contains(word))
}

/// Every word of the shorter name is in the longer (`Maria` of `Maria Elena`).
fn is_part_of(part: &Name, whole: &Name) -> bool {
    part.words.len() < whole.words.len()
        && part.words.iter().all(|word| word.chars().count() > 2 && whole.words.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold;

    fn compared(a: &str, b: &str) -> NameLikeness {
        compare_names(&Name::of(&fold(a)), &Name::of(&fold(b))).expect("both are given")
    }

    #[test]
    fn names_are_compared_by_spelling_sound_and_custom() {
        for (a, b, likeness) in [
            ("José", "jose", NameLikeness::Same),
            ("al-Hassan", "Hassan", NameLikeness::Same),
            ("Hayden", "Hayd en", NameLikeness::Same),
            ("García López", "Lopez Garcia", NameLikeness::Same),
            ("William", "Bill", NameLikeness::Nickname),
            ("Margaret", "Peggy", NameLikeness::Nickname),
            ("Mohammed", "محمد", NameLikeness::Nickname),
            ("Qasim", "قاسم", NameLikeness::Similar),
            ("Mohammed", "Muhamad", NameLikeness::Similar),
            ("Maria", "Maria Elena", NameLikeness::Similar),
            ("Smith", "Smtih", NameLikeness::Similar),
            ("J", "John", NameLikeness::Alike),
            ("Harrison", "Harisom", NameLikeness::Alike),
            ("Anna", "Peter", NameLikeness::Different),
        ] {
            assert_eq!(compared(a, b), likeness, "{a} against {b}");
            assert_eq!(compared(b, a), likeness, "the order of the two must not matter: {b} against {a}");
        }
    }
}
