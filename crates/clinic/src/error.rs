//! What can go wrong, each with a sentence that says what is wrong and what to do.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::sync::Arc;

/// The result of the clinic's functions.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Everything that can go wrong in the clinic.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("Sign in first.")]
    NotSignedIn,
    #[error("The screen is locked. Enter your password to go on.")]
    Locked,
    #[error("The user name or the password is wrong.")]
    WrongPassword,
    #[error("Too many wrong passwords. Wait {wait_s} seconds, then try again.")]
    TooManyAttempts { wait_s: i64 },
    #[error("This account is disabled. An administrator can enable it again.")]
    AccountDisabled,
    #[error("Choose a new password first.")]
    PasswordMustChange,
    #[error("Your role does not allow this. It needs the right to {right}.")]
    NotAllowed { right: String },
    #[error("This chart is outside your role. To open it in an emergency, give a reason.")]
    ChartClosed,
    #[error("This {kind} does not exist on this computer.")]
    NotFound { kind: &'static str },
    #[error("{0}")]
    Invalid(#[from] Invalid),
    #[error("{sentence}")]
    Refused { code: &'static str, sentence: String },
    #[error("There is no command named '{0}'.")]
    UnknownCommand(String),
    #[error("The command could not read its input: {0}.")]
    BadInput(String),
    #[error("The clinic is open for reading only: {0}")]
    ReadOnly(String),
    #[error("The work was cancelled. Nothing was changed.")]
    Cancelled,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A field that cannot be saved as it stands.
#[derive(Debug, thiserror::Error, Clone, PartialEq)]
#[error("{sentence}")]
pub struct Invalid {
    /// The field of the input.
    pub field: String,
    /// A stable code: what a screen translates by.
    pub code: &'static str,
    /// What is wrong and what to do, in English.
    pub sentence: String,
    /// What the sentence mentions.
    pub details: serde_json::Value,
}

impl Invalid {
    /// A field with a problem that needs no numbers to be told.
    pub fn new(field: &str, code: &'static str, sentence: impl Into<String>) -> Invalid {
        Invalid { field: field.into(), code, sentence: sentence.into(), details: serde_json::Value::Null }
    }

    /// The same, with what the sentence mentions.
    #[must_use]
    pub fn with(mut self, details: serde_json::Value) -> Invalid {
        self.details = details;
        self
    }
}

/// What can go wrong with the file that everything is kept in.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("The key does not open this file, or the file is not a HealthSync database.")]
    WrongKey,
    #[error("The file '{0}' is not a HealthSync database. Choose another folder, or restore a backup.")]
    NotADatabase(String),
    #[error("This clinic was last used with a newer HealthSync. Install version {0} or newer on this computer.")]
    NewerVersion(String),
    #[error("The disk is full. Free some space; what is on the screen is still there, save it again.")]
    DiskFull,
    #[error("The folder '{0}' cannot be written. Check that it exists and that you may write there.")]
    NotWritable(String),
    #[error("The database is busy with another program. Try again in a moment.")]
    Busy,
    #[error("The database did not do what was asked: {0}")]
    Sqlite(rusqlite::Error),
    #[error("The record could not be read: {0}")]
    Unreadable(String),
    #[error("The file could not be used: {0}")]
    File(#[from] std::io::Error),
    #[error("The clinic's data could not be brought to this version: {0}")]
    Migration(String),
    #[error("Something else that was saved at the same moment failed, and this with it. Save it again.")]
    Undone,
    /// Several who saved at the same moment hear of the same failure.
    #[error(transparent)]
    Shared(Arc<StoreError>),
}

impl From<rusqlite::Error> for StoreError {
    fn from(reason: rusqlite::Error) -> Self {
        use rusqlite::{ErrorCode, ffi};
        // The file beside the database that programs share is the first that finds no room.
        const NO_ROOM_TO_SHARE: [i32; 3] =
            [ffi::SQLITE_IOERR_SHMSIZE, ffi::SQLITE_IOERR_SHMMAP, ffi::SQLITE_IOERR_SHMOPEN];
        if reason.sqlite_error().is_some_and(|error| NO_ROOM_TO_SHARE.contains(&error.extended_code)) {
            return StoreError::DiskFull;
        }
        match reason.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => StoreError::WrongKey,
            Some(ErrorCode::DiskFull) => StoreError::DiskFull,
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                StoreError::NotWritable("the clinic's folder".into())
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy,
            _ => StoreError::Sqlite(reason),
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(reason: rusqlite::Error) -> Self {
        Error::Store(reason.into())
    }
}

impl From<healthsync_sync::ChangeError> for Error {
    fn from(reason: healthsync_sync::ChangeError) -> Self {
        Error::Store(StoreError::Unreadable(reason.to_string()))
    }
}

/// How an error crosses to a window or another program.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PublicError {
    /// Stable: what a screen branches on and translates by.
    pub code: String,
    /// What is wrong and what to do, in English.
    pub message: String,
    /// The field of the form, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What the message mentions, for translating it.
    #[serde(skip_serializing_if = "serde_json::Value::is_null", default)]
    pub details: serde_json::Value,
}

impl Error {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Error::NotSignedIn => "not_signed_in",
            Error::Locked => "locked",
            Error::WrongPassword => "wrong_password",
            Error::TooManyAttempts { .. } => "too_many_attempts",
            Error::AccountDisabled => "account_disabled",
            Error::PasswordMustChange => "password_must_change",
            Error::NotAllowed { .. } => "not_allowed",
            Error::ChartClosed => "chart_closed",
            Error::NotFound { .. } => "not_found",
            Error::Invalid(invalid) => invalid.code,
            Error::Refused { code, .. } => code,
            Error::UnknownCommand(_) => "unknown_command",
            Error::BadInput(_) => "bad_input",
            Error::ReadOnly(_) => "read_only",
            Error::Cancelled => "cancelled",
            Error::Store(store) => store.code(),
        }
    }

    /// The error as a window or another program is told of it.
    #[must_use]
    pub fn public(&self) -> PublicError {
        let (field, details) = match self {
            Error::Invalid(invalid) => (Some(invalid.field.clone()), invalid.details.clone()),
            Error::TooManyAttempts { wait_s } => (None, json!({ "wait_s": wait_s })),
            Error::NotAllowed { right } => (None, json!({ "right": right })),
            Error::NotFound { kind } => (None, json!({ "kind": kind })),
            Error::ReadOnly(reason) => (None, json!({ "reason": reason })),
            _ => (None, serde_json::Value::Null),
        };
        PublicError { code: self.code().into(), message: self.to_string(), field, details }
    }
}

impl StoreError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            StoreError::WrongKey => "store_wrong_key",
            StoreError::NotADatabase(_) => "store_not_a_database",
            StoreError::NewerVersion(_) => "store_newer_version",
            StoreError::DiskFull => "store_disk_full",
            StoreError::NotWritable(_) => "store_not_writable",
            StoreError::Busy => "store_busy",
            StoreError::Sqlite(_) | StoreError::File(_) => "store_failed",
            StoreError::Unreadable(_) => "store_unreadable",
            StoreError::Migration(_) => "store_migration_failed",
            StoreError::Undone => "store_undone",
            StoreError::Shared(reason) => reason.code(),
        }
    }
}
