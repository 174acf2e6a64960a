//! Invented people with damaged copies of themselves, in the columns of the FEBRL sets.

use std::fmt::Write;

/// What to invent.
pub struct Set {
    pub seed: u64,
    pub originals: usize,
    /// Damaged copies over all.
    pub copies: usize,
    /// The most copies of one person.
    pub copies_each: usize,
    /// The most changes to one copy.
    pub changes: usize,
    /// The most changes to one field of a copy.
    pub changes_a_field: usize,
}

const FIELDS: usize = 10;
const GIVEN: usize = 0;
const SURNAME: usize = 1;
const BIRTH: usize = 8;

type Record = [String; FIELDS];

/// The set as a CSV table, shuffled.
pub fn csv(set: &Set) -> String {
    let mut dice = Dice(set.seed);
    let words = Words::new(&mut dice);
    let originals: Vec<Record> = (0..set.originals).map(|_| words.person(&mut dice)).collect();
    let mut rows: Vec<(String, Record)> =
        originals.iter().enumerate().map(|(n, record)| (format!("rec-{n}-org"), record.clone())).collect();
    let mut copies_of = vec![0; set.originals];
    let mut made = 0;
    while made < set.copies {
        let n = dice.below(set.originals);
        // A few people are copied often, most once or never.
        let wanted = (1 + dice.skewed(set.copies_each)).min(set.copies_each - copies_of[n]).min(set.copies - made);
        for _ in 0..wanted {
            let copy = damage(&originals[n], &words, set, &mut dice);
            rows.push((format!("rec-{n}-dup-{}", copies_of[n]), copy));
            copies_of[n] += 1;
            made += 1;
        }
    }
    for at in (1..rows.len()).rev() {
        rows.swap(at, dice.below(at + 1));
    }
    let mut csv = String::from(
        "rec_id, given_name, surname, street_number, address_1, address_2, suburb, postcode, state, date_of_birth, soc_sec_id\n",
    );
    for (id, record) in rows {
        writeln!(csv, "{id}, {}", record.join(", ")).expect("writing to a string does not fail");
    }
    csv
}

fn damage(original: &Record, words: &Words, set: &Set, dice: &mut Dice) -> Record {
    let mut copy = original.clone();
    let mut changed = [0; FIELDS];
    let mut left = 1 + dice.below(set.changes);
    for _ in 0..200 {
        if left == 0 {
            break;
        }
        let field = dice.below(FIELDS);
        if changed[field] == set.changes_a_field || copy[field].is_empty() {
            continue;
        }
        let stranger = words.person(dice);
        match dice.below(100) {
            0..8 => copy[field].clear(),
            8..20 => copy[field].clone_from(&stranger[field]),
            20..24 if field == GIVEN || field == SURNAME => copy.swap(GIVEN, SURNAME),
            20..24 if field == 3 || field == 4 => copy.swap(3, 4),
            _ => slip(&mut copy[field], field, dice),
        }
        changed[field] += 1;
        left -= 1;
    }
    copy
}

/// A slip of the finger, the ear or the scanner.
fn slip(text: &mut String, field: usize, dice: &mut Dice) {
    let mut letters: Vec<char> = text.chars().collect();
    let is_number = matches!(field, 2 | 6 | BIRTH | 9);
    let any = |dice: &mut Dice| {
        let (first, count) = if is_number { (b'0', 10) } else { (b'a', 26) };
        char::from(first + u8::try_from(dice.below(count)).unwrap_or(0))
    };
    let at = dice.below(letters.len());
    match dice.below(if is_number { 3 } else { 6 }) {
        0 => letters[at] = any(dice),
        1 if at + 1 < letters.len() => letters.swap(at, at + 1),
        1 | 2 if field == BIRTH => letters[at] = any(dice),
        2 => letters.insert(at, any(dice)),
        3 if letters.len() > 1 => drop(letters.remove(at)),
        4 => letters.insert(at, ' '),
        _ => {
            let heard =
                text.replace("ph", "f").replace("ck", "k").replace("ie", "y").replace("ll", "l").replace('z', "s");
            letters = heard.chars().collect();
        }
    }
    *text = letters.into_iter().collect::<String>().trim().to_owned();
}

/// Invented words to make people of.
struct Words {
    given: Vec<String>,
    surnames: Vec<String>,
    streets: Vec<String>,
    estates: Vec<String>,
    suburbs: Vec<String>,
}

impl Words {
    fn new(dice: &mut Dice) -> Words {
        let mut some = |count: usize, least: usize| (0..count).map(|_| word(dice, least)).collect::<Vec<_>>();
        Words {
            given: some(350, 2),
            surnames: some(1_500, 2),
            streets: some(1_500, 2),
            estates: some(900, 2),
            suburbs: some(700, 2),
        }
    }

    fn person(&self, dice: &mut Dice) -> Record {
        const WAYS: [&str; 5] = ["street", "place", "circuit", "crescent", "avenue"];
        const STATES: [&str; 5] = ["nsw", "vic", "qld", "wa", "sa"];
        let sometimes = |value: String, missing: usize, dice: &mut Dice| {
            if dice.below(100) < missing { String::new() } else { value }
        };
        let given = self.given[dice.skewed(self.given.len())].clone();
        let surname = self.surnames[dice.skewed(self.surnames.len())].clone();
        let number = (1 + dice.skewed(300)).to_string();
        let street = format!("{} {}", self.streets[dice.below(self.streets.len())], WAYS[dice.below(5)]);
        let estate = self.estates[dice.below(self.estates.len())].clone();
        let suburb = self.suburbs[dice.skewed(self.suburbs.len())].clone();
        let birth = format!("{}{:02}{:02}", 1900 + dice.below(100), 1 + dice.below(12), 1 + dice.below(28));
        [
            sometimes(given, 3, dice),
            sometimes(surname, 1, dice),
            sometimes(number, 4, dice),
            sometimes(street, 2, dice),
            sometimes(estate, 10, dice),
            sometimes(suburb, 1, dice),
            (2000 + dice.skewed(4_000)).to_string(),
            STATES[dice.skewed(5)].to_owned(),
            sometimes(birth, 3, dice),
            (1_000_000 + dice.below(9_000_000)).to_string(),
        ]
    }
}

fn word(dice: &mut Dice, least: usize) -> String {
    const STARTS: [&str; 22] = [
        "b", "br", "c", "ch", "d", "f", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "r", "s", "st", "t", "th", "w",
        "z",
    ];
    const VOWELS: [&str; 9] = ["a", "e", "i", "o", "u", "ie", "ee", "ou", "ai"];
    const ENDS: [&str; 14] = ["", "", "", "n", "r", "s", "l", "ck", "ph", "ll", "m", "t", "nd", "ng"];
    let syllables = least + dice.below(2);
    (0..syllables).map(|_| [STARTS[dice.below(22)], VOWELS[dice.below(9)], ENDS[dice.below(14)]].concat()).collect()
}

/// A small generator of numbers (SplitMix64): the same seed, the same people.
pub struct Dice(pub u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound.max(1) as u64).unwrap_or(0)
    }

    /// A number below `bound`, small ones far more often.
    pub fn skewed(&mut self, bound: usize) -> usize {
        let share = self.below(1_000_000) as f64 / 1_000_000.0;
        ((bound as f64) * share.powi(3)) as usize
    }
}
