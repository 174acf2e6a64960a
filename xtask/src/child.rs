//! Processes that end with their owner, and ways to find programs and wait for things.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// How long a process may take to end after SIGTERM before it is killed.
const PATIENCE: Duration = Duration::from_secs(5);

/// A running process; dropping it ends it, politely first, so that it can end its own children.
#[derive(Debug)]
pub struct Kept {
    name: String,
    child: Child,
}

impl Kept {
    /// Starts the command.
    ///
    /// # Errors
    /// When the program is missing or cannot be started; the message names it.
    pub fn spawn(command: &mut Command) -> Result<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command.spawn().with_context(|| format!("cannot start {name}"))?;
        Ok(Self { name, child })
    }

    /// The process itself, for its pipes and its id.
    pub fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// Whether the process still runs.
    pub fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Ends the process now: SIGTERM, then SIGKILL once [`PATIENCE`] runs out.
    pub fn end(&mut self) {
        if !self.is_running() {
            return;
        }
        terminate(self.child.id());
        if !wait_until(PATIENCE, || !self.is_running()) {
            eprintln!("{} did not end when asked and was killed", self.name);
            // It may end by itself between the question and the blow; either way it is gone.
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        self.end();
    }
}

/// A command for a program that also ends when the thread that starts it ends, however that comes:
/// nobody who is killed can tidy up. Where the system has no such tie, the plain command.
pub fn tied(name: &str) -> Command {
    match (program("setpriv"), program(name)) {
        (Some(setpriv), Some(path)) => {
            let mut command = Command::new(setpriv);
            command.args(["--pdeathsig", "TERM", "--"]).arg(path);
            command
        }
        // A missing program keeps its own error, "cannot start Xvfb", this way.
        _ => Command::new(name),
    }
}

/// Sends SIGTERM through the shell's built-in `kill`: safe Rust has no call for it, and a bare
/// machine has no `kill` program.
pub fn terminate(pid: u32) {
    signal("TERM", pid);
}

/// Sends SIGKILL: what a power cut is to a program.
pub fn kill(pid: u32) {
    signal("KILL", pid);
}

fn signal(signal: &str, pid: u32) {
    // A process that ended a moment ago is no failure, so the answer does not matter.
    let _ = Command::new("sh")
        .args(["-c", "kill -s \"$0\" \"$1\"", signal, &pid.to_string()])
        .stderr(Stdio::null())
        .status();
}

/// Asks every 50 ms until the answer is yes or the time is up; the last answer is returned.
pub fn wait_until(limit: Duration, mut is_so: impl FnMut() -> bool) -> bool {
    let start = Instant::now();
    loop {
        if is_so() {
            return true;
        }
        if start.elapsed() > limit {
            return false;
        }
        sleep(Duration::from_millis(50));
    }
}

/// The full path of a program on the search path, if it is installed.
pub fn program(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&std::env::var_os("PATH")?).map(|folder| folder.join(&file)).find(|path| path.is_file())
}
