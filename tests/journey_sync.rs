//! A journey in two real windows and one real server: edits apart, a conflict, settled, proven safe.

use anyhow::Result;
use healthsync_stories::hub::Hub;
use healthsync_stories::journey::{administer, enrol, keep_the_code, register, set_up, sign_in, within};
use healthsync_stories::{Desk, Window};

/// What a chart says of the field that both have changed.
const MARK: &str = "Two answers: Telephone";

#[tokio::test]
async fn two_computers_work_apart_meet_at_the_server_and_what_differs_is_settled() -> Result<()> {
    within(async {
        let (Some(desk), Some(room)) = (Desk::set_up().await?, Desk::set_up().await?) else { return Ok(()) };
        let mut hub = Hub::start()?;

        // The first computer has worked alone, and enrols with all that it has.
        let first = desk.open().await?;
        set_up(&first).await?;
        register(&first, "Amina", "Osman").await?;
        administer(&first, "This computer").await?;
        enrol(&first, &hub.invitation(false)?).await?;

        // The second joins, and its people can sign in.
        let second = room.open().await?;
        second.click_button("Join a clinic that is there already").await?;
        second.fill("Invitation", &hub.invitation(true)?).await?;
        second.fill("Name of this computer", "Room 2").await?;
        second.press("Control+Enter").await?;
        keep_the_code(&second).await?;
        sign_in(&second).await?;

        // The link is cut. Both change the same telephone number, and neither sees the other's.
        hub.stop();
        change_phone(&first, "0911").await?;
        change_phone(&second, "0922").await?;
        first.see("No link").await?;
        hub.start_again()?;
        first.see("Safe on the server").await?;
        second.see("Safe on the server").await?;
        is_marked(&first).await?;
        settle(&first).await?;
        first.see("Safe on the server").await?;

        // What was settled on one is settled on the other.
        second.press("g").await?;
        second.press("l").await?;
        second.see("Nothing to settle").await?;
        first.close().await?;
        second.close().await
    })
    .await
}

async fn open_chart(window: &Window) -> Result<()> {
    window.press("g").await?;
    window.press("p").await?;
    window.click("Amina Osman").await?;
    window.see("Overview").await
}

async fn change_phone(window: &Window, phone: &str) -> Result<()> {
    open_chart(window).await?;
    window.press("e").await?;
    window.fill("Telephone", phone).await?;
    window.press("Control+Enter").await?;
    window.see_not("Telephone").await
}

/// The chart says of which field two people wrote different things, in its banner and in the form.
async fn is_marked(window: &Window) -> Result<()> {
    open_chart(window).await?;
    window.see(MARK).await?;
    window.picture("rivals-banner").await?;
    window.press("e").await?;
    window.see("Given name").await?;
    window.see(MARK).await?;
    window.picture("rivals-form").await?;
    window.press("Escape").await?;
    window.see_not("Given name").await
}

async fn settle(window: &Window) -> Result<()> {
    window.press("g").await?;
    window.press("l").await?;
    window.see("Two people wrote different things").await?;
    window.click("Amina Osman").await?;
    window.see("Which is right?").await?;
    window.click_button("This is right: 0911").await?;
    window.see("Settled").await
}
