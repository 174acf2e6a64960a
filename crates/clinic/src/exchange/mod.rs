//! Exchanging with other replicas, but for the wire: what to say, and what an answer comes to.
//!
//! A host moves bytes: it takes [`ask`]'s body to the server and hands the answer to [`hear`], until nothing is left.
//! Each of the two is one transaction; the wire is used in none.

mod ahead;
mod enrolment;
mod events;
mod hearing;
mod moving;
mod newcomer;
mod parcels;
mod server;
mod status;

pub use ahead::while_away;
pub use enrolment::{Enrolled, enrol, introduce, leave};
pub use events::{Event, SyncEvent, note_event, sync_events};
pub use hearing::{Heard, hear};
pub use moving::{Move, move_to, moving_secret};
pub use newcomer::{Prepared, join, prepare, read_prepared};
pub use parcels::{Exported, Imported, export, import};
pub use server::{Refused, Server, server};
pub(crate) use server::{address_of, is_joining};
pub use status::{SyncStatus, WorkstationStatus, sync_status};

use crate::db::{Db, Secrets, arrive, held, schema_version};
use crate::error::{Error, Result};
use crate::outside::{Millis, Outside};
use healthsync_sync::{ChunkSize, OriginKey, Packed, Peer, Vector, pack};
use rusqlite::{Connection, TransactionBehavior};

/// A change costs at least about so many bytes in bulk: reading many more of them than fit would be in vain.
const BYTES_OF_CHANGE: usize = 14;

/// A request that is ready to go.
pub struct Asked {
    /// The body.
    pub body: Vec<u8>,
    /// How many changes it carries.
    pub pushed: usize,
    /// Where this replica was when it asked.
    mine: Vector,
    /// Where the server is if it takes all.
    sent: Option<Vector>,
    /// The wall and the watch when it was made, where it left at once.
    left_at: Option<(Millis, Millis)>,
}

/// The next request to the server.
///
/// # Errors
/// When this workstation is not enrolled, or the database fails.
pub fn ask(db: &Db, outside: &Outside, secrets: &Secrets, size: ChunkSize) -> Result<Asked> {
    db.check_writable()?;
    let key = OriginKey::from_secret(&secrets.origin_secret);
    let mut conn = db.writer();
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut server = server::read(&transaction)?.ok_or_else(not_enrolled)?;
    let mut mine = held::vector(&transaction)?;
    arrive::sign(&transaction, &mut mine, &key)?;
    let peer = &mut server.peer;
    let known = held::look_up(&transaction, &peer.needs(&mine))?;
    peer.compare(&mine, &known);
    let push = packed(&transaction, peer, &mine, size)?;
    server::keep(&transaction, &server)?;
    transaction.commit()?;
    drop(conn);
    let wall = outside.now();
    let asked = Asked::with(&server.peer, mine, push, size, wall);
    Ok(Asked { left_at: Some((wall, outside.watch())), ..asked })
}

/// What fits into a request of what the server lacks; nothing while it is asked where histories part.
fn packed(conn: &Connection, peer: &Peer, mine: &Vector, size: ChunkSize) -> Result<Option<Packed>> {
    if !peer.probes.is_empty() {
        return Ok(None);
    }
    let (spans, logs) = (peer.lacks(mine), peer.lacks_signatures(mine));
    let outgoing = held::outgoing(conn, &spans, &logs, size.bytes() / BYTES_OF_CHANGE)?;
    Ok(pack(&peer.theirs, &outgoing, size.bytes()))
}

impl Asked {
    fn with(peer: &Peer, mine: Vector, push: Option<Packed>, size: ChunkSize, wall: Millis) -> Asked {
        let (pushed, sent) = push.as_ref().map_or((0, None), |push| (push.changes, Some(push.after.clone())));
        let pull_bytes = u32::try_from(size.bytes()).unwrap_or(u32::MAX);
        let body = peer.ask(&mine, push.map(|push| push.bytes), schema_version(), wall, pull_bytes).to_bytes();
        Asked { body, pushed, mine, sent, left_at: None }
    }
}

/// What is said where a server is needed and there is none.
#[must_use]
pub fn not_enrolled() -> Error {
    let sentence = "This computer does not work with a server. Enrol it first, under Administration.";
    Error::Refused { code: "not_enrolled", sentence: sentence.into() }
}
