//! The one command of the window: a name and an input, answered off the window's own thread.

use crate::host::Host;
use crate::host_commands::HOST_COMMANDS;
use healthsync_clinic::{Clinic, Error, PublicError, Result};
use serde_json::{Value, json};
use std::sync::Arc;
use tauri::State;
use tauri::ipc::Response;

/// Runs one command of this computer or of the clinic; the answer is the text of its JSON.
pub fn dispatch(host: &Host, session: Option<&str>, name: &str, input: Value) -> Result<String> {
    match HOST_COMMANDS.iter().find(|command| command.name == name) {
        Some(command) => (command.run)(host, session, input),
        None if name == "sign_in" => {
            let clinic = host.clinic()?;
            staff_only(&clinic, input).map(|signed_in| signed_in.to_string())
        }
        None => host.clinic()?.call_for_text(session, name, input),
    }
}

/// Whoever is treated here has the portal: in the window there would be nothing to see.
fn staff_only(clinic: &Clinic, input: Value) -> Result<Value> {
    let signed_in = clinic.call(None, "sign_in", input)?;
    if signed_in["rights"] != json!(["own_chart"]) {
        return Ok(signed_in);
    }
    if let Some(session) = signed_in["session"].as_str() {
        clinic.unseat(session);
    }
    let sentence = "This account is for the patients' portal, not for this program.";
    Err(Error::Refused { code: "patient_at_window", sentence: sentence.into() })
}

/// What the window calls.
#[tauri::command]
pub async fn call(
    host: State<'_, Arc<Host>>,
    name: String,
    session: Option<String>,
    input: Value,
) -> std::result::Result<Response, PublicError> {
    let host = host.inner().clone();
    let work = move || {
        let answer = dispatch(&host, session.as_deref(), &name, input);
        answer.map(Response::new).map_err(|reason| reason.public())
    };
    tauri::async_runtime::spawn_blocking(work).await.unwrap_or_else(|_| {
        // A panic of the work is a fault of the program; the window stays and says so.
        let sentence = "Something in the program failed. What is on the screen is still there; try again.".to_owned();
        Err(Error::Refused { code: "internal", sentence }.public())
    })
}
