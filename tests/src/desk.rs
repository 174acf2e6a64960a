//! A desk in a clinic: a display, a message bus, a keyring, and a home that outlives the window.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use tempfile::TempDir;
use xtask::bus::Bus;
use xtask::display::{Display, software_rendering};

use crate::notifications::Notifications;
use crate::tools::{self, Tools};
use crate::window::{Start, Window};

/// One workstation, apart from every other on this machine. It belongs to the test that set it up:
/// its processes end with that test's thread.
#[derive(Debug)]
pub struct Desk {
    tools: Tools,
    variables: Vec<(String, String)>,
    notifications: Notifications,
    // Dropped in this order: the bus before the display, the folder of both last.
    bus: Bus,
    _display: Display,
    home: TempDir,
}

impl Desk {
    /// Sets up a desk, or says in one line why that is impossible here and returns `None`.
    ///
    /// # Errors
    /// When a part of it is installed but does not start, or everything had to be there and is not.
    pub async fn set_up() -> Result<Option<Self>> {
        let Some(tools) = tools::find()? else {
            return Ok(None);
        };
        let home = TempDir::with_prefix("healthsync-").context("no temporary folder")?;
        let display = Display::start()?;
        let mut bus = Bus::start(home.path())?;
        let notifications = Notifications::listen(bus.address()).await?;
        bus.start_keyring()?;
        let mut variables: Vec<_> =
            bus.environment().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let fixed = software_rendering().into_iter().chain([
            ("DISPLAY", display.name()),
            // The same words, numbers and hours on every machine.
            ("LC_ALL", "C.UTF-8"),
            ("LANG", "C.UTF-8"),
            ("TZ", "UTC"),
        ]);
        variables.extend(fixed.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let mut desk = Self { tools, variables, notifications, bus, _display: display, home };
        let data = desk.data().display().to_string();
        desk.set_variable("HEALTHSYNC_DATA_DIR", &data);
        desk.set_dark(false)?;
        Ok(Some(desk))
    }

    /// Opens the application and waits for its first screen.
    ///
    /// # Errors
    /// When it does not build, does not start, or shows nothing within a minute.
    pub async fn open(&self) -> Result<Window> {
        self.open_with(&[]).await
    }

    /// Opens the application with arguments.
    ///
    /// # Errors
    /// As [`Desk::open`].
    pub async fn open_with(&self, arguments: &[&str]) -> Result<Window> {
        let start = self.start(tools::application()?, arguments, true);
        Window::open(start).await
    }

    /// Opens another program that WebKitWebDriver can drive, and does not wait for a page.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn open_program(&self, program: &Path, arguments: &[&str]) -> Result<Window> {
        let start = self.start(program.to_owned(), arguments, false);
        Window::open(start).await
    }

    fn start(&self, program: PathBuf, arguments: &[&str], has_first_screen: bool) -> Start {
        Start {
            driver: self.tools.driver.clone(),
            program,
            arguments: arguments.iter().map(|&word| word.to_owned()).collect(),
            environment: self.variables.clone(),
            has_first_screen,
        }
    }

    /// The application's own program as a command at this desk, for what it does without a window.
    ///
    /// # Errors
    /// When it does not build.
    pub fn command(&self, arguments: &[&str]) -> Result<Command> {
        let mut command = Command::new(tools::application()?);
        command.args(arguments).envs(self.variables.iter().cloned());
        Ok(command)
    }

    /// What people at this desk are told.
    pub fn notifications(&self) -> &Notifications {
        &self.notifications
    }

    /// The folder with the clinic's data (`HEALTHSYNC_DATA_DIR`); not there before the first start.
    pub fn data(&self) -> PathBuf {
        self.home.path().join("clinic")
    }

    /// The home folder: a place for files that a story imports or finds exported.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// The address of the desk's own message bus.
    pub fn bus_address(&self) -> &str {
        self.bus.address()
    }

    /// Sets an environment variable for windows opened from now on.
    pub fn set_variable(&mut self, name: &str, value: &str) {
        self.variables.retain(|(known, _)| known != name);
        self.variables.push((name.to_owned(), value.to_owned()));
    }

    /// Makes the desktop light or dark for windows opened from now on; motion stays reduced, so
    /// that a picture never catches a screen half way.
    ///
    /// # Errors
    /// When the setting cannot be written.
    pub fn set_dark(&self, is_dark: bool) -> Result<()> {
        let folder = self.home.path().join("config/gtk-3.0");
        fs::create_dir_all(&folder).context("cannot create the desktop's settings")?;
        let settings =
            format!("[Settings]\ngtk-enable-animations=0\ngtk-application-prefer-dark-theme={}\n", u8::from(is_dark));
        fs::write(folder.join("settings.ini"), settings).context("cannot write the desktop's settings")
    }
}
