//! What every journey begins with: the first run, the next sign-in, a patient; and an end, whatever happens.

use std::time::Duration;

use anyhow::{Context, Result};

use crate::window::Window;

/// The password of the clinic's first administrator in journeys.
pub const PASSWORD: &str = "correct horse";

/// A journey that takes longer has lost its window.
const LONGEST: Duration = Duration::from_secs(240);

/// Takes a journey, and does not wait for ever.
///
/// # Errors
/// When the journey fails, or takes longer than four minutes.
pub async fn within(journey: impl Future<Output = Result<()>>) -> Result<()> {
    tokio::time::timeout(LONGEST, journey).await.context("the journey took too long: its window no longer answers")?
}

/// The first run, as somebody types it who sets up a clinic: Halima Osman, administrator and practitioner.
///
/// # Errors
/// When a field or a button is not there.
pub async fn set_up(window: &Window) -> Result<()> {
    window.click_button("Set up a clinic").await?;
    window.fill("Clinic name", "Kadugli Clinic").await?;
    window.fill("Your name", "Halima Osman").await?;
    window.fill("User name", "halima").await?;
    window.fill("Password", PASSWORD).await?;
    window.fill("Password again", PASSWORD).await?;
    window.tick("I also give care").await?;
    window.click_button("Create the clinic").await?;
    keep_the_code(window).await?;
    window.see("Open alerts").await
}

/// The recovery code is on paper, and the page goes on.
///
/// # Errors
/// As [`set_up`].
pub async fn keep_the_code(window: &Window) -> Result<()> {
    window.see("The recovery code").await?;
    window.tick("I have written it down").await?;
    window.click_button("Go on").await
}

/// Halima's next sign-in.
///
/// # Errors
/// As [`set_up`].
pub async fn sign_in(window: &Window) -> Result<()> {
    window.see("Halima Osman").await?;
    window.fill("Password", PASSWORD).await?;
    window.press("Enter").await?;
    window.see("Open alerts").await
}

/// Opens a part of the administration, wherever the window is.
///
/// # Errors
/// As [`set_up`].
pub async fn administer(window: &Window, part: &str) -> Result<()> {
    window.press("g").await?;
    window.press("m").await?;
    window.click(part).await
}

/// From a page that offers sync: this computer enrols as the front desk at the server of an invitation, with all that it has.
///
/// # Errors
/// As [`set_up`].
pub async fn enrol(window: &Window, invitation: &str) -> Result<()> {
    window.click_button("Open sync").await?;
    window.click_button("Enrol this computer").await?;
    window.fill("Invitation", invitation).await?;
    window.fill("Name of this computer", "Front desk").await?;
    window.press("Control+Enter").await?;
    window.see("Everything on this computer is safe on the server.").await
}

/// A woman of 50 years, registered from the first screen; her chart is open afterwards.
///
/// # Errors
/// As [`set_up`].
pub async fn register(window: &Window, given: &str, family: &str) -> Result<()> {
    window.click_button("Register a patient").await?;
    window.fill("Given name", given).await?;
    window.fill("Family name", family).await?;
    window.click("Female").await?;
    window.fill("Birth date or age", "3 5 1976").await?;
    window.press("Control+Enter").await?;
    window.see("Overview").await
}
