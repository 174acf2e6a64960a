//! What somebody typed, taken apart into words, a number and a year.

use healthsync_matching::{plain_number, tokens};

/// More words than this narrow nothing down.
const MOST_WORDS: usize = 6;

/// Record numbers begin with few letters (`HS`); more of them are a name.
const MOST_LETTERS: usize = 5;

/// A search taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Query {
    /// Words of a name, in plain form.
    pub words: Vec<String>,
    /// All that was typed as one number (`HS-2024-17`): letters and digits without what parts them.
    pub whole_number: Option<String>,
    /// The digits beside the words, as one number.
    pub number: Option<String>,
    /// The start of a year of birth, one to four digits.
    pub year: Option<String>,
}

impl Query {
    /// Takes apart what was typed. A number may be typed in groups (`0712 345 678`, `HS-2024-17`), so
    /// everything together is tried as one number whenever there is a digit in it.
    pub fn of(typed: &str) -> Query {
        let (numeric, mut words): (Vec<String>, Vec<String>) =
            tokens(typed).into_iter().partition(|token| token.contains(|c: char| c.is_ascii_digit()));
        words.truncate(MOST_WORDS);
        let year = match &numeric[..] {
            [one] if is_year(one) => Some(one.clone()),
            // Of a whole date the year is looked up.
            parts => parts.iter().find(|part| part.len() == 4 && is_year(part)).cloned(),
        };
        let letters: usize = words.iter().map(|word| word.chars().count()).sum();
        let whole_number = (!numeric.is_empty() && letters <= MOST_LETTERS).then(|| plain_number(typed));
        let number = (!numeric.is_empty() && !words.is_empty()).then(|| numeric.concat());
        Query { words, whole_number, number, year }
    }
}

/// Whether digits begin, or are, a year somebody can be born in.
fn is_year(digits: &str) -> bool {
    digits.len() <= 4
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && ["18", "19", "20"]
            .iter()
            .any(|century| digits.starts_with(century) || (digits.len() == 1 && century.starts_with(digits)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_numbers_and_years_are_told_apart() {
        let query = Query::of("José 1987");
        assert_eq!((query.words.len(), query.year.as_deref()), (1, Some("1987")), "a name and a year");
        assert_eq!(Query::of("0712 345-678").whole_number.as_deref(), Some("0712345678"), "groups are one number");
        assert_eq!(
            Query::of("HS-2024-00017").whole_number.as_deref(),
            Some("hs202400017"),
            "a record number has letters"
        );
        assert_eq!(Query::of("12/03/1987").year.as_deref(), Some("1987"), "the year of a date");
        assert_eq!(Query::of("  ").words, Vec::<String>::new(), "nothing typed is nothing");
    }
}
