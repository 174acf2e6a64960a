//! The server's side of one exchange, in one transaction.

use super::again::again;
use super::{Hub, ReadLimit, Transaction, Visitor};
use crate::{HubError, Result};
use healthsync_sync::{Place, Refused, Request, Response, Subscription, Visit};
use uuid::Uuid;

/// A chunk that comes back is at most so large, whatever the visitor asks for.
const MAX_PULL_BYTES: u32 = 256 * 1024;
/// The hub reads no record, so it can take what any version of the program writes.
const SCHEMA: u32 = 0;
/// In bulk a change costs at least about so many bytes on the wire: reading many more of them than fit would be in vain.
const BYTES_OF_CHANGE: usize = 14;

/// What came of an exchange.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchanged {
    /// The body of the answer.
    pub answer: Vec<u8>,
    /// How many changes were new to the hub.
    pub taken: usize,
    /// How many changes were set aside: a gap, a wrong signature, a log that the workstation may not write.
    pub set_aside: usize,
    /// How many changes the answer carries.
    pub handed_out: usize,
}

/// Answers an exchange of a workstation. `now_ms` is the wall.
///
/// # Errors
/// When the workstation is unknown or revoked, the body is no request, or the database fails: nothing was taken then.
pub async fn exchange(
    hub: &impl Hub,
    organization_id: Uuid,
    workstation_id: Uuid,
    body: &[u8],
    now_ms: i64,
) -> Result<Exchanged> {
    again(|| once(hub, organization_id, workstation_id, body, now_ms)).await
}

async fn once(
    hub: &impl Hub,
    organization_id: Uuid,
    workstation_id: Uuid,
    body: &[u8],
    now_ms: i64,
) -> Result<Exchanged> {
    let mut request = Request::from_bytes(body)?;
    request.pull_bytes = request.pull_bytes.min(MAX_PULL_BYTES);
    let limit = read_limit(request.pull_bytes as usize);
    let mut ledger = match request.push.is_empty() {
        true => hub.begin_reading(organization_id).await?,
        false => hub.begin(organization_id).await?,
    };
    let visitor = ledger.visitor(workstation_id).await?.ok_or(HubError::NotOnRoll)?;
    let Visitor { workstation, mine, kept, closed } = visitor;
    if workstation.is_revoked {
        return Err(workstation.refused());
    }
    let subscription = Subscription { scopes: workstation.scopes() };
    let mut visit = match Visit::new(request, &kept, &mine, subscription) {
        Ok(visit) => visit,
        Err(Refused::SayAll) => {
            let answer = Response::SayAll.to_bytes();
            return Ok(Exchanged { answer, taken: 0, set_aside: 0, handed_out: 0 });
        }
        Err(Refused::Malformed(reason)) => return Err(reason.into()),
    };
    let mut known = ledger.look_up(visit.needs()).await?;
    let admits = |place: &Place| {
        let is_open = closed.get(&place.log).is_none_or(|upto| place.seq <= *upto);
        is_open && workstation.may_bring(place.log.scope)
    };
    // The hub makes no changes itself, so none of its own can come back to it.
    let received = visit.receive(&known, None, &admits);
    ledger.store(&received).await?;
    let ladders = ledger.look_up(visit.ladder_needs()).await?;
    known.places.extend(ladders.places);
    let (spans, logs) = (visit.lacks(), visit.lacks_signatures());
    let outgoing = ledger.outgoing(spans, logs, limit).await?;
    let (response, handed_out) = visit.answer(&received, &known, &outgoing, SCHEMA, now_ms);
    ledger.keep(workstation_id, visit.shared()).await?;
    ledger.commit().await?;
    tracing::info!(
        organization = %organization_id,
        workstation = %workstation_id,
        taken = received.arrivals.len(),
        skipped = received.skipped,
        set_aside = received.aside.len(),
        handed_out,
        "exchanged"
    );
    let (taken, set_aside) = (received.arrivals.len(), received.aside.len());
    Ok(Exchanged { answer: response.to_bytes(), taken, set_aside, handed_out })
}

fn read_limit(pull_bytes: usize) -> ReadLimit {
    // A transaction is at most 32 KiB; bodies shrink to about a twentieth.
    ReadLimit { changes: pull_bytes / BYTES_OF_CHANGE, bytes: pull_bytes * 24 }
}
