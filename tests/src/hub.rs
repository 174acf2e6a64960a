//! A real server process that the computers of a story meet at.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use crate::tools;

/// The organization that stories enrol at.
const ORGANIZATION: &str = "Kadugli";

/// A server on a free port, with a certificate of its own, over a file in a temporary folder.
pub struct Hub {
    child: Child,
    address: String,
    folder: TempDir,
    /// Held open: a program whose words nobody can hear ends.
    _said: BufReader<ChildStdout>,
}

impl Hub {
    /// Starts it.
    ///
    /// # Errors
    /// When it is not built or does not start.
    pub fn start() -> Result<Hub> {
        let folder = TempDir::with_prefix("healthsync-hub-").context("no temporary folder")?;
        let mut command = Hub::command(&folder)?;
        command.args(["serve", "--listen", "127.0.0.1:0", "--self-signed"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().context("the server")?;
        let mut said = BufReader::new(child.stdout.take().context("the server says where it listens")?);
        let mut line = String::new();
        said.read_line(&mut line)?;
        let port = line.trim().rsplit(':').next().unwrap_or_default().to_owned();
        Ok(Hub { child, address: format!("https://127.0.0.1:{port}"), folder, _said: said })
    }

    fn command(folder: &TempDir) -> Result<Command> {
        let mut command = Command::new(program()?);
        command.arg("--database").arg(folder.path().join("hub.db"));
        Ok(command)
    }

    fn said(&self, arguments: &[&str]) -> Result<String> {
        let output = Hub::command(&self.folder)?.args(arguments).output().context("the server's command")?;
        if !output.status.success() {
            bail!("{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// An invitation to a computer that worked alone, or to the site of those who are enrolled.
    ///
    /// # Errors
    /// When the server makes none.
    pub fn invitation(&self, is_to_join: bool) -> Result<String> {
        let mut arguments = vec!["enrol", "--organization", ORGANIZATION, "--address", &self.address, "--no-qr"];
        let roll = if is_to_join { self.said(&["roll", "--organization", ORGANIZATION])? } else { String::new() };
        let site = roll.split_whitespace().skip_while(|word| *word != "site").nth(1);
        if let Some(site) = site {
            arguments.extend(["--site", site]);
        }
        Ok(self.said(&arguments)?.trim().to_owned())
    }
}

impl Drop for Hub {
    fn drop(&mut self) {
        // Its story is over: there is nothing to finish.
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
