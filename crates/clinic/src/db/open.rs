//! Opening the file: its key, its settings, its pool of readers, and whether it is the same file as last time.

use super::migrate::{self, Migrations};
use super::readers::Readers;
use super::skew::Skew;
use super::turn::Desk;
use super::{Anchor, Place, anchors};
use crate::error::{Error, Result, StoreError};
use crate::outside::Outside;
use healthsync_sync::{Origin, OriginKey};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock};
use uuid::Uuid;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// The 256-bit key that the file is encrypted with.
#[derive(Clone, Zeroize, ZeroizeOnDrop, PartialEq, Eq)]
pub struct Key(pub [u8; 32]);

/// What is kept outside the database, in the system's credential store or under a passphrase.
#[derive(Clone)]
pub struct Secrets {
    /// The file's key.
    pub key: Key,
    /// The secret of the origin that this computer makes changes under.
    pub origin_secret: [u8; 32],
    /// The marks that the last opening may have left in the file; empty before the first.
    pub marks: Vec<[u8; 16]>,
    /// Where the logs stood then: what a removed end is found by.
    pub anchors: Vec<Anchor>,
}

impl Secrets {
    /// The secrets of a clinic that is about to be made.
    #[must_use]
    pub fn new(outside: &Outside) -> Secrets {
        Secrets { key: Key(outside.bytes()), origin_secret: outside.bytes(), marks: vec![], anchors: vec![] }
    }
}

/// What an opening found, and what the host must keep outside.
pub struct Opened {
    /// The database.
    pub db: Db,
    /// The secrets with this opening's mark, and with a new origin if the file was copied or restored.
    pub secrets: Secrets,
    /// The file is not as this computer left it: it now writes under a new origin.
    pub is_new_origin: bool,
}

/// This computer as the file knows it.
#[derive(Clone, Debug)]
pub struct Workstation {
    pub place: Place,
}

/// The open file.
pub struct Db {
    path: PathBuf,
    key: Option<Key>,
    // Closed before the writer, which as the last one tidies the write-ahead log into the file.
    readers: Readers,
    pub(super) writer: Mutex<Desk>,
    /// So many want to write, but for the one whose turn it is.
    pub(super) waiting: AtomicUsize,
    /// So many are on their way to the desk.
    pub(super) coming: AtomicUsize,
    /// So many pieces of work are kept.
    pub(super) kept: AtomicU64,
    place: RwLock<Option<Place>>,
    skew: Mutex<Option<Skew>>,
    read_only: Option<String>,
}

const FILE_HEADER_PLAIN: &[u8] = b"SQLite format 3\0";

impl Db {
    /// Opens the file, making it if it is not there, and brings it to this version.
    /// `keep` is called with the secrets before the file is marked, so that a power cut between the two is harmless.
    ///
    /// # Errors
    /// Each way in which a file cannot be used has its own sentence: [`StoreError`].
    pub fn open(
        path: &Path,
        secrets: &Secrets,
        outside: &Outside,
        migrations: &Migrations,
        keep: &dyn Fn(&Secrets) -> Result<()>,
    ) -> Result<Opened> {
        check_file(path)?;
        Db::open_under(Some(secrets.key.clone()), path, secrets, outside, migrations, keep)
    }

    /// Opens a file that is not encrypted: only for measuring what encryption costs.
    ///
    /// # Errors
    /// As [`Db::open`].
    #[doc(hidden)]
    pub fn open_plain_for_measuring(path: &Path, secrets: &Secrets, outside: &Outside) -> Result<Opened> {
        Db::open_under(None, path, secrets, outside, &migrate::released(), &|_| Ok(()))
    }

    fn open_under(
        key: Option<Key>,
        path: &Path,
        secrets: &Secrets,
        outside: &Outside,
        migrations: &Migrations,
        keep: &dyn Fn(&Secrets) -> Result<()>,
    ) -> Result<Opened> {
        let mut writer = connect(path, key.as_ref(), true)?;
        let read_only = migrate::bring_up_to_date(&mut writer, path, key.as_ref(), outside, migrations)?;
        let place = place_of(&writer)?;
        let db = Db {
            path: path.to_owned(),
            key,
            writer: Mutex::new(Desk::new(writer)),
            waiting: AtomicUsize::default(),
            coming: AtomicUsize::default(),
            kept: AtomicU64::default(),
            readers: Readers::default(),
            place: RwLock::new(place),
            skew: Mutex::default(),
            read_only,
        };
        let (secrets, is_new_origin) = db.mark_opening(secrets, outside, keep)?;
        Ok(Opened { db, secrets, is_new_origin })
    }

    /// Compares the mark of the last opening, and the origin, with what was kept outside; leaves a new mark.
    fn mark_opening(
        &self,
        before: &Secrets,
        outside: &Outside,
        keep: &dyn Fn(&Secrets) -> Result<()>,
    ) -> Result<(Secrets, bool)> {
        let mut secrets = before.clone();
        if self.read_only.is_some() || self.place().is_none() {
            return Ok((secrets, false));
        }
        let conn = self.writer();
        let (mark, origin): ([u8; 16], [u8; 32]) =
            conn.query_row("SELECT opening, origin FROM workstation", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let own = OriginKey::from_secret(&before.origin_secret).origin();
        let is_same = before.marks.contains(&mark) && own == Origin::from_bytes(origin);
        if !is_same {
            secrets.origin_secret = outside.bytes();
            secrets.anchors.clear();
        }
        let new_origin = OriginKey::from_secret(&secrets.origin_secret).origin();
        let next: [u8; 16] = outside.bytes();
        secrets.marks = vec![mark, next];
        if is_same {
            secrets.anchors = super::log::still_true_or_kept(&conn, &before.anchors, &anchors(&conn)?)?;
        } else {
            secrets.anchors = anchors(&conn)?;
        }
        keep(&secrets)?;
        conn.execute("UPDATE workstation SET opening = ?1, origin = ?2", (next, new_origin.as_bytes()))?;
        self.stands_at(place_of(&conn)?);
        drop(conn);
        secrets.marks = vec![next];
        keep(&secrets)?;
        Ok((secrets, !is_same))
    }

    /// Makes this file a new clinic's. Returns the secrets with the first mark; the host keeps them.
    ///
    /// # Errors
    /// When the database or the keeping fails.
    pub fn found(
        &self,
        secrets: &Secrets,
        is_demo: bool,
        outside: &Outside,
        keep: &dyn Fn(&Secrets) -> Result<()>,
    ) -> Result<Secrets> {
        self.found_at((outside.id(), outside.id()), secrets, is_demo, outside, keep)
    }

    /// Makes this file one of a clinic that is there already: of this organization and this site.
    ///
    /// # Errors
    /// When the database or the keeping fails.
    pub fn found_at(
        &self,
        (organization_id, site_id): (Uuid, Uuid),
        secrets: &Secrets,
        is_demo: bool,
        outside: &Outside,
        keep: &dyn Fn(&Secrets) -> Result<()>,
    ) -> Result<Secrets> {
        self.check_writable()?;
        let origin = OriginKey::from_secret(&secrets.origin_secret).origin();
        let place = Place { organization_id, site_id, origin, letters: None, is_demo };
        let mut kept = secrets.clone();
        kept.marks = vec![outside.bytes()];
        keep(&kept)?;
        self.writer().execute(
            "INSERT OR REPLACE INTO workstation (id, organization_id, site_id, origin, is_demo, opening)
             VALUES (1, ?1, ?2, ?3, ?4, ?5)",
            (organization_id.to_string(), site_id.to_string(), origin.as_bytes(), is_demo, kept.marks[0]),
        )?;
        self.stands_at(Some(place));
        Ok(kept)
    }

    /// What the file says of where this computer stands was changed: everybody reads the new place from now on.
    pub(crate) fn stands_at(&self, place: Option<Place>) {
        *self.place.write().unwrap_or_else(PoisonError::into_inner) = place;
    }

    /// Where this computer stands; none before a clinic was set up.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        self.place.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Why nothing can be written, if so.
    #[must_use]
    pub fn read_only(&self) -> Option<&str> {
        self.read_only.as_deref()
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The file's key, for wrapping it anew.
    #[must_use]
    pub fn key(&self) -> Option<&Key> {
        self.key.as_ref()
    }

    /// # Errors
    /// [`Error::ReadOnly`] where the file was opened for reading only.
    pub fn check_writable(&self) -> Result<()> {
        self.read_only.as_ref().map_or(Ok(()), |reason| Err(Error::ReadOnly(reason.clone())))
    }

    pub(super) fn skew(&self) -> MutexGuard<'_, Option<Skew>> {
        self.skew.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From now on the disk is not waited for: after a power cut the file is whole, but its last changes may be gone. For
    /// a replica of which everything is in another log before anybody is told that it was written, and that takes back
    /// what it lost before it goes on.
    ///
    /// # Errors
    /// When the database fails.
    pub fn wait_for_no_disk(&self) -> Result<()> {
        Ok(self.writer().pragma_update(None, "synchronous", "NORMAL")?)
    }

    /// From now on so many readers wait for work: as many as ever ask at once, where opening one each time is too slow.
    pub fn keep_readers(&self, count: usize) {
        self.readers.keep(count);
    }

    /// Runs `work` on a connection of the pool.
    pub(crate) fn with_reader<T>(&self, work: impl FnOnce(&mut Connection) -> Result<T>) -> Result<T> {
        work(self.readers.take(|| connect(&self.path, self.key.as_ref(), false))?.conn())
    }
}

/// A file that is plainly something else is told apart from a wrong key.
fn check_file(path: &Path) -> Result<()> {
    let name = || path.display().to_string();
    let folder = path.parent().unwrap_or(Path::new("."));
    if path.is_dir() {
        return Err(StoreError::NotADatabase(name()).into());
    }
    if let Err(reason) = std::fs::create_dir_all(folder) {
        return Err(match reason.kind() {
            std::io::ErrorKind::StorageFull => StoreError::DiskFull,
            _ => StoreError::NotWritable(folder.display().to_string()),
        }
        .into());
    }
    let Ok(mut file) = std::fs::File::open(path) else { return Ok(()) };
    let length = file.metadata().map_err(StoreError::from)?.len();
    let mut head = [0u8; 16];
    let read = std::io::Read::read(&mut file, &mut head).map_err(StoreError::from)?;
    if &head[..read] == FILE_HEADER_PLAIN || (length > 0 && length % 512 != 0) {
        return Err(StoreError::NotADatabase(name()).into());
    }
    Ok(())
}

/// A connection of one's own for reading: for long work that would keep one of the pool.
pub(crate) fn open_reader(db: &Db) -> Result<Connection> {
    let conn = connect(&db.path, db.key.as_ref(), false)?;
    // It passes over the file once: what it keeps in memory helps nobody.
    conn.pragma_update(None, "cache_size", -4_096)?;
    Ok(conn)
}

fn connect(path: &Path, key: Option<&Key>, is_writer: bool) -> Result<Connection> {
    let flags = if is_writer { OpenFlags::default() } else { OpenFlags::SQLITE_OPEN_READ_ONLY };
    let conn = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(|_| StoreError::NotWritable(path.parent().unwrap_or(path).display().to_string()))?;
    unlock(&conn, key)?;
    conn.busy_timeout(std::time::Duration::from_secs(10))?;
    conn.set_prepared_statement_cache_capacity(128);
    // A kept statement is not planned anew for each value that is bound to it.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.pragma_update(None, "cache_size", -65_536)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    if is_writer {
        conn.pragma_update(None, "journal_mode", "WAL").map_err(|reason| match StoreError::from(reason) {
            StoreError::NotWritable(_) => StoreError::NotWritable(path.parent().unwrap_or(path).display().to_string()),
            other => other,
        })?;
        conn.pragma_update(None, "synchronous", "FULL")?;
        // What a computer that joins takes is written to the file in larger pieces.
        conn.pragma_update(None, "wal_autocheckpoint", 4_000)?;
    }
    Ok(conn)
}

/// Gives the key and reads one page, which fails where the key is wrong.
pub(crate) fn unlock(conn: &Connection, key: Option<&Key>) -> Result<()> {
    let Some(key) = key else { return Ok(()) };
    let mut hex: String = key.0.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut pragma = format!("PRAGMA key = \"x'{hex}'\"");
    let given = conn.execute_batch(&pragma);
    hex.zeroize();
    pragma.zeroize();
    given?;
    conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).map_err(StoreError::from)?;
    Ok(())
}

/// Where the file says that this computer stands.
pub(crate) fn place_of(conn: &Connection) -> Result<Option<Place>> {
    let read = |row: &rusqlite::Row<'_>| {
        let (organization, site): (String, String) = (row.get(0)?, row.get(1)?);
        Ok((organization, site, row.get::<_, [u8; 32]>(2)?, row.get::<_, bool>(3)?, row.get(4)?))
    };
    let sql = "SELECT w.organization_id, w.site_id, w.origin, w.is_demo, s.series_code
               FROM workstation w LEFT JOIN server s ON s.series_origin = w.origin";
    let row = conn.query_row(sql, [], read).optional()?;
    let bad = |_| StoreError::Unreadable("the workstation's own row".into());
    row.map(|(organization, site, origin, is_demo, letters)| {
        Ok(Place {
            organization_id: Uuid::parse_str(&organization).map_err(bad)?,
            site_id: Uuid::parse_str(&site).map_err(bad)?,
            origin: Origin::from_bytes(origin),
            letters,
            is_demo,
        })
    })
    .transpose()
}
