//! A display in memory (Xvfb) for machines without a screen.

use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::sync::mpsc;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::child::{Kept, tied};

/// As large as the window opens: there is no window manager here that would make it fit.
const SCREEN: &str = "1280x800x24";

/// An X server of our own on a free display number; it ends when dropped.
#[derive(Debug)]
pub struct Display {
    name: String,
    _server: Kept,
}

impl Display {
    /// Starts Xvfb and waits until it takes connections.
    ///
    /// # Errors
    /// When Xvfb is not installed, or does not come up within 30 seconds twice in a row.
    pub fn start() -> Result<Self> {
        // Two servers that start in the same instant can pick the same number: the loser tries again.
        Self::try_start().or_else(|_| Self::try_start())
    }

    fn try_start() -> Result<Self> {
        // The server itself picks a free number and writes it to descriptor 1 once it is ready.
        let mut server = Kept::spawn(
            tied("Xvfb")
                .args(["-displayfd", "1", "-screen", "0", SCREEN])
                .args(["-nolisten", "tcp", "-noreset"])
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::null()),
        )?;
        let number = first_line(&mut server, Duration::from_secs(30)).context("Xvfb")?;
        if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            bail!("Xvfb named no display");
        }
        Ok(Self { name: format!(":{number}"), _server: server })
    }

    /// What `DISPLAY` is set to, such as `:1`.
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// The environment of a WebKit window where there is no graphics card. Not among it is
/// `WEBKIT_DISABLE_DMABUF_RENDERER`, often advised: with it, WebDriver waits for a screenshot forever.
pub fn software_rendering() -> [(&'static str, &'static str); 3] {
    [
        ("GDK_BACKEND", "x11"),
        ("LIBGL_ALWAYS_SOFTWARE", "1"),
        // There is no accessibility bus on a private session; asking for it costs seconds at start.
        ("NO_AT_BRIDGE", "1"),
    ]
}

/// The first line a process writes to its piped standard output, trimmed.
///
/// # Errors
/// When the output is not piped, or nothing is written within `limit`.
pub(crate) fn first_line(process: &mut Kept, limit: Duration) -> Result<String> {
    let output = process.child().stdout.take().context("its output is not piped")?;
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let mut lines = BufReader::new(output).lines();
        // Nobody listens any more once the time is up, which is no failure of this thread.
        let _ = sender.send(lines.next());
        // Read on, so that a chatty process never meets a closed or a full pipe.
        lines.for_each(drop);
    });
    match receiver.recv_timeout(limit) {
        Ok(Some(Ok(line))) => Ok(line.trim().to_owned()),
        Ok(Some(Err(reason))) => Err(reason).context("its output cannot be read"),
        Ok(None) => bail!("ended before it was ready"),
        Err(_) => bail!("was not ready within {} s", limit.as_secs()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::child::program;

    #[test]
    fn two_displays_stand_side_by_side() {
        if program("Xvfb").is_none() {
            println!("skipped: Xvfb is not installed");
            return;
        }
        let one = Display::start().expect("Xvfb starts");
        let two = Display::start().expect("a second Xvfb starts beside it");
        assert_ne!(one.name(), two.name(), "each server picks a free number");
    }
}
