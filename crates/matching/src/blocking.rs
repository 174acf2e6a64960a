//! Which records are worth comparing: those that share a key, so that large sets stay quick.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::person::Prepared;

/// Kinds of keys; each is one pass over the set.
pub(crate) const KINDS: u8 = 22;

/// The key of one kind for one record; `None` when what it is made of is missing.
pub(crate) fn key(person: &Prepared, kind: u8) -> Option<u64> {
    let given = person.given.sound.as_str();
    let family = person.family.sound.as_str();
    let written = person.birth.map(|birth| birth.written()).unwrap_or_default();
    let written = std::str::from_utf8(&written).unwrap_or_default().trim_matches('\0');
    let (year, month_day) = written.split_at_checked(4).unwrap_or_default();
    let id = person.national_id.as_str();
    let street = person.address.first_word.as_str();
    let half = id.len() / 2;
    let parts: [&str; 3] = match kind {
        0 => [id, "id", "id"],
        1 => [&person.phone, "phone", "phone"],
        2 => {
            // Sorted, so that swapped names meet.
            let (first, second) = if given <= family { (given, family) } else { (family, given) };
            if first.is_empty() { [second, "name", "name"] } else { [first, second, "name"] }
        }
        3 => [year, month_day, "birth"],
        4 => [family, year, "year"],
        5 => [given, year, "year"],
        6 => [family, month_day, "day"],
        7 => [given, month_day, "day"],
        8 => [given, &person.postcode, "post"],
        9 => [family, &person.postcode, "post"],
        10 => [street, &person.postcode, "street"],
        11 => [street, &person.city, "street"],
        12 => [id.get(..half).unwrap_or_default(), "id start", "id"],
        13 => [id.get(half..).unwrap_or_default(), "id end", "id"],
        14 => [given, &person.city, "city"],
        15 => [family, &person.city, "city"],
        16 => [street, given, "street"],
        17 => [street, family, "street"],
        18 => [&person.postcode, month_day, "post day"],
        19 => [&person.postcode, year, "post year"],
        20 => [&person.city, year, "city year"],
        _ => [&person.given.run_together, &person.city, "given city"],
    };
    if parts.iter().any(|part| part.is_empty()) {
        return None;
    }
    let mut hasher = DefaultHasher::new();
    (kind, parts).hash(&mut hasher);
    Some(hasher.finish())
}
