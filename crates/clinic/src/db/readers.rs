//! The connections that read. Each keeps a cache full, so that few are kept open; where many ask at once, one that is soon
//! free again is better than a new one.

use crate::error::Result;
use rusqlite::Connection;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// So many readers wait for work on a workstation.
const USUAL: usize = 3;
/// Most reading is done in less. Who waited so long opens another, which is closed again: long work never holds up a screen.
const WAIT: Duration = Duration::from_millis(5);

/// The readers of a file.
pub(super) struct Readers {
    pool: Mutex<Pool>,
    is_back: Condvar,
}

struct Pool {
    idle: Vec<Connection>,
    /// So many are at work.
    busy: usize,
    /// So many are kept.
    most: usize,
}

impl Default for Readers {
    fn default() -> Self {
        let pool = Pool { idle: vec![], busy: 0, most: USUAL };
        Readers { pool: Mutex::new(pool), is_back: Condvar::new() }
    }
}

impl Readers {
    fn pool(&self) -> MutexGuard<'_, Pool> {
        self.pool.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From now on so many are kept.
    pub(super) fn keep(&self, most: usize) {
        self.pool().most = most;
    }

    /// One that is free, or another that `open` opens.
    pub(super) fn take(&self, open: impl FnOnce() -> Result<Connection>) -> Result<Reader<'_>> {
        let is_waiting = |pool: &mut Pool| pool.idle.is_empty() && pool.busy >= pool.most;
        let waited = self.is_back.wait_timeout_while(self.pool(), WAIT, is_waiting);
        let (mut pool, _) = waited.unwrap_or_else(PoisonError::into_inner);
        pool.busy += 1;
        let mut reader = Reader { readers: self, conn: pool.idle.pop() };
        drop(pool);
        if reader.conn.is_none() {
            reader.conn = Some(open()?);
        }
        Ok(reader)
    }
}

/// A reader at work.
pub(super) struct Reader<'a> {
    readers: &'a Readers,
    conn: Option<Connection>,
}

impl Reader<'_> {
    pub(super) fn conn(&mut self) -> &mut Connection {
        self.conn.as_mut().expect("it is there from being taken to being put back")
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        let mut pool = self.readers.pool();
        pool.busy -= 1;
        if pool.idle.len() + pool.busy < pool.most {
            pool.idle.extend(self.conn.take());
        }
        drop(pool);
        self.readers.is_back.notify_one();
    }
}
