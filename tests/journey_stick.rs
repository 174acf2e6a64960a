//! A journey in two real windows and no server: a stick makes a new computer one of the clinic's, and carries the
//! changes both ways.

use anyhow::{Context, Result};
use healthsync_stories::Desk;
use healthsync_stories::journey::{administer, keep_the_code, register, set_up, sign_in, within};
use std::path::{Path, PathBuf};

#[tokio::test]
async fn a_new_computer_joins_from_a_stick_and_both_go_on_by_it() -> Result<()> {
    within(async {
        let (Some(desk), Some(room)) = (Desk::set_up().await?, Desk::set_up().await?) else { return Ok(()) };
        let stick = tempfile::tempdir()?;
        let (there, back) = (stick.path().join("there"), stick.path().join("back"));
        for folder in [&there, &back] {
            std::fs::create_dir(folder)?;
        }

        // The first computer makes the file, and somebody writes down the code.
        let first = desk.open().await?;
        set_up(&first).await?;
        register(&first, "Amina", "Osman").await?;
        administer(&first, "This computer").await?;
        first.click_button("Open sync").await?;
        first.see("This computer works by itself").await?;
        first.click_button("Prepare a new computer").await?;
        first.fill("Name of this computer", "Front desk").await?;
        first.fill("Folder for this file", &there.display().to_string()).await?;
        first.press("Control+Enter").await?;
        first.see("Write it down now").await?;
        first.picture("stick-made").await?;
        let code =
            first.eval("return document.querySelector('output[aria-label=\"Code of the file\"]').innerText").await?;
        let code = code.as_str().context("the code is shown")?.to_owned();
        first.click_button("I have written it down").await?;
        first.see_not(&code).await?;

        // The second takes it. What was typed wrong stays, with what is wrong about it.
        let second = room.open().await?;
        second.click_button("Join a clinic that is there already").await?;
        second.click("By a file from another of its computers").await?;
        second.fill("The file", &only_file(&there)?.display().to_string()).await?;
        second.fill("Code of the file", "0000-0000-0000-0000").await?;
        second.fill("Name of this computer", "Room 2").await?;
        second.press("Control+Enter").await?;
        second.see("The file was made with another code.").await?;
        second.picture("stick-wrong-code").await?;
        second.fill("Code of the file", &code.to_lowercase()).await?;
        second.press("Control+Enter").await?;
        keep_the_code(&second).await?;
        sign_in(&second).await?;
        register(&second, "Bakri", "Ali").await?;

        // What it writes comes back on the stick.
        administer(&second, "This computer").await?;
        second.click_button("Open sync").await?;
        second.see("Front desk").await?;
        second.picture("stick-joined").await?;
        second.fill("Folder", &back.display().to_string()).await?;
        second.press("Control+Enter").await?;
        second.see("written to").await?;
        first.fill("Or its path", &only_file(&back)?.display().to_string()).await?;
        first.press("Control+Enter").await?;
        first.see("The file was made by Room 2").await?;
        first.picture("stick-taken").await?;
        first.see("Halima Osman made a file with everything for a new computer.").await?;
        first.click("Patients").await?;
        first.see("Bakri Ali").await?;
        first.close().await?;
        second.close().await
    })
    .await
}

fn only_file(folder: &Path) -> Result<PathBuf> {
    let mut files = std::fs::read_dir(folder)?;
    Ok(files.next().context("a file was written")??.path())
}
