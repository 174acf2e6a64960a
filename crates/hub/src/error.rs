//! Why the hub does not do what it was asked, each with a code that programs may rely on.

use crate::tokens::Bearer;
use healthsync_sync::WireError;
use tokio_postgres::error::SqlState;

/// Why the hub does not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum HubError {
    /// No access token, or one that this server did not give.
    #[error("this needs a valid access token")]
    NotSignedIn,
    /// The access token was good once.
    #[error("the access token has expired; ask for another")]
    TokenExpired,
    /// The workstation was taken off its organization.
    #[error("this workstation was revoked")]
    Revoked {
        /// Whom the server asks to destroy its key.
        wipe: Option<Bearer>,
    },
    /// This server gave the token, but does not know the workstation: its database was put back from a backup that is
    /// older than the enrolment.
    #[error("this workstation is not on the roll; enrol it again with a new code: it keeps its letter and its data")]
    NotOnRoll,
    /// Never given, used by another, or too old.
    #[error("the enrolment code is not valid: it was never given, was used already, or is too old")]
    BadCode,
    /// Whoever sent the code does not hold the key.
    #[error("the signature over the code is not that of the key")]
    BadSignature,
    /// Not a token of this server.
    #[error("the refresh token is not valid")]
    BadRefreshToken,
    /// A copy of it was used: nobody can say by whom.
    #[error("the refresh token was used twice; this workstation has to enrol again")]
    RefreshTokenReused,
    /// A new organization takes the id of its first clinic.
    #[error("the organization is new: the first workstation has to bring its organization's id")]
    OrganizationIdMissing,
    /// Two names for one organization.
    #[error("an organization with this id is enrolled under another name")]
    OrganizationExists,
    /// The invitation is to another organization than the one whose id its records bear.
    #[error("this invitation is to another organization than the one this computer's records belong to")]
    OtherOrganization,
    /// The code opens another site than the one that its records stand in.
    #[error("this invitation is to another site than the one this computer's records belong to")]
    OtherSite,
    /// Neither the code nor the workstation says where it stands.
    #[error("neither the code nor the workstation names a site")]
    SiteMissing,
    /// The code opens a new site only.
    #[error("this site is on the roll already: to join it, the code has to name it (enrol --site)")]
    SiteTaken,
    /// Too many requests of one workstation or from one address.
    #[error("too many requests; try again in {0} s")]
    TooMany(u64),
    /// Everybody is busy.
    #[error("the server is busy; try again in {0} s")]
    Busy(u64),
    /// The body did not come in time.
    #[error("the request did not come in time")]
    TooSlow,
    /// The route does not know this verb.
    #[error("this route does not know this method")]
    BadMethod,
    /// The news are told over a WebSocket only.
    #[error("this route speaks WebSocket only")]
    NoWebSocket,
    /// The request says something that cannot be.
    #[error("the request cannot be understood: {0}")]
    Malformed(String),
    /// The body is no message of an exchange.
    #[error(transparent)]
    Wire(#[from] WireError),
    /// The body is larger than the server reads.
    #[error("the request is larger than {0} bytes")]
    BodyTooLarge(usize),
    /// Nothing of this name is known here.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// Every code up to three letters was given away.
    #[error("no letter code is left in this organization")]
    NoSeriesLeft,
    /// The database failed; nothing was taken.
    #[error("the database failed: {0}")]
    Database(#[from] rusqlite::Error),
    /// PostgreSQL failed, or refused; nothing was taken.
    #[error("the database failed: {reason}")]
    Postgres {
        /// Its own code, where it answered.
        code: Option<SqlState>,
        /// What it said; never its detail, in which rows are quoted.
        reason: String,
        /// Whether the connection is gone.
        is_lost: bool,
    },
    /// The database cannot be reached, or has no connection free.
    #[error("the database cannot be reached: {0}")]
    Unreachable(String),
    /// The database could not be brought to this version.
    #[error("the database could not be brought to this version: {0}")]
    Migration(String),
    /// What the database holds is not what was put there.
    #[error("the database holds what cannot be: {0}")]
    Damaged(&'static str),
    /// A thread died, or randomness is missing.
    #[error("the server failed: {0}")]
    Broken(String),
}

/// What the hub gives back.
pub type Result<T, E = HubError> = std::result::Result<T, E>;

impl HubError {
    /// The stable name of the reason.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            HubError::NotSignedIn => "not_signed_in",
            HubError::TokenExpired => "token_expired",
            HubError::Revoked { .. } => "revoked",
            HubError::NotOnRoll => "not_on_roll",
            HubError::BadCode => "bad_code",
            HubError::BadSignature => "bad_signature",
            HubError::BadRefreshToken => "bad_refresh_token",
            HubError::RefreshTokenReused => "refresh_token_reused",
            HubError::OrganizationIdMissing => "organization_id_missing",
            HubError::OrganizationExists => "organization_exists",
            HubError::OtherOrganization => "other_organization",
            HubError::OtherSite => "other_site",
            HubError::SiteMissing => "site_missing",
            HubError::SiteTaken => "site_taken",
            HubError::TooMany(_) => "too_many_requests",
            HubError::Busy(_) => "busy",
            HubError::TooSlow => "too_slow",
            HubError::BadMethod => "bad_method",
            HubError::NoWebSocket => "no_websocket",
            HubError::Malformed(_) => "malformed",
            HubError::Wire(WireError::NotOurs) => "not_ours",
            HubError::Wire(WireError::OtherVersion(_)) => "other_version",
            HubError::Wire(WireError::Damaged(_)) => "damaged",
            HubError::Wire(WireError::TooLarge) => "too_large",
            HubError::BodyTooLarge(_) => "body_too_large",
            HubError::NotFound(_) => "not_found",
            HubError::NoSeriesLeft => "no_series_left",
            HubError::Database(_) | HubError::Postgres { .. } | HubError::Unreachable(_) | HubError::Migration(_) => {
                "database"
            }
            HubError::Damaged(_) => "database_damaged",
            HubError::Broken(_) => "broken",
        }
    }

    /// Whether the same again may well succeed: two transactions were in each other's way.
    #[must_use]
    pub fn is_clash(&self) -> bool {
        let HubError::Postgres { code: Some(code), .. } = self else { return false };
        *code == SqlState::T_R_SERIALIZATION_FAILURE || *code == SqlState::T_R_DEADLOCK_DETECTED
    }

    /// Whether the connection to the database is gone.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        matches!(self, HubError::Postgres { is_lost: true, .. })
    }
}

impl From<tokio_postgres::Error> for HubError {
    fn from(error: tokio_postgres::Error) -> HubError {
        let said = error.as_db_error();
        let is_ended = |code: &SqlState| {
            let ends = [SqlState::ADMIN_SHUTDOWN, SqlState::CRASH_SHUTDOWN, SqlState::CANNOT_CONNECT_NOW];
            ends.contains(code) || *code == SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT
        };
        HubError::Postgres {
            code: error.code().cloned(),
            reason: match (said, std::error::Error::source(&error)) {
                (Some(said), _) => format!("{} ({})", said.message(), said.code().code()),
                (None, Some(source)) => format!("{error}: {source}"),
                (None, None) => error.to_string(),
            },
            is_lost: error.is_closed() || said.is_none_or(|said| is_ended(said.code())),
        }
    }
}
