//! How alike two street addresses are, whatever their order, spacing and abbreviations.

/// Words for kinds of ways: written in full, shortened or left out.
const WAYS: &[&str] = &[
    "street",
    "st",
    "road",
    "rd",
    "place",
    "pl",
    "avenue",
    "ave",
    "av",
    "crescent",
    "cres",
    "circuit",
    "cct",
    "court",
    "ct",
    "drive",
    "dr",
    "close",
    "cl",
    "parade",
    "lane",
    "ln",
    "way",
    "terrace",
    "boulevard",
    "blvd",
    "calle",
    "rue",
    "house",
    "flat",
    "unit",
    "po",
    "box",
];

/// An address as the pairs of neighbouring letters of its telling words, sorted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Address {
    pairs: Vec<(char, char)>,
    /// House and box numbers, in order of size.
    numbers: Vec<String>,
    /// The first telling word, for blocking.
    pub first_word: String,
}

impl Address {
    /// An address from its folded text.
    pub fn of(folded: &str) -> Address {
        let mut numbers = Vec::new();
        let mut letters = String::new();
        let mut first_word = String::new();
        for word in folded.split(' ').filter(|word| !word.is_empty()) {
            if word.chars().all(|c| c.is_ascii_digit()) {
                numbers.push(word.to_owned());
            } else if !WAYS.contains(&word) {
                if first_word.is_empty() {
                    first_word = word.to_owned();
                }
                letters.push_str(word);
            }
        }
        numbers.sort_unstable();
        let chars: Vec<char> = letters.chars().collect();
        let mut pairs: Vec<(char, char)> = chars.windows(2).map(|pair| (pair[0], pair[1])).collect();
        pairs.sort_unstable();
        Address { pairs, numbers, first_word }
    }
}

/// Likeness of two addresses from 0 to 1; `None` when either is missing.
pub(crate) fn compare_addresses(a: &Address, b: &Address) -> Option<f64> {
    if a.pairs.is_empty() || b.pairs.is_empty() {
        return None;
    }
    let shared = shared(&a.pairs, &b.pairs) as f64;
    let (shorter, longer) = (a.pairs.len().min(b.pairs.len()), a.pairs.len().max(b.pairs.len()));
    // Half of it forgives a part left out (a building, a village), half does not.
    let words = 0.5 * shared / shorter as f64 + shared / (shorter + longer) as f64;
    let numbers = !a.numbers.is_empty() && !b.numbers.is_empty();
    let agree = a.numbers.iter().any(|number| b.numbers.contains(number));
    Some(if numbers && !agree { words * 0.9 } else { words })
}

fn shared(a: &[(char, char)], b: &[(char, char)]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                count += 1;
                i += 1;
                j += 1;
            }
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(a: &str, b: &str) -> f64 {
        compare_addresses(&Address::of(a), &Address::of(b)).expect("both are given")
    }

    #[test]
    fn an_address_is_known_in_another_order_and_with_a_slip() {
        assert!(compared("6 tullaroop street willaroo", "willaroo 6 tullaroop st") > 0.85, "order and kind are habits");
        assert!(compared("6 tullaroop street", "6 tularoop street willaroo") > 0.6, "a part is often left out");
        assert!(compared("6 tullaroop street", "6 giblin street") < 0.4, "another street is another street");
    }
}
