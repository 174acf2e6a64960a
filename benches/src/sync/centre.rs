//! The real server: its own process, over a file, with a certificate of its own.

use crate::program::{self, Program};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const ORGANIZATION: &str = "Bench";

/// A server that runs.
pub struct Centre {
    /// Where it listens.
    pub port: u16,
    database: PathBuf,
    server: Program,
}

impl Centre {
    /// Starts one on a free port, over a new file in a folder.
    ///
    /// # Errors
    /// When it is not built or does not start.
    pub fn start(folder: &Path) -> Result<Centre> {
        let database = folder.join("hub.db");
        let mut command = Command::new(program::of_server()?);
        command.arg("--database").arg(&database).args(["serve", "--self-signed", "--listen", "127.0.0.1:0"]);
        let mut server = Program::start(command.stderr(Stdio::null())).context("the server")?;
        let line = server.line()?;
        let port = line.rsplit(':').next().and_then(|port| port.parse().ok()).context("the server's port")?;
        Ok(Centre { port, database, server })
    }

    /// How long processors were busy with it so far.
    #[must_use]
    pub fn busy(&self) -> std::time::Duration {
        crate::cpu::of_process(self.server.id())
    }

    /// An invitation to found the organization, or to its site.
    ///
    /// # Errors
    /// When the server makes none.
    pub fn invitation(&self, site: Option<uuid::Uuid>) -> Result<String> {
        let address = format!("https://127.0.0.1:{}", self.port);
        let mut command = Command::new(program::of_server()?);
        command.arg("--database").arg(&self.database);
        command.args(["enrol", "--organization", ORGANIZATION, "--address", &address, "--no-qr"]);
        if let Some(site) = site {
            command.args(["--site", &site.to_string()]);
        }
        let output = command.output().context("the server's command")?;
        if !output.status.success() {
            bail!("no invitation: {}", String::from_utf8_lossy(&output.stderr));
        }
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }
}
