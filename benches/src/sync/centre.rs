//! The real server: its own process, over a file, with a certificate of its own.

use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

const ORGANIZATION: &str = "Bench";

/// A server that runs.
pub struct Centre {
    /// Where it listens.
    pub port: u16,
    database: PathBuf,
    child: Child,
    /// Held open: a program whose words nobody can hear ends.
    _said: BufReader<ChildStdout>,
}

impl Centre {
    /// Starts one on a free port, over a new file in a folder.
    ///
    /// # Errors
    /// When it is not built or does not start.
    pub fn start(folder: &Path) -> Result<Centre> {
        let database = folder.join("hub.db");
        let mut command = Command::new(program()?);
        command.arg("--database").arg(&database).args(["serve", "--self-signed", "--listen", "127.0.0.1:0"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().context("the server")?;
        let mut said = BufReader::new(child.stdout.take().context("the server says where it listens")?);
        let mut line = String::new();
        said.read_line(&mut line)?;
        let port = line.trim().rsplit(':').next().and_then(|port| port.parse().ok()).context("the server's port")?;
        Ok(Centre { port, database, child, _said: said })
    }

    /// How long processors were busy with it so far.
    #[must_use]
    pub fn busy(&self) -> std::time::Duration {
        crate::cpu::of_process(self.child.id())
    }

    /// An invitation to found the organization, or to its site.
    ///
    /// # Errors
    /// When the server makes none.
    pub fn invitation(&self, site: Option<uuid::Uuid>) -> Result<String> {
        let address = format!("https://127.0.0.1:{}", self.port);
        let mut command = Command::new(program()?);
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

impl Drop for Centre {
    fn drop(&mut self) {
        // That it is gone already is as good.
        let _ = (self.child.kill(), self.child.wait());
    }
}

/// The server's program, beside this one: both are built as they ship.
///
/// # Errors
/// When it is not there.
pub fn program() -> Result<PathBuf> {
    let name = format!("healthsync-server{}", std::env::consts::EXE_SUFFIX);
    let program = std::env::current_exe()?.with_file_name(name);
    if !program.exists() {
        bail!("{} is not built: cargo xtask bench sync builds it", program.display());
    }
    Ok(program)
}

/// A program that answers each line with a line.
pub struct Asked {
    child: Child,
    asks: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Asked {
    pub fn start(command: &mut Command) -> Result<Asked> {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let asks = child.stdin.take().context("standard input")?;
        let answers = BufReader::new(child.stdout.take().context("standard output")?);
        Ok(Asked { child, asks, answers })
    }

    /// The process.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        if self.answers.read_line(&mut line)? == 0 {
            bail!("the program ended; the reason is above");
        }
        Ok(line.trim().to_owned())
    }

    pub fn ask(&mut self, line: &str) -> Result<String> {
        use std::io::Write;
        writeln!(self.asks, "{line}")?;
        self.line()
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        // That it is gone already is as good.
        let _ = (self.child.kill(), self.child.wait());
    }
}
