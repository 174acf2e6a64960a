//! TLS over the real listener, with a certificate that the server made for itself and workstations pin.

use super::meeting::{ORGANIZATION, SITE};
use super::program::Program;
use super::server::{Answer, Server};
use super::stores::{Store, on_both_stores};
use super::workstation::{Door, Workstation};
use healthsync_hub::tls::{beside, written};
use healthsync_sync::Scope;
use sha2::{Digest, Sha256};
use std::net::SocketAddr;
use std::sync::Arc;
use tokio_rustls::rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::crypto::{verify_tls12_signature, verify_tls13_signature};
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use tokio_rustls::rustls::{ClientConfig, DigitallySignedStruct, Error, SignatureScheme};

on_both_stores!(
    workstations_meet_over_tls_and_believe_the_pinned_certificate_only,
    the_program_makes_a_certificate_and_says_its_fingerprint,
);

/// Believes one certificate, whatever name it bears.
#[derive(Debug)]
struct Pinned([u8; 32]);

impl ServerCertVerifier for Pinned {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let is_it = Sha256::digest(certificate).as_slice() == self.0;
        is_it.then(ServerCertVerified::assertion).ok_or_else(|| Error::General("another certificate".into()))
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let known = default_provider().signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signed, &known)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let known = default_provider().signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signed, &known)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        default_provider().signature_verification_algorithms.supported_schemes()
    }
}

pub fn pinning(pin: [u8; 32]) -> ClientConfig {
    ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .expect("the usual versions")
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Pinned(pin)))
        .with_no_client_auth()
}

/// A server behind TLS, as the client of a workstation sees it.
pub struct Secure {
    client: reqwest::Client,
    address: SocketAddr,
}

impl Secure {
    pub fn new(address: SocketAddr, pin: [u8; 32]) -> Secure {
        let client = reqwest::Client::builder().tls_backend_preconfigured(pinning(pin)).no_proxy().build();
        Secure { client: client.expect("a client"), address }
    }

    async fn send(&self, path: &str, token: Option<&str>, body: &[u8]) -> reqwest::Result<Answer> {
        let mut request = self.client.post(format!("https://{}{path}", self.address)).body(body.to_vec());
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let response = request.send().await?;
        let headers = response.headers().iter();
        let head = headers.map(|(name, value)| format!("{name}: {}\n", value.to_str().unwrap_or_default())).collect();
        Ok(Answer { status: response.status().as_u16(), head, body: response.bytes().await?.to_vec() })
    }
}

impl Door for Secure {
    async fn post(&self, path: &str, token: Option<&str>, body: &[u8]) -> Answer {
        self.send(path, token, body).await.expect("an answer")
    }

    async fn cut(&self, _: &str, _: &str, _: &[u8], _: usize) {
        unreachable!("these stories cut nothing")
    }
}

async fn workstations_meet_over_tls_and_believe_the_pinned_certificate_only<S: Store>() {
    let server = Server::<S>::with_tls().await;
    let pin = server.identity.as_ref().expect("it has TLS").fingerprint;
    let secure = Secure::new(server.address, pin);
    let (mut one, mut two) = (Workstation::new(1, SITE), Workstation::new(2, SITE));
    one.enrol(&secure, &server.code("Clinic").await, Some(ORGANIZATION)).await;
    two.enrol(&secure, &server.code("Clinic").await, None).await;
    one.write(Scope::Site(SITE), 300);
    one.sync(&secure).await;
    two.sync(&secure).await;
    assert_eq!(two.vector, one.vector, "what one wrote the other has");
    let stranger = Secure::new(server.address, [0; 32]);
    let refused = stranger.send("/sync/v1/token", None, b"{}").await;
    assert!(refused.is_err(), "a certificate that is not the pinned one is no server of ours");
    let server = server.restart(async |_| {}).await;
    let again = server.identity.as_ref().expect("it has TLS").fingerprint;
    assert_eq!(again, pin, "the certificate is kept: else every workstation would have to enrol again");
}

async fn the_program_makes_a_certificate_and_says_its_fingerprint<S: Store>() {
    let store = S::fresh().await;
    let mut program = Program::serving(&store, &["--self-signed"]);
    let certificate = healthsync_hub::tls::self_signed_file(&store.files());
    let pin = healthsync_hub::tls::fingerprint_of(&certificate).expect("it was made");
    assert_eq!(program.line(), format!("certificate sha256 {}", written(&pin)), "the operator can compare it");
    let answer = Secure::new(program.address, pin).post("/sync/v1/token", None, b"{}").await;
    assert_eq!((answer.status, answer.code().as_str()), (400, "malformed"), "it speaks TLS");
    drop(program);
    // The same files given by hand are an operator's own certificate.
    let (cert, key) = (certificate.display().to_string(), beside(&store.files(), ".tls-key.pem"));
    let program = Program::serving(&store, &["--tls-cert", &cert, "--tls-key", &key.display().to_string()]);
    let answer = Secure::new(program.address, pin).post("/sync/v1/token", None, b"{}").await;
    assert_eq!(answer.status, 400, "it speaks TLS with a certificate from files, too");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&key).expect("the key").permissions().mode();
        assert_eq!(mode & 0o077, 0, "the key is its owner's alone");
    }
}
