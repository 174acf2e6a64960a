//! What must be true of every replica after every step, and of all of them once they have met.

use super::exchanges::sync;
use super::replica::{Replica, reads};
use super::world::{SIZES, Verdict, World, site};
use crate::rules::{Rule, holds};
use crate::*;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

impl World {
    pub(super) fn judge(&self, at: usize) -> Verdict {
        let rep = &self.reps[at];
        let held = &rep.store.held;
        let name = &rep.name;
        for rows in rep.store.logs.values() {
            let mut chain = Chain::default();
            for (nth, row) in rows.iter().enumerate() {
                chain = chain.then(&row.id);
                if row.chain != chain || row.place.seq != nth as u64 + 1 {
                    return Err(format!("BROKEN: {name} holds {:?} under another chain or number", row.place));
                }
            }
            let ids: BTreeSet<ChangeId> = rows.iter().map(|row| row.id).collect();
            if ids.len() != rows.len() {
                return Err(format!("DOUBLED: {name} holds a change twice in one log"));
            }
            let scopes: Vec<_> = rows.iter().map(|row| row.change.clock).collect();
            if !scopes.is_sorted() {
                return Err(format!("CLOCK: it falls along a log at {name}"));
            }
        }
        let records: BTreeSet<Uuid> = rep.changes().values().map(|change| change.record).collect();
        let mut parted: BTreeSet<ChangeId> = BTreeSet::new();
        for id in held.keys() {
            let truth =
                self.truth.get(id).ok_or_else(|| format!("ALTERED: {name} holds {id:?}, which nobody wrote"))?;
            let causes = truth.saw.values().flatten().chain(&truth.saw_of_all);
            if let Some(cause) = causes.into_iter().find(|cause| !held.contains_key(*cause)) {
                return Err(format!("CAUSALITY: {name} holds {id:?} without {cause:?}"));
            }
            if truth.parent.is_some_and(|parent| !records.contains(&parent)) {
                return Err(format!("CAUSALITY: {name} holds {id:?} without its parent"));
            }
            // A replica that was set back gets the part in another scope only from who subscribes to that.
            let scope = scope_of(&truth.change);
            parted.extend(truth.together.iter().filter(|id| scope_of(&self.truth[id].change) == scope));
            let clock = truth.change.clock;
            let mut bases = truth.change.causes().filter_map(|base| self.truth.get(base));
            if bases.any(|base| base.change.clock >= clock) {
                return Err(format!("CLOCK: {id:?} is not above what it replaces"));
            }
        }
        if let Some(id) = parted.iter().find(|id| !held.contains_key(*id)) {
            return Err(format!("PARTED: {name} holds a part of the transaction of {id:?}"));
        }
        self.judge_shown(rep)
    }

    /// What a record shows must follow from what the authors truly saw.
    fn judge_shown(&self, rep: &Replica) -> Verdict {
        let held = &rep.store.held;
        let mut replaced: BTreeSet<(&str, ChangeId)> = BTreeSet::new();
        let mut seen: BTreeMap<Uuid, BTreeSet<ChangeId>> = BTreeMap::new();
        for id in held.keys() {
            let truth = &self.truth[id];
            for (field, saw) in &truth.saw {
                replaced.extend(saw.iter().map(|id| (field.as_str(), *id)));
            }
            if truth.change.set(VOID_FIELD).is_some() {
                seen.entry(truth.change.record).or_default().extend(&truth.saw_of_all);
            }
        }
        let shown = rep.shown();
        let mut heads: BTreeMap<(Uuid, &str), BTreeSet<ChangeId>> = BTreeMap::new();
        for id in held.keys() {
            let change = &self.truth[id].change;
            for set in &change.sets {
                let entry = heads.entry((change.record, set.field.as_str())).or_default();
                if !replaced.contains(&(set.field.as_str(), *id)) {
                    entry.insert(*id);
                }
            }
        }
        for ((record, field), wanted) in &heads {
            let is_read = |id: &ChangeId| {
                holds(Rule::UnreadCounts) || reads(rep.schema, self.truth[id].change.set(field).expect("it sets it"))
            };
            let wanted: BTreeSet<ChangeId> = wanted.iter().filter(|id| is_read(id)).copied().collect();
            let merged = shown.get(record).and_then(|merged| merged.fields.get(*field));
            let found: BTreeSet<ChangeId> = merged.map(|field| field.all().into_iter().collect()).unwrap_or_default();
            if found != wanted {
                let what = if wanted.is_subset(&found) { "REVIVED" } else { "OVERWRITTEN" };
                let record = record.as_u128();
                return Err(format!("{what}: {} shows {found:?} in {field} of {record}, not {wanted:?}", rep.name));
            }
        }
        for (record, seen) in &seen {
            let standing = heads.iter().filter(|((of, field), _)| of == record && *field != VOID_FIELD);
            let is_unseen = standing.flat_map(|(_, ids)| ids).any(|id| !seen.contains(id));
            if holds(Rule::UnreadCounts) && shown[record].is_voided_unseen != is_unseen {
                return Err(format!("REVIEW: {} lists {} wrongly", rep.name, record.as_u128()));
            }
        }
        Ok(())
    }

    /// What a workstation says is safe must be on the hub, right after it heard from it.
    pub(super) fn judge_proof(&self, work: usize) -> Verdict {
        let rep = &self.reps[work];
        let mine = &rep.store.vector;
        let known = rep.known(&rep.store.peer.proof_needs(mine));
        let proof = rep.store.peer.proof(mine, &rep.sent, &known, |_| false);
        // Only the last hello counts, and the hub may have been set back since a hello before the last exchange.
        let hub = &self.reps[0];
        let is_current = rep
            .store
            .peer
            .theirs
            .iter()
            .all(|(log, tip)| hub.row(log.at(tip.seq)).is_some_and(|row| row.chain == tip.chain));
        if !is_current {
            return Ok(());
        }
        for (log, safe) in &proof.safe {
            for seq in 1..=*safe {
                let row = rep.row(log.at(seq)).expect("it is held");
                if hub.row(log.at(seq)).is_none_or(|there| there.id != row.id) {
                    return Err(format!("PROOF: {} says {:?} is safe, and it is not", rep.name, row.place));
                }
            }
        }
        Ok(())
    }

    /// Everybody meets the hub twice: then all must be the same everywhere.
    pub fn heal(&mut self) -> Verdict {
        self.story.push("everybody meets".into());
        let must: BTreeSet<ChangeId> = self.reps.iter().flat_map(|rep| rep.store.held.keys().copied()).collect();
        for _ in 0..2 {
            for nth in 1..self.reps.len() {
                let (hub, others) = self.reps.split_at_mut(1);
                let mut fresh = self.fresh + 1;
                let done = sync(&mut others[nth - 1], &mut hub[0], self.now_ms, SIZES, &mut fresh);
                self.fresh = fresh;
                done.map_err(|fault| format!("STUCK: {fault}"))?;
                (0..self.reps.len()).try_for_each(|at| self.judge(at))?;
                self.judge_proof(nth)?;
            }
        }
        let hub = &self.reps[0];
        if let Some(id) = must.iter().find(|id| !hub.store.held.contains_key(*id)) {
            return Err(format!("LOST: {id:?} never reached the hub"));
        }
        for rep in &self.reps[1..] {
            let theirs = hub.store.vector.only(|log| {
                rep.scopes.contains(&log.scope)
                    && (!matches!(log.scope, Scope::Audit(_)) || rep.store.vector.tip(log).seq > 0)
            });
            if theirs != rep.store.vector {
                let differing = rep.store.vector.changed_since(&theirs);
                return Err(format!("DIVERGED: {} and the hub differ: {differing:?}", rep.name));
            }
            let known = rep.known(&rep.store.peer.proof_needs(&rep.store.vector));
            if !rep.store.peer.proof(&rep.store.vector, &Vector::default(), &known, |_| false).is_all_safe() {
                return Err(format!("PROOF: {} does not say that all is safe, and it is", rep.name));
            }
        }
        Ok(())
    }
}

/// The scope that a record of these tests lives in, which is part of its id.
fn scope_of(change: &Change) -> Scope {
    let number = change.record.as_u128();
    let nth = match number {
        0..10_000 => number as usize / 1000 - 1,
        _ if number >> 127 == 1 => return Scope::Audit(Uuid::nil()),
        _ => (number >> 100) as usize - 1,
    };
    if nth == 0 { Scope::Org } else { site(nth - 1) }
}
