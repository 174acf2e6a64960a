//! Many writers and readers over two servers on one PostgreSQL: nobody's vector skips a change, and a cursor over ids
//! does.

use super::meeting::{ORGANIZATION, SITE};
use super::server::Server;
use super::stores::{Postgres, Store, connect, say};
use super::workstation::{Fate, Workstation};
use healthsync_sync::Scope;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::{Barrier, Mutex};

const WRITERS: usize = 4;
const READERS: usize = 3;
/// So many changes between two exchanges of a writer.
const BATCH: usize = 500;
/// An exchange of a writer: while the others write on there is always something new.
const ROUNDS: usize = 8;
/// What the long run sets to 1,000,000.
const SIZE: &str = "HEALTHSYNC_CROWD_CHANGES";

/// The reader that sync.md warns of: it asks for ids above the greatest that it has seen.
#[derive(Default)]
struct Naive {
    cursor: i64,
    seen: BTreeSet<i64>,
}

impl Naive {
    async fn poll(&mut self, database: &tokio_postgres::Client) {
        let sql = "SELECT id FROM naive WHERE id > $1 ORDER BY id";
        for row in database.query(sql, &[&self.cursor]).await.expect("the table answers") {
            self.cursor = row.get(0);
            self.seen.insert(self.cursor);
        }
    }
}

async fn write(
    number: u8,
    rounds: usize,
    server: Arc<Server<Postgres>>,
    naive: Arc<Mutex<Naive>>,
    first: Arc<Barrier>,
) {
    let database = connect(&server.store.address()).await.expect("the database answers");
    let mut one = Workstation::new(number, SITE);
    one.enrol(&*server, &server.code("Clinic").await, None).await;
    let is_first = number == 1;
    if !is_first {
        first.wait().await;
    }
    for round in 0..rounds {
        // What is inserted now is seen by others after the exchange, when others have been seen that came later.
        let insert = format!("BEGIN; INSERT INTO naive SELECT FROM generate_series(1, {BATCH})");
        database.batch_execute(&insert).await.expect("it inserts");
        if is_first && round == 0 {
            // On an idle machine writers might commit in the order in which they inserted. This one's ids come before
            // everybody's, and it does not commit until somebody else's were read.
            first.wait().await;
            while naive.lock().await.cursor == 0 {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
        }
        one.write(Scope::Site(SITE), BATCH);
        for _ in 0..ROUNDS {
            let more = one.round(&*server, Fate::Well).await;
            if !more.unwrap_or_else(|refused| panic!("a writer is refused: {}", refused.status)) {
                break;
            }
        }
        assert!(one.is_whole(), "a writer's vector says what it holds");
        database.batch_execute("COMMIT").await.expect("it commits");
        naive.lock().await.poll(&database).await;
    }
}

async fn read(number: u8, writing: Arc<AtomicUsize>, server: Arc<Server<Postgres>>) -> Workstation {
    let mut one = Workstation::new(number, SITE);
    one.enrol(&*server, &server.code("Clinic").await, None).await;
    while writing.load(Ordering::Acquire) > 0 {
        if let Err(refused) = one.round(&*server, Fate::Well).await {
            panic!("a reader is refused: {}", refused.status);
        }
        assert!(one.is_whole(), "a reader's vector never skips a change");
    }
    while one.round(&*server, Fate::Well).await.is_ok_and(|is_more| is_more) {}
    one
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_vector_skips_a_change_that_others_commit_meanwhile_and_a_cursor_over_ids_does() {
    if !Postgres::is_there() {
        return;
    }
    let total: usize = std::env::var(SIZE).ok().and_then(|size| size.parse().ok()).unwrap_or(20_000);
    let rounds = total.div_ceil(WRITERS * BATCH);
    let first = Arc::new(Server::<Postgres>::start().await);
    let second = Arc::new(Server::over(first.store.clone()).await);
    let servers = [first.clone(), second];
    Workstation::new(100, SITE).enrol(&*first, &first.code("Clinic").await, Some(ORGANIZATION)).await;
    say(&first.store.address(), "CREATE TABLE naive (id bigserial PRIMARY KEY)").await.expect("it is the owner");
    let (naive, writing) = (Arc::new(Mutex::new(Naive::default())), Arc::new(AtomicUsize::new(WRITERS)));
    let (mut writers, mut readers) = (vec![], vec![]);
    let first_inserts = Arc::new(Barrier::new(WRITERS));
    for nth in 0..WRITERS {
        let (server, naive, number) = (servers[nth % 2].clone(), naive.clone(), u8::try_from(nth).expect("few") + 1);
        writers.push(tokio::spawn(write(number, rounds, server, naive, first_inserts.clone())));
    }
    for nth in 0..READERS {
        let (server, number) = (servers[nth % 2].clone(), u8::try_from(nth).expect("few") + 50);
        readers.push(tokio::spawn(read(number, writing.clone(), server)));
    }
    for writer in writers {
        let ended = writer.await;
        // The readers end too, whatever became of a writer.
        writing.fetch_sub(1, Ordering::Release);
        ended.expect("a writer ends well");
    }
    let written = rounds * WRITERS * BATCH;
    for reader in readers {
        let reader = reader.await.expect("a reader ends well");
        assert_eq!(reader.ids().len(), written, "every reader has every change, once");
    }
    let database = connect(&first.store.address()).await.expect("the database answers");
    let mut naive = naive.lock().await;
    naive.poll(&database).await;
    let lost = written - naive.seen.len();
    println!("a cursor over ids lost {lost} of {written} rows; no vector lost any");
    assert!(lost > 0, "a cursor over ids loses what is committed late: these writers were really at it together");
}
