//! How likely two records are one person, as a score with its reasons.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::person::{Person, Prepared};
use crate::reason::Reason;
use crate::weigh::weigh;

/// From this score on, two records are shown as probably one person.
pub const PROBABLE: f64 = 0.5;

/// From this score on, two records are worth a look when somebody is looking anyway.
pub const POSSIBLE: f64 = 0.15;

/// How likely two records are one person, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Likeness {
    /// From 0 (two people) to 1 (one person); see [`PROBABLE`].
    pub score: f64,
    /// What speaks for one person, strongest kind first.
    pub reasons: Vec<Reason>,
}

/// How likely `a` and `b` are one person. The order of the two does not matter.
pub fn score(a: &Person, b: &Person) -> Likeness {
    weigh(&Prepared::of(a), &Prepared::of(b)).likeness()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(given: &str, family: &str, born: &str) -> Person {
        let text = |value: &str| (!value.is_empty()).then(|| value.to_owned());
        Person {
            given_name: text(given),
            family_name: text(family),
            birth_date: born.parse().ok(),
            ..Person::default()
        }
    }

    fn at_home(person: Person) -> Person {
        Person {
            phone: Some("+254 712 345 678".into()),
            address: Some("12 Uhuru Road".into()),
            city: Some("Kisumu".into()),
            ..person
        }
    }

    #[test]
    fn a_name_and_a_birth_date_make_a_probable_duplicate() {
        for (a, b, reason) in [
            (person("Amina", "Hassan", "1987-03-12"), person("Aminah", "Hasan", "1987-03-12"), Reason::SimilarName),
            (person("Amina", "Hassan", "1987-03-12"), person("Hassan", "Amina", "1987-03-12"), Reason::NamesSwapped),
            (
                person("Amina", "Hassan", "1987-03-12"),
                person("Amina", "Hassan", "1987-12-03"),
                Reason::BirthDateTransposed,
            ),
            (person("William", "Otieno", "1960-05-01"), person("Bill", "Otieno", "1960-05-01"), Reason::Nickname),
            (person("محمد", "خالد", "1987-03-12"), person("Mohamed", "Khaled", "1987-03-12"), Reason::Nickname),
        ] {
            let likeness = score(&a, &b);
            assert!(likeness.score >= PROBABLE, "{a:?} and {b:?} are one person, not {}", likeness.score);
            assert!(likeness.reasons.contains(&reason), "the reader is told why: {:?}", likeness.reasons);
        }
    }

    #[test]
    fn a_common_name_alone_is_not_a_duplicate() {
        let likeness = score(&person("Mohamed", "Ali", ""), &person("Mohamed", "Ali", "1987-03-12"));
        assert!(likeness.score < 0.8, "thousands share it");
        let other = score(&person("Mohamed", "Ali", "1954-11-30"), &person("Mohamed", "Ali", "1987-03-12"));
        assert!(other.score < PROBABLE, "a name shared by people of other ages is no duplicate");
    }

    #[test]
    fn people_of_one_household_are_different_people() {
        for (a, b) in [
            (person("Amina", "Otieno", "1987-03-12"), person("Joseph", "Otieno", "1979-08-30")),
            (person("Amina", "Otieno", "1987-03-12"), person("Grace", "Otieno", "2015-08-30")),
            (person("Hassan", "Otieno", "2012-03-12"), person("Hussein", "Otieno", "2015-08-30")),
        ] {
            let likeness = score(&at_home(a.clone()), &at_home(b.clone()));
            assert!(likeness.score < PROBABLE, "{a:?} and {b:?} share a home: {likeness:?}");
        }
    }

    #[test]
    fn twins_are_possible_but_not_probable_duplicates() {
        let likeness = score(
            &at_home(person("Kwame", "Mensah", "2015-08-30")),
            &at_home(person("Esther", "Mensah", "2015-08-30")),
        );
        assert!(likeness.score < PROBABLE, "a birth date and a home in common are what twins have: {likeness:?}");
    }

    #[test]
    fn the_order_of_the_two_does_not_matter() {
        let (a, b) = (person("Ana María", "García", "1987-03-12"), person("Maria", "Garcia Lopez", "1987"));
        assert_eq!(score(&a, &b), score(&b, &a), "likeness is mutual");
    }
}
