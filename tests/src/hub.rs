//! A real server process that the computers of a story meet at.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use crate::tools;

/// The organization that stories enrol at.
const ORGANIZATION: &str = "Kadugli";

/// A server with a certificate of its own, over a file in a temporary folder.
pub struct Hub {
    running: Option<Running>,
    port: u16,
    folder: PathBuf,
    has_api: bool,
    /// What command lines begin with.
    beside: Vec<String>,
    _own: Option<TempDir>,
}

struct Running {
    child: Child,
    /// Held open: a program whose words nobody can hear ends.
    _said: BufReader<ChildStdout>,
}

impl Hub {
    /// Starts it on a free port.
    ///
    /// # Errors
    /// When it is not built or does not start.
    pub fn start() -> Result<Hub> {
        Hub::begin(false)
    }

    /// Starts it with the API in front of the organization that stories enrol at.
    ///
    /// # Errors
    /// As [`Hub::start`].
    pub fn start_with_api() -> Result<Hub> {
        Hub::begin(true)
    }

    /// The same, where the organization has a clinic already: Huda Ali administers it, with the password that is given.
    ///
    /// # Errors
    /// As [`Hub::start`].
    pub fn start_with_clinic(clinic: &str, password: &str) -> Result<Hub> {
        let mut hub = Hub::lying(true)?;
        let mut found = hub.command()?;
        found.args(["found", "--organization", ORGANIZATION, "--clinic", clinic]);
        found.args(["--administrator", "Huda Ali", "--username", "huda"]).env("HEALTHSYNC_PASSWORD", password);
        let output = found.output().context("the organization is founded")?;
        if !output.status.success() {
            bail!("founding: {}", String::from_utf8_lossy(&output.stderr));
        }
        hub.start_again()?;
        Ok(hub)
    }

    fn begin(has_api: bool) -> Result<Hub> {
        let mut hub = Hub::lying(has_api)?;
        hub.start_again()?;
        Ok(hub)
    }

    /// One that does not run yet.
    fn lying(has_api: bool) -> Result<Hub> {
        let own = TempDir::with_prefix("healthsync-hub-").context("no temporary folder")?;
        Ok(Hub { running: None, port: 0, folder: own.path().to_owned(), has_api, beside: vec![], _own: Some(own) })
    }

    /// Starts it over a file on a disk of its own.
    ///
    /// # Errors
    /// As [`Hub::start`].
    #[cfg(target_os = "linux")]
    pub fn on(disk: &crate::small_disk::SmallDisk) -> Result<Hub> {
        let (folder, beside) = (disk.path().to_owned(), disk.beside());
        let mut hub = Hub { running: None, port: 0, folder, has_api: false, beside, _own: None };
        hub.start_again()?;
        Ok(hub)
    }

    /// Starts it where it was.
    ///
    /// # Errors
    /// As [`Hub::start`].
    pub fn start_again(&mut self) -> Result<()> {
        let mut command = self.command()?;
        command.args(["serve", "--self-signed", "--listen", &format!("127.0.0.1:{}", self.port)]);
        if self.has_api {
            command.args(["--api", ORGANIZATION]);
        }
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().context("the server")?;
        let mut said = BufReader::new(child.stdout.take().context("the server says where it listens")?);
        let mut line = String::new();
        said.read_line(&mut line)?;
        self.port = line.trim().rsplit(':').next().unwrap_or_default().parse().context("the server's port")?;
        self.running = Some(Running { child, _said: said });
        Ok(())
    }

    /// Where it listens.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Ends it as a power cut does.
    pub fn stop(&mut self) {
        self.running = None;
    }

    fn command(&self) -> Result<Command> {
        let mut command = tools::beside(&self.beside, &program()?);
        command.arg("--database").arg(self.folder.join("hub.db"));
        Ok(command)
    }

    fn said(&self, arguments: &[&str]) -> Result<String> {
        let output = self.command()?.args(arguments).output().context("the server's command")?;
        if !output.status.success() {
            bail!("{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// What the API answers: `who` is what the Authorization header says, or nothing.
    ///
    /// # Errors
    /// When there is no curl, or the answer is no JSON.
    pub fn ask(&self, method: &str, path: &str, who: &str, body: &serde_json::Value) -> Result<serde_json::Value> {
        let mut curl = Command::new("curl");
        // The server made its certificate a moment ago, on this computer.
        curl.args(["--silent", "--insecure", "--request", method, "--header", "content-type: application/json"]);
        // What only the portal's own page asks, a story may ask too.
        curl.args(["--header", "x-healthsync-portal: 1"]);
        if !who.is_empty() {
            curl.args(["--header", &format!("authorization: {who}")]);
        }
        if !body.is_null() {
            curl.args(["--data-binary", &body.to_string()]);
        }
        let address = format!("https://127.0.0.1:{}/api/v1{path}", self.port);
        let output = curl.arg(address).output().context("curl asks the API")?;
        serde_json::from_slice(&output.stdout).with_context(|| format!("{method} {path}"))
    }

    /// An invitation to a computer that worked alone, or to the site of those who are enrolled.
    ///
    /// # Errors
    /// When the server makes none.
    pub fn invitation(&self, is_to_join: bool) -> Result<String> {
        self.invitation_by(self.port, is_to_join)
    }

    /// The same, for somebody who reaches the server by another port.
    ///
    /// # Errors
    /// When the server makes none.
    pub fn invitation_by(&self, port: u16, is_to_join: bool) -> Result<String> {
        let address = format!("https://127.0.0.1:{port}");
        let mut arguments = vec!["enrol", "--organization", ORGANIZATION, "--address", &address, "--no-qr"];
        let roll = if is_to_join { self.said(&["roll", "--organization", ORGANIZATION])? } else { String::new() };
        let site = roll.split_whitespace().skip_while(|word| *word != "site").nth(1);
        if let Some(site) = site {
            arguments.extend(["--site", site]);
        }
        Ok(self.said(&arguments)?.trim().to_owned())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Nothing is said to it before; that it is gone already is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Beside the application that the story opens.
fn program() -> Result<PathBuf> {
    let application = tools::application()?;
    let name = format!("healthsync-server{}", std::env::consts::EXE_SUFFIX);
    let program = application.with_file_name(name);
    if !program.exists() {
        bail!("{} is not built", program.display());
    }
    Ok(program)
}
