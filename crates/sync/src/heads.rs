//! What a record shows: a pure function of the set of its changes.

use crate::rules::{Rule, holds};
use crate::{Change, ChangeId, Clock, VOID_FIELD, Value};
use std::collections::{BTreeMap, BTreeSet};

/// A change to a field that no held change names as a base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The change.
    pub id: ChangeId,
    /// Its clock.
    pub clock: Clock,
    /// What it sets the field to.
    pub value: Value,
}

/// The heads of one field, the greatest (clock, id) first.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Field {
    /// Never empty.
    pub heads: Vec<Head>,
}

impl Field {
    /// The head that is shown where the kind declares no safer pick.
    #[must_use]
    pub fn shown(&self) -> Option<&Head> {
        self.heads.first()
    }

    /// Two or more different values. Equal values are no conflict.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.heads.windows(2).any(|pair| pair[0].value != pair[1].value)
    }

    /// The ids of the heads whose value is `value`: what an ordinary save replaces.
    #[must_use]
    pub fn equals_of(&self, value: &Value) -> Vec<ChangeId> {
        sorted(self.heads.iter().filter(|head| head.value == *value).map(|head| head.id))
    }

    /// The ids of all heads: what resolving replaces.
    #[must_use]
    pub fn all(&self) -> Vec<ChangeId> {
        sorted(self.heads.iter().map(|head| head.id))
    }
}

fn sorted(ids: impl Iterator<Item = ChangeId>) -> Vec<ChangeId> {
    ids.collect::<BTreeSet<_>>().into_iter().collect()
}

/// What a set of changes of one record comes to.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Merged {
    /// The heads of every field that was ever set.
    pub fields: BTreeMap<String, Field>,
    /// It was voided by somebody who had not seen all that stands now: for the review list.
    pub is_voided_unseen: bool,
}

impl Merged {
    /// The fields with rivals.
    pub fn conflicts(&self) -> impl Iterator<Item = (&String, &Field)> {
        self.fields.iter().filter(|(_, field)| field.is_conflict())
    }

    /// The ids of all heads of all fields but the voiding itself: what a voiding names as seen.
    #[must_use]
    pub fn seen(&self) -> Vec<ChangeId> {
        sorted(self.others().flat_map(|field| field.heads.iter().map(|head| head.id)))
    }

    fn others(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|(name, _)| *name != VOID_FIELD).map(|(_, field)| field)
    }
}

/// The heads of every field: all changes held that set it, less all that any held change names as its base there.
/// The order of `changes` does not matter, nor does it matter if one is given twice.
#[must_use]
pub fn merge<'a>(changes: impl IntoIterator<Item = (ChangeId, &'a Change)>) -> Merged {
    let mut replaced: BTreeSet<(&str, ChangeId)> = BTreeSet::new();
    let mut setters: BTreeMap<&str, BTreeMap<(Clock, ChangeId), &Value>> = BTreeMap::new();
    let mut seen: BTreeSet<ChangeId> = BTreeSet::new();
    for (id, change) in changes {
        for set in &change.sets {
            let is_held = |base: &&ChangeId| {
                setters.get(set.field.as_str()).is_some_and(|held| held.keys().any(|(_, id)| id == *base))
            };
            let counted = set.bases.iter().filter(|base| holds(Rule::HeadsAsSets) || is_held(base));
            replaced.extend(counted.map(|base| (set.field.as_str(), *base)));
            setters.entry(&set.field).or_default().insert((change.clock, id), &set.value);
        }
        if change.set(VOID_FIELD).is_some() {
            seen.extend(&change.seen);
        }
    }
    let mut merged = Merged::default();
    for (field, set_by) in setters {
        let standing = set_by.into_iter().rev().filter(|((_, id), _)| !replaced.contains(&(field, *id)));
        let heads = standing.map(|((clock, id), value)| Head { id, clock, value: value.clone() }).collect();
        merged.fields.insert(field.to_owned(), Field { heads });
    }
    let is_void = merged.fields.get(VOID_FIELD).and_then(Field::shown).is_some_and(|head| head.value != Value::Null);
    let has_unseen = merged.others().any(|field| field.heads.iter().any(|head| !seen.contains(&head.id)));
    merged.is_voided_unseen = is_void && has_unseen;
    merged
}
