//! A million invented patients: names of many peoples, some borne by tens of thousands, most by few.

use std::sync::LazyLock;

use super::names::{CITIES, MIDDLES, PEOPLES, People};

/// A small generator of numbers (SplitMix64): the same seed, the same patients.
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    pub fn is_one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    /// A place in a list whose first entries are the frequent ones.
    fn rank(&mut self, count: usize) -> usize {
        let share = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        (((count as f64).powf(share) - 1.0) * count as f64 / (count as f64 - 1.0).max(1.0)) as usize
    }

    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.rank(list.len()).min(list.len() - 1)]
    }
}

/// The names of one people, as lists.
struct Lists {
    given: Vec<&'static str>,
    family: Vec<&'static str>,
    coined: (Vec<&'static str>, Vec<&'static str>),
    people: &'static People,
}

static LISTS: LazyLock<Vec<Lists>> = LazyLock::new(|| {
    let lists = |people: &'static People| Lists {
        given: list(people.given),
        family: list(people.family),
        coined: (list(people.coined.0), list(people.coined.1)),
        people,
    };
    PEOPLES.iter().map(lists).collect()
});

static TOWNS: LazyLock<Vec<&'static str>> = LazyLock::new(|| list(CITIES));

static SYLLABLES: LazyLock<Vec<&'static str>> = LazyLock::new(|| list(MIDDLES));

fn list(words: &'static str) -> Vec<&'static str> {
    words.split_ascii_whitespace().collect()
}

/// One invented patient.
#[derive(Debug, Clone)]
pub struct Patient {
    pub id: String,
    pub mrn: String,
    pub given_name: String,
    pub family_name: String,
    pub other_names: Option<String>,
    pub birth_year: i32,
    pub birth_on: String,
    pub phone: Option<String>,
    pub national_id: Option<String>,
    pub address: String,
    pub city: &'static str,
    pub updated_at: i64,
}

/// The `number`th patient of the set.
pub fn patient(number: usize) -> Patient {
    let mut dice = Dice(number as u64 ^ 0x5eed_0000_0000);
    let people: &Lists = dice.pick(&LISTS);
    let mut given_name = given(people, &mut dice);
    if dice.is_one_in(8) {
        let second = given(people, &mut dice);
        given_name = format!("{given_name} {second}");
    }
    let mut family_name = family(people, &mut dice);
    if dice.is_one_in(people.people.two_families_one_in) {
        let second = family(people, &mut dice);
        family_name = format!("{family_name} {second}");
    }
    let other_names = dice.is_one_in(5).then(|| given(people, &mut dice));
    let birth_year = 2024 - dice.below(90).min(dice.below(110)) as i32;
    // Registered over ten years, some of them changed since.
    let registered = 1_400_000_000_000 + number as i64 * 320_000;
    let updated_at = registered + if dice.is_one_in(3) { dice.below(20_000_000_000) as i64 } else { 0 };
    let (high, low) = (dice.next(), dice.next());
    Patient {
        id: format!(
            "{:08x}-{:04x}-7{:03x}-8{:03x}-{:012x}",
            registered >> 16,
            registered & 0xffff,
            high & 0xfff,
            (high >> 12) & 0xfff,
            low & 0xffff_ffff_ffff
        ),
        mrn: format!("HS-{:07}", number + 1),
        given_name,
        family_name,
        other_names,
        birth_year,
        birth_on: format!("{birth_year}-{:02}-{:02}", 1 + dice.below(12), 1 + dice.below(28)),
        phone: (!dice.is_one_in(6)).then(|| format!("+254 7{:02} {:06}", dice.below(100), dice.below(1_000_000))),
        national_id: (!dice.is_one_in(3)).then(|| format!("{:08}", 10_000_000 + dice.below(30_000_000))),
        address: format!("{} {} Street", 1 + dice.below(400), TOWNS[dice.below(TOWNS.len())]),
        city: TOWNS[dice.below(TOWNS.len())],
        updated_at,
    }
}

fn given(people: &Lists, dice: &mut Dice) -> String {
    let name = *dice.pick(&people.given);
    // Spellings of one's own are the long tail of every register.
    if dice.is_one_in(25) { respelt(name, dice) } else { name.to_owned() }
}

fn family(people: &Lists, dice: &mut Dice) -> String {
    if dice.below(100) < people.people.coined_percent {
        let (first, last) = &people.coined;
        let (first, last) = (first[dice.below(first.len())], last[dice.below(last.len())]);
        let middle = if dice.is_one_in(2) { SYLLABLES[dice.below(SYLLABLES.len())] } else { "" };
        return format!("{first}{middle}{last}");
    }
    let name = *dice.pick(&people.family);
    if dice.is_one_in(25) { respelt(name, dice) } else { name.to_owned() }
}

/// The same sound in other letters.
pub fn respelt(name: &str, dice: &mut Dice) -> String {
    const HABITS: &[(&str, &str)] = &[
        ("ph", "f"),
        ("th", "t"),
        ("ck", "k"),
        ("sh", "ch"),
        ("kh", "k"),
        ("ou", "u"),
        ("oo", "u"),
        ("ee", "i"),
        ("ie", "i"),
        ("y", "i"),
        ("i", "y"),
        ("k", "c"),
        ("c", "k"),
        ("z", "s"),
        ("a", "e"),
        ("e", "a"),
        ("u", "o"),
        ("o", "u"),
        ("ll", "l"),
        ("mm", "m"),
        ("nn", "n"),
        ("ss", "s"),
        ("tt", "t"),
        ("l", "ll"),
        ("n", "nn"),
    ];
    let start = dice.below(HABITS.len());
    for (from, to) in HABITS[start..].iter().chain(&HABITS[..start]) {
        // Not the first letter: people agree on it.
        if let Some(at) = name.char_indices().skip(1).map(|(at, _)| at).find(|at| name[*at..].starts_with(from)) {
            return format!("{}{to}{}", &name[..at], &name[at + from.len()..]);
        }
    }
    name.to_owned()
}

/// One random slip: a letter dropped, doubled up, changed, or swapped with its neighbour.
pub fn slipped(text: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let at = dice.below(letters.len());
    let other = char::from(b'a' + (dice.next() % 26) as u8);
    match dice.below(4) {
        0 if letters.len() > 2 => drop(letters.remove(at)),
        1 => letters.insert(at, other),
        2 if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ => letters[at] = other,
    }
    letters.into_iter().collect()
}
