//! The API's own keys, each for one thing.

/// The keys of the API, made of the server's secret.
#[derive(Clone)]
pub struct ApiKeys {
    pub(super) access: [u8; 32],
    pub(super) refresh: [u8; 32],
    /// Seals what is kept beside the logs.
    pub(super) notes: [u8; 32],
    /// Seals the secrets of the server's replicas.
    pub(super) replicas: [u8; 32],
}

impl ApiKeys {
    /// The keys made of the server's 32 secret random bytes.
    #[must_use]
    pub fn from_secret(secret: &[u8; 32]) -> ApiKeys {
        ApiKeys {
            access: blake3::derive_key("healthsync 2026 api access tokens", secret),
            refresh: blake3::derive_key("healthsync 2026 api refresh tokens", secret),
            notes: blake3::derive_key("healthsync 2026 api notes beside the logs", secret),
            replicas: blake3::derive_key("healthsync 2026 api secrets of replicas", secret),
        }
    }
}
