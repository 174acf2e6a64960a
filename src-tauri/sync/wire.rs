//! The wire to the server: HTTPS through reqwest, with the certificate pinned where the invitation said so, and every
//! way in which a link can fail told apart.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use healthsync_clinic::Error;
use reqwest::StatusCode;
use reqwest::blocking::{Client, Response};
use reqwest::header::{CONTENT_TYPE, RETRY_AFTER};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, SignatureScheme};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

/// What an exchange is made of.
const EXCHANGE_TYPE: &str = "application/x-healthsync";
const CONNECT_TIMEOUT: Duration = Duration::from_secs(30);
/// On the slowest link a chunk of 4 KiB takes half a minute each way.
const WHOLE_TIMEOUT: Duration = Duration::from_secs(180);
/// Somebody waits for this answer before the window.
const ASK_TIMEOUT: Duration = Duration::from_secs(30);

/// Why an exchange came to nothing.
#[derive(Debug)]
pub enum Trouble {
    /// Nobody answers, or too slowly; tried again by itself.
    Away(Error),
    /// The access token is too old.
    TokenExpired,
    /// The server asks to come later.
    Later(u64),
    /// It will not go on without somebody doing something.
    Stuck(Error),
    /// This computer was taken off the organization; with the server's signature where it shall destroy its key.
    Revoked(Option<Vec<u8>>),
}

impl From<Error> for Trouble {
    fn from(reason: Error) -> Trouble {
        Trouble::Stuck(reason)
    }
}

/// What the server says to who enrols.
#[derive(Deserialize)]
pub struct Enrolled {
    pub organization_id: Uuid,
    pub workstation_id: Uuid,
    pub site_id: Uuid,
    pub series_code: String,
    pub series_receipt: Option<String>,
    pub wipe_key: Option<String>,
    #[serde(flatten)]
    pub tokens: Tokens,
}

/// What a workstation shows the server.
#[derive(Deserialize)]
pub struct Tokens {
    pub access_token: String,
    pub expires_in_seconds: u64,
    pub refresh_token: String,
}

/// What the API answered.
pub struct Said {
    pub status: u16,
    pub body: Value,
}

/// A server at an address.
#[derive(Clone)]
pub struct Wire {
    client: Client,
    address: String,
}

impl Wire {
    pub fn to(address: &str, pin: Option<[u8; 32]>) -> Result<Wire, Error> {
        let built = Client::builder()
            .tls_backend_preconfigured(tls(pin)?)
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(WHOLE_TIMEOUT)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("HealthSync/", env!("CARGO_PKG_VERSION")))
            .build();
        let client = built.map_err(|reason| unusable(&reason.to_string()))?;
        Ok(Wire { client, address: address.trim_end_matches('/').to_owned() })
    }

    pub fn enrol(&self, asked: &Value) -> Result<Enrolled, Trouble> {
        read(self.post_json("/sync/v1/enrol", asked)?)
    }

    pub fn refresh(&self, refresh_token: &str, nonce: &str) -> Result<Tokens, Trouble> {
        read(self.post_json("/sync/v1/token", &json!({ "refresh_token": refresh_token, "nonce": nonce }))?)
    }

    /// One exchange: the body there, the body back.
    pub fn exchange(&self, access_token: &str, body: Vec<u8>) -> Result<Vec<u8>, Trouble> {
        let request = self.client.post(format!("{}/sync/v1/exchange", self.address));
        let request = request.bearer_auth(access_token).header(CONTENT_TYPE, EXCHANGE_TYPE).body(body);
        let answer = answered(request.send())?;
        let is_ours = answer.headers().get(CONTENT_TYPE).is_some_and(|kind| kind == EXCHANGE_TYPE);
        if !is_ours {
            return Err(Trouble::Away(not_ours()));
        }
        Ok(answer.bytes().map_err(|reason| away(&reason))?.to_vec())
    }

    /// Asks the API; what it refuses is an answer too.
    ///
    /// # Errors
    /// When nobody answers, or something else does.
    pub fn ask(&self, method: &str, path: &str, token: Option<&str>, body: &Value) -> Result<Said, Error> {
        let method = method.parse().map_err(|_| Error::BadInput("this is no method".into()))?;
        let mut request = self.client.request(method, format!("{}/api/v1{path}", self.address));
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        if !body.is_null() {
            request = request.header(CONTENT_TYPE, "application/json").body(body.to_string());
        }
        let said = |trouble: Trouble| match trouble {
            Trouble::Away(reason) | Trouble::Stuck(reason) => reason,
            _ => unreachable(),
        };
        let answer = request.timeout(ASK_TIMEOUT).send().map_err(|reason| said(away(&reason)))?;
        let status = answer.status().as_u16();
        let bytes = answer.bytes().map_err(|reason| said(away(&reason)))?;
        if bytes.is_empty() {
            return Ok(Said { status, body: Value::Null });
        }
        let body = serde_json::from_slice(&bytes).map_err(|_| not_ours())?;
        Ok(Said { status, body })
    }

    fn post_json(&self, path: &str, body: &Value) -> Result<Response, Trouble> {
        let request = self.client.post(format!("{}{path}", self.address)).header(CONTENT_TYPE, "application/json");
        answered(request.body(body.to_string()).send())
    }
}

fn read<T: serde::de::DeserializeOwned>(answer: Response) -> Result<T, Trouble> {
    let bytes = answer.bytes().map_err(|reason| away(&reason))?;
    serde_json::from_slice(&bytes).map_err(|_| Trouble::Away(not_ours()))
}

/// An answer that says yes; every other one by what it means.
fn answered(sent: reqwest::Result<Response>) -> Result<Response, Trouble> {
    let answer = sent.map_err(|reason| away(&reason))?;
    let status = answer.status();
    if status == StatusCode::OK {
        return Ok(answer);
    }
    let later = answer.headers().get(RETRY_AFTER).and_then(|wait| wait.to_str().ok()?.parse().ok());
    let problem: Option<Value> = answer.bytes().ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let Some(problem) = problem.filter(|problem| problem["code"].is_string()) else {
        return Err(match status.as_u16() {
            502..=504 => Trouble::Away(unreachable()),
            _ => Trouble::Away(not_ours()),
        });
    };
    let said = problem["detail"].as_str().or(problem["message"].as_str()).unwrap_or_default().to_owned();
    let refused =
        |code: &'static str, sentence: &str| Trouble::Stuck(Error::Refused { code, sentence: sentence.into() });
    Err(match problem["code"].as_str().unwrap_or_default() {
        "token_expired" | "not_signed_in" => Trouble::TokenExpired,
        "revoked" => {
            let wish = problem["wipe_signature"].as_str().and_then(|text| STANDARD.decode(text).ok());
            Trouble::Revoked(wish.filter(|_| problem["wipe"] == true))
        }
        "bad_refresh_token" | "refresh_token_reused" => refused(
            "server_signed_out",
            "The server does not know this computer's pass any more. Ask for a new invitation and enrol again.",
        ),
        "not_on_roll" | "not_of_organization" => refused(
            "server_forgot",
            "The server does not have this computer on its list. Ask for a new invitation and enrol again.",
        ),
        "bad_code" => refused("bad_invitation", "The code was used already, or is too old. Ask for a new invitation."),
        "site_missing" | "site_taken" => refused(
            "invitation_without_site",
            "The invitation does not say which clinic this computer joins. Ask for one that names the clinic.",
        ),
        "other_organization" => refused(
            "other_organization",
            "The invitation is to an organization that is there already, and this computer has a clinic of its own. It may come to that organization with all it has.",
        ),
        "other_site" => refused(
            "other_site",
            "The invitation is to another clinic than this computer's. Ask for one to this clinic, or for one that lets a clinic bring its own records.",
        ),
        "organization_exists" => refused(
            "organization_exists",
            "The server knows this clinic under another organization's name. Ask for an invitation to that organization.",
        ),
        "other_version" => refused(
            "server_other_version",
            "The server speaks another version. Update this program, or ask for the server to be updated.",
        ),
        _ if later.is_some() || status.is_server_error() => Trouble::Later(later.unwrap_or(30)),
        _ => {
            Trouble::Stuck(Error::Refused { code: "server_refused", sentence: format!("The server refused: {said}.") })
        }
    })
}

fn away(reason: &reqwest::Error) -> Trouble {
    let mut cause: Option<&dyn std::error::Error> = Some(reason);
    while let Some(inner) = cause {
        let is_certificate = inner
            .downcast_ref::<rustls::Error>()
            .is_some_and(|inner| matches!(inner, rustls::Error::InvalidCertificate(_) | rustls::Error::General(_)));
        let text = inner.to_string();
        if is_certificate || text.contains("invalid peer certificate") || text.contains(PIN_DIFFERS) {
            return Trouble::Away(Error::Refused {
                code: "server_not_trusted",
                sentence: "Something answered in the server's place with another certificate. Nothing was sent. If the server was set up anew, ask for a new invitation.".into(),
            });
        }
        cause = inner.source();
    }
    if reason.is_timeout() {
        let sentence = "The link is too slow: the answer did not come in time. It is tried again.";
        return Trouble::Away(Error::Refused { code: "server_slow", sentence: sentence.into() });
    }
    Trouble::Away(unreachable())
}

fn unreachable() -> Error {
    let sentence = "The server cannot be reached. Everything is saved here and goes as soon as there is a link.";
    Error::Refused { code: "server_unreachable", sentence: sentence.into() }
}

fn not_ours() -> Error {
    let sentence = "Something else answered in the server's place: the network may want a sign-in in a browser first. It is tried again.";
    Error::Refused { code: "server_not_ours", sentence: sentence.into() }
}

fn unusable(reason: &str) -> Error {
    Error::Refused { code: "tls_unusable", sentence: format!("A safe connection cannot be made: {reason}.") }
}

const PIN_DIFFERS: &str = "the certificate is not the one that the invitation names";

/// What is trusted: the pinned certificate and no other, or whom the system trusts.
pub fn tls(pin: Option<[u8; 32]>) -> Result<ClientConfig, Error> {
    use rustls_platform_verifier::BuilderVerifierExt;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let failed = |reason: rustls::Error| unusable(&reason.to_string());
    let builder = ClientConfig::builder_with_provider(provider.clone());
    let builder = builder.with_safe_default_protocol_versions().map_err(failed)?;
    let mut config = match pin {
        Some(pin) => builder
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(Pinned { pin, provider }))
            .with_no_client_auth(),
        None => builder.with_platform_verifier().map_err(failed)?.with_no_client_auth(),
    };
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

/// One certificate is trusted, whoever signed it.
#[derive(Debug)]
struct Pinned {
    pin: [u8; 32],
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Pinned {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let is_it = Sha256::digest(certificate).as_slice() == self.pin;
        if is_it { Ok(ServerCertVerified::assertion()) } else { Err(rustls::Error::General(PIN_DIFFERS.into())) }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
