//! Who listens when the application tells people something: a notification service that remembers.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use zbus::wire::{OwnedVariant, Variant};
use zbus::{Connection, interface};

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// How long a notification may take to arrive.
const PATIENCE: Duration = Duration::from_secs(10);

/// How loudly people are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// May be overlooked.
    Low,
    /// The usual.
    Normal,
    /// Stays until someone acts.
    Critical,
}

/// One notification as it was raised.
#[derive(Clone, Debug)]
pub struct Notice {
    /// The number people's answer refers to.
    pub id: u32,
    /// The one it took the place of, or 0.
    pub replaces: u32,
    /// The program that raised it.
    pub application: String,
    /// The headline.
    pub summary: String,
    /// The text below.
    pub body: String,
    /// How loudly.
    pub urgency: Urgency,
    /// What people can choose: the key the application knows, and the label they read.
    pub actions: Vec<(String, String)>,
}

/// The notification service of a desk.
#[derive(Debug)]
pub struct Notifications {
    connection: Connection,
    raised: Arc<Mutex<Vec<Notice>>>,
    closed: Mutex<HashSet<u32>>,
}

impl Notifications {
    /// Becomes the notification service of a bus.
    ///
    /// # Errors
    /// When the bus cannot be reached, or has such a service already.
    pub async fn listen(address: &str) -> Result<Self> {
        let raised = Arc::default();
        let service = Service { raised: Arc::clone(&raised), last: 0 };
        let connection = zbus::connection::Builder::address(address)
            .serve_at(PATH, service)
            .name(NAME)
            .build()
            .await
            .context("cannot listen for notifications")?;
        Ok(Self { connection, raised, closed: Mutex::default() })
    }

    /// Every notification so far, oldest first.
    pub fn raised(&self) -> Vec<Notice> {
        lock(&self.raised).clone()
    }

    /// Waits up to 10 s for a notification whose headline or text contains these words.
    ///
    /// # Errors
    /// When none comes; the message lists those that did.
    pub async fn see(&self, words: &str) -> Result<Notice> {
        let start = Instant::now();
        loop {
            let raised = self.raised();
            let found = raised.iter().find(|notice| notice.summary.contains(words) || notice.body.contains(words));
            if let Some(notice) = found {
                return Ok(notice.clone());
            }
            if start.elapsed() > PATIENCE {
                bail!("nobody was told \"{words}\"; people were told {raised:#?}");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Chooses one of a notification's actions, by the label people read; the notification closes,
    /// as desktops do.
    ///
    /// # Errors
    /// When it has no such action, or the bus is gone.
    pub async fn choose(&self, notice: &Notice, label: &str) -> Result<()> {
        let known = notice.actions.iter().find(|(_, known)| known == label);
        let Some((key, _)) = known else {
            bail!("\"{}\" offers no \"{label}\": {:?}", notice.summary, notice.actions);
        };
        self.connection
            .emit_signal(None::<&str>, PATH, NAME, "ActionInvoked", &(notice.id, key))
            .await
            .context("the choice was not delivered")?;
        self.dismiss(notice).await
    }

    /// Waits until the application listens for an answer to each notification that stands: it does so only a moment
    /// after it has raised one. No person is quicker, but a story is.
    ///
    /// # Errors
    /// When it does not listen for 10 s, or the bus does not tell.
    pub async fn await_listeners(&self) -> Result<()> {
        let start = Instant::now();
        loop {
            let standing = lock(&self.raised).len() - lock(&self.closed).len();
            let listening = self.listeners().await?;
            if listening >= standing {
                return Ok(());
            }
            if start.elapsed() > PATIENCE {
                bail!("{standing} notifications stand, but the application listens for {listening}");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// How many connections of the bus want to hear that a notification was closed: the last thing that is asked for.
    async fn listeners(&self) -> Result<usize> {
        let bus = Some("org.freedesktop.DBus");
        let stats = Some("org.freedesktop.DBus.Debug.Stats");
        let reply = self.connection.call_method(bus, "/org/freedesktop/DBus", stats, "GetAllMatchRules", &());
        let reply = reply.await.context("the bus does not tell who listens")?;
        let rules: HashMap<String, Vec<String>> = reply.body().deserialize().context("the bus tells it otherwise")?;
        let hears = |rules: &&Vec<String>| rules.iter().any(|rule| rule.contains("NotificationClosed"));
        Ok(rules.values().filter(hears).count())
    }

    /// Closes a notification without choosing anything.
    ///
    /// # Errors
    /// When the bus is gone.
    pub async fn dismiss(&self, notice: &Notice) -> Result<()> {
        /// "Dismissed by the user", in the notification specification.
        const BY_PEOPLE: u32 = 2;
        let closed = (notice.id, BY_PEOPLE);
        lock(&self.closed).insert(notice.id);
        self.connection
            .emit_signal(None::<&str>, PATH, NAME, "NotificationClosed", &closed)
            .await
            .context("the dismissal was not delivered")
    }
}

struct Service {
    raised: Arc<Mutex<Vec<Notice>>>,
    last: u32,
}

#[interface(name = "org.freedesktop.Notifications")]
impl Service {
    #[allow(clippy::too_many_arguments, reason = "the notification specification has eight")]
    fn notify(
        &mut self,
        application: String,
        replaces: u32,
        _icon: String,
        summary: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedVariant>,
        _timeout: i32,
    ) -> u32 {
        let id = if replaces == 0 {
            self.last += 1;
            self.last
        } else {
            replaces
        };
        let urgency = match hints.get("urgency").map(|value| &**value) {
            Some(Variant::U8(0)) => Urgency::Low,
            Some(Variant::U8(2)) => Urgency::Critical,
            _ => Urgency::Normal,
        };
        lock(&self.raised).push(Notice {
            id,
            replaces,
            application,
            summary,
            body,
            urgency,
            actions: actions.chunks_exact(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect(),
        });
        id
    }

    fn close_notification(&self, _id: u32) {}

    fn get_capabilities(&self) -> Vec<&str> {
        vec!["actions", "body", "persistence"]
    }

    fn get_server_information(&self) -> (&str, &str, &str, &str) {
        ("stories", "HealthSync", env!("CARGO_PKG_VERSION"), "1.2")
    }
}

/// A story that failed while it held the list leaves the list whole.
fn lock<T>(list: &Mutex<T>) -> MutexGuard<'_, T> {
    list.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
