//! The one command of the window: a name and an input, answered off the window's own thread.

use crate::host::Host;
use crate::host_commands::HOST_COMMANDS;
use healthsync_clinic::{Error, PublicError, Result};
use serde_json::Value;
use std::sync::Arc;
use tauri::State;

/// Runs one command of this computer or of the clinic.
pub fn dispatch(host: &Host, session: Option<&str>, name: &str, input: Value) -> Result<Value> {
    match HOST_COMMANDS.iter().find(|command| command.name == name) {
        Some(command) => (command.run)(host, session, input),
        None => host.clinic()?.call(session, name, input),
    }
}

/// What the window calls.
#[tauri::command]
pub async fn call(
    host: State<'_, Arc<Host>>,
    name: String,
    session: Option<String>,
    input: Value,
) -> std::result::Result<Value, PublicError> {
    let host = host.inner().clone();
    let work = move || dispatch(&host, session.as_deref(), &name, input).map_err(|reason| reason.public());
    tauri::async_runtime::spawn_blocking(work).await.unwrap_or_else(|_| {
        // A panic of the work is a fault of the program; the window stays and says so.
        let sentence = "Something in the program failed. What is on the screen is still there; try again.".to_owned();
        Err(Error::Refused { code: "internal", sentence }.public())
    })
}
