//! A workstation in memory: the engine's own steps, over the real wire.

use super::server::{Answer, now_ms};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use healthsync_sync::*;
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

const CHUNK: usize = 4096;

/// What befalls an exchange.
#[derive(Clone, Copy, PartialEq)]
pub enum Fate {
    Well,
    /// The request breaks off after half of its bytes.
    CutRequest,
    /// The request goes, and the link breaks while the server is at it.
    HangUp,
    /// The request comes twice, and only the second answer is heard.
    Twice,
    /// The answer is lost.
    Deaf,
}

/// Where a workstation knocks.
pub trait Door: Sync {
    fn post(&self, path: &str, token: Option<&str>, body: &[u8]) -> impl Future<Output = Answer> + Send;
    /// So many bytes of the body go, then the link breaks.
    fn cut(&self, path: &str, token: &str, body: &[u8], upto: usize) -> impl Future<Output = ()> + Send;
}

pub struct Workstation {
    secret: [u8; 32],
    pub site: Uuid,
    rows: BTreeMap<Log, Vec<(Entry, ChangeId, Chain, Clock)>>,
    pub vector: Vector,
    signatures: BTreeMap<Log, Signature>,
    places: BTreeMap<ChangeId, Place>,
    last: Clock,
    pub peer: Peer,
    pub told: Json,
    pub refusals: Vec<Refusal>,
}

impl Workstation {
    pub fn new(number: u8, site: Uuid) -> Workstation {
        Workstation {
            secret: [number; 32],
            site,
            rows: BTreeMap::new(),
            vector: Vector::default(),
            signatures: BTreeMap::new(),
            places: BTreeMap::new(),
            last: Clock::default(),
            peer: Peer::default(),
            told: Json::Null,
            refusals: vec![],
        }
    }

    fn key(&self) -> OriginKey {
        OriginKey::from_secret(&self.secret)
    }

    pub fn enrolment(&self, code: &str, organization: Option<Uuid>) -> Json {
        json!({
            "code": code,
            "public_key": STANDARD.encode(self.key().public_key()),
            "signature": STANDARD.encode(self.key().sign_enrolment(code)),
            "workstation_name": "the desk at the door",
            "organization_id": organization,
            "site_id": self.site,
            "series_code": self.told["series_code"],
            "series_receipt": self.told["series_receipt"],
        })
    }

    pub async fn ask_to_enrol(&self, server: &impl Door, code: &str, organization: Option<Uuid>) -> Answer {
        server.post("/sync/v1/enrol", None, self.enrolment(code, organization).to_string().as_bytes()).await
    }

    /// Enrols; `told` is what it was told.
    pub async fn enrol(&mut self, server: &impl Door, code: &str, organization: Option<Uuid>) {
        let answer = self.ask_to_enrol(server, code, organization).await;
        assert_eq!(answer.status, 200, "a good code enrols: {}", String::from_utf8_lossy(&answer.body));
        self.told = answer.json();
    }

    pub fn text(&self, name: &str) -> String {
        self.told[name].as_str().expect("it was told").to_owned()
    }

    pub fn id(&self, name: &str) -> Uuid {
        self.text(name).parse().expect("an id")
    }

    /// Writes changes, each a transaction of its own.
    pub fn write(&mut self, scope: Scope, count: usize) {
        for nth in 0..count {
            let clock = Clock::next(self.last, now_ms());
            // Whoever pulls a change pulls what it rests on.
            let base = self.places.iter().find(|(_, place)| place.log.scope == scope).map(|(id, _)| *id);
            let set = Set { field: "a".into(), value: Value::Int(nth as i64), bases: base.into_iter().collect() };
            let change = Change {
                clock,
                maker: self.key().origin(),
                author: Uuid::from_u128(1),
                recorded_at_ms: now_ms(),
                skew_ms: 0,
                schema: 1,
                kind: "thing".into(),
                record: Uuid::from_u128(u128::from(self.secret[0]) << 64 | nth as u128),
                sets: vec![set],
                seen: vec![],
            };
            let log = Log { scope, origin: self.key().origin() };
            let (tip, body) = (self.vector.tip(&log), change.canonical());
            let id = ChangeId::of(&body);
            let next = Tip { seq: tip.seq + 1, chain: tip.chain.then(&id), clock, proven: tip.proven };
            self.put(Entry { place: log.at(next.seq), body }, id, next.chain, clock);
            self.vector.set(log, next);
        }
    }

    fn put(&mut self, entry: Entry, id: ChangeId, chain: Chain, clock: Clock) {
        self.last = self.last.max(clock);
        self.places.insert(id, entry.place);
        self.rows.entry(entry.place.log).or_default().push((entry, id, chain, clock));
    }

    /// Of every log it holds what its vector says.
    pub fn is_whole(&self) -> bool {
        self.vector.iter().all(|(log, tip)| self.rows.get(log).is_some_and(|rows| rows.len() as u64 == tip.seq))
    }

    pub fn ids(&self) -> BTreeSet<ChangeId> {
        self.places.keys().copied().collect()
    }

    fn sign(&mut self) {
        let (key, vector) = (self.key(), self.vector.clone());
        for (log, tip) in vector.iter().filter(|(log, tip)| log.origin == key.origin() && tip.proven < tip.seq) {
            self.signatures.insert(*log, key.sign(*log, tip.seq, &tip.chain));
            self.vector.set(*log, Tip { proven: tip.seq, ..*tip });
        }
    }

    fn known(&self, needs: &Needs) -> Known {
        let row = |place: &Place| self.rows.get(&place.log)?.get(usize::try_from(place.seq.checked_sub(1)?).ok()?);
        let standing =
            |place: &Place| row(place).map(|(_, id, chain, clock)| Standing { id: *id, chain: *chain, clock: *clock });
        Known {
            places: needs.places.iter().filter_map(|place| Some((*place, standing(place)?))).collect(),
            clocks: needs.ids.iter().filter_map(|id| Some((*id, standing(self.places.get(id)?)?.clock))).collect(),
        }
    }

    fn outgoing(&self) -> Outgoing {
        let within = |span: &Span| span.after as usize..span.upto as usize;
        let lacks = self.peer.lacks(&self.vector);
        let entries: Vec<Entry> =
            lacks.iter().flat_map(|span| self.rows[&span.log][within(span)].iter().map(|row| row.0.clone())).collect();
        let logs = self.peer.lacks_signatures(&self.vector);
        let signatures = logs.iter().filter_map(|log| self.signatures.get(log).copied()).collect();
        let mut outgoing = Outgoing::new(entries, true);
        let place = |id| Some((id, *self.places.get(&id)?));
        outgoing.places = outgoing.bases().into_iter().filter_map(place).collect();
        outgoing.signatures = signatures;
        outgoing
    }

    /// The body of the next request.
    pub fn request(&mut self) -> Vec<u8> {
        self.sign();
        let known = self.known(&self.peer.needs(&self.vector));
        self.peer.compare(&self.vector, &known);
        let push = pack(&self.peer.theirs, &self.outgoing(), CHUNK).map(|packed| packed.bytes);
        self.peer.ask(&self.vector, push, 1, now_ms(), CHUNK as u32).to_bytes()
    }

    /// One round trip. `Ok`: whether there is more to do; else what the server said.
    pub async fn round(&mut self, server: &impl Door, fate: Fate) -> Result<bool, Answer> {
        let body = self.request();
        let (token, mine, path) = (self.text("access_token"), self.vector.clone(), "/sync/v1/exchange");
        if matches!(fate, Fate::CutRequest | Fate::HangUp) {
            let upto = if fate == Fate::HangUp { body.len() } else { body.len() / 2 };
            server.cut(path, &token, &body, upto).await;
            return Ok(true);
        }
        let mut answer = server.post(path, Some(&token), &body).await;
        if fate == Fate::Twice {
            answer = server.post(path, Some(&token), &body).await;
        }
        if fate == Fate::Deaf {
            return Ok(true);
        }
        if answer.status != 200 {
            return Err(answer);
        }
        match self.peer.hear(&mine, &answer.body).expect("the answer is the engine's") {
            Heard::AskAgain => Ok(true),
            Heard::Parting(parting) => {
                let known = self.known(&parting.needs(&mine));
                assert!(self.peer.narrow(&parting, &mine, &known).is_empty(), "no history of these tests parts");
                Ok(true)
            }
            Heard::Done { refusals, pull, .. } => {
                self.refusals = refusals;
                let has_pulled = pull.is_some();
                if let Some(chunk) = pull {
                    self.take(*chunk);
                }
                self.peer.agree(&self.vector);
                Ok(has_pulled || !self.peer.is_even(&self.vector))
            }
        }
    }

    fn take(&mut self, chunk: Chunk) {
        let (known, none, mine) = (self.known(&chunk.needs(&self.vector)), BTreeSet::new(), self.vector.clone());
        let me = Some(self.key().origin());
        let receiver = Receiver { mine: &mine, me, known: &known, admits: &|_| true, forked: &none, is_import: false };
        let received = receiver.receive(chunk);
        assert_eq!(received.aside, vec![], "what the hub hands out can be taken");
        for arrival in received.arrivals {
            let has = |cause: &ChangeId| self.places.contains_key(cause);
            assert!(arrival.change.causes().all(has), "no chunk holds a change without its causes");
            let entry = Entry { place: arrival.place, body: arrival.body };
            self.put(entry, arrival.id, arrival.chain, arrival.change.clock);
        }
        self.signatures.extend(received.signatures.iter().map(|signature| (signature.log, *signature)));
        self.vector = received.vector;
    }

    /// Exchanges until nothing is left. Returns how many round trips it took.
    pub async fn sync(&mut self, server: &impl Door) -> usize {
        for nth in 1..200 {
            let more = self.round(server, Fate::Well).await;
            if !more.unwrap_or_else(|answer| panic!("refused: {}", String::from_utf8_lossy(&answer.body))) {
                return nth;
            }
        }
        panic!("the exchange never comes to an end");
    }
}
