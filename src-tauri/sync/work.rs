//! The worker: exchanges when something was saved, when there is news, every so often, and when somebody asks; after a
//! failure it waits, longer each time.

use super::wire::{Tokens, Trouble, Wire};
use super::{Access, Link, Phase, Poke, Told, lock};
use crate::host::Host;
use crate::keychain::ServerSecret;
use healthsync_clinic::exchange::{self, Event, Server};
use healthsync_clinic::{Clinic, Error, Result};
use healthsync_sync::{is_wipe_signed, pause_ms};
use serde_json::json;
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

/// What is saved within so long goes together.
const DEBOUNCE: Duration = Duration::from_secs(2);
/// A look every so often even if nobody says anything: the server may have no way to tell.
const QUIET: Duration = Duration::from_secs(60);
/// Where nothing is to be done until the clinic is open, or enrolled.
const ASLEEP: Duration = Duration::from_secs(30);
/// An access token is renewed a little before it ends.
const MARGIN: Duration = Duration::from_secs(30);

/// The work, for as long as the program runs.
pub fn run(host: &Weak<Host>) {
    let mut failures = 0;
    loop {
        let Some(host) = host.upgrade() else { return };
        let (link, wait, hard) = match once(&host, &mut failures) {
            Next::Asleep => (host.link.clone(), ASLEEP, Poke::Change),
            Next::Quiet => (host.link.clone(), QUIET, Poke::Change),
            // What is saved meanwhile does not shorten a wait: the link is not there.
            Next::Later(wait) => (host.link.clone(), wait, Poke::Now),
        };
        drop(host);
        if link.wait(wait, hard) == Some(Poke::Change) {
            link.wait(DEBOUNCE, Poke::Now);
        }
    }
}

enum Next {
    Asleep,
    Quiet,
    Later(Duration),
}

fn once(host: &Arc<Host>, failures: &mut u32) -> Next {
    let Ok(clinic) = host.clinic() else { return Next::Asleep };
    if !matches!(exchange::server(clinic.db()), Ok(Some(_))) {
        // Why it is enrolled no more stays to be read.
        host.link.change(|state| {
            let problem = state.problem.take().filter(|problem| problem.code == "workstation_revoked");
            *state = super::SyncState { problem, ..super::SyncState::default() };
        });
        return Next::Asleep;
    }
    super::news::listen(host);
    let before = *failures;
    match exchange_now(host) {
        Ok(()) => {
            *failures = 0;
            if before > 0 {
                // What cannot be written down is no reason to stop.
                let _ = exchange::note_event(&clinic, Event::Reached, &json!({}));
            }
            Next::Quiet
        }
        Err(Trouble::Revoked(wish)) => {
            revoked(host, &clinic, wish.as_deref());
            Next::Asleep
        }
        Err(trouble) => {
            *failures += 1;
            let random = u64::from_le_bytes(clinic.outside().bytes());
            let mut wait = Duration::from_millis(pause_ms(*failures, random));
            if let Trouble::Later(seconds) = trouble {
                wait = wait.max(Duration::from_secs(seconds));
            }
            failed(host, &clinic, trouble, wait, before == 0);
            Next::Later(wait)
        }
    }
}

fn failed(host: &Host, clinic: &Clinic, trouble: Trouble, wait: Duration, is_first: bool) {
    let is_stuck = matches!(trouble, Trouble::Stuck(_));
    let reason = error_of(trouble);
    if is_first {
        // What cannot be written down is no reason to stop.
        let _ = exchange::note_event(clinic, Event::Failed, &json!({ "code": reason.code() }));
    }
    let now = clinic.outside().now();
    host.link.change(|state| {
        state.phase = if is_stuck { Phase::Stuck } else { Phase::Waiting };
        state.problem = Some(reason.public());
        state.failing_since = state.failing_since.or(Some(now));
        state.next_try_at = Some(now.saturating_add(i64::try_from(wait.as_millis()).unwrap_or(0)));
    });
}

/// What came to nothing, as an error with its sentence.
pub fn error_of(trouble: Trouble) -> Error {
    match trouble {
        Trouble::Away(reason) | Trouble::Stuck(reason) => reason,
        Trouble::TokenExpired => {
            let sentence = "The server does not know this computer's pass any more. It is tried again.";
            Error::Refused { code: "server_signed_out", sentence: sentence.into() }
        }
        Trouble::Later(_) => {
            let sentence = "The server is busy and asks to come later. It is tried again.";
            Error::Refused { code: "server_busy", sentence: sentence.into() }
        }
        Trouble::Revoked(_) => {
            let sentence = "This computer was taken off the organization. Ask an administrator.";
            Error::Refused { code: "workstation_revoked", sentence: sentence.into() }
        }
    }
}

/// Nothing is sent any more. Where the server, known by the key it named at enrolment, wishes so, what is here is
/// made unreadable.
fn revoked(host: &Host, clinic: &Clinic, wish: Option<&[u8]>) {
    let is_to_wipe = (|| {
        let server = exchange::server(clinic.db()).ok()??;
        let (key, wish) = (server.wipe_key?, <[u8; 64]>::try_from(wish?).ok()?);
        let place = clinic.db().place()?;
        Some(is_wipe_signed(&key, place.organization_id, server.workstation_id, &wish))
    })();
    let problem = error_of(Trouble::Revoked(None)).public();
    *lock(&host.link.access) = None;
    if is_to_wipe == Some(true) {
        host.link.change(|state| *state = super::SyncState::default());
        // What could not be removed, the next start removes.
        let _ = host.wipe();
        host.link.tell(Told::Start);
        return;
    }
    // What cannot be written down now: the next exchange is refused again.
    let _ = exchange::leave(clinic, Some("workstation_revoked"));
    let _ = host.keep_server_secret(ServerSecret::default());
    host.link.change(|state| *state = super::SyncState { problem: Some(problem), ..super::SyncState::default() });
}

/// Exchanges until nothing is left, or something stops it.
pub fn exchange_now(host: &Host) -> Result<(), Trouble> {
    let clinic = host.clinic()?;
    let server = exchange::server(clinic.db())?.ok_or_else(exchange::not_enrolled)?;
    let mut access = lock(&host.link.access);
    let wire = Wire::to(&server.address, pin_of(&server)?)?;
    host.link.change(|state| {
        (state.phase, state.sent, state.received) = (Phase::Exchanging, 0, 0);
        state.tried_at = Some(clinic.outside().now());
    });
    let mut size = *lock(&host.link.size);
    let mut is_fresh = false;
    let mut ahead = None;
    loop {
        let token = access_token(host, &wire, &mut access)?;
        let asked = match ahead.take() {
            Some(made) => made,
            None => host.with_secrets(|secrets, _| exchange::ask(clinic.db(), clinic.outside(), secrets, size))?,
        };
        let (bytes, pushed) = (asked.body.len(), asked.pushed);
        let begun = Instant::now();
        let send = || wire.exchange(&token, asked.body.clone());
        let (answered, next) = exchange::while_away(&clinic, size, &asked, send);
        let answer = match answered {
            Err(Trouble::TokenExpired) if !is_fresh => {
                *access = None;
                is_fresh = true;
                continue;
            }
            Err(Trouble::Away(reason)) => {
                // What was on its way is lost; the next time less is.
                *lock(&host.link.size) = size.after_cut();
                return Err(Trouble::Away(reason));
            }
            other => other?,
        };
        let took = begun.elapsed();
        let millis = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        size = size.after(bytes.max(answer.len()), millis);
        *lock(&host.link.size) = size;
        let heard = host.with_secrets(|secrets, keep| exchange::hear(&clinic, secrets, keep, asked, &answer))?;
        ahead = next.filter(|_| heard.is_as_foreseen);
        if heard.is_new_origin {
            exchange::introduce(&clinic)?;
        }
        count(&host.link, bytes, answer.len(), millis, pushed, &heard);
        if !heard.is_more {
            break;
        }
    }
    host.link.change(|state| {
        (state.phase, state.problem, state.left) = (Phase::Idle, None, 0);
        (state.failing_since, state.next_try_at) = (None, None);
    });
    Ok(())
}

fn count(link: &Link, up: usize, down: usize, millis: u64, pushed: usize, heard: &exchange::Heard) {
    link.change(|state| {
        state.sent += pushed as u64;
        state.received += heard.pulled as u64;
        state.left = heard.left;
        state.sent_bytes += up as u64;
        state.received_bytes += down as u64;
        if up + down > 2_048 {
            state.bytes_per_second = Some((up + down) as u64 * 1_000 / millis.max(1));
        }
    });
}

/// The access token, renewed where it is about to end. The nonce is kept before it is used: after a lost answer the
/// same question gets the same tokens.
pub(super) fn access_token(host: &Host, wire: &Wire, access: &mut Option<Access>) -> Result<String, Trouble> {
    if let Some(known) = access.as_ref().filter(|known| Instant::now() + MARGIN < known.until) {
        return Ok(known.token.clone());
    }
    let mut secret = host.server_secret()?;
    let refresh_token = secret.refresh_token.clone().ok_or_else(exchange::not_enrolled)?;
    let nonce = match secret.nonce.clone() {
        Some(nonce) => nonce,
        None => {
            let nonce = host.clinic()?.outside().id().simple().to_string();
            secret.nonce = Some(nonce.clone());
            host.keep_server_secret(secret)?;
            nonce
        }
    };
    let tokens = wire.refresh(&refresh_token, &nonce)?;
    keep_tokens(host, tokens, access)?;
    Ok(access.as_ref().map(|known| known.token.clone()).unwrap_or_default())
}

pub(super) fn keep_tokens(host: &Host, tokens: Tokens, access: &mut Option<Access>) -> Result<()> {
    host.keep_server_secret(ServerSecret { refresh_token: Some(tokens.refresh_token), nonce: None })?;
    let until = Instant::now() + Duration::from_secs(tokens.expires_in_seconds);
    *access = Some(Access { token: tokens.access_token, until });
    Ok(())
}

/// The certificate that the server must show.
pub(super) fn pin_of(server: &Server) -> Result<Option<[u8; 32]>> {
    let Some(text) = &server.pin else { return Ok(None) };
    let byte = |at: usize| text.get(at * 2..at * 2 + 2).and_then(|two| u8::from_str_radix(two, 16).ok());
    let bytes: Option<Vec<u8>> = (0..32).map(byte).collect();
    let pin = bytes.and_then(|bytes| bytes.try_into().ok());
    pin.map(Some).ok_or_else(|| Error::Refused {
        code: "pin_unreadable",
        sentence: "Enrol again: what is known of the server is damaged.".into(),
    })
}
