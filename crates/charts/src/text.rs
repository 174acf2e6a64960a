//! Words on their way into a picture: other scripts' digits, clean characters, direction.

use chrono::{Datelike, NaiveDate};

use crate::spec::Words;

/// Replaces the digits of a number or a date by those of the reader's script.
pub fn digits(text: &str, words: &Words) -> String {
    let Some(other) = &words.digits else {
        return text.to_owned();
    };
    let other: Vec<char> = other.chars().collect();
    // A set that is not ten digits would show wrong numbers: better the known ones.
    if other.len() != 10 {
        return text.to_owned();
    }
    text.chars()
        .map(|c| match c.to_digit(10) {
            Some(digit) => other[digit as usize],
            None => c,
        })
        .collect()
}

/// Writes a number that was formatted in English the reader's way.
pub fn localized(number: &str, words: &Words) -> String {
    digits(&number.replace('.', &words.decimal_mark), words)
}

/// Fills `{day}`, `{month}` and `{year}` of a pattern.
pub fn fill(pattern: &str, date: NaiveDate, words: &Words) -> String {
    pattern
        .replace("{day}", &date.day().to_string())
        .replace("{month}", &words.months[date.month0() as usize])
        .replace("{year}", &date.year().to_string())
}

/// One line without characters that XML forbids or that would break it.
pub fn clean(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect()
}

/// Escapes a word for text and attributes of XML.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// Whether a text has letters that are read from right to left. Digits alone do
/// not count: they are read from left to right in every script.
pub fn is_right_to_left(text: &str) -> bool {
    text.chars().any(|c| {
        let is_digit = matches!(c, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}');
        let is_letter = matches!(
            c,
            '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}'
        );
        is_letter && !is_digit
    })
}
