//! `cargo xtask run`: from a fresh clone to the first screen, with or without a screen to show it on.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use clap::Args;
use xtask::bus::Bus;
use xtask::child::{Kept, tied};
use xtask::display::{Display, software_rendering};

use crate::needs::{Purpose, has_display, provide};
use crate::ui;
use crate::workspace::{cargo, succeed, target};

/// How long the first screen may take; a cold disk and one slow core included.
const FIRST_SCREEN: Duration = Duration::from_secs(120);

/// An empty window has a colour or two; a screen with text has a shade for every edge of a letter.
const COLOURS_OF_A_SCREEN: u32 = 16;

/// How to run.
#[derive(Args)]
pub struct Options {
    /// Build as it is shipped: slower to build, quicker to use
    #[arg(long)]
    release: bool,
    /// Without a screen: stop once the first screen is in target/first-screen.png
    #[arg(long)]
    once: bool,
    /// Use a display in memory even where there is a screen
    #[arg(long)]
    headless: bool,
    /// Handed to the application
    #[arg(last = true)]
    arguments: Vec<String>,
}

/// Installs what is missing, builds, and opens the application.
///
/// # Errors
/// When something cannot be installed or built, or the application ends with a failure.
pub fn run(options: &Options) -> Result<()> {
    let headless = options.headless || options.once || !has_display();
    provide(&[Purpose::Build])?;
    if headless {
        if !cfg!(target_os = "linux") {
            bail!("a display in memory exists on Linux only");
        }
        provide(&[Purpose::Headless])?;
    }
    ui::install()?;
    ui::build()?;
    let application = build(options.release)?;
    if headless {
        let mut command = tied(&application.display().to_string());
        return show_without_screen(command.args(&options.arguments), options.once);
    }
    println!("Starting HealthSync");
    succeed(Command::new(application).args(&options.arguments), "HealthSync ended with a failure; the reason is above")
}

/// Builds the application and returns where it is.
fn build(release: bool) -> Result<PathBuf> {
    println!("Building HealthSync (the first time takes some minutes)");
    let mut build = cargo();
    // The whole workspace decides the features, so that run and test share what they compile.
    build.args(["build", "--workspace", "--bin", "healthsync"]);
    if release {
        build.arg("--release");
    }
    succeed(&mut build, "HealthSync does not build; the error is above")?;
    let profile = if release { "release" } else { "debug" };
    let name = format!("healthsync{}", std::env::consts::EXE_SUFFIX);
    Ok(target()?.join(profile).join(name))
}

/// Opens the application on a display in memory, photographs the first screen, and stays.
fn show_without_screen(command: &mut Command, once: bool) -> Result<()> {
    // Its own home: the keyring that holds the key and the data that the key opens stay together.
    let home = target()?.join("headless");
    let display = Display::start().context("no display in memory")?;
    let mut bus = Bus::start(&home)?;
    bus.start_keyring()?;
    bus.start_service(tied("dunst").env("DISPLAY", display.name()), "org.freedesktop.Notifications")?;
    println!("There is no screen here: HealthSync starts on a display in memory, {}", display.name());
    let mut application = Kept::spawn(
        command
            .envs(bus.environment())
            .envs(software_rendering())
            .env("DISPLAY", display.name())
            .env_remove("WAYLAND_DISPLAY"),
    )?;
    let picture = target()?.join("first-screen.png");
    await_first_screen(&mut application, display.name(), &picture)?;
    println!("The first screen is in {}", picture.display());
    if once {
        return Ok(());
    }
    println!("Its data is in {} (delete the folder to start over)", home.display());
    println!("To look again: import -display {} -window root picture.png", display.name());
    println!("To use it:     x11vnc -display {} -localhost, and a VNC viewer on port 5900", display.name());
    println!("               or log in with ssh -X, and run this again: the window opens on your screen");
    println!("Running until Ctrl-C");
    let status = application.child().wait().context("cannot wait")?;
    if !status.success() {
        bail!("HealthSync ended with a failure; the reason is above");
    }
    Ok(())
}

/// Photographs the display until two pictures in a row are the same and show a screen.
fn await_first_screen(application: &mut Kept, display: &str, picture: &Path) -> Result<()> {
    let start = Instant::now();
    let mut last = String::new();
    loop {
        sleep(Duration::from_millis(700));
        if !application.is_running() {
            bail!("HealthSync ended before it showed a screen; the reason is above");
        }
        let (colours, fingerprint) = photograph(display, picture)?;
        if colours > COLOURS_OF_A_SCREEN && fingerprint == last {
            return Ok(());
        }
        last = fingerprint;
        if start.elapsed() > FIRST_SCREEN {
            bail!(
                "no screen appeared within {} s; what the display shows is in {}",
                FIRST_SCREEN.as_secs(),
                picture.display()
            );
        }
    }
}

/// Writes a picture of the whole display; returns its number of colours and a hash of its pixels.
fn photograph(display: &str, picture: &Path) -> Result<(u32, String)> {
    succeed(
        Command::new("import").args(["-display", display, "-window", "root", "-silent"]).arg(picture),
        "the display cannot be photographed",
    )?;
    let answer =
        Command::new("identify").args(["-format", "%k %#"]).arg(picture).output().context("cannot start identify")?;
    let answer = String::from_utf8_lossy(&answer.stdout).into_owned();
    let (colours, fingerprint) = answer.split_once(' ').context("identify does not know the picture")?;
    Ok((colours.parse()?, fingerprint.to_owned()))
}
