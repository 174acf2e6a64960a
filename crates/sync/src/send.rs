//! What is sent, in which order, and cut where: by (clock, maker, place), between transactions, bounded in bytes.

use crate::chunk::{Chunk, Run};
use crate::columns;
use crate::rules::{Rule, holds};
use crate::{Change, ChangeId, Clock, Log, Origin, Place, Signature, Vector};
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

/// A chunk holds at most so many changes, however small they are.
pub(crate) const MAX_CHANGES: usize = 16_384;
/// A chunk takes about so much memory where it is read: well below what the reader allows.
const MAX_MEMORY: usize = 8 * 1024 * 1024;

/// A change as a log holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it stands.
    pub place: Place,
    /// Its canonical bytes.
    pub body: Vec<u8>,
}

/// What was read of a log for sending, all of it from one snapshot of the database.
#[derive(Clone, Debug, Default)]
pub struct Outgoing {
    pub(crate) changes: Vec<Decoded>,
    pub(crate) is_all: bool,
    /// The latest signature of every log that is sent, or that the other holds with less proof.
    pub signatures: Vec<Signature>,
    /// Where the changes of [`Outgoing::bases`] stand: makes the chunk smaller. May be left empty.
    pub places: HashMap<ChangeId, Place>,
}

/// A change that was looked into once.
#[derive(Clone, Debug)]
pub(crate) struct Decoded {
    entry: Entry,
    id: ChangeId,
    /// What its bytes say, where they say anything.
    change: Option<Change>,
}

impl Outgoing {
    /// The changes; of each log without gaps from the first that the other lacks, in any order of logs. `is_all` says
    /// whether these are all that the other lacks: if the reading stopped at a limit it must have stopped in the order of
    /// clocks, and the last clock, which may be incomplete, is left for the next chunk.
    #[must_use]
    pub fn new(entries: Vec<Entry>, is_all: bool) -> Outgoing {
        let decoded = |entry: Entry| {
            let (id, change) = (ChangeId::of(&entry.body), Change::from_canonical(&entry.body).ok());
            Decoded { entry, id, change }
        };
        Outgoing { changes: entries.into_iter().map(decoded).collect(), is_all, ..Outgoing::default() }
    }

    /// The ids that the changes build on and that do not stand among them: what to look up for [`Outgoing::places`].
    #[must_use]
    pub fn bases(&self) -> Vec<ChangeId> {
        let within: HashSet<ChangeId> = self.changes.iter().map(|decoded| decoded.id).collect();
        let changes = self.changes.iter().filter_map(|decoded| decoded.change.as_ref());
        let mut bases: Vec<ChangeId> = changes.flat_map(Change::causes).copied().collect();
        bases.retain(|base| !within.contains(base));
        bases.sort_unstable();
        bases.dedup();
        bases
    }
}

/// A chunk that is ready to go.
#[derive(Clone, Debug)]
pub struct Packed {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Where the receiver will be if it takes all of it.
    pub after: Vector,
    /// How many changes it carries.
    pub changes: usize,
    /// Nothing is left to be sent.
    pub is_last: bool,
}

/// Packs as much as fits into `limit` bytes (but at least one transaction) for somebody who is at `theirs`.
/// Nothing at all, neither changes nor signatures: `None`.
#[must_use]
pub fn pack(theirs: &Vector, outgoing: &Outgoing, limit: usize) -> Option<Packed> {
    let is_lacked = |decoded: &&Decoded| decoded.entry.place.seq > theirs.tip(&decoded.entry.place.log).seq;
    let mut queue = in_order(outgoing.changes.iter().filter(is_lacked));
    if !outgoing.is_all {
        leave_last_clock(&mut queue);
    }
    let mut writer = columns::Writer::new(theirs, &outgoing.places);
    let mut after = theirs.clone();
    let mut runs: Vec<Run> = vec![];
    let mut index: HashMap<Log, usize> = HashMap::new();
    let total = queue.len();
    let mut next = queue.into_iter().peekable();
    while let Some(first) = next.next() {
        let mut transaction = vec![first];
        while let Some(more) = next.next_if(|more| holds(Rule::WholeTransactions) && more.stamp == transaction[0].stamp)
        {
            transaction.push(more);
        }
        // What does not compress at all must still fit.
        let at_most: usize = transaction.iter().map(|item| item.decoded.entry.body.len() + 64).sum();
        let is_full = writer.bytes() + at_most + (runs.len() + 1) * Run::BYTES > limit
            || writer.changes() + transaction.len() > MAX_CHANGES
            || writer.memory() > MAX_MEMORY;
        if is_full && writer.changes() > 0 {
            break;
        }
        for item in &transaction {
            let log = item.decoded.entry.place.log;
            let run = *index.entry(log).or_insert_with(|| {
                runs.push(Run::starting(log, &theirs.tip(&log)));
                runs.len() - 1
            });
            writer.add(run, &item.decoded.entry.body, item.decoded.id, item.decoded.change.as_ref());
        }
        for item in &transaction {
            let log = item.decoded.entry.place.log;
            let run = &mut runs[index[&log]];
            run.count += 1;
            run.end = run.end.then(&item.decoded.id);
            let mut tip = after.tip(&log);
            (tip.seq, tip.chain) = (item.decoded.entry.place.seq, run.end);
            tip.clock = item.decoded.change.as_ref().map_or(tip.clock, |change| change.clock);
            after.set(log, tip);
        }
    }
    let changes = writer.changes();
    let is_last = outgoing.is_all && changes == total;
    let signatures = fitting(&outgoing.signatures, theirs, &mut after);
    if changes == 0 && signatures.is_empty() {
        return None;
    }
    let bytes = Chunk::write(runs, signatures, writer);
    Some(Packed { bytes, after, changes, is_last })
}

/// The signatures that the receiver can check once it has the chunk, and does not have yet.
fn fitting(held: &[Signature], theirs: &Vector, after: &mut Vector) -> Vec<Signature> {
    let mut fitting = vec![];
    for signature in held {
        let mut tip = after.tip(&signature.log);
        if theirs.tip(&signature.log).proven < signature.seq && signature.seq <= tip.seq {
            tip.proven = signature.seq;
            after.set(signature.log, tip);
            fitting.push(*signature);
        }
    }
    fitting
}

struct Item<'a> {
    decoded: &'a Decoded,
    stamp: (Clock, Option<Origin>),
}

/// The changes of all logs, each log in its order, and the logs woven together by (clock, maker, place).
fn in_order<'e>(changes: impl Iterator<Item = &'e Decoded>) -> Vec<Item<'e>> {
    let mut count = 0;
    let mut logs: BTreeMap<Log, VecDeque<Item<'_>>> = BTreeMap::new();
    for decoded in changes {
        count += 1;
        let change = decoded.change.as_ref();
        let stamp = change.map_or((Clock::default(), None), |change| (change.clock, Some(change.maker)));
        logs.entry(decoded.entry.place.log).or_default().push_back(Item { decoded, stamp });
    }
    let mut order = Vec::with_capacity(count);
    for queue in logs.values_mut() {
        queue.make_contiguous().sort_by_key(|item| item.decoded.entry.place.seq);
    }
    if !holds(Rule::OrderOfCauses) {
        return logs.into_values().flatten().collect();
    }
    let mut heads: std::collections::BinaryHeap<_> = logs.iter().filter_map(|(log, queue)| head(log, queue)).collect();
    while let Some(std::cmp::Reverse((stamp, log))) = heads.pop() {
        let queue = logs.get_mut(&log).expect("a head comes from its queue");
        while queue.front().is_some_and(|item| item.stamp <= stamp) {
            order.extend(queue.pop_front());
        }
        heads.extend(head(&log, queue));
    }
    order
}

type Head = std::cmp::Reverse<((Clock, Option<Origin>), Log)>;

fn head(log: &Log, queue: &VecDeque<Item<'_>>) -> Option<Head> {
    queue.front().map(|item| std::cmp::Reverse((item.stamp, *log)))
}

/// The reading stopped somewhere: what shares the last clock may be incomplete.
fn leave_last_clock(queue: &mut Vec<Item<'_>>) {
    let last = queue.last().map(|item| item.stamp.0);
    let whole = queue.iter().rposition(|item| Some(item.stamp.0) != last).map_or(0, |at| at + 1);
    queue.truncate(whole);
}
