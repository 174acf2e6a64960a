//! The two stores that every story is told on, each test with a database of its own.

use healthsync_cluster::{Cluster, Promise, WITHOUT};
use healthsync_hub::hub::Hub;
use healthsync_hub::hub::postgres::PostgresHub;
use healthsync_hub::hub::sqlite::SqliteHub;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use tempfile::TempDir;
use tokio_postgres::NoTls;

/// Makes of each story a test on each store.
macro_rules! on_both_stores {
    ($($story:ident),* $(,)?) => {
        mod sqlite {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $story() {
                    super::$story::<crate::stores::Sqlite>().await;
                }
            )*
        }

        mod postgres {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $story() {
                    if crate::stores::Postgres::is_there() {
                        super::$story::<crate::stores::Postgres>().await;
                    }
                }
            )*
        }
    };
}
pub(crate) use on_both_stores;

/// A database that a hub can be opened over.
pub trait Store: Clone + Send + Sync + 'static {
    type Hub: Hub + Clone;
    /// What a database holds, as a backup does.
    type Backup: Send;

    fn fresh() -> impl Future<Output = Self> + Send;
    fn open(&self) -> impl Future<Output = Self::Hub> + Send;
    /// What the program is told.
    fn address(&self) -> String;
    /// What the names of the server's own files begin with.
    fn files(&self) -> PathBuf;
    /// The same, where the program cannot know it from the address.
    fn named_files(&self) -> Option<PathBuf>;
    /// While nobody has it open.
    fn back_up(&self) -> impl Future<Output = Self::Backup> + Send;
    fn put_back(&self, backup: &Self::Backup) -> impl Future<Output = ()> + Send;
}

#[derive(Clone)]
pub struct Sqlite(Arc<TempDir>);

impl Sqlite {
    fn file(&self) -> PathBuf {
        self.0.path().join("hub.db")
    }
}

impl Store for Sqlite {
    type Hub = SqliteHub;
    type Backup = Vec<u8>;

    async fn fresh() -> Sqlite {
        Sqlite(Arc::new(tempfile::tempdir().expect("a folder")))
    }

    async fn open(&self) -> SqliteHub {
        SqliteHub::open(&self.file()).expect("the file opens")
    }

    fn address(&self) -> String {
        self.file().to_string_lossy().into_owned()
    }

    fn files(&self) -> PathBuf {
        self.file()
    }

    fn named_files(&self) -> Option<PathBuf> {
        None
    }

    async fn back_up(&self) -> Vec<u8> {
        std::fs::read(self.file()).expect("the file")
    }

    async fn put_back(&self, backup: &Vec<u8>) {
        std::fs::write(self.file(), backup).expect("the backup is put back");
        for end in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(self.file().with_file_name(format!("hub.db{end}")));
        }
    }
}

/// The one cluster of all tests of this program; it ends with the process.
fn cluster() -> Option<&'static Cluster> {
    static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();
    CLUSTER.get_or_init(|| started("")).as_ref()
}

/// A cluster, unless this machine is said to have no PostgreSQL.
pub fn started(settings: &str) -> Option<Cluster> {
    match Cluster::start(Promise::Nothing, settings) {
        Ok(cluster) => Some(cluster),
        Err(reason) if std::env::var_os(WITHOUT).is_some() => {
            println!("skipped: {reason}");
            None
        }
        Err(reason) => panic!("{reason}"),
    }
}

/// Says something to a database.
pub async fn say(url: &str, sql: &str) -> Result<(), tokio_postgres::Error> {
    connect(url).await?.batch_execute(sql).await
}

pub async fn connect(url: &str) -> Result<tokio_postgres::Client, tokio_postgres::Error> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    tokio::spawn(async move { drop(connection.await) });
    Ok(client)
}

#[derive(Clone)]
pub struct Postgres {
    cluster: &'static Cluster,
    name: String,
    folder: Arc<TempDir>,
}

impl Postgres {
    pub fn is_there() -> bool {
        cluster().is_some()
    }

    /// Its address for somebody.
    pub fn url(&self, role: &str) -> String {
        self.cluster.url(role, &self.name)
    }

    /// Says something to the whole cluster, as its owner; whoever is at this database is sent away first.
    async fn alone(&self, sql: &str) {
        let url = self.cluster.url("owner", "postgres");
        for attempt in 0.. {
            self.end_connections().await;
            match say(&url, sql).await {
                Ok(()) => break,
                // Somebody was quicker to come back.
                Err(reason) if attempt > 20 => panic!("{sql}: {reason:?}"),
                Err(_) => tokio::time::sleep(std::time::Duration::from_millis(50)).await,
            }
        }
    }

    /// Ends every connection to it, as a restart of the database does.
    pub async fn end_connections(&self) {
        let end = format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'", self.name);
        say(&self.cluster.url("owner", "postgres"), &end).await.expect("the cluster answers");
    }
}

impl Store for Postgres {
    type Hub = PostgresHub;
    type Backup = String;

    async fn fresh() -> Postgres {
        static OWNER: tokio::sync::OnceCell<()> = tokio::sync::OnceCell::const_new();
        let cluster = cluster().expect("who is not there is not asked");
        let url = cluster.url("owner", "postgres");
        let role = "CREATE ROLE clinic LOGIN CREATEROLE";
        OWNER.get_or_init(async || say(&url, role).await.expect("the cluster is new")).await;
        let name = cluster.fresh_name();
        let made = say(&url, &format!("CREATE DATABASE {name} OWNER clinic")).await;
        made.expect("the name is fresh");
        Postgres { cluster, name, folder: Arc::new(tempfile::tempdir().expect("a folder")) }
    }

    async fn open(&self) -> PostgresHub {
        PostgresHub::open_noting(&self.address(), None, &self.files()).await.expect("the database opens")
    }

    fn address(&self) -> String {
        self.url("clinic")
    }

    fn files(&self) -> PathBuf {
        self.folder.path().join("hub")
    }

    fn named_files(&self) -> Option<PathBuf> {
        Some(self.files())
    }

    async fn back_up(&self) -> String {
        let copy = self.cluster.fresh_name();
        self.alone(&format!("CREATE DATABASE {copy} TEMPLATE {} OWNER clinic", self.name)).await;
        copy
    }

    async fn put_back(&self, backup: &String) {
        self.alone(&format!("DROP DATABASE {}", self.name)).await;
        self.alone(&format!("CREATE DATABASE {} TEMPLATE {backup} OWNER clinic", self.name)).await;
    }
}
