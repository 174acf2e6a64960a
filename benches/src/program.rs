//! Programs that a measurement starts, and that end with it.

use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// The server's program, beside this one: both are built as they ship.
///
/// # Errors
/// When it is not there.
pub fn of_server() -> Result<PathBuf> {
    let name = format!("healthsync-server{}", std::env::consts::EXE_SUFFIX);
    let program = std::env::current_exe()?.with_file_name(name);
    if !program.exists() {
        bail!("{} is not built: cargo xtask bench builds it", program.display());
    }
    Ok(program)
}

/// A program that answers each line with a line.
pub struct Program {
    child: Child,
    asks: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Program {
    /// Starts one.
    ///
    /// # Errors
    /// When it is not there.
    pub fn start(command: &mut Command) -> Result<Program> {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let asks = child.stdin.take().context("standard input")?;
        let answers = BufReader::new(child.stdout.take().context("standard output")?);
        Ok(Program { child, asks, answers })
    }

    /// The process.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// The next line that it says.
    ///
    /// # Errors
    /// When it ended.
    pub fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        if self.answers.read_line(&mut line)? == 0 {
            bail!("the program ended; the reason is above");
        }
        Ok(line.trim().to_owned())
    }

    /// What it answers to a line.
    ///
    /// # Errors
    /// When it ended.
    pub fn ask(&mut self, line: &str) -> Result<String> {
        use std::io::Write;
        writeln!(self.asks, "{line}")?;
        self.line()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // That it is gone already is as good.
        let _ = (self.child.kill(), self.child.wait());
    }
}
