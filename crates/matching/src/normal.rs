//! Brings names in any script to one plain form, so that spelling habits do not hide a person.

use unicode_normalization::UnicodeNormalization;

/// The plain form of a text: compatibility forms resolved, diacritics dropped, case folded, Arabic
/// letter variants unified, digits in ASCII, apostrophes removed, all other punctuation a space.
///
/// Words are separated by exactly one space. Vowel signs of Indic scripts are letters, not
/// diacritics, and stay.
pub fn fold(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.nfkd() {
        if is_diacritic(c) || is_joiner(c) {
            continue;
        }
        if c.is_ascii_alphanumeric() {
            plain.push(c.to_ascii_lowercase());
        } else if let Some(digit) = ascii_digit(c) {
            plain.push(digit);
        } else if c.is_alphanumeric() || is_vowel_sign(c) {
            for lower in c.to_lowercase() {
                if !is_diacritic(lower) {
                    push_letter(&mut plain, lower);
                }
            }
        } else if !plain.is_empty() && !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    if plain.ends_with(' ') {
        plain.pop();
    }
    // What was dropped between two marks no longer holds them apart: they take their canonical order.
    plain.nfd().collect()
}

/// The words of a text in their plain form (see [`fold`]), in order.
pub fn tokens(text: &str) -> Vec<String> {
    fold(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Letters that Unicode does not decompose but people type without their stroke or ligature.
fn push_letter(plain: &mut String, c: char) {
    match c {
        'ß' => plain.push_str("ss"),
        'æ' => plain.push_str("ae"),
        'œ' => plain.push_str("oe"),
        'þ' => plain.push_str("th"),
        'ø' => plain.push('o'),
        'đ' | 'ð' | 'ɖ' | 'ɗ' => plain.push('d'),
        'ł' | 'ƚ' => plain.push('l'),
        'ħ' => plain.push('h'),
        'ı' => plain.push('i'),
        'ŋ' | 'ɲ' => plain.push('n'),
        'ɓ' => plain.push('b'),
        'ƙ' => plain.push('k'),
        'ƴ' => plain.push('y'),
        'ɛ' | 'ə' | 'ǝ' => plain.push('e'),
        'ɔ' => plain.push('o'),
        'ς' => plain.push('σ'),
        'ٱ' => plain.push('ا'),
        'ى' | 'ی' | 'ے' => plain.push('ي'),
        'ة' | 'ہ' | 'ھ' | 'ە' => plain.push('ه'),
        'ک' | 'ڪ' => plain.push('ك'),
        // A hamza on the line comes and goes with the writer.
        'ء' => {}
        other => plain.push(other),
    }
}

fn is_diacritic(c: char) -> bool {
    matches!(c,
        '\u{0300}'..='\u{036f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}' // Latin, Greek, Cyrillic
        | '\u{0591}'..='\u{05c7}' // Hebrew points
        | '\u{0610}'..='\u{061a}' | '\u{0640}' | '\u{064b}'..='\u{065f}' | '\u{0670}' | '\u{06d6}'..='\u{06ed}' // Arabic, and its tatweel
        | '\u{093c}' | '\u{09bc}' | '\u{0a3c}' // nukta
    )
}

/// Characters inside a word that join rather than part: apostrophes of every kind, zero-width marks.
fn is_joiner(c: char) -> bool {
    matches!(
        c,
        '\'' | '`' | '´' | '‘' | '’' | '‛' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | 'ʾ' | 'ʿ' | '＇' | '\u{00ad}' | '\u{200b}'
            ..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

/// Dependent vowels and viramas of the Indic and South-East Asian scripts, and Ethiopic's marks.
fn is_vowel_sign(c: char) -> bool {
    matches!(c, '\u{0900}'..='\u{0dff}' | '\u{0e30}'..='\u{0e4e}' | '\u{0eb0}'..='\u{0ecd}' | '\u{102b}'..='\u{103e}' | '\u{17b4}'..='\u{17d3}')
        && !matches!(c, '\u{0964}' | '\u{0965}' | '\u{0970}')
}

fn ascii_digit(c: char) -> Option<char> {
    const ZEROS: [u32; 14] =
        [0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0x1040];
    let code = c as u32;
    ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code)).and_then(|zero| char::from_digit(code - zero, 10))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn diacritics_case_and_punctuation_do_not_part_names() {
        for (written, plain) in [
            ("José Ángel  Núñez", "jose angel nunez"),
            ("O’Brien-Smith, J.", "obrien smith j"),
            ("ŁUKASZ Ørsted Weiß", "lukasz orsted weiss"),
            ("İbrahim Işık", "ibrahim isik"),
            ("Ｍａｒｙ", "mary"),
        ] {
            assert_eq!(fold(written), plain, "people type names without their marks");
        }
    }

    #[test]
    fn arabic_spelling_variants_are_one_name() {
        for (one, other) in [
            ("أحمد", "احمد"),
            ("فاطمة", "فاطمه"),
            ("مصطفى", "مصطفي"),
            ("مُحَمَّد", "محمد"),
            ("محـــمد", "محمد"),
            ("کریم", "كريم"),
        ] {
            assert_eq!(fold(one), fold(other), "writers use these letters interchangeably");
        }
    }

    #[test]
    fn indic_vowel_signs_are_part_of_the_name() {
        assert_ne!(fold("राम"), fold("रमा"), "without its vowel signs it would be another name");
        assert_eq!(tokens("प्रिया शर्मा").len(), 2, "a vowel sign does not part a word");
    }

    #[test]
    fn digits_of_every_script_are_ascii() {
        assert_eq!(fold("١٩٨٧ ۱۹۸۷ १९८७"), "1987 1987 1987", "a number is typed in the keyboard at hand");
    }

    #[test]
    fn marks_that_an_apostrophe_held_apart_take_one_order() {
        for (one, other) in
            [("\u{1e026}'\u{16ff0}", "\u{16ff0}'\u{1e026}"), ("\u{1e026}\u{34f}\u{16ff0}", "\u{16ff0}\u{1e026}")]
        {
            assert_eq!(fold(one), fold(other), "Unicode calls the two the same text once nothing parts them");
        }
    }

    #[test]
    fn every_letter_alone_is_folded_once_and_for_all() {
        for c in '\0'..=char::MAX {
            let once = fold(&c.to_string());
            assert_eq!(fold(&once), once, "U+{:04X} is looked up as it was kept", c as u32);
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,24}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone(), "an index of folded words is looked up with folded words");
        }
    }
}
