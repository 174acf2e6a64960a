//! A replica in memory: the store that the real code is driven with.

use crate::rules::{Rule, holds};
use crate::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;
use uuid::Uuid;

#[derive(Clone, Debug)]
pub struct Row {
    pub place: Place,
    pub id: ChangeId,
    pub chain: Chain,
    pub change: Rc<Change>,
    pub body: Rc<Vec<u8>>,
}

/// What survives a crash; a backup is a clone of it.
#[derive(Clone, Default)]
pub struct Store {
    pub logs: BTreeMap<Log, Vec<Row>>,
    pub vector: Vector,
    pub signatures: BTreeMap<Log, Signature>,
    pub held: HashMap<ChangeId, Vec<Place>>,
    pub last: Clock,
    pub peer: Peer,
    /// At the hub: the vectors that workstations' hellos may start from.
    pub kept: HashMap<[u8; 32], Vector>,
}

#[derive(Clone)]
pub struct Replica {
    pub name: String,
    pub store: Store,
    pub secret: u64,
    pub scopes: BTreeSet<Scope>,
    pub schema: u32,
    pub wall_off_ms: i64,
    /// How far it pushed: forgotten with the process.
    pub sent: Vector,
}

pub fn key(secret: u64) -> OriginKey {
    OriginKey::from_secret(blake3::hash(&secret.to_le_bytes()).as_bytes())
}

impl Replica {
    pub fn new(name: &str, secret: u64, scopes: &[Scope], schema: u32) -> Replica {
        Replica {
            name: name.into(),
            store: Store::default(),
            secret,
            scopes: scopes.iter().copied().collect(),
            schema,
            wall_off_ms: 0,
            sent: Vector::default(),
        }
    }

    pub fn origin(&self) -> Origin {
        key(self.secret).origin()
    }

    /// One transaction: changes that share a clock, each with its scope.
    pub fn write(&mut self, now_ms: i64, drafts: Vec<(Scope, Uuid, Vec<Set>, Vec<ChangeId>)>) -> Vec<ChangeId> {
        let clock = Clock::next(self.store.last, now_ms + self.wall_off_ms);
        let origin = self.origin();
        let mut ids = vec![];
        for (scope, record, sets, seen) in drafts {
            let change = Change {
                clock,
                maker: origin,
                author: Uuid::from_u128(1),
                recorded_at_ms: now_ms + self.wall_off_ms,
                skew_ms: 0,
                schema: self.schema,
                kind: "thing".into(),
                record,
                sets,
                seen,
            };
            let body = change.canonical();
            ids.push(ChangeId::of(&body));
            self.append(Log { scope, origin }, change, body);
        }
        ids
    }

    pub fn append(&mut self, log: Log, change: Change, body: Vec<u8>) {
        let tip = self.store.vector.tip(&log);
        let id = ChangeId::of(&body);
        let next = Tip { seq: tip.seq + 1, chain: tip.chain.then(&id), clock: change.clock, proven: tip.proven };
        self.put(Row { place: log.at(next.seq), id, chain: next.chain, change: Rc::new(change), body: Rc::new(body) });
        self.store.vector.set(log, next);
    }

    fn put(&mut self, row: Row) {
        let store = &mut self.store;
        store.last = store.last.max(row.change.clock);
        store.held.entry(row.id).or_default().push(row.place);
        store.logs.entry(row.place.log).or_default().push(row);
    }

    /// Signs what it wrote since it last did.
    pub fn sign(&mut self) {
        let origin = self.origin();
        let mine: Vec<Log> = self.store.logs.keys().filter(|log| log.origin == origin).copied().collect();
        for log in mine {
            let mut tip = self.store.vector.tip(&log);
            if tip.proven < tip.seq {
                self.store.signatures.insert(log, key(self.secret).sign(log, tip.seq, &tip.chain));
                tip.proven = tip.seq;
                self.store.vector.set(log, tip);
            }
        }
    }

    pub fn known(&self, needs: &Needs) -> Known {
        let row = |place: &Place| self.row(*place);
        let standing = |row: &Row| Standing { id: row.id, chain: row.chain, clock: row.change.clock };
        let clock = |id: &ChangeId| self.row(*self.store.held.get(id)?.first()?).map(|row| row.change.clock);
        Known {
            places: needs.places.iter().filter_map(|place| Some((*place, standing(row(place)?)))).collect(),
            clocks: needs.ids.iter().filter_map(|id| Some((*id, clock(id)?))).collect(),
        }
    }

    pub fn row(&self, place: Place) -> Option<&Row> {
        self.store.logs.get(&place.log)?.get(usize::try_from(place.seq.checked_sub(1)?).ok()?)
    }

    /// Reads spans in the order of clocks, at most about `limit` changes.
    pub fn outgoing(&self, spans: &[Span], logs: &[Log], limit: usize) -> Outgoing {
        let mut rows: Vec<&Row> = vec![];
        for span in spans {
            let all = self.store.logs.get(&span.log).map(Vec::as_slice).unwrap_or_default();
            rows.extend(all.iter().filter(|row| row.place.seq > span.after && row.place.seq <= span.upto));
        }
        rows.sort_by_key(|row| (row.change.clock, row.place));
        let mut limit = limit.max(1);
        while limit < rows.len() && rows[0].change.clock == rows[limit - 1].change.clock {
            limit += 1;
        }
        let is_all = rows.len() <= limit;
        rows.truncate(limit);
        let entries: Vec<Entry> = rows.iter().map(|row| Entry { place: row.place, body: row.body.to_vec() }).collect();
        let outgoing = Outgoing::new(entries, is_all);
        let places = outgoing.bases().into_iter().filter_map(|id| Some((id, *self.store.held.get(&id)?.first()?)));
        let places = places.collect();
        let signatures = logs.iter().filter_map(|log| self.store.signatures.get(log).copied()).collect();
        Outgoing { signatures, places, ..outgoing }
    }

    /// Applies what was received, in one transaction.
    pub fn apply(&mut self, received: &Received) {
        for arrival in &received.arrivals {
            self.put(Row {
                place: arrival.place,
                id: arrival.id,
                chain: arrival.chain,
                change: Rc::new(arrival.change.clone()),
                body: Rc::new(arrival.body.clone()),
            });
        }
        self.store.signatures.extend(received.signatures.iter().map(|signature| (signature.log, *signature)));
        self.store.vector = received.vector.clone();
    }

    /// Stores what was re-issued.
    pub fn adopt(&mut self, reissue: Reissue) {
        for arrival in reissue.arrivals {
            self.append(arrival.place.log, arrival.change, arrival.body);
        }
        for signature in reissue.signatures {
            let mut tip = self.store.vector.tip(&signature.log);
            tip.proven = signature.seq;
            self.store.vector.set(signature.log, tip);
            self.store.signatures.insert(signature.log, signature);
        }
    }

    /// Cuts logs and re-issues what stood there, in one transaction. Returns how many changes were.
    pub fn give_way(&mut self, cuts: &[Place], fresh: u64) -> usize {
        let mut branch = vec![];
        let mut is_own = false;
        for cut in cuts {
            is_own |= cut.log.origin == self.origin();
            let rows = self.store.logs.get_mut(&cut.log).map(|rows| rows.split_off(cut.seq as usize));
            for row in rows.unwrap_or_default() {
                if let Some(places) = self.store.held.get_mut(&row.id) {
                    places.retain(|place| *place != row.place);
                }
                branch.push(Entry { place: row.place, body: row.body.to_vec() });
            }
            let last = self.store.logs.get(&cut.log).and_then(|rows| rows.last());
            let proven = self.store.signatures.get(&cut.log).map_or(0, |signature| signature.seq);
            let proven = if proven > cut.seq { 0 } else { proven };
            if proven == 0 {
                self.store.signatures.remove(&cut.log);
            }
            let tip = last.map(|row| Tip { seq: row.place.seq, chain: row.chain, clock: row.change.clock, proven });
            self.store.vector.set(cut.log, tip.unwrap_or_default());
        }
        let held = &self.store.held;
        let reissue = reissue(&branch, &key(fresh), |id| held.get(id).is_some_and(|places| !places.is_empty()));
        let count = reissue.arrivals.len();
        self.adopt(reissue);
        self.store.held.retain(|_, places| !places.is_empty());
        if is_own {
            self.secret = fresh;
        }
        count
    }

    /// The distinct changes held.
    pub fn changes(&self) -> BTreeMap<ChangeId, Rc<Change>> {
        self.store.logs.values().flatten().map(|row| (row.id, row.change.clone())).collect()
    }

    /// What it shows: every record merged in the order in which this store happens to hold the changes.
    pub fn shown(&self) -> BTreeMap<Uuid, Merged> {
        let mut by_record: BTreeMap<Uuid, Vec<(ChangeId, Change)>> = BTreeMap::new();
        for row in self.store.logs.values().flatten() {
            let mut change = (*row.change).clone();
            if !holds(Rule::UnreadCounts) {
                change.sets.retain(|set| reads(self.schema, set));
            }
            by_record.entry(change.record).or_default().push((row.id, change));
        }
        let merged = |changes: &Vec<(ChangeId, Change)>| merge(changes.iter().map(|(id, change)| (*id, change)));
        by_record.iter().map(|(record, changes)| (*record, merged(changes))).collect()
    }
}

/// What a version of the program understands: `c` came with 2, `d` and numbers of a hundred in `b` with 3.
pub fn reads(schema: u32, set: &Set) -> bool {
    match set.field.as_str() {
        "c" => schema >= 2,
        "d" => schema >= 3,
        "b" => schema >= 3 || !matches!(set.value, Value::Int(100..)),
        _ => true,
    }
}
