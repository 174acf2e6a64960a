//! What a server's answer comes to: applied in one transaction, with what was learnt of the server.

use super::events::{Event, note, note_exchanged};
use super::server::{self, Refused};
use super::{Asked, not_enrolled};
use crate::Clinic;
use crate::db::{Changed, Place, Secrets, arrive, give_way, held};
use crate::error::{Error, Result};
use crate::outside::{Millis, Outside};
use healthsync_sync::{self as sync, Chunk, OriginKey, Received, Receiver};
use rusqlite::{Connection, TransactionBehavior};
use serde_json::json;
use std::collections::BTreeSet;

/// A round trip that took longer than this says little about the server's wall.
const SURE_ROUND_TRIP_MS: Millis = 30_000;

/// What an answer came to.
#[derive(Debug, Default)]
pub struct Heard {
    /// There is more to exchange: ask again.
    pub is_more: bool,
    /// So many changes came that were not held.
    pub pulled: usize,
    /// So many changes are still to be sent and received, as far as is known.
    pub left: u64,
    /// This computer writes under a new origin from now on.
    pub is_new_origin: bool,
    /// The server holds all that was held here when it was asked.
    pub is_safe: bool,
    /// The server took all that was sent and had nothing for this computer: a request made ahead holds.
    pub is_as_foreseen: bool,
}

/// Takes the server's answer. `keep` keeps the secrets, if they change, before the file does.
///
/// # Errors
/// When the bytes are no answer of a server, or the database fails: nothing was taken then.
pub fn hear(
    clinic: &Clinic,
    secrets: &mut Secrets,
    keep: &dyn Fn(&Secrets) -> Result<()>,
    asked: Asked,
    bytes: &[u8],
) -> Result<Heard> {
    let (db, outside) = (clinic.db(), clinic.outside());
    let mut conn = db.writer();
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut server = server::read(&transaction)?.ok_or_else(not_enrolled)?;
    let before = server.peer.clone();
    let heard = server.peer.hear(&asked.mine, bytes).map_err(|reason| not_an_answer(&reason))?;
    let now = outside.now();
    let mut taken = Taken::default();
    let is_more = match heard {
        sync::Heard::AskAgain => true,
        sync::Heard::Parting(parting) => {
            let known = held::look_up(&transaction, &parting.needs(&asked.mine))?;
            let cuts = server.peer.narrow(&parting, &asked.mine, &known);
            if !cuts.is_empty() {
                let fresh = outside.bytes();
                let moved = give_way::give_way(&transaction, &cuts, &OriginKey::from_secret(&fresh))?;
                let own = OriginKey::from_secret(&secrets.origin_secret).origin();
                taken.fresh = cuts.iter().any(|cut| cut.log.origin == own).then_some(fresh);
                taken.is_cut = true;
                note(&transaction, now, Event::GaveWay, &json!({ "changes": moved }))?;
            }
            true
        }
        sync::Heard::Done { wall_ms, refusals, pull, .. } => {
            note_skew(clinic, &asked, wall_ms);
            let named = |one: sync::Refusal| Refused { scope: one.log.scope.to_string(), seq: one.seq, why: one.why };
            let refusals: Vec<Refused> = refusals.into_iter().map(named).collect();
            if !refusals.is_empty() && refusals != server.refusals {
                note(&transaction, now, Event::Refused, &json!(refusals))?;
            }
            server.refusals = refusals;
            if let Some(sent) = &asked.sent {
                server.sent = sent.clone();
            }
            if let Some(chunk) = pull {
                let place = db.place().ok_or_else(crate::db::not_set_up)?;
                taken.pull(&transaction, *chunk, &place, outside)?;
            }
            let mine = held::vector(&transaction)?;
            server.peer.agree(&mine);
            server.heard_at = Some(now);
            let is_even = server.peer.is_even(&mine);
            if is_even {
                server.agreed_at = Some(now);
            }
            // What is refused, or cannot be taken, stays so: only what moves is a reason to ask again at once.
            !is_even && (taken.pulled > 0 || server.peer != before)
        }
    };
    if !taken.aside.is_empty() {
        note(&transaction, now, Event::SetAside, &json!({ "reasons": taken.aside }))?;
    }
    if asked.pushed > 0 || taken.pulled > 0 {
        note_exchanged(&transaction, now, asked.pushed, taken.pulled)?;
    }
    server::keep(&transaction, &server)?;
    let is_new_origin = taken.fresh.is_some();
    let is_as_foreseen = is_more && taken.pulled == 0 && asked.sent.as_ref() == Some(&server.peer.theirs);
    let is_safe = asked.mine.lacked_by(&server.peer.theirs).is_empty();
    let left = left(&held::vector(&transaction)?, &server.peer.theirs);
    write_on_under(&transaction, secrets, keep, &taken)?;
    transaction.commit()?;
    if is_new_origin {
        db.stands_at(crate::db::place_of(&conn)?);
    }
    drop(conn);
    if taken.is_cut {
        clinic.forget_anchors()?;
    }
    clinic.tell(&taken.changed);
    Ok(Heard { is_more, pulled: taken.pulled, left, is_new_origin, is_safe, is_as_foreseen })
}

fn left(mine: &sync::Vector, theirs: &sync::Vector) -> u64 {
    let spans = mine.lacked_by(theirs).into_iter().chain(theirs.lacked_by(mine));
    spans.map(|span| span.upto - span.after).sum()
}

/// What an answer changed here.
#[derive(Default)]
pub(super) struct Taken {
    pub changed: Vec<Changed>,
    pub pulled: usize,
    pub aside: BTreeSet<String>,
    /// The secret of the origin to write on under.
    pub fresh: Option<[u8; 32]>,
    /// Logs were cut: where they stood at the last opening no longer says that an end was removed.
    pub is_cut: bool,
}

impl Taken {
    fn pull(&mut self, conn: &Connection, chunk: Chunk, place: &Place, outside: &Outside) -> Result<()> {
        let received = receive(conn, chunk, place, false, &BTreeSet::new())?;
        self.take(conn, received, outside)
    }

    /// Stores what was received and shows it.
    pub fn take(&mut self, conn: &Connection, received: Received, outside: &Outside) -> Result<()> {
        self.pulled += received.arrivals.len();
        self.aside.extend(received.aside.iter().map(|aside| aside.why.to_string()));
        if received.is_outrun {
            self.fresh = Some(outside.bytes());
        }
        let touched = arrive::store(conn, received)?;
        self.changed.extend(arrive::show(conn, crate::RECORDS, &touched)?);
        Ok(())
    }
}

/// What a chunk comes to here.
pub(super) fn receive(
    conn: &Connection,
    chunk: Chunk,
    place: &Place,
    is_import: bool,
    forked: &BTreeSet<sync::Log>,
) -> Result<Received> {
    let mine = held::vector(conn)?;
    let known = held::look_up(conn, &chunk.needs(&mine))?;
    let admits = |at: &sync::Place| place.is_in_reach(at.log.scope);
    let me = Some(place.origin);
    Ok(Receiver { mine: &mine, me, known: &known, admits: &admits, forked, is_import }.receive(chunk))
}

/// The secret is kept outside first: if the power fails in between, the next opening makes another origin.
pub(super) fn write_on_under(
    conn: &Connection,
    secrets: &mut Secrets,
    keep: &dyn Fn(&Secrets) -> Result<()>,
    taken: &Taken,
) -> Result<()> {
    if taken.fresh.is_none() && !taken.is_cut {
        return Ok(());
    }
    if let Some(fresh) = taken.fresh {
        secrets.origin_secret = fresh;
        let origin = OriginKey::from_secret(&fresh).origin();
        conn.execute("UPDATE workstation SET origin = ?1", [origin.as_bytes()])?;
    }
    if taken.is_cut {
        secrets.anchors = crate::db::anchors(conn)?;
    }
    keep(secrets)
}

/// The server's wall against ours, half of the round trip later.
fn note_skew(clinic: &Clinic, asked: &Asked, server_wall_ms: Millis) {
    let Some((wall, watch)) = asked.left_at else { return };
    let took = clinic.outside().watch() - watch;
    if (0..=SURE_ROUND_TRIP_MS).contains(&took) {
        clinic.db().note_skew(clinic.outside(), server_wall_ms - (wall + took / 2));
    }
}

fn not_an_answer(reason: &sync::WireError) -> Error {
    match reason {
        sync::WireError::OtherVersion(_) => Error::Refused {
            code: "server_other_version",
            sentence: "The server speaks another version. Update this program, or ask for the server to be updated.".into(),
        },
        _ => Error::Refused {
            code: "server_not_ours",
            sentence: "Something else answered in the server's place: the network may want a sign-in in a browser first. It is tried again.".into(),
        },
    }
}
