//! What the post promises, for any changes in any order.

mod bytes;
mod exchanges;
mod invitations;
mod judge;
mod replica;
mod roads;
mod scenarios;
mod simulation;
mod switches;
mod world;

use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;
use uuid::Uuid;

fn change(clock: i64, sets: Vec<Set>) -> Change {
    Change {
        clock: Clock::from_number(clock).expect("a small number is a clock"),
        maker: Origin::from_bytes([7; 32]),
        author: Uuid::from_u128(5),
        recorded_at_ms: 1,
        skew_ms: 0,
        schema: 1,
        kind: "patient".into(),
        record: Uuid::from_u128(9),
        sets,
        seen: vec![],
    }
}

fn set(field: &str, value: &str, bases: &[ChangeId]) -> Set {
    let mut bases = bases.to_vec();
    bases.sort();
    Set { field: field.into(), value: value.into(), bases }
}

fn held(changes: &[Change]) -> Vec<(ChangeId, &Change)> {
    changes.iter().map(|change| (ChangeId::of(&change.canonical()), change)).collect()
}

fn id(change: &Change) -> ChangeId {
    ChangeId::of(&change.canonical())
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Int),
        (-9_999_999i64..9_999_999, 1u8..6).prop_map(|(digits, places)| {
            let json: serde_json::Value =
                serde_json::from_str(&format!("{}e-{places}", digits)).expect("a number is JSON");
            Value::from_json(&json).expect("seven digits fit")
        }),
        "\\PC{0,12}".prop_map(Value::Text),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::List),
            prop::collection::btree_map("[a-z]{1,6}", inner, 0..4).prop_map(Value::Map),
        ]
    })
}

proptest! {
    #[test]
    fn a_value_survives_json_and_bytes_with_the_same_digits(value in any_value()) {
        prop_assert_eq!(&Value::from_json(&value.to_json()).expect("it came from a value"), &value);
        let change = change(1, vec![Set { field: "f".into(), value, bases: vec![] }]);
        let bytes = change.canonical();
        prop_assert_eq!(Change::from_canonical(&bytes).expect("canonical bytes are read"), change);
    }

    #[test]
    fn damaged_bytes_are_refused_or_are_another_change(flip in 0usize..400, bit in 0u8..8) {
        let whole = change(77, vec![set("name", "Amina", &[ChangeId::of(b"x")])]);
        let mut bytes = whole.canonical();
        let at = flip % bytes.len();
        bytes[at] ^= 1 << bit;
        if let Ok(other) = Change::from_canonical(&bytes) {
            prop_assert_ne!(other, whole, "a flipped bit never reads as the same fact");
        }
    }

    #[test]
    fn merging_does_not_depend_on_order_or_repetition(
        script in prop::collection::vec((0usize..3, 0u8..4, prop::collection::vec(0usize..12, 0..3)), 1..12),
        order in any::<u64>(),
    ) {
        let mut changes: Vec<Change> = Vec::new();
        for (clock, (field, value, seen)) in script.into_iter().enumerate() {
            let bases: Vec<ChangeId> = seen.iter().filter_map(|at| changes.get(*at)).map(id).collect();
            let bases: std::collections::BTreeSet<_> = bases.into_iter().collect();
            let bases: Vec<_> = bases.into_iter().collect();
            changes.push(change(clock as i64 + 1, vec![set(["a", "b", "c"][field], &value.to_string(), &bases)]));
        }
        let expected = merge(held(&changes));
        let mut shuffled = held(&changes);
        shuffled.extend(held(&changes));
        shuffled.sort_by_key(|(id, _)| blake3::hash(&[&order.to_le_bytes()[..], id.as_bytes()].concat()).as_bytes()[..8].to_vec());
        prop_assert_eq!(merge(shuffled), expected);
    }
}

#[test]
fn whole_numbers_and_their_decimals_are_the_same_value() {
    let of = |text: &str| Value::from_json(&serde_json::from_str(text).expect("JSON")).expect("a value");
    assert_eq!(of("80"), of("80.0"), "80.0 is 80");
    assert_eq!(
        of("37.2"),
        Value::Decimal { mantissa: 372, exponent: -1 },
        "the digits are kept, not a fraction of two"
    );
}

#[test]
fn two_who_did_not_see_each_other_are_both_kept_and_the_later_is_shown() {
    let first = change(1, vec![set("phone", "1", &[])]);
    let left = change(2, vec![set("phone", "2", &[id(&first)])]);
    let right = change(3, vec![set("phone", "3", &[id(&first)])]);
    let merged = merge(held(&[first, left, right]));
    let phone = &merged.fields["phone"];
    assert!(phone.is_conflict(), "neither had seen the other");
    assert_eq!(phone.shown().map(|head| &head.value), Some(&Value::from("3")), "the later is shown");
    assert_eq!(phone.heads.len(), 2, "the first is replaced by both, the two stand");
}

#[test]
fn who_saw_both_and_chose_settles_it() {
    let first = change(1, vec![set("phone", "1", &[])]);
    let left = change(2, vec![set("phone", "2", &[id(&first)])]);
    let right = change(3, vec![set("phone", "3", &[id(&first)])]);
    let chosen = change(4, vec![set("phone", "2", &[id(&left), id(&right)])]);
    let merged = merge(held(&[first, left, right, chosen]));
    assert!(!merged.fields["phone"].is_conflict(), "the choice names both");
    assert_eq!(merged.fields["phone"].shown().map(|head| &head.value), Some(&Value::from("2")), "the choice stands");
}

#[test]
fn equal_values_are_no_conflict() {
    let left = change(1, vec![set("phone", "2", &[])]);
    let right = change(2, vec![set("phone", "2", &[])]);
    let merged = merge(held(&[left, right]));
    assert!(!merged.fields["phone"].is_conflict(), "both say the same");
    assert_eq!(merged.fields["phone"].equals_of(&"2".into()).len(), 2, "a save replaces both");
}

#[test]
fn an_edit_that_the_voider_had_not_seen_puts_the_record_on_the_review_list() {
    let first = change(1, vec![set("phone", "1", &[])]);
    let mut void = change(2, vec![set(VOID_FIELD, "wrong person", &[])]);
    void.seen = merge(held(std::slice::from_ref(&first))).seen();
    let edit = change(3, vec![set("phone", "2", &[id(&first)])]);
    assert!(!merge(held(&[first.clone(), void.clone()])).is_voided_unseen, "it saw all there was");
    assert!(merge(held(&[first, void, edit])).is_voided_unseen, "the edit was not seen");
}

#[test]
fn a_base_counts_before_what_it_replaces_arrives() {
    let first = change(1, vec![set("phone", "1", &[])]);
    let second = change(2, vec![set("phone", "2", &[id(&first)])]);
    let merged = merge(held(&[second, first]));
    assert_eq!(merged.fields["phone"].heads.len(), 1, "what is replaced never comes back");
}

#[test]
fn chains_tell_order_and_content_apart() {
    let (a, b) = (ChangeId::of(b"a"), ChangeId::of(b"b"));
    let start = Chain::default();
    assert_ne!(start.then(&a).then(&b), start.then(&b).then(&a), "order counts");
    assert_ne!(start.then(&a), start.then(&b), "content counts");
}

#[test]
fn a_scope_reads_as_it_is_written() {
    for scope in [Scope::Org, Scope::Site(Uuid::from_u128(1)), Scope::Audit(Uuid::from_u128(2))] {
        assert_eq!(scope.to_string().parse::<Scope>().expect("its own text"), scope, "{scope}");
    }
    assert!("site:x".parse::<Scope>().is_err(), "a site has an id");
}

#[test]
fn origins_of_different_keys_differ_and_their_letters_are_readable() {
    let origins: BTreeMap<_, _> = (0u8..50).map(|n| (OriginKey::from_secret(&[n; 32]).origin(), n)).collect();
    assert_eq!(origins.len(), 50, "one origin a key");
    for origin in origins.keys() {
        let code = origin.series_code();
        assert!(code.len() == 4 && !code.contains(['I', 'O', 'Q', 'U', 'V']), "{code} reads aloud");
    }
}
