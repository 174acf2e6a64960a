//! The work of the outbox, and what else is looked at every few seconds: writes the letters that are due, sends what waits, and shows an administrator what does not
//! go out.

use super::Api;
use super::centre::administrator;
use super::door::empty;
use super::outbox::{Letter, Way, end_of, put_once, unwritten};
use super::problem::Problem;
use super::site::Site;
use super::words;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use healthsync_clinic::messages::{DueLetter, Means, Says};
use healthsync_hub::http::stopped;
use healthsync_hub::hub::{Hub, Transaction};
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;

const EVERY: Duration = Duration::from_secs(3);
/// What is done every minute is done every so many times.
const BEATS_OF_MINUTE: u64 = 60 / EVERY.as_secs();

pub(super) fn routes<H: Hub>() -> Router<Arc<Api<H>>> {
    Router::new()
        .route("/outbox", get(waiting::<H>))
        .route("/outbox/sent", get(sent::<H>))
        .route("/outbox/{key}/retry", post(retry::<H>))
        .route("/outbox/{key}", axum::routing::delete(remove::<H>))
}

/// Writes and sends for as long as the server runs.
pub(super) async fn keep_sending<H: Hub>(api: Arc<Api<H>>) {
    for beat in 0_u64.. {
        let is_minute = beat.is_multiple_of(BEATS_OF_MINUTE);
        for site in api.sites_now().await {
            if let Err(problem) = api.take_down_deeds(&site).await {
                tracing::error!(code = problem.code, "what the operator did could not be taken into the audit");
            }
            if let Err(problem) = once(&api, &site, is_minute).await {
                tracing::error!(code = problem.code, "letters could not be looked at");
            }
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = stopped(api.stopping.clone()) => return,
        }
    }
}

async fn once<H: Hub>(api: &Arc<Api<H>>, site: &Arc<Site>, is_minute: bool) -> Result<(), Problem> {
    if is_minute {
        let of = Arc::clone(site);
        // What a workstation does while its window is open: reminders are asked for, unanswered alerts raised again.
        site.blocking(move || of.clinic.tend().map(drop)).await?;
    }
    let ways = &api.served.settings.ways_out;
    let (of, has) = (Arc::clone(site), ways.has());
    let due = site.blocking(move || of.clinic.due_letters(has)).await?;
    let fresh = match due.is_empty() {
        true => vec![],
        false => unwritten(&mut api.hub.begin_reading(site.organization_id).await?, due).await?,
    };
    if !fresh.is_empty() {
        let mut ledger = api.hub.begin(site.organization_id).await?;
        for one in fresh {
            let is_reminder = matches!(one.says, Says::Appointment { .. });
            let reminds = one.message_id.filter(|_| is_reminder).map(|id| (site.site_id, id));
            put_once(&mut ledger, &api.keys, &api.outside, one.id, written(&one), reminds).await?;
        }
        ledger.commit().await?;
    }
    while let Some((key, waiting)) = api.take_letter(site.organization_id, |way| ways.can(way)).await? {
        match ways.send(&waiting.letter).await {
            Ok(()) => {
                api.letter_is_sent(site.organization_id, &key, Some(&waiting)).await?;
                tracing::info!(letter = %key, way = ?waiting.letter.way, "a letter was sent");
                if let Some((site_id, message_id)) = waiting.reminds {
                    let of = api.site(site.organization_id, site_id).await?;
                    let how = match waiting.letter.way {
                        Way::Email => "email",
                        Way::Sms => "SMS",
                    };
                    let with = Arc::clone(&of);
                    of.blocking(move || with.clinic.note_reminded(message_id, how)).await?;
                }
            }
            Err(not_sent) => {
                tracing::warn!(letter = %key, reason = not_sent.reason, "a letter was not sent");
                let organization = site.organization_id;
                api.letter_failed(organization, &key, waiting, not_sent.reason, not_sent.for_good).await?;
            }
        }
    }
    Ok(())
}

fn written(due: &DueLetter) -> Letter {
    let (way, to) = match &due.means {
        Means::Email(address) => (Way::Email, address.clone()),
        Means::Sms(number) => (Way::Sms, number.clone()),
    };
    let (subject, text) = words::letter(due);
    Letter { way, to, subject, text }
}

/// What waits, and what does not go out. Of a letter no word is shown, and of its address the end.
async fn waiting<H: Hub>(State(api): State<Arc<Api<H>>>, request: Request) -> Result<Response, Problem> {
    let asked = administrator(&api, request.headers()).await?;
    let letters = api.letters(asked.bearer.organization_id).await?;
    let shown = letters.into_iter().map(|(key, one)| {
        json!({
            "key": key, "way": one.letter.way, "to": end_of(&one.letter.to), "written_at": one.written_at,
            "tries": one.tries, "next_try_at": one.next_try_at, "problem": one.problem, "is_dead": one.is_dead,
        })
    });
    Ok(Json(shown.collect::<Vec<_>>()).into_response())
}

/// What was sent in the last days, the newest first.
async fn sent<H: Hub>(State(api): State<Arc<Api<H>>>, request: Request) -> Result<Response, Problem> {
    let asked = administrator(&api, request.headers()).await?;
    Ok(Json(api.sent_letters(asked.bearer.organization_id).await?).into_response())
}

async fn retry<H: Hub>(
    State(api): State<Arc<Api<H>>>,
    Path(key): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let asked = administrator(&api, request.headers()).await?;
    api.retry_letter(asked.bearer.organization_id, &key).await?;
    Ok(empty())
}

async fn remove<H: Hub>(
    State(api): State<Arc<Api<H>>>,
    Path(key): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let asked = administrator(&api, request.headers()).await?;
    let letters = api.letters(asked.bearer.organization_id).await?;
    letters.iter().find(|(known, _)| *known == key).ok_or_else(Problem::not_found)?;
    api.letter_is_sent(asked.bearer.organization_id, &key, None).await?;
    Ok(empty())
}
