//! The ways out: email over SMTP, SMS through a gateway over HTTP.

use super::outbox::{Letter, Way};
use healthsync_clinic::messages::WaysOut as Has;
use lettre::message::Mailbox;
use lettre::transport::smtp::Error as SmtpError;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::time::Duration;

const TIMEOUT: Duration = Duration::from_secs(30);

/// How letters leave this server. None where the operator named none.
#[derive(Clone, Default)]
pub struct WaysOut {
    email: Option<Email>,
    sms: Option<Sms>,
}

#[derive(Clone)]
struct Email {
    from: Mailbox,
    transport: AsyncSmtpTransport<Tokio1Executor>,
}

#[derive(Clone)]
struct Sms {
    url: String,
    key: Option<String>,
    http: reqwest::Client,
}

/// Why a letter was not sent.
pub struct NotSent {
    /// The reason, with no word of the letter.
    pub reason: String,
    /// Trying again is in vain.
    pub for_good: bool,
}

impl WaysOut {
    /// Sends email: `url` is like `smtps://user:password@mail.example:465`, `smtp://localhost:25`, and `from` like
    /// `Kadugli Clinic <clinic@example.org>`.
    ///
    /// # Errors
    /// When either cannot be read.
    pub fn with_email(mut self, url: &str, from: &str) -> Result<WaysOut, String> {
        let from = from.parse().map_err(|_| format!("{from:?} is no sender like 'Clinic <clinic@example.org>'"))?;
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|reason| reason.to_string())?;
        self.email = Some(Email { from, transport: transport.timeout(Some(TIMEOUT)).build() });
        Ok(self)
    }

    /// Sends SMS: `url` is a gateway's, which is asked with `{to}` and `{text}` in their places, or, where it names
    /// neither, is sent both as JSON. `key` is shown as a bearer token.
    ///
    /// # Errors
    /// When no connection can be prepared.
    pub fn with_sms(mut self, url: &str, key: Option<String>) -> Result<WaysOut, String> {
        let built = reqwest::Client::builder().timeout(TIMEOUT).redirect(reqwest::redirect::Policy::none()).build();
        self.sms = Some(Sms { url: url.into(), key, http: built.map_err(|reason| reason.to_string())? });
        Ok(self)
    }

    /// The ways that there are.
    #[must_use]
    pub fn has(&self) -> Has {
        Has { email: self.email.is_some(), sms: self.sms.is_some() }
    }

    pub(super) fn can(&self, way: Way) -> bool {
        match way {
            Way::Email => self.email.is_some(),
            Way::Sms => self.sms.is_some(),
        }
    }

    pub(super) async fn send(&self, letter: &Letter) -> Result<(), NotSent> {
        let missing = || NotSent { reason: "this server has no such way out".into(), for_good: false };
        match letter.way {
            Way::Email => self.email.as_ref().ok_or_else(missing)?.send(letter).await,
            Way::Sms => self.sms.as_ref().ok_or_else(missing)?.send(letter).await,
        }
    }
}

impl Email {
    async fn send(&self, letter: &Letter) -> Result<(), NotSent> {
        let unfit = |reason: String| NotSent { reason, for_good: true };
        let to = letter.to.parse::<Mailbox>().map_err(|_| unfit("the address is none".into()))?;
        let built = Message::builder().from(self.from.clone()).to(to).subject(&letter.subject);
        let message = built.body(letter.text.clone()).map_err(|reason| unfit(reason.to_string()))?;
        let refused = |reason: SmtpError| {
            let code = reason.status().map(|code| format!(" ({code})")).unwrap_or_default();
            let what = if reason.is_timeout() { "the mail server does not answer" } else { "the mail server refused" };
            // Its own words may quote the address.
            NotSent { reason: format!("{what}{code}"), for_good: reason.is_permanent() }
        };
        self.transport.send(message).await.map(drop).map_err(refused)
    }
}

impl Sms {
    async fn send(&self, letter: &Letter) -> Result<(), NotSent> {
        let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        let is_in_address = self.url.contains("{to}");
        let request = if is_in_address {
            let url = self.url.replace("{to}", &encoded(&letter.to)).replace("{text}", &encoded(&letter.text));
            self.http.get(url)
        } else {
            let body = serde_json::json!({ "to": letter.to, "text": letter.text });
            self.http.post(&self.url).header("content-type", "application/json").body(body.to_string())
        };
        let request = match &self.key {
            Some(key) => request.bearer_auth(key),
            None => request,
        };
        let away = |_| NotSent { reason: "the gateway does not answer".into(), for_good: false };
        let status = request.send().await.map_err(away)?.status();
        if status.is_success() {
            return Ok(());
        }
        // 4xx is about this letter, but for those that say "later".
        let for_good = status.is_client_error() && !matches!(status.as_u16(), 401 | 403 | 408 | 429);
        Err(NotSent { reason: format!("the gateway refused ({})", status.as_u16()), for_good })
    }
}
