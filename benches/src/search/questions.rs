//! What people type into the search field.

use super::people::{Dice, Patient, patient, respelt, slipped};

/// A kind of question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    OneLetter,
    TwoLetters,
    ThreeLetters,
    FiveLetters,
    GivenName,
    FullName,
    TwoBeginnings,
    FullNameSlip,
    FullNameSlipYear,
    OneNameSlip,
    Phonetic,
    NameAndYear,
    Year,
    RecordNumber,
    Phone,
    PartOfPhone,
    NationalId,
    Nobody,
}

impl Kind {
    pub const ALL: &'static [Kind] = &[
        Kind::OneLetter,
        Kind::TwoLetters,
        Kind::ThreeLetters,
        Kind::FiveLetters,
        Kind::GivenName,
        Kind::FullName,
        Kind::TwoBeginnings,
        Kind::FullNameSlip,
        Kind::FullNameSlipYear,
        Kind::OneNameSlip,
        Kind::Phonetic,
        Kind::NameAndYear,
        Kind::Year,
        Kind::RecordNumber,
        Kind::Phone,
        Kind::PartOfPhone,
        Kind::NationalId,
        Kind::Nobody,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Kind::OneLetter => "one letter",
            Kind::TwoLetters => "two letters",
            Kind::ThreeLetters => "three letters",
            Kind::FiveLetters => "five letters",
            Kind::GivenName => "given name",
            Kind::FullName => "full name",
            Kind::TwoBeginnings => "two beginnings",
            Kind::FullNameSlip => "full name slip",
            Kind::FullNameSlipYear => "slip and year",
            Kind::OneNameSlip => "one name slip",
            Kind::Phonetic => "phonetic",
            Kind::NameAndYear => "name and year",
            Kind::Year => "year",
            Kind::RecordNumber => "record number",
            Kind::Phone => "phone",
            Kind::PartOfPhone => "part of phone",
            Kind::NationalId => "national id",
            Kind::Nobody => "nobody",
        }
    }

    /// Whether the question means one patient, or one name.
    pub fn has_answer(self) -> bool {
        self.is_by_name() || matches!(self, Kind::RecordNumber | Kind::Phone | Kind::NationalId)
    }

    /// Whether namesakes are as good an answer as the patient who was meant.
    pub fn is_by_name(self) -> bool {
        matches!(self, Kind::FullName | Kind::FullNameSlip | Kind::FullNameSlipYear | Kind::Phonetic)
    }
}

/// What somebody types, and the number of the patient who is meant.
#[derive(Debug, Clone)]
pub struct Question {
    pub kind: Kind,
    pub typed: String,
    pub meant: usize,
}

/// A question of a kind about a random patient.
pub fn ask(kind: Kind, patients: usize, dice: &mut Dice) -> Question {
    loop {
        let meant = dice.below(patients);
        if let Some(typed) = typed(kind, &patient(meant), dice) {
            return Question { kind, typed, meant };
        }
    }
}

fn typed(kind: Kind, who: &Patient, dice: &mut Dice) -> Option<String> {
    let full = format!("{} {}", who.given_name, who.family_name).to_lowercase();
    let one = if dice.is_one_in(2) { &who.given_name } else { &who.family_name }.to_lowercase();
    let start = |letters: usize| Some(one.chars().take(letters).collect::<String>());
    match kind {
        Kind::OneLetter => start(1),
        Kind::TwoLetters => start(2),
        Kind::ThreeLetters => start(3),
        Kind::FiveLetters => start(5),
        Kind::GivenName => Some(who.given_name.to_lowercase()),
        Kind::FullName => Some(full),
        Kind::TwoBeginnings => {
            let letters = 1 + dice.below(4);
            let begun = |name: &str| name.to_lowercase().chars().take(letters).collect::<String>();
            Some(format!("{} {}", begun(&who.family_name), begun(&who.given_name)))
        }
        Kind::FullNameSlip => Some(slipped(&full, dice)),
        Kind::FullNameSlipYear => Some(format!("{} {}", slipped(&full, dice), who.birth_year)),
        Kind::OneNameSlip => Some(slipped(&one, dice)),
        Kind::Phonetic => {
            let (given, family) = if dice.is_one_in(2) {
                (respelt(&who.given_name, dice), who.family_name.clone())
            } else {
                (who.given_name.clone(), respelt(&who.family_name, dice))
            };
            let other = format!("{given} {family}").to_lowercase();
            (other != full).then_some(other)
        }
        Kind::NameAndYear => Some(format!("{one} {}", who.birth_year)),
        Kind::Year => Some(who.birth_year.to_string()),
        Kind::RecordNumber => Some(who.mrn.clone()),
        Kind::Phone => who.phone.as_ref().map(|phone| phone.replace("+254 ", "0")),
        Kind::PartOfPhone => who.phone.as_ref().map(|phone| {
            if dice.is_one_in(2) { phone[phone.len() - 4..].to_owned() } else { phone[..9].replace("+254 ", "0") }
        }),
        Kind::NationalId => who.national_id.clone(),
        Kind::Nobody => {
            Some((0..3 + dice.below(8)).map(|_| *dice.pick(&['q', 'x', 'z', 'w', 'v', 'j', 'k'])).collect())
        }
    }
}
