//! Duplicates are found in sets with far heavier damage than any the rules were weighed on.

mod people;

use healthsync_matching::{pairs, table};

fn f1_of(set: &people::Set) -> table::Agreement {
    let csv = people::csv(set);
    let rows = table::people(csv.as_bytes()).expect("the set is a table");
    let found = pairs(&rows.iter().map(|row| row.person.clone()).collect::<Vec<_>>());
    table::agreement(&rows, &found)
}

#[test]
fn one_damaged_copy_of_each_person_is_found() {
    let agreement =
        f1_of(&people::Set { seed: 11, originals: 500, copies: 500, copies_each: 1, changes: 4, changes_a_field: 2 });
    assert!(agreement.f1() >= 0.97, "light damage hides nobody: {agreement:?} {:.4}", agreement.f1());
}

#[test]
fn many_heavily_damaged_copies_are_found() {
    for seed in [3, 5] {
        let agreement = f1_of(&people::Set {
            seed,
            originals: 800,
            copies: 1_200,
            copies_each: 5,
            changes: 10,
            changes_a_field: 3,
        });
        assert!(agreement.f1() >= 0.95, "heavy damage hides few: {agreement:?} {:.4}", agreement.f1());
        assert!(agreement.precision() >= 0.97, "and accuses few: {agreement:?}");
    }
}

#[test]
fn a_large_set_without_duplicates_has_few_pairs() {
    let agreement =
        f1_of(&people::Set { seed: 7, originals: 5_000, copies: 0, copies_each: 0, changes: 0, changes_a_field: 0 });
    assert!(agreement.found_pairs <= 5, "strangers are strangers: {agreement:?}");
}
