//! An administrator asks the server from the window: with the own password, and only over the link.

use anyhow::Result;
use healthsync_stories::Desk;
use healthsync_stories::hub::Hub;
use healthsync_stories::journey::{PASSWORD, administer, enrol, set_up, within};

#[tokio::test]
async fn an_administrator_sees_the_servers_workstations_in_the_window_and_invites_a_colleague() -> Result<()> {
    within(async {
        let Some(desk) = Desk::set_up().await? else { return Ok(()) };
        let mut hub = Hub::start_with_api()?;
        let window = desk.open().await?;
        set_up(&window).await?;
        administer(&window, "Server").await?;
        window.see("This computer works without a server").await?;
        enrol(&window, &hub.invitation(false)?).await?;
        administer(&window, "Server").await?;
        window.fill("Password of halima", "a guess of somebody").await?;
        window.press("Enter").await?;
        window.see("The server knows another password of yours.").await?;
        window.fill("Password of halima", PASSWORD).await?;
        window.press("Enter").await?;
        // Its own copy of the clinic, and the computer that asks.
        window.see("This server").await?;
        window.see("Front desk").await?;
        window.click_button("Health").await?;
        window.see("Ready").await?;
        window.click_button("Invitations").await?;
        window.click_button("Invite somebody").await?;
        window.press("Control+Enter").await?;
        window.see("Hand this over to the person:").await?;
        window.press("Escape").await?;
        window.click_button("Letters").await?;
        window.see("No letters").await?;
        // Without the link the window says so, and goes on by itself when it is back.
        hub.stop();
        window.click_button("Rates").await?;
        window.see("The server cannot be reached.").await?;
        hub.start_again()?;
        window.click_button("Try again").await?;
        window.see("Nobody was stopped since the server started.").await?;
        window.close().await
    })
    .await
}
