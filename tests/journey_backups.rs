//! Backups in the real window: one now, a drill, the list; and a second computer that goes on from it.

use anyhow::{Context, Result};
use healthsync_stories::Desk;
use healthsync_stories::journey::{register, set_up, sign_in, within};

#[tokio::test]
async fn an_administrator_backs_up_tries_the_backup_and_goes_back_to_it() -> Result<()> {
    within(async {
        let Some(desk) = Desk::set_up().await? else { return Ok(()) };
        let window = desk.open().await?;
        set_up(&window).await?;
        register(&window, "Amina", "Osman").await?;

        window.click("Administration").await?;
        window.click("Backups").await?;
        window.see("No backups yet").await?;
        window.picture("empty").await?;
        window.click_button("Back up now").await?;
        window.see("Backup made and verified").await?;
        window.see("opened and verified").await?;
        window.see("By hand").await?;
        window.click_button("Try the newest backup").await?;
        window.see("1 patient,").await?;
        window.see("all is well").await?;
        window.picture("made").await?;

        let stick = desk.home().join("stick");
        std::fs::create_dir(&stick).context("no folder")?;
        window.click_button("Add a folder").await?;
        window.fill("Folder", &stick.display().to_string()).await?;
        window.press("Enter").await?;
        window.see("The place is added").await?;
        window.click_button("Back up now").await?;
        window.see_not("None there yet").await?;
        std::fs::rename(&stick, desk.home().join("pulled")).context("not unplugged")?;
        window.click("Accounts").await?;
        window.click("Backups").await?;
        window.see("Waiting for the disk").await?;
        window.picture("waiting").await?;

        window.press("g").await?;
        window.press("t").await?;
        register(&window, "Bakri", "Osman").await?;
        window.click("Administration").await?;
        window.click("Backups").await?;
        window.click_button("Restore a backup").await?;
        window.see("Choose a backup.").await?;
        // The same words stand in the list behind the panel.
        window.eval("document.querySelector('.restore li button')?.click()").await?;
        window.see("1 new patient").await?;
        window.picture("restore").await?;
        window.click_button("Go on from this backup").await?;
        sign_in(&window).await?;
        window.see_not("Bakri").await?;
        window.picture("restored").await?;
        window.close().await
    })
    .await
}
