//! One key for names that sound alike in many languages and scripts.

use deunicode::deunicode_char;

/// What a word sounds like: its consonants in classes that survive transcription, a leading vowel
/// as `a`. Empty for a word without letters.
///
/// The classes are drawn for transcribed names rather than for English: `Khaled`, `Khalid` and
/// خالد, `Sharif` and `Chérif`, `Jamal`, `Gamal` and `Djamel`, `Mohammed`, `Muhamad` and محمد meet in
/// one key. Vowels and an inner `h`, `w` or `y` are what transcriptions disagree about most.
pub fn sound(word: &str) -> String {
    let letters = romanised(word);
    let mut key = String::with_capacity(letters.len());
    let mut at = 0;
    let mut last = 0u8;
    while at < letters.len() {
        let (class, width) = consonant(&letters, at);
        if let Some(class) = class {
            // Written double, spoken once; a vowel between two equal consonants keeps both.
            if class != last {
                key.push(class as char);
                if class == b's' && letters[at] == b'x' && at > 0 {
                    key.insert(key.len() - 1, 'k');
                }
            }
            last = class;
        } else {
            if at == 0 {
                key.push('a');
            }
            last = 0;
        }
        at += width;
    }
    key
}

/// The word in lower-case ASCII letters; a leading sound without a letter (ayn, hamza) is a vowel.
fn romanised(word: &str) -> Vec<u8> {
    let mut letters = Vec::with_capacity(word.len());
    for (index, c) in word.chars().enumerate() {
        let before = letters.len();
        for byte in deunicode_char(c).unwrap_or_default().bytes() {
            if byte.is_ascii_alphabetic() {
                letters.push(byte.to_ascii_lowercase());
            }
        }
        if index == 0 && before == letters.len() && c.is_alphabetic() {
            letters.push(b'a');
        }
    }
    letters
}

/// The class of what is spoken at `at` (`None`: a vowel or silence) and how many letters it takes.
fn consonant(letters: &[u8], at: usize) -> (Option<u8>, usize) {
    let rest = &letters[at..];
    let first = at == 0;
    for (spelling, class) in CLUSTERS {
        if rest.starts_with(spelling) {
            return (Some(*class), spelling.len());
        }
    }
    if first {
        for (spelling, class) in LEADING {
            if rest.starts_with(spelling) {
                return (Some(*class), spelling.len());
            }
        }
    }
    let next = rest.get(1).copied().unwrap_or(0);
    let class = match rest[0] {
        b'c' if matches!(next, b'e' | b'i' | b'y') => b's',
        b'c' | b'k' | b'q' => b'k',
        b'g' | b'j' => b'g',
        b's' | b'z' | b'x' => b's',
        b'v' => b'v',
        b'h' | b'w' | b'y' if !first => return (None, 1),
        b'w' => b'v',
        b'a' | b'e' | b'i' | b'o' | b'u' => return (None, 1),
        other => other,
    };
    (Some(class), 1)
}

const CLUSTERS: &[(&[u8], u8)] = &[
    (b"chr", b'k'),
    (b"tsch", b'x'),
    (b"sch", b'x'),
    (b"tch", b'x'),
    (b"ght", b't'),
    (b"ch", b'x'),
    (b"sh", b'x'),
    (b"ph", b'f'),
    (b"kh", b'k'),
    (b"gh", b'g'),
    (b"th", b't'),
    (b"dh", b'd'),
    (b"bh", b'b'),
    (b"zh", b'x'),
    (b"ck", b'k'),
    (b"dj", b'g'),
    (b"dg", b'g'),
    (b"tz", b's'),
    (b"ts", b's'),
];

const LEADING: &[(&[u8], u8)] =
    &[(b"kn", b'n'), (b"gn", b'n'), (b"pn", b'n'), (b"wr", b'r'), (b"ps", b's'), (b"wh", b'v')];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold;

    #[test]
    fn transcriptions_of_one_name_sound_alike() {
        for family in [
            &["Mohammed", "Muhammad", "Mohamed", "Muhamad", "محمد"][..],
            &["Khaled", "Khalid", "خالد"],
            &["Sharif", "Chérif", "Sherif", "شريف"],
            &["Jamal", "Gamal", "Djamel", "جمال"],
            &["Fatima", "Fatimah", "Fatema", "فاطمة"],
            &["Yusuf", "Yousef", "Youssouf", "يوسف"],
            &["Ali", "Aly", "علي"],
            &["Catherine", "Katharine", "Kathryn"],
            &["Phillip", "Filip"],
            &["Knight", "Nite"],
            &["Sara", "Sarah", "Zara"],
        ] {
            for name in family {
                assert_eq!(sound(&fold(name)), sound(&fold(family[0])), "{name} is heard as {}", family[0]);
            }
        }
    }

    #[test]
    fn different_names_sound_different() {
        for (one, other) in [("maria", "martha"), ("john", "james"), ("omar", "amina"), ("smith", "schmidt")] {
            assert_ne!(sound(one), sound(other), "one key for all would find everybody");
        }
    }
}
