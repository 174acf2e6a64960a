//! The certificate that the server shows: one from files, or one that it makes for itself and keeps.

use rustls_pki_types::pem::{self, PemObject};
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use sha2::{Digest, Sha256};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::{self, ServerConfig};

/// Why the server has no certificate to show.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// The file is missing, or holds something else.
    #[error("{0} holds no certificate or key in PEM: {1}")]
    Unreadable(PathBuf, pem::Error),
    /// The file has no certificate in it.
    #[error("{0} holds no certificate")]
    Empty(PathBuf),
    /// Certificate and key do not belong together, for example.
    #[error("the certificate cannot be used: {0}")]
    Unusable(#[from] rustls::Error),
    /// No certificate could be made.
    #[error("no certificate could be made: {0}")]
    NotMade(#[from] rcgen::Error),
    /// It could not be kept.
    #[error("{0} cannot be written: {1}")]
    Unwritable(PathBuf, std::io::Error),
}

/// A certificate, ready to be shown.
#[derive(Clone)]
pub struct Identity {
    /// What agrees on TLS with visitors.
    pub acceptor: TlsAcceptor,
    /// The SHA-256 of the certificate: what a workstation may pin.
    pub fingerprint: [u8; 32],
}

impl Identity {
    /// The certificate (with those that vouch for it) and its key, each in a PEM file.
    ///
    /// # Errors
    /// When a file cannot be read, or the two do not belong together.
    pub fn from_files(certificate: &Path, key: &Path) -> Result<Identity, TlsError> {
        let chain = certificates(certificate)?;
        let fingerprint = sha256(chain.first().ok_or_else(|| TlsError::Empty(certificate.to_owned()))?);
        let read = PrivateKeyDer::from_pem_file(key);
        let key = read.map_err(|reason| TlsError::Unreadable(key.to_owned(), reason))?;
        let mut config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(chain, key)?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Identity { acceptor: TlsAcceptor::from(Arc::new(config)), fingerprint })
    }

    /// The certificate that the server made for itself, beside its database; it is made for these names and addresses
    /// where it is missing. Workstations pin it, so it is kept as it is from then on.
    ///
    /// # Errors
    /// When it cannot be made, written or read.
    pub fn self_signed(database: &Path, names: Vec<String>) -> Result<Identity, TlsError> {
        let (certificate, key) = (self_signed_file(database), beside(database, ".tls-key.pem"));
        if !(certificate.exists() && key.exists()) {
            let made = rcgen::generate_simple_self_signed(names)?;
            write_private(&key, made.signing_key.serialize_pem().as_bytes())
                .map_err(|reason| TlsError::Unwritable(key.clone(), reason))?;
            std::fs::write(&certificate, made.cert.pem())
                .map_err(|reason| TlsError::Unwritable(certificate.clone(), reason))?;
        }
        Identity::from_files(&certificate, &key)
    }
}

/// Where the certificate lies that a server makes for itself.
#[must_use]
pub fn self_signed_file(database: &Path) -> PathBuf {
    beside(database, ".tls-cert.pem")
}

/// The SHA-256 of the first certificate in a PEM file.
///
/// # Errors
/// When there is none.
pub fn fingerprint_of(certificate: &Path) -> Result<[u8; 32], TlsError> {
    certificates(certificate)?.first().map(sha256).ok_or_else(|| TlsError::Empty(certificate.to_owned()))
}

/// A fingerprint as browsers and `openssl x509 -fingerprint -sha256` write it.
#[must_use]
pub fn written(fingerprint: &[u8; 32]) -> String {
    let pairs: Vec<String> = fingerprint.iter().map(|byte| format!("{byte:02X}")).collect();
    pairs.join(":")
}

/// Writes a file that its owner alone may read, in the place of one that is there.
///
/// # Errors
/// When it cannot be written.
pub fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A file beside the database, named after it.
#[must_use]
pub fn beside(database: &Path, ending: &str) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    let unreadable = |reason| TlsError::Unreadable(path.to_owned(), reason);
    CertificateDer::pem_file_iter(path).map_err(unreadable)?.collect::<Result<_, _>>().map_err(unreadable)
}

fn sha256(certificate: &CertificateDer<'_>) -> [u8; 32] {
    Sha256::digest(certificate).into()
}
