//! Whose turn it is to write. Those who write at the same time share one transaction: each writes after the one before it,
//! undoes only what is its own, and is told that it is done once all of it is safe on the disk. Who writes alone waits for
//! nobody.
//!
//! A host that answers many says who is coming before they come, and keeps no thread waiting until they are told: the
//! transaction stays open for who is on the way, unless a thread waits for it.

use super::{Changed, Db};
use crate::error::{Result, StoreError};
use rusqlite::Connection;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// So many share a transaction at most: what nobody has been told of yet should not grow without end.
const MOST: u64 = 64;

/// Told once what became of a piece of work that was done is known: what it changed, or why it is undone. Nobody else
/// writes meanwhile: it must not write itself.
pub(crate) type Told = Box<dyn FnOnce(Result<Vec<Changed>>) + Send>;

/// The connection that writes, and the transaction that stays open for whoever waits.
pub(super) struct Desk {
    conn: Connection,
    open: Option<Open>,
}

/// A transaction that several write in.
#[derive(Default)]
struct Open {
    outcome: Arc<Outcome>,
    /// So many have written.
    members: u64,
    /// So many of them changed a record.
    changing: u64,
    /// Whether a thread waits until it is closed.
    is_waited_for: bool,
    /// Those who wrote in it and are told without waiting.
    told: Vec<(Vec<Changed>, Told)>,
}

impl Open {
    fn join(&mut self, changed: &[Changed]) {
        self.members += 1;
        self.changing += u64::from(!changed.is_empty());
    }
}

impl Desk {
    pub(super) fn new(conn: Connection) -> Desk {
        Desk { conn, open: None }
    }

    /// Ends the transaction that was left open, and tells all who wrote in it what became of it.
    fn close(&mut self, kept: &AtomicU64) {
        let Some(open) = self.open.take() else { return };
        let done = match self.conn.is_autocommit() {
            // A disk that is full or fails makes SQLite undo all of it in the middle of somebody's work.
            true => Err(StoreError::Undone),
            false => run(&self.conn, "COMMIT"),
        };
        if done.is_ok() {
            // Before they are told: who knows that its work is kept finds it counted.
            kept.fetch_add(open.changing, Ordering::SeqCst);
        } else if !self.conn.is_autocommit() {
            // What could not be kept is undone for all. Where that fails too, the next one to begin is told.
            drop(run(&self.conn, "ROLLBACK"));
        }
        let done = done.map_err(Arc::new);
        for (changed, told) in open.told {
            told(done.as_ref().map(|()| changed).map_err(|reason| StoreError::Shared(Arc::clone(reason)).into()));
        }
        open.outcome.tell(done);
    }
}

/// What became of a transaction, once that is known.
#[derive(Default)]
struct Outcome {
    done: Mutex<Option<Result<(), Arc<StoreError>>>>,
    told: Condvar,
}

impl Outcome {
    fn tell(&self, done: Result<(), Arc<StoreError>>) {
        *self.done.lock().unwrap_or_else(PoisonError::into_inner) = Some(done);
        self.told.notify_all();
    }

    /// Waits until it is known what became of the transaction.
    fn wait(&self) -> Result<()> {
        let done = self.done.lock().unwrap_or_else(PoisonError::into_inner);
        let done = self.told.wait_while(done, |done| done.is_none()).unwrap_or_else(PoisonError::into_inner);
        match &*done {
            Some(Err(reason)) => Err(StoreError::Shared(Arc::clone(reason)).into()),
            _ => Ok(()),
        }
    }
}

fn run(conn: &Connection, sql: &str) -> Result<(), StoreError> {
    Ok(conn.prepare_cached(sql).and_then(|mut statement| statement.execute([]).map(drop))?)
}

/// The desk, for as long as one sits at it.
struct Seat<'a> {
    db: &'a Db,
    desk: MutexGuard<'a, Desk>,
    /// Who sits here is still counted among those who are coming.
    is_announced: bool,
}

impl Drop for Seat<'_> {
    /// Whoever waits goes on in the transaction that is open; where nobody does, it ends here.
    fn drop(&mut self) {
        let Some(open) = &self.desk.open else { return };
        let waiting = self.db.waiting.load(Ordering::SeqCst);
        let coming = self.db.coming.load(Ordering::SeqCst).saturating_sub(self.is_announced.into());
        let is_wanted = waiting > 0 || coming > 0 && !open.is_waited_for;
        if !is_wanted || open.members >= MOST {
            self.desk.close(&self.db.kept);
        }
    }
}

/// The connection that writes, with no transaction open.
pub(crate) struct Writer<'a>(Seat<'a>);

impl Deref for Writer<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.0.desk.conn
    }
}

impl DerefMut for Writer<'_> {
    fn deref_mut(&mut self) -> &mut Connection {
        &mut self.0.desk.conn
    }
}

/// Undoes what one of several wrote, unless it was kept.
struct Undo<'a> {
    conn: &'a Connection,
    is_first: bool,
    is_kept: bool,
}

impl Drop for Undo<'_> {
    fn drop(&mut self) {
        if self.is_kept {
            return;
        }
        let undone = if self.is_first {
            run(self.conn, "ROLLBACK")
        } else {
            run(self.conn, "ROLLBACK TO one").and_then(|()| run(self.conn, "RELEASE one"))
        };
        // A full disk undoes the whole transaction by itself: there is nothing left to undo then.
        drop(undone);
    }
}

impl Db {
    fn seat(&self, is_announced: bool) -> Seat<'_> {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        let desk = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        self.waiting.fetch_sub(1, Ordering::SeqCst);
        Seat { db: self, desk, is_announced }
    }

    /// Says that somebody will write soon: to be followed by [`Db::withdraw`] once they have, or will not.
    pub fn announce(&self) {
        self.coming.fetch_add(1, Ordering::SeqCst);
    }

    /// One who was announced is through.
    pub fn withdraw(&self) {
        if self.coming.fetch_sub(1, Ordering::SeqCst) == 1 {
            // Nobody may come after the last: who wrote before is told now.
            drop(self.seat(false));
        }
    }

    /// The connection that writes, for whoever keeps its transactions itself.
    pub(crate) fn writer(&self) -> Writer<'_> {
        let mut seat = self.seat(false);
        seat.desk.close(&self.kept);
        Writer(seat)
    }

    /// How many pieces of work that changed records are kept since the file was opened: what was done before this was asked
    /// is among them.
    #[must_use]
    pub fn kept(&self) -> u64 {
        self.kept.load(Ordering::SeqCst)
    }

    /// Runs `work`, which says what it changed, in a transaction; returns once that is safe on the disk.
    ///
    /// # Errors
    /// What `work` says, or that the transaction could not be kept: nothing of it was written then.
    pub(super) fn in_turn<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<(T, Vec<Changed>)>,
    ) -> Result<(T, Vec<Changed>)> {
        let mut seat = self.seat(false);
        let done = seat.work(work)?;
        let open = seat.desk.open.get_or_insert_default();
        open.join(&done.1);
        open.is_waited_for = true;
        let outcome = Arc::clone(&open.outcome);
        drop(seat);
        outcome.wait()?;
        Ok(done)
    }

    /// Runs `work` of one who was announced in a transaction, and returns: `told` is called once that is safe on the disk.
    ///
    /// # Errors
    /// What `work` says: nothing was written then, and `told` is not called.
    pub(super) fn in_turn_and_tell<T>(
        &self,
        told: Told,
        work: impl FnOnce(&Connection) -> Result<(T, Vec<Changed>)>,
    ) -> Result<T> {
        let mut seat = self.seat(true);
        let (done, changed) = seat.work(work)?;
        let open = seat.desk.open.get_or_insert_default();
        open.join(&changed);
        open.told.push((changed, told));
        Ok(done)
    }
}

impl Seat<'_> {
    /// Does work in the transaction that is open, or in a new one; undoes it where it fails.
    fn work<T>(&mut self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let desk = &mut *self.desk;
        if desk.conn.is_autocommit() {
            desk.close(&self.db.kept);
        }
        let is_first = desk.open.is_none();
        run(&desk.conn, if is_first { "BEGIN IMMEDIATE" } else { "SAVEPOINT one" })?;
        let mut undo = Undo { conn: &desk.conn, is_first, is_kept: false };
        let done = work(undo.conn)?;
        if !is_first {
            run(undo.conn, "RELEASE one")?;
        }
        undo.is_kept = true;
        Ok(done)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Secrets;
    use crate::error::Error;
    use crate::outside::Outside;
    use std::sync::atomic::AtomicBool;
    use std::time::{Duration, Instant};

    struct Table {
        db: Db,
        _folder: tempfile::TempDir,
    }

    impl Table {
        fn laid() -> Table {
            let folder = tempfile::tempdir().expect("a folder");
            let outside = Outside::new(|| 1_780_304_400_000, || 0, |bytes| bytes.fill(7));
            let path = folder.path().join("file.db");
            let db = Db::open_plain_for_measuring(&path, &Secrets::new(&outside), &outside).expect("it opens").db;
            db.writer().execute_batch("CREATE TABLE names (name TEXT)").expect("a table");
            Table { db, _folder: folder }
        }

        fn add(&self, name: &str) -> Result<()> {
            self.db.in_turn(|conn| insert(conn, name)).map(drop)
        }

        /// What is safe on the disk.
        fn kept(&self) -> Vec<String> {
            self.db.with_reader(|conn| names(conn)).expect("it reads")
        }

        /// Writes a name, and stays at the desk until so many others wait for it.
        fn add_while_others_come(&self, name: &str, others: usize, has_begun: &AtomicBool) -> Result<()> {
            self.db
                .in_turn(|conn| {
                    let inserted = insert(conn, name)?;
                    has_begun.store(true, Ordering::SeqCst);
                    wait_until(|| self.db.waiting.load(Ordering::SeqCst) == others);
                    Ok(inserted)
                })
                .map(drop)
        }
    }

    fn insert(conn: &Connection, name: &str) -> Result<((), Vec<Changed>)> {
        conn.execute("INSERT INTO names VALUES (?1)", [name])?;
        Ok(((), vec![Changed { kind: "name".into(), id: uuid::Uuid::nil() }]))
    }

    fn names(conn: &Connection) -> Result<Vec<String>> {
        let mut statement = conn.prepare("SELECT name FROM names ORDER BY name")?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    fn wait_until(is_so: impl Fn() -> bool) {
        let began = Instant::now();
        while !is_so() {
            assert!(began.elapsed() < Duration::from_secs(60), "the others come");
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    #[test]
    fn those_who_write_at_the_same_time_share_a_transaction_and_undo_only_what_is_their_own() {
        let table = Table::laid();
        let has_begun = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let first = scope.spawn(|| table.add_while_others_come("first", 3, &has_begun));
            wait_until(|| has_begun.load(Ordering::SeqCst));
            let refused = scope.spawn(|| {
                table.db.in_turn(|conn| {
                    assert!(names(conn)?.contains(&"first".into()), "what the one before wrote is seen");
                    assert!(table.kept().is_empty(), "and nobody was told yet that it is kept");
                    insert(conn, "refused")?;
                    Err::<((), _), _>(Error::Cancelled)
                })
            });
            let broken = scope.spawn(|| {
                table.db.in_turn(|conn| -> Result<((), Vec<Changed>)> {
                    insert(conn, "broken")?;
                    panic!("a fault of the program");
                })
            });
            let last = scope.spawn(|| table.add("last"));
            assert!(first.join().expect("it ends").is_ok(), "the others' failures are not its own");
            assert!(matches!(refused.join().expect("it ends"), Err(Error::Cancelled)), "its reason is told");
            assert!(broken.join().is_err(), "a fault is seen by who made it");
            assert!(last.join().expect("it ends").is_ok(), "nor is the last one's");
        });
        assert_eq!(table.kept(), ["first", "last"], "what was refused or broken left nothing");
        assert_eq!(table.db.kept(), 2, "and is not counted");
        table.add("later").expect("the desk is free again");
    }

    #[test]
    fn where_the_whole_transaction_is_undone_each_who_wrote_in_it_is_told() {
        let table = Table::laid();
        let has_begun = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let first = scope.spawn(|| table.add_while_others_come("first", 1, &has_begun));
            wait_until(|| has_begun.load(Ordering::SeqCst));
            let full = scope.spawn(|| {
                table.db.in_turn(|conn| {
                    // As SQLite does by itself where the disk is full.
                    conn.execute_batch("ROLLBACK")?;
                    Err::<((), _), _>(StoreError::DiskFull.into())
                })
            });
            let told = first.join().expect("it ends").expect_err("it is gone");
            assert_eq!(told.code(), "store_undone", "who had written before is not told that it is kept");
            let reason = full.join().expect("it ends").expect_err("it failed");
            assert_eq!(reason.code(), "store_disk_full", "who met the full disk is told of that");
        });
        assert_eq!(table.kept(), [""; 0], "nothing is kept");
        table.add("again").expect("it can be saved again");
        assert_eq!(table.kept(), ["again"], "and then it is kept");
    }

    #[test]
    fn who_writes_alone_waits_for_nobody_and_sees_its_work_at_once() {
        let table = Table::laid();
        for nth in 0..3 {
            table.add(&nth.to_string()).expect("it is kept");
            assert_eq!(table.kept().len(), nth + 1, "as soon as it returns");
        }
        let refused = table.db.in_turn(|conn| {
            insert(conn, "refused")?;
            Err::<((), _), _>(Error::Cancelled)
        });
        assert!(refused.is_err() && table.kept().len() == 3, "what is refused leaves nothing");
        table.db.in_turn(|_| Ok(((), vec![]))).expect("nothing is done");
        assert_eq!(table.db.kept(), 3, "what changes nothing is not counted");
    }

    /// Whose work, and how many records it changed or why it is undone.
    type Note = (&'static str, std::result::Result<usize, String>);

    /// Where what became of several pieces of work is written down.
    #[derive(Clone, Default)]
    struct Notes(Arc<Mutex<Vec<Note>>>);

    impl Notes {
        fn of(&self, name: &'static str) -> Told {
            let notes = Arc::clone(&self.0);
            Box::new(move |done| {
                let done = done.map(|changed| changed.len()).map_err(|reason| reason.code().to_owned());
                notes.lock().expect("no panic").push((name, done));
            })
        }

        fn read(&self) -> Vec<Note> {
            self.0.lock().expect("no panic").clone()
        }
    }

    impl Table {
        /// So many are announced, and the first of them has written.
        fn with_first_of(announced: usize) -> (Table, Notes) {
            let (table, notes) = (Table::laid(), Notes::default());
            (0..announced).for_each(|_| table.db.announce());
            table.add_announced("first", &notes);
            (table, notes)
        }

        fn add_announced(&self, name: &'static str, notes: &Notes) {
            self.db.in_turn_and_tell(notes.of(name), |conn| insert(conn, name)).expect("it is done");
        }
    }

    #[test]
    fn those_who_were_announced_share_a_transaction_without_waiting_and_are_told_once_it_is_kept() {
        let (table, notes) = Table::with_first_of(3);
        table.db.withdraw();
        let refused = table.db.in_turn_and_tell(notes.of("refused"), |conn| {
            insert(conn, "refused")?;
            Err::<((), _), _>(Error::Cancelled)
        });
        assert!(matches!(refused, Err(Error::Cancelled)), "its reason is told at once");
        table.db.withdraw();
        assert!(notes.read().is_empty() && table.kept().is_empty(), "the transaction is open for who is on the way");
        table.add_announced("last", &notes);
        assert_eq!(notes.read(), [("first", Ok(1)), ("last", Ok(1))], "nobody comes after the last");
        assert_eq!(table.kept(), ["first", "last"]);
        table.db.withdraw();
    }

    #[test]
    fn who_was_announced_and_does_not_write_holds_nobody_up() {
        let (table, notes) = Table::with_first_of(2);
        table.db.withdraw();
        assert!(notes.read().is_empty(), "somebody may still come");
        table.db.withdraw();
        assert_eq!(notes.read(), [("first", Ok(1))], "nobody does");
    }

    #[test]
    fn a_thread_that_waits_does_not_wait_for_who_is_only_announced() {
        let (table, notes) = Table::with_first_of(2);
        table.add("waits").expect("it is kept");
        assert_eq!(notes.read(), [("first", Ok(1))], "the one before was kept with it");
        assert_eq!(table.kept(), ["first", "waits"]);
        (0..2).for_each(|_| table.db.withdraw());
    }

    #[test]
    fn who_was_announced_is_told_where_the_whole_transaction_is_undone() {
        let (table, notes) = Table::with_first_of(2);
        table.db.withdraw();
        let full = table.db.in_turn_and_tell(notes.of("full"), |conn| {
            conn.execute_batch("ROLLBACK")?;
            Err::<((), _), _>(StoreError::DiskFull.into())
        });
        assert_eq!(full.expect_err("it failed").code(), "store_disk_full");
        table.db.withdraw();
        assert_eq!(notes.read(), [("first", Err("store_undone".to_owned()))]);
        assert_eq!(table.kept(), [""; 0]);
    }
}
