//! Random histories of workstations, a hub and USB files, each step of which is judged.

use super::exchanges::{Fate, Sizes, export, import, round, sync};
use super::replica::{Replica, Store};
use crate::rules::{Rule, holds};
use crate::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;
use uuid::Uuid;

/// Numbers that are the same for the same seed.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x2545_F491_4F6C_DD1D) ^ 0x9E37_79B9_7F4A_7C15)
    }

    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        (self.number() % bound.max(1) as u64) as usize
    }

    pub fn chance(&mut self, percent: u64) -> bool {
        self.number() % 100 < percent
    }
}

/// What an author truly had before them.
pub(super) struct Truth {
    pub(super) change: Rc<Change>,
    pub(super) saw: BTreeMap<String, BTreeSet<ChangeId>>,
    pub(super) saw_of_all: BTreeSet<ChangeId>,
    /// What stood in the database when it was written, in the same transaction before it, or as its parent.
    pub(super) together: Vec<ChangeId>,
    pub(super) parent: Option<Uuid>,
}

struct Form {
    record: Uuid,
    scope: Scope,
    shown: Merged,
}

pub struct World {
    pub reps: Vec<Replica>,
    forms: Vec<Option<Form>>,
    pub(super) truth: HashMap<ChangeId, Truth>,
    files: Vec<Vec<u8>>,
    backups: Vec<(usize, Store, u64)>,
    /// Requests that are still on their way.
    late: Vec<(usize, Vec<u8>)>,
    pub(super) now_ms: i64,
    pub(super) fresh: u64,
    number: i64,
    /// What was written at which place, until a whole machine is copied: then a place may be written twice.
    written: HashMap<Place, ChangeId>,
    is_machine_copied: bool,
    doubled: Option<Place>,
    pub story: Vec<String>,
    /// How often each thing happened.
    pub happened: BTreeMap<&'static str, u64>,
}

pub type Verdict = Result<(), String>;

const START_MS: i64 = 1_790_000_000_000;
const YEAR_MS: i64 = 365 * 86_400_000;
pub const SIZES: Sizes = Sizes { chunk: 64 * 1024, rows: 1000 };

pub(super) fn site(nth: usize) -> Scope {
    Scope::Site(Uuid::from_u128(nth as u128 + 1))
}

fn record(scope_nth: usize, nth: usize) -> Uuid {
    Uuid::from_u128((1000 * (scope_nth + 1) + nth) as u128)
}

impl World {
    pub fn new(workstations: usize) -> World {
        let all = [Scope::Org, site(0), site(1), Scope::Audit(Uuid::from_u128(1)), Scope::Audit(Uuid::from_u128(2))];
        let mut reps = vec![Replica::new("hub", 0, &all, 3)];
        for nth in 0..workstations {
            let scopes = [Scope::Org, site(nth % 3 / 2), Scope::Audit(Uuid::from_u128((nth % 3 / 2) as u128 + 1))];
            reps.push(Replica::new(&format!("w{}", nth + 1), nth as u64 + 1, &scopes, 1 + nth as u32 % 3));
        }
        World {
            forms: reps.iter().map(|_| None).collect(),
            reps,
            truth: HashMap::new(),
            files: vec![],
            backups: vec![],
            late: vec![],
            now_ms: START_MS,
            fresh: 1000,
            number: 0,
            written: HashMap::new(),
            is_machine_copied: false,
            doubled: None,
            story: vec![],
            happened: BTreeMap::new(),
        }
    }

    fn say(&mut self, kind: &'static str, line: String) {
        *self.happened.entry(kind).or_default() += 1;
        self.story.push(line);
    }

    fn new_origin(&mut self, at: usize) {
        self.fresh += 1;
        self.reps[at].secret = self.fresh;
    }

    // ---- writing ----

    fn open_form(&mut self, at: usize, dice: &mut Dice) {
        let places: Vec<usize> = (0..3).filter(|nth| self.reps[at].scopes.contains(&self.scope(*nth))).collect();
        let scope_nth = places[dice.below(places.len())];
        let id = record(scope_nth, dice.below(2));
        let shown = self.reps[at].shown().remove(&id).unwrap_or_default();
        self.forms[at] = Some(Form { record: id, scope: self.scope(scope_nth), shown });
        self.say("form", format!("{} opens a form on {}", self.reps[at].name, id.as_u128()));
    }

    fn scope(&self, nth: usize) -> Scope {
        if nth == 0 { Scope::Org } else { site(nth - 1) }
    }

    fn save_form(&mut self, at: usize, dice: &mut Dice) {
        let Some(form) = self.forms[at].take() else { return self.open_form(at, dice) };
        let schema = self.reps[at].schema;
        let fields: Vec<&str> = ["a", "b", "c", "d"][..1 + schema.min(3) as usize].to_vec();
        let field = if dice.chance(12) { VOID_FIELD } else { fields[dice.below(fields.len())] };
        let value = match field {
            "b" if schema >= 3 && dice.chance(40) => Value::Int(100 + dice.below(3) as i64),
            VOID_FIELD => Value::Text("wrong".into()),
            _ => Value::Int(dice.below(4) as i64),
        };
        let is_resolving = dice.chance(40);
        let seen_by = |merged: &Merged, all: bool| -> BTreeSet<ChangeId> {
            let Some(heads) = merged.fields.get(field) else { return BTreeSet::new() };
            let shown = heads.shown().map(|head| head.value.clone());
            let ids = if all { heads.all() } else { shown.map(|value| heads.equals_of(&value)).unwrap_or_default() };
            ids.into_iter().collect()
        };
        let saw = seen_by(&form.shown, is_resolving);
        let now = self.reps[at].shown().remove(&form.record).unwrap_or_default();
        let basis = if holds(Rule::BasesAsShown) { &form.shown } else { &now };
        let bases = seen_by(basis, is_resolving || !holds(Rule::ShownOnly));
        let saw_of_all: BTreeSet<ChangeId> =
            if field == VOID_FIELD { form.shown.seen().into_iter().collect() } else { BTreeSet::new() };
        let seen = if holds(Rule::VoidNamesSeen) { saw_of_all.iter().copied().collect() } else { vec![] };
        let sets = vec![Set { field: field.into(), value, bases: bases.iter().copied().collect() }];
        let ids = self.reps[at].write(self.now_ms, vec![(form.scope, form.record, sets, seen)]);
        self.remember(at, &ids, |truth| {
            truth.saw.insert(field.into(), saw.clone());
            truth.saw_of_all = saw_of_all.clone();
        });
        self.say(
            "save",
            format!("{} saves {field} of {} as {ids:?}, for {saw:?}", self.reps[at].name, form.record.as_u128()),
        );
    }

    /// A transaction of several new records, the later ones hanging on the first, across scopes.
    fn append(&mut self, at: usize, dice: &mut Dice) {
        let rep = &self.reps[at];
        let scopes: Vec<Scope> = rep.scopes.iter().filter(|scope| !matches!(scope, Scope::Audit(_))).copied().collect();
        let first_scope = scopes[dice.below(scopes.len())];
        let known: Vec<Uuid> =
            rep.changes().values().map(|change| change.record).filter(|id| id.as_u128() > 1 << 64).collect();
        let in_scope = |id: &Uuid, scope: Scope| id.as_u128() >> 100 == scope_bits(scope) || id.as_u128() >> 100 == 1;
        let fitting: Vec<Uuid> = known.into_iter().filter(|id| in_scope(id, first_scope)).collect();
        let mut parent = if fitting.is_empty() { None } else { Some(fitting[dice.below(fitting.len())]) };
        let mut drafts = vec![];
        let mut parents = vec![];
        for nth in 0..1 + dice.below(3) {
            self.number += 1;
            let scope = if nth == 0 || dice.chance(70) { first_scope } else { scopes[dice.below(scopes.len())] };
            let id = Uuid::from_u128(scope_bits(scope) << 100 | 1 << 70 | self.number as u128);
            let parent_now = parent.filter(|id| in_scope(id, scope));
            let mut sets = vec![Set { field: "a".into(), value: Value::Int(self.number), bases: vec![] }];
            if let Some(parent) = parent_now {
                sets.push(Set { field: "of".into(), value: Value::Text(parent.to_string()), bases: vec![] });
            }
            parents.push(parent_now);
            drafts.push((scope, id, sets, vec![]));
            parent = Some(id);
        }
        if dice.chance(20) {
            let audit = rep.scopes.iter().find(|scope| matches!(scope, Scope::Audit(_))).copied();
            let sets = vec![Set { field: "a".into(), value: Value::Int(self.number), bases: vec![] }];
            self.number += 1;
            drafts.extend(audit.map(|scope| (scope, Uuid::from_u128(1 << 127 | self.number as u128), sets, vec![])));
            parents.push(None);
        }
        let ids = self.reps[at].write(self.now_ms, drafts);
        self.remember(at, &ids, |truth| truth.together = ids.clone());
        for (id, parent) in ids.iter().zip(parents) {
            if let Some(truth) = self.truth.get_mut(id) {
                truth.parent = parent;
            }
        }
        self.say("append", format!("{} appends {ids:?}", self.reps[at].name));
    }

    fn remember(&mut self, at: usize, ids: &[ChangeId], tell: impl Fn(&mut Truth)) {
        for id in ids {
            let place = self.reps[at].store.held[id][0];
            if self.written.insert(place, *id).is_some_and(|other| other != *id) && !self.is_machine_copied {
                self.doubled = Some(place);
            }
            let change = self.reps[at].row(place).expect("it was just written").change.clone();
            let mut truth =
                Truth { change, saw: BTreeMap::new(), saw_of_all: BTreeSet::new(), together: vec![], parent: None };
            tell(&mut truth);
            self.truth.insert(*id, truth);
        }
    }

    // ---- one step ----

    pub fn step(&mut self, dice: &mut Dice) -> Verdict {
        self.now_ms += dice.below(3) as i64;
        let count = self.reps.len();
        let at = dice.below(count);
        let work = 1 + dice.below(count - 1);
        let before: Vec<BTreeSet<ChangeId>> = self.reps.iter().map(|rep| rep.changes().into_keys().collect()).collect();
        let mut may_lose = None;
        match dice.below(100) {
            0..=14 => self.open_form(at, dice),
            15..=37 => self.save_form(at, dice),
            38..=49 => self.append(at, dice),
            50..=75 => self.exchange(work, dice)?,
            76..=80 => self.export(at, dice),
            81..=86 => self.import(at, dice)?,
            87..=89 => {
                let jumps = [-YEAR_MS, YEAR_MS, -50, 5, 0, 40_000, -3_000];
                self.reps[at].wall_off_ms = jumps[dice.below(jumps.len())];
                self.say("wall", format!("{}'s wall is off by {} ms", self.reps[at].name, self.reps[at].wall_off_ms));
            }
            90..=91 => {
                self.backups.push((at, self.reps[at].store.clone(), self.reps[at].secret));
                self.say("backup", format!("{} is backed up ({})", self.reps[at].name, self.backups.len() - 1));
            }
            92..=93 => may_lose = self.restore(dice),
            94 if count < 7 => self.copy(work, dice),
            95 => self.deliver_late(dice),
            96 => self.now_ms += 30 * 86_400_000,
            _ => {
                self.reps[at].schema = (self.reps[at].schema + 1).min(3);
                self.say("upgrade", format!("{} reads version {}", self.reps[at].name, self.reps[at].schema));
            }
        }
        if let Some(place) = self.doubled {
            return Err(format!("NUMBERS: {place:?} was written twice, so numbers of its series were given twice"));
        }
        for (nth, held) in before.iter().enumerate() {
            if may_lose != Some(nth) {
                let now = &self.reps[nth].store.held;
                if let Some(id) = held.iter().find(|id| !now.contains_key(*id)) {
                    return Err(format!("LOST: {} no longer holds {id:?}", self.reps[nth].name));
                }
            }
        }
        (0..self.reps.len()).try_for_each(|nth| self.judge(nth))
    }

    fn exchange(&mut self, work: usize, dice: &mut Dice) -> Verdict {
        let sizes = Sizes { chunk: [500, 2_000, 64 * 1024][dice.below(3)], rows: 1 + dice.below(30) };
        let rounds = if dice.chance(60) { 60 } else { 1 + dice.below(3) };
        let mut now = self.reps.split_off(1);
        for nth in 0..rounds {
            let fate = match dice.below(14) {
                0 => Fate::CutRequest(dice.number()),
                1 => Fate::Twice,
                2 => Fate::HubDies,
                3 => Fate::CutResponse(dice.number()),
                4 => Fate::Dies,
                _ => Fate::Well,
            };
            let (hub, others) = (&mut self.reps[0], &mut now);
            let mut fresh = self.fresh + 1;
            let mut visitor = others[work - 1].clone();
            let next = (work + dice.below(others.len().max(2) - 1)) % others.len();
            let now_ms = self.now_ms;
            let mut more_fresh = self.fresh + 500;
            let mut meanwhile = |hub: &mut Replica| {
                if next != work - 1 {
                    let _ = sync(&mut others[next], hub, now_ms, SIZES, &mut more_fresh);
                }
            };
            let said = format!("{} exchanges with the hub: {fate:?}, {sizes:?}", visitor.name);
            let more = round(&mut visitor, hub, now_ms, fate, sizes, &mut fresh, Some(&mut meanwhile));
            self.fresh = fresh.max(self.fresh) + 600;
            now[work - 1] = visitor;
            self.say("round", said);
            if fate != Fate::Well {
                self.say("fault", "  a fault".into());
            }
            if fate == Fate::CutRequest(0) || dice.chance(5) {
                let visitor = &now[work - 1];
                let request = visitor.store.peer.ask(&visitor.store.vector, None, 1, 0, 1000).to_bytes();
                self.late.push((work, request));
            }
            match more {
                Ok(true) if nth + 1 < rounds && fate == Fate::Well => {}
                Ok(_) => break,
                Err(fault) => {
                    self.reps.append(&mut now);
                    return Err(fault);
                }
            }
        }
        self.reps.append(&mut now);
        self.judge_proof(work)
    }

    /// A request that wandered about for a while arrives; nobody waits for the answer any more.
    fn deliver_late(&mut self, dice: &mut Dice) {
        if self.late.is_empty() {
            return;
        }
        let (from, bytes) = self.late.remove(dice.below(self.late.len()));
        let visitor = self.reps[from].clone();
        let (now_ms, mut fresh) = (self.now_ms, self.fresh + 1);
        let _ = super::exchanges::answer(&mut self.reps[0], &visitor, &bytes, now_ms, SIZES, &mut fresh, None);
        self.fresh = fresh + 1;
        self.say("late", format!("a late request of {} arrives", visitor.name));
    }

    fn export(&mut self, at: usize, dice: &mut Dice) {
        let theirs = match dice.below(3) {
            0 => Vector::default(),
            1 => self.reps[at].store.peer.theirs.clone(),
            _ => self.reps[dice.below(self.reps.len())].store.vector.clone(),
        };
        let sizes = Sizes { chunk: [800, 64 * 1024][dice.below(2)], rows: 1 + dice.below(40) };
        let file = export(&mut self.reps[at], &theirs, self.now_ms, sizes);
        self.say("export", format!("{} exports file {}, {} bytes", self.reps[at].name, self.files.len(), file.len()));
        self.files.push(file);
    }

    fn import(&mut self, at: usize, dice: &mut Dice) -> Verdict {
        if self.files.is_empty() {
            return Ok(());
        }
        let nth = dice.below(self.files.len());
        let mut file = self.files[nth].clone();
        let is_cut = dice.chance(10);
        if is_cut {
            file.truncate(dice.below(file.len()));
        }
        let dies_at = if dice.chance(20) { dice.below(3) } else { usize::MAX };
        self.fresh += 1;
        let mut fresh = self.fresh;
        let done = import(&mut self.reps[at], &file, dies_at, &mut fresh);
        self.fresh = fresh + 1;
        let kind = match &done {
            Ok(()) => "import",
            Err(ParcelError::NotThatFar { .. }) => "not that far",
            Err(_) if is_cut => "damaged file",
            Err(fault) => return Err(format!("a good file is refused: {fault}")),
        };
        self.say(kind, format!("{} imports file {nth}: {done:?}", self.reps[at].name));
        Ok(())
    }

    fn restore(&mut self, dice: &mut Dice) -> Option<usize> {
        if self.backups.is_empty() {
            return None;
        }
        let nth = dice.below(self.backups.len());
        let (at, store, secret) = self.backups[nth].clone();
        let how = dice.below(3);
        self.reps[at].store = store;
        self.reps[at].secret = secret;
        self.reps[at].sent = Vector::default();
        self.forms[at] = None;
        let name = self.reps[at].name.clone();
        let ways = ["through the application", "as a file", "as a whole machine"];
        self.say("restore", format!("{name} is restored from backup {nth} {}", ways[how]));
        self.is_machine_copied |= how == 2;
        if how < 2 && holds(Rule::KeyOutside) {
            self.new_origin(at);
        }
        Some(at)
    }

    fn copy(&mut self, work: usize, dice: &mut Dice) {
        let mut copy = self.reps[work].clone();
        copy.name = format!("{}'", copy.name);
        let is_machine = dice.chance(50);
        self.say("copy", format!("{} is copied{}", self.reps[work].name, if is_machine { " whole" } else { "" }));
        self.reps.push(copy);
        self.forms.push(None);
        self.is_machine_copied |= is_machine;
        if !is_machine && holds(Rule::KeyOutside) {
            self.new_origin(self.reps.len() - 1);
        }
    }
}

fn scope_bits(scope: Scope) -> u128 {
    match scope {
        Scope::Org => 1,
        Scope::Site(id) | Scope::Audit(id) => 1 + id.as_u128(),
    }
}
