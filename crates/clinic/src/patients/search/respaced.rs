//! A space that was left out, put in, hit too early or too late, or hit as a letter.

use super::terms::{all_of, any_of, pair, quoted};

/// The fewest letters on each side of a space put in.
const LEAST_LETTERS: usize = 2;

/// An expression of the index of names for two words written as one.
pub(super) fn joined(words: &[String]) -> String {
    if words.len() == 2 { quoted(&words.concat()) } else { String::new() }
}

/// An expression of the index of terms for the words with their spaces elsewhere, beside the year.
pub(super) fn parted(words: &[String], year: Option<&str>) -> String {
    let mut ways: Vec<Vec<String>> = Vec::new();
    let mut push = |at: usize, width: usize, put: &[&str]| {
        let mut way: Vec<String> = words[..at].to_vec();
        way.extend(put.iter().map(|word| (*word).to_owned()));
        way.extend_from_slice(&words[at + width..]);
        ways.push(way);
    };
    for at in 1..words.len() {
        let (one, other) = (words[at - 1].as_str(), words[at].as_str());
        if words.len() > 2 || year.is_some() {
            push(at - 1, 2, &[&format!("{one}{other}")]);
        }
        if let Some((cut, letter)) = one.char_indices().next_back().filter(|(cut, _)| *cut > 0) {
            push(at - 1, 2, &[&one[..cut], &format!("{letter}{other}")]);
        }
        if let Some(letter) = other.chars().next().filter(|letter| other.len() > letter.len_utf8()) {
            push(at - 1, 2, &[&format!("{one}{letter}"), &other[letter.len_utf8()..]]);
        }
    }
    for (at, word) in words.iter().enumerate() {
        let letters: Vec<(usize, char)> = word.char_indices().collect();
        for (place, (cut, letter)) in letters.iter().enumerate() {
            if place >= LEAST_LETTERS && letters.len() - place >= LEAST_LETTERS {
                push(at, 1, &[&word[..*cut], &word[*cut..]]);
            }
            if place >= LEAST_LETTERS && letters.len() - place > LEAST_LETTERS {
                push(at, 1, &[&word[..*cut], &word[cut + letter.len_utf8()..]]);
            }
        }
    }
    any_of(ways.iter().map(|way| {
        let with_year: Vec<&str> = year.into_iter().chain(way.iter().map(String::as_str)).collect();
        format!("({})", all_of(with_year.windows(2).map(|two| quoted(&pair(two[0], two[1])))))
    }))
}
