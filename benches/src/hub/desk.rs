//! A workstation that records vitals and pushes them: the engine's own steps, nothing kept but where it is.

use anyhow::{Result, bail};
use healthsync_hub::hub::{Enrolment, Hub, NewCode, enrol, new_code};
use healthsync_hub::tokens::Keys;
use healthsync_sync::{
    Change, ChangeId, Clock, Entry, Heard, Known, Log, OriginKey, Outgoing, Peer, Scope, Set, Tip, Value, Vector, pack,
};
use uuid::Uuid;

/// The wall.
pub const NOW_MS: i64 = 1_790_000_000_000;
/// A thousand changes go in one chunk.
const CHUNK_BYTES: usize = 512 * 1024;

/// A workstation of an organization of its own.
pub struct Desk {
    /// Its organization.
    pub organization: Uuid,
    /// Its id there.
    pub workstation: Uuid,
    key: OriginKey,
    log: Log,
    vector: Vector,
    peer: Peer,
    last: Clock,
    written: u64,
}

impl Desk {
    /// Enrols one.
    ///
    /// # Errors
    /// When the hub refuses.
    pub async fn enrolled(hub: &impl Hub, nth: usize) -> Result<Desk> {
        let number = nth as u128 + 1;
        let (organization, site) = (Uuid::from_u128(number << 64), Uuid::from_u128(number << 64 | 1));
        let secret = *blake3::hash(&number.to_be_bytes()).as_bytes();
        let mut random = [0; 16];
        getrandom::fill(&mut random)?;
        let new =
            NewCode { organization_name: format!("Clinic {nth}"), site_id: None, expires_at_ms: NOW_MS + 3_600_000 };
        let code = new_code(hub, new, random).await?;
        let key = OriginKey::from_secret(&secret);
        let asked = Enrolment {
            public_key: key.public_key(),
            signature: key.sign_enrolment(&code),
            code,
            name: "Bench".into(),
            organization_id: Some(organization),
            site_id: Some(site),
            series: None,
        };
        let mut random = [0; 10];
        getrandom::fill(&mut random)?;
        let enrolled = enrol(hub, &Keys::from_secret(&secret), asked, NOW_MS, random).await?;
        let log = Log { scope: Scope::Site(site), origin: key.origin() };
        let (vector, peer) = (Vector::default(), Peer::default());
        let workstation = enrolled.workstation.id;
        Ok(Desk { organization, workstation, key, log, vector, peer, last: Clock::default(), written: 0 })
    }

    /// Records so many sets of vitals and makes a push of them.
    pub fn request(&mut self, count: usize) -> Vec<u8> {
        let mut entries = vec![];
        for _ in 0..count {
            let change = self.vitals();
            let (body, tip) = (change.canonical(), self.vector.tip(&self.log));
            let id = ChangeId::of(&body);
            let next = Tip { seq: tip.seq + 1, chain: tip.chain.then(&id), clock: change.clock, proven: tip.proven };
            entries.push(Entry { place: self.log.at(next.seq), body });
            self.vector.set(self.log, next);
        }
        let tip = self.vector.tip(&self.log);
        let signature = self.key.sign(self.log, tip.seq, &tip.chain);
        self.vector.set(self.log, Tip { proven: tip.seq, ..tip });
        let mut outgoing = Outgoing::new(entries, true);
        outgoing.signatures.push(signature);
        let push = pack(&self.peer.theirs, &outgoing, CHUNK_BYTES).map(|packed| packed.bytes);
        self.peer.ask(&self.vector, push, 1, NOW_MS, CHUNK_BYTES as u32).to_bytes()
    }

    /// Takes the answer to it.
    ///
    /// # Errors
    /// When the hub did not take all of it.
    pub fn hear(&mut self, answer: &[u8]) -> Result<()> {
        self.peer.compare(&self.vector, &Known::default());
        let heard = self.peer.hear(&self.vector, answer)?;
        self.peer.agree(&self.vector);
        match heard {
            Heard::Done { .. } if self.peer.is_even(&self.vector) => Ok(()),
            _ => bail!("the hub did not take what was pushed"),
        }
    }

    fn vitals(&mut self) -> Change {
        self.written += 1;
        self.last = Clock::next(self.last, NOW_MS);
        let nth = self.written;
        let set = |field: &str, value| Set { field: field.into(), value, bases: vec![] };
        let rate = |base: i64, range: u64| Value::Int(base + (nth.wrapping_mul(2_654_435_761) % range).cast_signed());
        let patient = Uuid::from_u128(self.organization.as_u128() | u128::from(nth % 2_000) << 8);
        Change {
            clock: self.last,
            maker: self.key.origin(),
            author: Uuid::from_u128(1),
            recorded_at_ms: NOW_MS + nth.cast_signed(),
            skew_ms: 0,
            schema: 1,
            kind: "vitals".into(),
            record: Uuid::from_u128(self.organization.as_u128() | u128::from(nth) << 20),
            sets: vec![
                set("diastolic_mmhg", rate(60, 30)),
                set("effective_at", Value::Int(NOW_MS + nth.cast_signed())),
                set("heart_rate_bpm", rate(55, 50)),
                set("patient_id", Value::Text(patient.to_string())),
                set("respiratory_rate_bpm", rate(12, 8)),
                set("spo2_percent", rate(93, 7)),
                set("systolic_mmhg", rate(100, 50)),
                set("temperature_c", Value::Decimal { mantissa: 361 + (nth % 8).cast_signed(), exponent: -1 }),
            ],
            seen: vec![],
        }
    }
}
