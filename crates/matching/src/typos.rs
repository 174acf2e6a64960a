//! Words one slip of the finger away from each other.

/// Letters of a word that take part in its deletion keys: long words differ early enough.
const KEYED_LETTERS: usize = 7;

/// The keys under which a word is met by every word one slip away: its first seven letters, and
/// those with one letter left out. Two words with a slip (a letter added, dropped, changed, or two
/// neighbours swapped) between them share a key; [`within_one_edit`] sorts out who else does.
pub fn deletions(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().take(KEYED_LETTERS).collect();
    let mut keys = Vec::with_capacity(letters.len() + 1);
    keys.push(letters.iter().collect());
    if letters.len() > 1 {
        for left_out in 0..letters.len() {
            let key: String =
                letters.iter().enumerate().filter(|(index, _)| *index != left_out).map(|(_, c)| *c).collect();
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
    }
    keys
}

/// Whether one letter added, dropped or changed, or two neighbours swapped, makes `b` of `a`
/// (equal words included).
pub fn within_one_edit(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() {
        return one_edit(a.as_bytes(), b.as_bytes());
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    one_edit(&a, &b)
}

fn one_edit<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    let (a, b) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if b.len() - a.len() > 1 {
        return false;
    }
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    if a.is_empty() {
        return true;
    }
    if a.len() < b.len() {
        return a == &b[1..];
    }
    a[1..] == b[1..] || (a.len() > 1 && a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_kind_of_slip_is_one_edit() {
        for slip in ["mary", "marry", "mry", "mxry", "amry", "marx", "xmary"] {
            assert!(within_one_edit("mary", slip), "{slip} is one slip away");
        }
        for other in ["marxx", "yram", "ma", "marriy"] {
            assert!(!within_one_edit("mary", other), "{other} takes two");
        }
    }

    proptest! {
        #[test]
        fn words_one_slip_apart_share_a_key(word in "[a-dé]{2,12}", at in 0usize..12, kind in 0u8..4, letter in "[a-dé]") {
            let mut letters: Vec<char> = word.chars().collect();
            let at = at % letters.len();
            let letter = letter.chars().next().expect("the pattern gives one letter");
            match kind {
                0 => letters.insert(at, letter),
                1 => { letters.remove(at); }
                2 => letters[at] = letter,
                _ => if at + 1 < letters.len() { letters.swap(at, at + 1) },
            }
            let slipped: String = letters.into_iter().collect();
            prop_assert!(within_one_edit(&word, &slipped), "one slip was made");
            let keys = deletions(&word);
            prop_assert!(slipped.is_empty() || deletions(&slipped).iter().any(|key| keys.contains(key)), "otherwise the slip hides the word");
        }
    }
}
