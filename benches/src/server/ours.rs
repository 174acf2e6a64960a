//! The server as it is run for real, over PostgreSQL, with an organization that was founded on it.

use super::load::{Asked, told};
use super::{PATIENTS, Side};
use crate::program::{self, Program};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};

const ORGANIZATION: &str = "Bench";
const PASSWORD: &str = "correct horse battery";

/// A server that runs.
pub struct Ours {
    /// Where it listens.
    pub address: SocketAddr,
    /// The administrator's access token.
    pub admin: String,
    /// A practitioner's.
    pub doctor: String,
    server: Program,
}

impl Ours {
    /// Founds an organization, and serves it.
    ///
    /// # Errors
    /// When the server is not built or does not start.
    pub async fn start(url: &str, folder: &Path) -> Result<Ours> {
        let files = folder.join("hub");
        let mut found = Command::new(program::of_server()?);
        found.args(["--database", url, "--files"]).arg(&files);
        found.args([
            "found",
            "--organization",
            ORGANIZATION,
            "--administrator",
            "Halima Osman",
            "--username",
            "halima",
        ]);
        let output = found.env("HEALTHSYNC_PASSWORD", PASSWORD).output().context("the server's command")?;
        if !output.status.success() {
            bail!("nothing was founded: {}", String::from_utf8_lossy(&output.stderr));
        }
        let mut serve = Command::new(program::of_server()?);
        serve.args(["--database", url, "--files"]).arg(&files).args(["serve", "--api", ORGANIZATION]);
        // One address asks for everybody here.
        serve.args(["--listen", "127.0.0.1:0", "--connections-of-address", "4000"]);
        serve.args(["--rate-of-address", "1000000", "--rate-of-account", "1000000"]);
        let mut server = Program::start(serve.stderr(Stdio::null())).context("the server")?;
        let line = server.line()?;
        let address = line.strip_prefix("listening on http://").context("the server's address")?.parse()?;
        let mut ours = Ours { address, admin: String::new(), doctor: String::new(), server };
        ours.admin = ours.sign_in("halima", PASSWORD).await?;
        ours.doctor = ours.hire("deng", "practitioner").await?;
        Ok(ours)
    }

    /// The process.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.server.id()
    }

    async fn sign_in(&self, username: &str, password: &str) -> Result<String> {
        let asked = json!({ "username": username, "password": password });
        let told = self.told("POST", "/auth/login", "", asked).await?;
        text(&told["access_token"])
    }

    /// One question, and its answer.
    ///
    /// # Errors
    /// When it is refused.
    pub async fn told(&self, method: &'static str, path: &str, token: &str, body: Value) -> Result<Value> {
        told(self.address, method, &format!("/api/v1{path}"), token, body).await
    }

    /// The access token of somebody new of a role.
    ///
    /// # Errors
    /// When there is one of that name.
    pub async fn hire(&self, username: &str, role: &str) -> Result<String> {
        let invited = self.told("POST", "/auth/invitations", &self.admin, json!({ "role": role })).await?;
        let person = json!({ "code": invited["code"], "name": username, "username": username, "password": PASSWORD });
        self.told("POST", "/auth/register", "", person).await?;
        self.sign_in(username, PASSWORD).await
    }

    /// A new patient's id.
    ///
    /// # Errors
    /// When it cannot be registered.
    pub async fn patient(&self, nth: usize) -> Result<String> {
        let details = json!({
            "given_name": format!("Patient {nth}"), "family_name": "Osman", "sex": "female", "birth_on": "1976-02-03",
        });
        let made = self.told("POST", "/patients", &self.doctor, details).await?;
        text(&made["patient"]["id"])
    }

    /// To be compared with the others.
    ///
    /// # Errors
    /// When its people cannot be made.
    pub async fn side(self) -> Result<Side> {
        let token = self.hire("nour", "nurse").await?;
        let (mut posts, mut gets) = (vec![], vec![]);
        let body = json!({
            "heart_rate_bpm": 72, "systolic_mmhg": 118, "diastolic_mmhg": 76, "temperature_c": 36.8,
            "respiratory_rate": 14, "spo2_percent": 98,
        });
        for nth in 0..PATIENTS {
            let path = format!("/api/v1/patients/{}/vitals", self.patient(nth).await?);
            posts.push(Asked { method: "POST", path: path.clone(), token: token.clone(), body: body.to_string() });
            gets.push(Asked {
                method: "GET",
                path: format!("{path}?limit=20"),
                token: token.clone(),
                body: String::new(),
            });
        }
        Ok(Side { name: "ours", address: self.address, posts, gets, process: self.id(), _kept: Box::new(self) })
    }
}

/// A text of an answer.
///
/// # Errors
/// When it is none.
pub fn text(value: &Value) -> Result<String> {
    Ok(value.as_str().with_context(|| format!("{value} is no text"))?.to_owned())
}
