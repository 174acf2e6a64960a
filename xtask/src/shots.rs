//! `cargo xtask shots`: a picture of every screen, light and dark, English and Arabic; the documentation keeps some.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::needs::{Purpose, provide};
use crate::workspace::{cargo, root, succeed};
use crate::{tools, ui};

/// What the documentation keeps of the walk in English.
const KEPT: &[&str] = &[
    "first-run",
    "set-up",
    "sign-in",
    "locked",
    "today",
    "front-desk",
    "patient-at-the-desk",
    "patients",
    "register",
    "search",
    "chart",
    "visits",
    "vitals",
    "trends",
    "note",
    "prescribe",
    "prescriptions-of-patient",
    "dispense",
    "paper",
    "allergies",
    "limits",
    "calendar",
    "calendar-week",
    "appointment",
    "book",
    "queue",
    "alerts",
    "messages",
    "settle",
    "settle-rivals",
    "billing",
    "invoice-draft",
    "payment",
    "billing-till-close",
    "billing-day-book",
    "figures",
    "schedules",
    "formulary",
    "papers",
    "audit",
    "this-computer",
    "backups",
    "sync",
    "new-computer",
    "join-file",
    "portal-send",
];

/// What it keeps of the walk in Arabic.
const KEPT_IN_ARABIC: &[&str] = &["chart", "calendar-week", "payment", "settle", "backups", "sync", "join-file"];

/// Builds the application, walks through its screens, and writes docs/images; all pictures lie in
/// `target/shots` and `target/shots-ar`.
///
/// # Errors
/// When something does not build, or a screen cannot be reached.
pub fn shots() -> Result<()> {
    provide(&[Purpose::Build, Purpose::Headless, Purpose::Drive])?;
    ui::install()?;
    ui::build()?;
    let driver = tools::tauri_driver()?;
    succeed(
        cargo().args(["build", "--workspace", "--bin", "healthsync", "--bin", "healthsync-server"]),
        "HealthSync does not build; the error is above",
    )?;
    let target = crate::workspace::target()?;
    let application = target.join("debug/healthsync");
    let albums = [("en", target.join("shots")), ("ar", target.join("shots-ar"))];
    for (language, folder) in &albums {
        succeed(
            cargo()
                .args(["run", "--quiet", "--package", "healthsync-stories"])
                .args(["--bin", "shots", "--"])
                .arg(folder)
                .arg(language)
                .env("HEALTHSYNC_APP", &application)
                .env("HEALTHSYNC_TAURI_DRIVER", &driver),
            "not every screen could be photographed; the reason is above",
        )?;
    }
    let [(_, english), (_, arabic)] = albums;
    keep(&english, &arabic, &root().join("docs/images"))
}

/// Puts the pictures that are kept in place of those before.
fn keep(english: &Path, arabic: &Path, images: &Path) -> Result<()> {
    if images.exists() {
        fs::remove_dir_all(images).context("cannot clear docs/images")?;
    }
    fs::create_dir_all(images).context("cannot create docs/images")?;
    let copy = |from: &Path, name: String, to: String| {
        fs::copy(from.join(&name), images.join(to)).with_context(|| format!("the walk took no picture {name}"))
    };
    for name in KEPT {
        for theme in ["light", "dark"] {
            copy(english, format!("{name}-{theme}.png"), format!("{name}-{theme}.png"))?;
        }
    }
    for name in KEPT_IN_ARABIC {
        copy(arabic, format!("{name}-light.png"), format!("{name}-arabic.png"))?;
    }
    Ok(())
}
