//! LISTEN and NOTIFY: what one server process takes, all of them tell their visitors.

use crate::hub::letters::Letters;
use crate::{HubError, Result};
use std::future::poll_fn;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{broadcast, oneshot};
use tokio::task::JoinHandle;
use tokio_postgres::{AsyncMessage, Config, NoTls};
use uuid::Uuid;

/// What is notified within the transaction that stored something: it is sent when that commits.
pub(super) const NOTIFY: &str = "SELECT pg_notify('healthsync_news', $1)";
/// The same of how many letter codes an organization was given: its id and the number.
pub(super) const NOTIFY_LETTERS: &str = "SELECT pg_notify('healthsync_letters', $1)";
const LETTERS: &str = "healthsync_letters";
const LISTEN: &str = "LISTEN healthsync_news; LISTEN healthsync_letters";
/// Who is further behind than this has to look for itself.
const BUFFER: usize = 4096;
/// After so long the lost connection is tried anew.
const PAUSE: Duration = Duration::from_secs(1);

/// The one connection of this process that listens. It ends with this.
pub(super) struct Listening {
    heard: broadcast::Sender<Uuid>,
    task: JoinHandle<()>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Listening {
    /// Listens, and when the connection is lost makes another. `served` are the organizations that may have had news
    /// meanwhile. It comes back when it is listening, or has found out that it cannot yet.
    pub(super) async fn start(
        config: Config,
        served: impl Fn() -> Vec<Uuid> + Send + Sync + 'static,
        letters: Arc<Letters>,
    ) -> Listening {
        let (heard, _) = broadcast::channel(BUFFER);
        let (begins, has_begun) = oneshot::channel::<()>();
        let mut begins = Some(begins);
        let teller = heard.clone();
        let task = tokio::spawn(async move {
            loop {
                let tell = |organization| {
                    // Nobody may be listening.
                    let _ = teller.send(organization);
                };
                let begun = || {
                    drop(begins.take());
                    served().into_iter().for_each(tell);
                };
                let Err(reason) = listen(&config, begun, tell, &letters).await;
                drop(begins.take());
                tracing::warn!(%reason, "the connection that listens for news was lost; another is made");
                tokio::time::sleep(PAUSE).await;
            }
        });
        // Nothing is sent: that the sender is gone is the sign.
        let _ = has_begun.await;
        Listening { heard, task }
    }

    pub(super) fn receiver(&self) -> broadcast::Receiver<Uuid> {
        self.heard.subscribe()
    }
}

/// Listens until the connection is lost.
async fn listen(
    config: &Config,
    mut begun: impl FnMut(),
    tell: impl Fn(Uuid),
    letters: &Arc<Letters>,
) -> Result<std::convert::Infallible> {
    let (client, mut connection) = config.connect(NoTls).await?;
    let mut asking = std::pin::pin!(client.batch_execute(LISTEN));
    let mut is_listening = false;
    loop {
        let message = tokio::select! {
            asked = &mut asking, if !is_listening => {
                asked?;
                is_listening = true;
                begun();
                continue;
            }
            message = poll_fn(|context| connection.poll_message(context)) => message,
        };
        match message {
            Some(Ok(AsyncMessage::Notification(note))) if note.channel() == LETTERS => {
                let (letters, said) = (Arc::clone(letters), note.payload().to_owned());
                // Nobody waits for it: who gave the letter has noted it too.
                tokio::task::spawn_blocking(move || note_letters(&letters, &said));
            }
            Some(Ok(AsyncMessage::Notification(note))) => {
                if let Ok(organization) = note.payload().parse() {
                    tell(organization);
                }
            }
            Some(Ok(_)) => {}
            Some(Err(reason)) => return Err(reason.into()),
            None => return Err(HubError::Unreachable("the connection was closed".into())),
        }
    }
}

fn note_letters(letters: &Letters, said: &str) {
    let parts = said.split_once(' ').and_then(|(id, given)| Some((id.parse().ok()?, given.parse().ok()?)));
    if let Some((id, given)) = parts
        && let Err(reason) = letters.note(id, given)
    {
        tracing::error!(%reason, "a letter that another server gave could not be noted");
    }
}
