//! Making the next request while one is on its way: a computer that has much to send need not wait for each answer to
//! begin with the next. Requests still go one after the other, and what was foreseen wrongly is thrown away.

use super::{Asked, packed, server};
use crate::Clinic;
use crate::error::Result;
use healthsync_sync::{ChunkSize, Peer};

/// Runs `send`, which takes a request to the server and brings the answer, and makes the next one meanwhile. It holds if
/// [`super::Heard::is_as_foreseen`].
pub fn while_away<T>(clinic: &Clinic, size: ChunkSize, asked: &Asked, send: impl FnOnce() -> T) -> (T, Option<Asked>) {
    if asked.sent.as_ref().is_none_or(|sent| asked.mine.lacked_by(sent).is_empty()) {
        return (send(), None);
    }
    std::thread::scope(|scope| {
        let ahead = scope.spawn(|| next(clinic, size, asked));
        let answer = send();
        // What cannot be made ahead is made in its time, where a failure is told.
        (answer, ahead.join().ok().and_then(Result::ok).flatten())
    })
}

/// The request after one, if the server takes all of that. It speaks of nothing that was written since.
fn next(clinic: &Clinic, size: ChunkSize, asked: &Asked) -> Result<Option<Asked>> {
    let (Some(sent), mine) = (&asked.sent, &asked.mine) else { return Ok(None) };
    clinic.db().with_reader(|conn| {
        let Some(server) = server::read(conn)? else { return Ok(None) };
        let peer = Peer { theirs: sent.clone(), ..server.peer };
        let Some(push) = packed(conn, &peer, mine, size)? else { return Ok(None) };
        Ok(Some(Asked::with(&peer, mine.clone(), Some(push), size, clinic.outside().now())))
    })
}
