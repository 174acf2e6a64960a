//! A D-Bus session of our own, with a keyring on it, apart from the session of whoever is logged in.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::child::{Kept, tied, wait_until};
use crate::display::first_line;

/// No service folders: what runs on this bus is only what we start, never a desktop's own daemon.
const CONFIG: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

/// How long a service may take to appear on the bus.
const PATIENCE: Duration = Duration::from_secs(30);

/// A private session bus and the XDG folders of whoever sits at it; it ends when dropped.
#[derive(Debug)]
pub struct Bus {
    address: String,
    home: PathBuf,
    services: Vec<Kept>,
    _daemon: Kept,
}

impl Bus {
    /// Starts a bus whose people keep their files under `home` (created when missing).
    ///
    /// # Errors
    /// When `dbus-daemon` is not installed or does not come up, or `home` cannot be written.
    pub fn start(home: &Path) -> Result<Self> {
        for (_, folder) in folders(home) {
            fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
        }
        make_private(&home.join("run"))?;
        let config = home.join("session.conf");
        fs::write(&config, CONFIG).with_context(|| format!("cannot write {}", config.display()))?;
        let mut daemon = Kept::spawn(
            tied("dbus-daemon")
                .arg(format!("--config-file={}", config.display()))
                .args(["--print-address=1", "--nofork", "--nopidfile"])
                .envs(folders(home))
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::null()),
        )?;
        let address = first_line(&mut daemon, PATIENCE).context("dbus-daemon")?;
        Ok(Self { address, home: home.to_owned(), services: Vec::new(), _daemon: daemon })
    }

    /// What `DBUS_SESSION_BUS_ADDRESS` is set to.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The environment of a program that belongs to this session.
    pub fn environment(&self) -> Vec<(&'static str, String)> {
        let mut variables: Vec<_> =
            folders(&self.home).into_iter().map(|(name, folder)| (name, folder.display().to_string())).collect();
        variables.push(("DBUS_SESSION_BUS_ADDRESS", self.address.clone()));
        variables
    }

    /// Starts the keyring, unlocked with an empty password.
    ///
    /// # Errors
    /// When gnome-keyring is not installed, or offers no secrets within 30 seconds.
    pub fn start_keyring(&mut self) -> Result<()> {
        let mut keyring = match self.spawn_keyring(Path::new("gnome-keyring-daemon")) {
            // The file carries the right to lock memory, and a container that may not grant that
            // right refuses to run it; a copy carries none and works the same.
            Err(reason) if is_denied(&reason) => self.spawn_keyring(&self.copy_of_keyring()?)?,
            started => started?,
        };
        let mut password = keyring.child().stdin.take().context("the keyring takes no password")?;
        password.write_all(b"\n").context("the keyring takes no password")?;
        drop(password);
        self.services.push(keyring);
        self.await_service("org.freedesktop.secrets")
    }

    /// Starts the command as a program of this session and keeps it for as long as the bus.
    ///
    /// # Errors
    /// When it cannot be started, or `name` is not on the bus within 30 seconds.
    pub fn start_service(&mut self, command: &mut Command, name: &str) -> Result<()> {
        command.envs(self.environment()).stdin(Stdio::null());
        self.services.push(Kept::spawn(command)?);
        self.await_service(name)
    }

    fn spawn_keyring(&self, program: &Path) -> Result<Kept> {
        Kept::spawn(
            Command::new(program)
                .args(["--foreground", "--unlock", "--components=secrets"])
                .envs(self.environment())
                .stdin(Stdio::piped())
                .stdout(Stdio::null())
                .stderr(Stdio::null()),
        )
    }

    fn copy_of_keyring(&self) -> Result<PathBuf> {
        let original =
            crate::child::program("gnome-keyring-daemon").context("gnome-keyring-daemon is not installed")?;
        let copy = self.home.join("gnome-keyring-daemon");
        fs::copy(original, &copy).context("cannot copy gnome-keyring-daemon")?;
        Ok(copy)
    }

    fn await_service(&self, name: &str) -> Result<()> {
        if !wait_until(PATIENCE, || self.has_owner(name)) {
            bail!("nothing offers {name} on the private bus");
        }
        Ok(())
    }

    fn has_owner(&self, name: &str) -> bool {
        Command::new("dbus-send")
            .arg(format!("--bus={}", self.address))
            .args(["--print-reply=literal", "--dest=org.freedesktop.DBus", "/"])
            .arg("org.freedesktop.DBus.NameHasOwner")
            .arg(format!("string:{name}"))
            .output()
            .is_ok_and(|answer| String::from_utf8_lossy(&answer.stdout).contains("true"))
    }
}

/// The XDG folders of the person whose home this is.
pub fn folders(home: &Path) -> [(&'static str, PathBuf); 6] {
    [
        ("HOME", home.to_owned()),
        ("XDG_CONFIG_HOME", home.join("config")),
        ("XDG_DATA_HOME", home.join("data")),
        ("XDG_CACHE_HOME", home.join("cache")),
        ("XDG_STATE_HOME", home.join("state")),
        ("XDG_RUNTIME_DIR", home.join("run")),
    ]
}

fn is_denied(reason: &anyhow::Error) -> bool {
    reason.downcast_ref::<std::io::Error>().is_some_and(|reason| reason.kind() == ErrorKind::PermissionDenied)
}

/// The runtime folder holds sockets: programs refuse one that others can read.
#[cfg(unix)]
fn make_private(folder: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
        .with_context(|| format!("cannot protect {}", folder.display()))
}

#[cfg(not(unix))]
fn make_private(_folder: &Path) -> Result<()> {
    Ok(())
}
