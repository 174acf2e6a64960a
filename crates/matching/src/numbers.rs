//! Phone numbers and identity numbers, however they are spaced and prefixed.

use crate::normal::fold;

/// Digits of a phone number that tell subscribers apart: country and trunk prefixes come and go.
const PHONE_TAIL: usize = 9;

/// The digits of a text, in ASCII.
pub fn digits(text: &str) -> String {
    fold(text).chars().filter(char::is_ascii_digit).collect()
}

/// The last nine digits of a phone number, without leading zeros: the part that `+254 712 345 678`
/// and `0712 345678` share.
pub fn phone_tail(phone: &str) -> String {
    let all = digits(phone);
    let tail = &all[all.len().saturating_sub(PHONE_TAIL)..];
    tail.trim_start_matches('0').to_owned()
}

/// Letters and digits of an identity or record number, lower case, nothing between them.
pub fn plain_number(number: &str) -> String {
    fold(number).replace(' ', "")
}

/// How two numbers that should be equal are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NumberLikeness {
    Same,
    /// One digit changed, dropped or added, or two neighbours swapped.
    OneSlip,
    Different,
}

/// Compares two numbers in their plain form; `None` when either is missing.
pub(crate) fn compare_numbers(a: &str, b: &str) -> Option<NumberLikeness> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    Some(if a == b {
        NumberLikeness::Same
    } else if a.len().min(b.len()) >= 5 && crate::within_one_edit(a, b) {
        NumberLikeness::OneSlip
    } else {
        NumberLikeness::Different
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_number_is_known_with_and_without_its_country() {
        assert_eq!(phone_tail("+254 712-345 678"), phone_tail("0712345678"), "both ring the same phone");
        assert_eq!(phone_tail("٠٧١٢٣٤٥٦٧٨"), "712345678", "digits are digits in every script");
    }
}
