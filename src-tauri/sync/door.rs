//! What an administrator asks the server itself from the window: with the own password, over the same pinned link as
//! the exchanges. The server decides by the account's rights, as it does for any other program.

use super::wire::{Said, Wire};
use super::work::pin_of;
use super::{Link, lock};
use crate::host::Host;
use healthsync_clinic::accounts::{Nothing, Password, Right};
use healthsync_clinic::{Error, Result, exchange};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// What may be asked through the window: what is the server's alone.
const OPEN: &[&str] = &["/centre/", "/outbox", "/auth/invitations"];

/// A sign-in at the server, for one session of the window.
pub(crate) struct Door {
    session: String,
    access_token: String,
    refresh_token: String,
}

/// Whether the server can be asked.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ServerDoor {
    /// This computer is enrolled at a server.
    pub is_enrolled: bool,
    /// Where it is.
    pub address: Option<String>,
    /// What the server calls this computer.
    pub workstation_id: Option<uuid::Uuid>,
    /// The person has signed in there.
    pub is_open: bool,
}

/// The own password, once more.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct ServerSignIn {
    /// The password.
    pub password: Password,
}

/// A question to the server's API.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct ServerQuestion {
    /// `GET`, `POST` or `DELETE`.
    pub method: String,
    /// The path and what follows it, such as `/centre/health`.
    pub path: String,
    /// What is sent, where something is.
    #[serde(default)]
    pub body: Value,
}

/// What it answered: also where it refused.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ServerAnswer {
    /// The status.
    pub status: u16,
    /// What it says; null where it says nothing.
    pub body: Value,
}

/// Whether the server can be asked.
pub fn server_door(host: &Host, session: Option<&str>, _: Nothing) -> Result<ServerDoor> {
    let clinic = host.clinic()?;
    clinic.check(session, Right::ManageSettings)?;
    let server = exchange::server(clinic.db())?;
    let is_open = lock(&host.link.door).as_ref().is_some_and(|door| Some(door.session.as_str()) == session);
    Ok(ServerDoor {
        is_enrolled: server.is_some(),
        workstation_id: server.as_ref().map(|server| server.workstation_id),
        address: server.map(|server| server.address),
        is_open,
    })
}

/// Signs in at the server as who sits at the window.
pub fn open_server(host: &Host, session: Option<&str>, input: ServerSignIn) -> Result<ServerDoor> {
    let clinic = host.clinic()?;
    clinic.check(session, Right::ManageSettings)?;
    let me = clinic.call(session, "my_profile", json!({}))?;
    let site = clinic.db().place().map(|place| place.site_id);
    let asked = json!({ "username": me["username"], "password": input.password.reveal(), "site": site });
    let said = wire(host)?.ask("POST", "/auth/login", None, &asked)?;
    let text = |name: &str| said.body[name].as_str().map(str::to_owned);
    let (Some(access_token), Some(refresh_token)) = (text("access_token"), text("refresh_token")) else {
        return Err(refused(&said));
    };
    let session_of = session.unwrap_or_default().to_owned();
    *lock(&host.link.door) = Some(Door { session: session_of, access_token, refresh_token });
    server_door(host, session, Nothing {})
}

/// Asks the server.
pub fn ask_server(host: &Host, session: Option<&str>, input: ServerQuestion) -> Result<ServerAnswer> {
    host.clinic()?.check(session, Right::ManageSettings)?;
    let is_open = OPEN.iter().any(|start| input.path.starts_with(start)) && !input.path.contains("..");
    if !is_open || !matches!(input.method.as_str(), "GET" | "POST" | "DELETE") {
        return Err(Error::BadInput("this is not asked through the window".into()));
    }
    let wire = wire(host)?;
    let token = |link: &Link| {
        let door = lock(&link.door);
        door.as_ref().filter(|door| Some(door.session.as_str()) == session).map(|door| door.access_token.clone())
    };
    let ask = |token: &str| wire.ask(&input.method, &input.path, Some(token), &input.body);
    let mut said = ask(&token(&host.link).ok_or_else(closed)?)?;
    if said.status == 401 {
        renew(&host.link, &wire)?;
        said = ask(&token(&host.link).ok_or_else(closed)?)?;
    }
    if said.status == 401 {
        *lock(&host.link.door) = None;
        return Err(closed());
    }
    Ok(ServerAnswer { status: said.status, body: said.body })
}

/// A new access token for the old one's family. Held while it is asked: a refresh token is good once.
fn renew(link: &Link, wire: &Wire) -> Result<()> {
    let mut door = lock(&link.door);
    let Some(open) = door.as_mut() else { return Ok(()) };
    let said = wire.ask("POST", "/auth/refresh", None, &json!({ "refresh_token": open.refresh_token }))?;
    match (said.body["access_token"].as_str(), said.body["refresh_token"].as_str()) {
        (Some(access), Some(refresh)) => {
            (open.access_token, open.refresh_token) = (access.to_owned(), refresh.to_owned());
        }
        _ => *door = None,
    }
    Ok(())
}

fn wire(host: &Host) -> Result<Wire> {
    let server = exchange::server(host.clinic()?.db())?.ok_or_else(exchange::not_enrolled)?;
    Wire::to(&server.address, pin_of(&server)?)
}

fn closed() -> Error {
    let sentence = "Sign in at the server with your password first.";
    Error::Refused { code: "server_closed", sentence: sentence.into() }
}

fn refused(said: &Said) -> Error {
    let (code, sentence) = match (said.status, said.body["code"].as_str()) {
        (404, _) => {
            ("server_without_api", "This server only keeps the changes. Its operator has to start it with --api.")
        }
        (_, Some("wrong_password" | "bad_credentials" | "wrong_credentials")) => {
            ("server_wrong_password", "The server knows another password of yours. It may not have come there yet.")
        }
        _ => ("server_refused", said.body["detail"].as_str().unwrap_or("The server refused. Try again in a moment.")),
    };
    Error::Refused { code, sentence: sentence.into() }
}
