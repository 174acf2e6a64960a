//! A picture of every screen, light and dark, for the documentation: `shots FOLDER`.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use healthsync_stories::{Desk, Window};

#[tokio::main]
async fn main() -> Result<()> {
    let folder = std::env::args_os().nth(1).map(PathBuf::from).context("name the folder for the pictures")?;
    for (theme, is_dark) in [("light", false), ("dark", true)] {
        let Some(desk) = Desk::set_up().await? else {
            bail!("there is nothing here to open a window on");
        };
        desk.set_dark(is_dark)?;
        let mut album = Album { window: desk.open().await?, folder: folder.clone(), theme };
        walk(&mut album).await?;
        album.window.close().await?;
    }
    Ok(())
}

/// One walk through the screens; each `shot` is a picture of where it stands.
async fn walk(album: &mut Album) -> Result<()> {
    album.shot("first-run").await?;
    album.window.click_button("Set up a clinic").await?;
    album.window.see("Clinic name").await?;
    album.shot("set-up").await?;
    album.window.click_button("Back").await?;
    album.window.click_button("Try it with made-up patients").await?;
    wait_for_the_demo(album).await?;
    album.shot("today").await?;
    album.keys("g p").await?;
    album.window.see("patients").await?;
    album.shot("patients").await?;
    album.keys("n").await?;
    album.window.see("Given name").await?;
    album.shot("register").await?;
    album.keys("Escape").await?;
    album.window.fill("Find a patient", "mateo fernandez").await?;
    album.window.see("Same name").await?;
    album.shot("search").await?;
    album.window.press("Enter").await?;
    album.window.see("Overview").await?;
    album.keys("1").await?;
    album.shot("chart").await?;
    album.keys("v").await?;
    album.window.fill("SpO₂", "91").await?;
    album.window.fill("Heart rate", "118").await?;
    album.window.see("at or above").await?;
    album.shot("vitals").await?;
    album.keys("Escape").await?;
    for (key, name) in [
        ("2", "visits"),
        ("3", "trends"),
        ("4", "vitals-table"),
        ("5", "prescriptions-of-patient"),
        ("6", "allergies"),
        ("7", "stroke-of-patient"),
        ("8", "limits"),
        ("n", "note"),
        ("Escape p", "prescribe"),
        ("Escape f", "book"),
    ] {
        album.keys(key).await?;
        album.shot(name).await?;
    }
    for (keys, name) in [
        ("g c", "calendar"),
        ("w", "calendar-week"),
        ("g q", "queue"),
        ("g r", "prescriptions"),
        ("g a", "alerts"),
        ("g s", "stroke"),
        ("g f", "reports"),
        ("g i", "messages"),
    ] {
        album.keys(keys).await?;
        album.shot(name).await?;
    }
    album.window.press("Control+l").await?;
    album.window.see("Unlock").await?;
    album.shot("locked").await?;
    album.window.click_button("Switch user").await?;
    album.window.see("Who are you?").await?;
    album.shot("sign-in").await?;
    sign_in(album, "Leila Haddad").await?;
    album.keys("g b").await?;
    album.shot("billing").await?;
    for section in ["Unpaid", "Invoices", "Payments", "Till", "Day book", "Numbers"] {
        album.window.click(section).await?;
        album.shot(&format!("billing-{}", section.to_lowercase().replace(' ', "-"))).await?;
    }
    album.window.press("Control+l").await?;
    album.window.click_button("Switch user").await?;
    sign_in(album, "Halima Osman").await?;
    album.keys("g f").await?;
    album.shot("figures").await?;
    album.keys("g m").await?;
    album.shot("administration").await?;
    for section in [
        "Accounts",
        "Schedules",
        "Services & rooms",
        "Formulary",
        "Billing",
        "Papers",
        "Limits",
        "Audit",
        "This computer",
    ] {
        album.window.click(section).await?;
        album.shot(&format!("administration-{}", section.to_lowercase().replace(" & ", "-").replace(' ', "-"))).await?;
    }
    Ok(())
}

/// Two years and a fortnight are made up: longer than a page is waited for.
async fn wait_for_the_demo(album: &Album) -> Result<()> {
    for _ in 0..8 {
        if album.window.see("Open alerts").await.is_ok() {
            return Ok(());
        }
    }
    album.window.see("Open alerts").await
}

async fn sign_in(album: &Album, name: &str) -> Result<()> {
    album.window.click(name).await?;
    album.window.fill("Password", "demo-2026").await?;
    album.window.press("Enter").await?;
    album.window.see("Billing").await
}

/// Where the pictures of one walk go.
struct Album {
    window: Window,
    folder: PathBuf,
    theme: &'static str,
}

impl Album {
    /// Presses keys one after the other, as a person does.
    async fn keys(&self, keys: &str) -> Result<()> {
        for key in keys.split(' ') {
            self.window.press(key).await?;
        }
        Ok(())
    }

    async fn shot(&mut self, name: &str) -> Result<()> {
        // Answers and pictures of a screen come one after the other.
        tokio::time::sleep(Duration::from_millis(900)).await;
        let path = self.folder.join(format!("{name}-{}.png", self.theme));
        self.window.screenshot(&path).await?;
        println!("{}", path.display());
        Ok(())
    }
}
