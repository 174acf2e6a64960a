//! What the machine must have besides Rust and Node: found out by asking, installed by its own package manager.

use std::io::{IsTerminal, Write};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use xtask::child::program;

use crate::workspace::{spoken, succeed};

mod apt;

/// What a task is about to do, and therefore needs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Compile and link the application.
    Build,
    /// Compile and link the server.
    Serve,
    /// Show it where there is no screen.
    Headless,
    /// Drive its window from a test.
    Drive,
    /// Drive a browser on the server's pages from a test.
    Browse,
    /// Keep what a test or a measurement stores in PostgreSQL, or sends through a broker.
    Store,
    /// Run Python programs: those that a measurement compares with, and the fuzzer that asks the API.
    Compare,
}

/// One thing needed, under the name each package manager knows it by (empty: comes with another).
struct Need {
    purpose: Purpose,
    apt: &'static str,
    dnf: &'static str,
    pacman: &'static str,
}

const fn need(purpose: Purpose, apt: &'static str, dnf: &'static str, pacman: &'static str) -> Need {
    Need { purpose, apt, dnf, pacman }
}

/// dnf takes the path of a file for the package that brings it, which outlives renamed packages.
const NEEDS: [Need; 22] = [
    need(Purpose::Build, "build-essential", "gcc", "base-devel"),
    need(Purpose::Build, "pkg-config", "pkgconf-pkg-config", ""),
    need(Purpose::Build, "libwebkit2gtk-4.1-dev", "webkit2gtk4.1-devel", "webkit2gtk-4.1"),
    need(Purpose::Build, "libgtk-3-dev", "gtk3-devel", "gtk3"),
    need(Purpose::Build, "librsvg2-dev", "librsvg2-devel", "librsvg"),
    need(Purpose::Build, "libssl-dev", "openssl-devel", "openssl"),
    need(Purpose::Build, "libdbus-1-dev", "dbus-devel", "dbus"),
    need(Purpose::Serve, "build-essential", "gcc", "base-devel"),
    need(Purpose::Serve, "pkg-config", "pkgconf-pkg-config", ""),
    need(Purpose::Serve, "libssl-dev", "openssl-devel", "openssl"),
    need(Purpose::Headless, "xvfb", "/usr/bin/Xvfb", "xorg-server-xvfb"),
    need(Purpose::Headless, "dbus", "/usr/bin/dbus-daemon", "dbus"),
    need(Purpose::Headless, "dbus-bin", "/usr/bin/dbus-send", ""),
    need(Purpose::Headless, "gnome-keyring", "gnome-keyring", "gnome-keyring"),
    need(Purpose::Headless, "dunst", "dunst", "dunst"),
    need(Purpose::Headless, "imagemagick", "ImageMagick", "imagemagick"),
    need(Purpose::Drive, "webkit2gtk-driver", "/usr/bin/WebKitWebDriver", ""),
    need(Purpose::Browse, "chromium", "chromium", "chromium"),
    need(Purpose::Browse, "chromium-driver", "chromedriver", ""),
    need(Purpose::Store, "postgresql", "postgresql-server", "postgresql"),
    need(Purpose::Store, "mosquitto", "mosquitto", "mosquitto"),
    need(Purpose::Compare, "python3-venv", "python3", "python"),
];

/// The package managers we know, in the order they are looked for.
#[derive(Clone, Copy)]
enum Manager {
    Apt,
    Dnf,
    Pacman,
}

impl Manager {
    fn of_this_machine() -> Option<Self> {
        [("apt-get", Self::Apt), ("dnf", Self::Dnf), ("pacman", Self::Pacman)]
            .into_iter()
            .find(|(name, _)| program(name).is_some())
            .map(|(_, manager)| manager)
    }

    fn package(self, need: &Need) -> &'static str {
        match self {
            Self::Apt => need.apt,
            Self::Dnf => need.dnf,
            Self::Pacman => need.pacman,
        }
    }

    fn has(self, package: &str) -> bool {
        match self {
            Self::Apt => apt::has(package),
            Self::Dnf => answers_yes(Command::new("rpm").args(["-q", "--whatprovides", package])),
            Self::Pacman => answers_yes(Command::new("pacman").args(["-T", package])),
        }
    }

    /// The commands that install the packages, in order.
    fn commands(self, packages: &[&str]) -> Vec<Command> {
        let mut install = match self {
            Self::Apt => return apt::commands(packages),
            Self::Dnf => command(&["dnf", "install", "-y"]),
            Self::Pacman => command(&["pacman", "-S", "--needed", "--noconfirm"]),
        };
        install.args(packages);
        vec![install]
    }
}

/// Makes sure that everything for these purposes is installed.
///
/// # Errors
/// When something is missing and may not, or cannot, be installed from here; the message says what
/// to do by hand.
pub fn provide(purposes: &[Purpose]) -> Result<()> {
    if !cfg!(target_os = "linux") {
        return check_other_system();
    }
    let Some(manager) = Manager::of_this_machine() else {
        println!(
            "This machine has none of apt, dnf and pacman, so system libraries are not checked: \
             the README lists them"
        );
        return Ok(());
    };
    let missing: Vec<_> = NEEDS
        .iter()
        .filter(|need| purposes.contains(&need.purpose))
        .map(|need| manager.package(need))
        .filter(|package| !package.is_empty() && !manager.has(package))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("Missing on this machine: {}", missing.join(" "));
    let elevate = may_install(&manager.commands(&missing))?;
    for step in manager.commands(&missing) {
        let mut step = elevated(step, elevate);
        println!("  {}", spoken(&step));
        succeed(&mut step, "the system packages could not be installed; the package manager says why above")?;
    }
    Ok(())
}

/// Checks that Node is there and new enough for the tools that build the screens.
///
/// # Errors
/// When it is not; the message says which version to install.
pub fn check_node() -> Result<()> {
    let advice = "install Node 20.19 or newer (https://nodejs.org, or nodesource for Debian)";
    let answer =
        Command::new("node").arg("--version").output().with_context(|| format!("there is no Node: {advice}"))?;
    let version = String::from_utf8_lossy(&answer.stdout).trim().to_owned();
    let mut parts = version.trim_start_matches('v').split('.').map(str::parse);
    let (Some(Ok(major)), Some(Ok(minor))) = (parts.next(), parts.next()) else {
        bail!("Node does not tell its version: {advice}");
    };
    let version_number: (u32, u32) = (major, minor);
    if version_number < (20, 19) {
        bail!("Node {version} is too old for the screens' build: {advice}");
    }
    Ok(())
}

/// Whether a display is there for a window to open on.
pub fn has_display() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

/// How to become root for the installation: `None` when we already are.
fn may_install(commands: &[Command]) -> Result<Option<&'static str>> {
    if is_root() {
        return Ok(None);
    }
    let by_hand: Vec<_> = commands.iter().map(|command| format!("  sudo {}", spoken(command))).collect();
    let by_hand = by_hand.join("\n");
    if std::env::var_os("CI").is_some() {
        return Ok(Some("-n"));
    }
    if !std::io::stdin().is_terminal() {
        println!("To install it, run\n{by_hand}");
        bail!("installing needs root, and there is no terminal to ask at: run the above, then try again");
    }
    print!("Install with sudo? It runs\n{by_hand}\n[Y/n] ");
    std::io::stdout().flush().context("cannot ask")?;
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer).context("cannot read the answer")?;
    match answer.trim().to_lowercase().as_str() {
        "" | "y" | "yes" => Ok(Some("--")),
        _ => bail!("nothing was installed: run the above by hand, then try again"),
    }
}

fn elevated(command: Command, with: Option<&str>) -> Command {
    let Some(option) = with else { return command };
    let mut sudo = Command::new("sudo");
    sudo.arg(option).arg(command.get_program()).args(command.get_args());
    sudo
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|answer| answer.stdout.trim_ascii() == b"0")
}

fn command(words: &[&str]) -> Command {
    let mut command = Command::new(words[0]);
    command.args(&words[1..]);
    command
}

fn answers_yes(question: &mut Command) -> bool {
    question.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// macOS and Windows bring the web view; OpenSSL is compiled along, for which they need a compiler
/// and, on Windows, Perl.
fn check_other_system() -> Result<()> {
    if cfg!(target_os = "macos") && !answers_yes(Command::new("xcode-select").arg("-p")) {
        bail!("the Xcode command line tools are missing: run `xcode-select --install`, then try again");
    }
    if cfg!(windows) && program("perl").is_none() {
        bail!(
            "Perl is missing, which the encryption library is built with: run `winget install \
             StrawberryPerl.StrawberryPerl`, open a new terminal, then try again (WebView2 is part \
             of Windows)"
        );
    }
    Ok(())
}
