//! tauri-driver and all that it starts: the native driver, the application, its web processes.

use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use xtask::child::{Kept, kill, terminate, tied, wait_until};

/// How long the driver may take to listen.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running driver; dropping it ends the application too.
#[derive(Debug)]
pub struct Driver {
    process: Kept,
    port: u16,
}

impl Driver {
    /// Starts the driver on two free ports with the environment that the application will inherit.
    ///
    /// # Errors
    /// When it does not listen within 30 seconds.
    pub fn start(program: &Path, environment: &[(String, String)]) -> Result<Self> {
        let [port, native_port] = free_ports()?;
        let mut process = Kept::spawn(
            tied(&program.display().to_string())
                .args(["--port", &port.to_string()])
                .args(["--native-port", &native_port.to_string()])
                .envs(environment.iter().map(|(name, value)| (name, value)))
                .env_remove("WAYLAND_DISPLAY")
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                // The application's own complaints are worth reading beside a failed story.
                .stderr(Stdio::inherit()),
        )?;
        let listens = |port| TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok();
        let is_ready = wait_until(PATIENCE, || !process.is_running() || listens(port) && listens(native_port));
        if !is_ready || !process.is_running() {
            bail!("tauri-driver does not listen");
        }
        Ok(Self { process, port })
    }

    /// Where it listens, as an address for a WebDriver client.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Kills the application at once, as a power cut does: nothing is written any more.
    pub fn cut_power(&mut self) {
        // The driver's child is the native driver; everything below that is the application.
        for native in children(self.process.child().id()) {
            descendants(native).into_iter().for_each(kill);
        }
        self.end();
    }

    /// Ends the driver, and whatever it leaves behind.
    pub fn end(&mut self) {
        let family = descendants(self.process.child().id());
        // SIGTERM: on SIGKILL the driver would leave the native driver running.
        self.process.end();
        family.iter().copied().for_each(terminate);
        let is_alive = |pid: &u32| is_running(*pid);
        if !wait_until(Duration::from_secs(5), || !family.iter().any(is_alive)) {
            family.into_iter().filter(is_alive).for_each(kill);
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.end();
    }
}

/// Two ports nobody listens on, held together so that they differ.
fn free_ports() -> Result<[u16; 2]> {
    let listen = || TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no free port");
    let (one, two) = (listen()?, listen()?);
    Ok([one.local_addr()?.port(), two.local_addr()?.port()])
}

/// Everything a process started, directly or not.
fn descendants(pid: u32) -> Vec<u32> {
    let mut found = Vec::new();
    let mut unseen = children(pid);
    while let Some(child) = unseen.pop() {
        found.push(child);
        unseen.extend(children(child));
    }
    found
}

fn children(parent: u32) -> Vec<u32> {
    let Ok(processes) = fs::read_dir("/proc") else {
        return Vec::new();
    };
    processes
        .flatten()
        .filter_map(|process| process.file_name().to_str()?.parse().ok())
        .filter(|pid| state(*pid).is_some_and(|(_, its_parent)| its_parent == parent))
        .collect()
}

/// Whether a process runs: one that ended but was not yet waited for does not.
fn is_running(pid: u32) -> bool {
    state(pid).is_some_and(|(state, _)| state != 'Z')
}

/// The state letter and the parent of a process, from `/proc`.
fn state(pid: u32) -> Option<(char, u32)> {
    let line = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name, in brackets, may hold anything; the fields come after the last one.
    let mut fields = line[line.rfind(')')? + 1..].split_whitespace();
    Some((fields.next()?.chars().next()?, fields.next()?.parse().ok()?))
}
