//! Weighs what two records have in common (after Fellegi and Sunter, 1969): each field adds bits of
//! evidence for one person or takes some away.

use crate::addresses::compare_addresses;
use crate::birth::{BirthLikeness, compare_births};
use crate::names::{Name, NameLikeness, compare_names};
use crate::numbers::{NumberLikeness, compare_numbers};
use crate::person::Prepared;
use crate::reason::Reason;
use crate::score::Likeness;
use crate::typos::within_one_edit;

/// Bits of evidence at which two records are as likely one person as two.
const EVEN: f64 = 10.0;

/// The most that a shared family name, phone and home count for people with other given names.
const HOUSEHOLD: f64 = 7.0;

/// What a shared birth date loses when the given names say that they are two.
const TWINS: f64 = 5.0;

/// The evidence on two records before it becomes a score.
#[derive(Debug, Clone, Default)]
pub(crate) struct Evidence {
    pub bits: f64,
    pub reasons: Vec<Reason>,
}

impl Evidence {
    fn add(&mut self, bits: f64, reason: Reason) {
        self.bits += bits;
        self.reasons.push(reason);
    }

    /// A score on the logistic curve that is even at [`EVEN`] bits.
    pub fn score(&self) -> f64 {
        1.0 / (1.0 + ((EVEN - self.bits) * 0.5).exp())
    }

    pub fn likeness(self) -> Likeness {
        Likeness { score: self.score(), reasons: self.reasons }
    }
}

/// Weighs all fields of two records.
pub(crate) fn weigh(a: &Prepared, b: &Prepared) -> Evidence {
    let mut found = Evidence::default();
    let id = compare_numbers(&a.national_id, &b.national_id);
    match id {
        Some(NumberLikeness::Same) => found.add(11.0, Reason::SameNationalId),
        Some(NumberLikeness::OneSlip) => found.add(7.0, Reason::SimilarNationalId),
        Some(NumberLikeness::Different) => found.bits -= 3.0,
        None => {}
    }
    let names = weigh_names(a, b, &mut found);
    let birth = weigh_birth(a, b, &mut found);
    let mut household = names.family_bits + weigh_place(a, b, &mut found);
    match compare_numbers(&a.phone, &b.phone) {
        Some(NumberLikeness::Same) => {
            household += 6.0;
            found.reasons.push(Reason::SamePhone);
        }
        Some(NumberLikeness::OneSlip) => {
            household += 3.0;
            found.reasons.push(Reason::SimilarPhone);
        }
        Some(NumberLikeness::Different) => household -= 1.0,
        None => {}
    }
    if !matches!(id, Some(NumberLikeness::Same | NumberLikeness::OneSlip)) {
        let is_other_age = birth == Some(BirthLikeness::Different);
        match names.given {
            // Everything that a family shares says no more than that they are a family.
            Some(NameLikeness::Different) => {
                household = household.min(HOUSEHOLD);
                if birth == Some(BirthLikeness::Same) {
                    found.bits -= TWINS;
                }
            }
            Some(NameLikeness::Similar | NameLikeness::Alike) if is_other_age => household = household.min(HOUSEHOLD),
            _ => {}
        }
    }
    found.bits += household;
    if let (Some(one), Some(other)) = (a.sex, b.sex) {
        found.bits += if one == other { 0.8 } else { -4.0 };
    }
    found
}

/// What the names say of the person, and what they say of the family only.
struct Names {
    given: Option<NameLikeness>,
    family_bits: f64,
}

fn weigh_names(a: &Prepared, b: &Prepared, found: &mut Evidence) -> Names {
    let given = compare_names(&a.given, &b.given);
    let family = compare_names(&a.family, &b.family);
    let (given_bits, mut family_bits) = (name_bits(given, 5.0, -3.0), name_bits(family, 6.0, -3.0));
    let (across, back) = (compare_names(&a.given, &b.family), compare_names(&a.family, &b.given));
    let swapped = name_bits(across, 5.0, -3.0) + name_bits(back, 5.0, -3.0) - 1.0;
    if swapped > given_bits + family_bits && (is_telling(across) || is_telling(back)) {
        found.add(swapped, Reason::NamesSwapped);
        return Names {
            given: across.min(back).filter(|likeness| *likeness < NameLikeness::Different),
            family_bits: 0.0,
        };
    }
    found.bits += given_bits;
    let other = |mine: &Name, theirs: &Name| is_telling(compare_names(mine, theirs));
    let is_second_name =
        given == Some(NameLikeness::Different) && (other(&a.other, &b.given) || other(&a.given, &b.other));
    let is_maiden_name =
        family == Some(NameLikeness::Different) && (other(&a.other, &b.family) || other(&a.family, &b.other));
    if is_second_name {
        found.bits += 6.0;
    }
    if is_maiden_name {
        family_bits += 6.0;
    }
    let is_alike = |likeness: Option<NameLikeness>| likeness.is_some_and(|likeness| likeness < NameLikeness::Different);
    let reason = match (given, family) {
        (Some(NameLikeness::Same), Some(NameLikeness::Same)) => Some(Reason::SameName),
        (Some(NameLikeness::Nickname), _) if is_alike(family) => Some(Reason::Nickname),
        _ if is_alike(given) && is_alike(family) || is_second_name || is_maiden_name => Some(Reason::SimilarName),
        _ if is_alike(family) => Some(Reason::SameFamilyName),
        _ if is_alike(given) => Some(Reason::SameGivenName),
        _ => None,
    };
    found.reasons.extend(reason);
    Names { given: given.map(|given| if is_second_name { NameLikeness::Nickname } else { given }), family_bits }
}

fn is_telling(likeness: Option<NameLikeness>) -> bool {
    likeness.is_some_and(|likeness| likeness <= NameLikeness::Similar)
}

fn name_bits(likeness: Option<NameLikeness>, same: f64, different: f64) -> f64 {
    match likeness {
        Some(NameLikeness::Same) => same,
        Some(NameLikeness::Nickname) => same - 1.0,
        Some(NameLikeness::Similar) => same - 0.8,
        Some(NameLikeness::Alike) => same - 3.0,
        Some(NameLikeness::Different) => different,
        None => 0.0,
    }
}

fn weigh_birth(a: &Prepared, b: &Prepared, found: &mut Evidence) -> Option<BirthLikeness> {
    let (one, other) = (a.birth?, b.birth?);
    let likeness = compare_births(one, other, a.is_estimated || b.is_estimated);
    match likeness {
        BirthLikeness::Same => found.add(9.0, Reason::SameBirthDate),
        BirthLikeness::Transposed => found.add(7.0, Reason::BirthDateTransposed),
        BirthLikeness::OneSlip => found.add(6.0, Reason::SimilarBirthDate),
        BirthLikeness::TwoParts => found.add(2.5, Reason::SimilarBirthDate),
        BirthLikeness::SameYear => found.add(2.5, Reason::SameBirthYear),
        BirthLikeness::Unclear => {}
        BirthLikeness::Different => found.bits -= 4.0,
    }
    Some(likeness)
}

/// Address, town, postal code and state together: neighbours and families share them all, so the
/// sum is bounded.
fn weigh_place(a: &Prepared, b: &Prepared, found: &mut Evidence) -> f64 {
    let mut bits: f64 = 0.0;
    match compare_addresses(&a.address, &b.address) {
        Some(likeness) if likeness >= 0.8 => {
            bits += 7.0;
            found.reasons.push(Reason::SameAddress);
        }
        Some(likeness) if likeness >= 0.5 => {
            bits += 5.0;
            found.reasons.push(Reason::SimilarAddress);
        }
        Some(likeness) if likeness >= 0.35 => bits += 1.0,
        Some(_) => bits -= 1.5,
        None => {}
    }
    let mut is_same_place = false;
    if !a.city.is_empty() && !b.city.is_empty() {
        if a.city == b.city || strsim::jaro_winkler(&a.city, &b.city) >= 0.92 || within_one_edit(&a.city, &b.city) {
            bits += 3.5;
            is_same_place = true;
        } else {
            bits -= 1.0;
        }
    }
    match compare_postcodes(&a.postcode, &b.postcode) {
        Some(NumberLikeness::Same) => {
            bits += 4.0;
            is_same_place = true;
        }
        Some(NumberLikeness::OneSlip) => bits += 2.0,
        Some(NumberLikeness::Different) => bits -= 1.0,
        None => {}
    }
    if !a.state.is_empty() && !b.state.is_empty() {
        bits += if within_one_edit(&a.state, &b.state) { 0.7 } else { -0.7 };
    }
    if is_same_place {
        found.reasons.push(Reason::SamePlace);
    }
    bits.clamp(-3.0, 11.0)
}

fn compare_postcodes(a: &str, b: &str) -> Option<NumberLikeness> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    Some(if a == b {
        NumberLikeness::Same
    } else if within_one_edit(a, b) {
        NumberLikeness::OneSlip
    } else {
        NumberLikeness::Different
    })
}
