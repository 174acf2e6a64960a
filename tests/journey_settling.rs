//! A journey in the real window: what two people wrote differently is settled, and one person's two records are joined
//! and parted again.

use anyhow::Result;
use healthsync_stories::journey::within;
use healthsync_stories::{Desk, Window};
use std::time::Duration;

#[tokio::test]
async fn a_conflict_is_settled_and_two_records_of_one_person_are_joined_and_parted() -> Result<()> {
    within(async {
        let Some(desk) = Desk::set_up().await? else { return Ok(()) };
        let window = desk.open().await?;
        press(&window, ".way:nth-of-type(3)").await?;
        find(&window, "main .line .at", "return true;").await?;
        window.press("g").await?;
        window.press("l").await?;
        window.see("Two people wrote different things").await?;

        press(&window, "[aria-labelledby=matter-rivals] .matter").await?;
        window.see("Which is right?").await?;
        window.see("Before it said: Moderate").await?;
        window.click_button("This is right: Severe").await?;
        window.see("Settled").await?;

        press(&window, "[aria-labelledby=matter-double_booked] .matter").await?;
        window.see("Move ").await?;
        press(&window, ".panel .slots button").await?;
        window.see("Moved").await?;
        window.see_not("Two appointments for the same time").await?;

        press(&window, "[aria-labelledby=matter-probable_duplicate] .matter").await?;
        window.see("One person, two records?").await?;
        window.click_button("Join: one person").await?;
        window.see("Also known as").await?;
        press(&window, ".banner .line.soft button").await?;
        window.see("These are two people after all").await?;
        window.fill("Reason", "Sisters").await?;
        window.click_button("Part the two").await?;
        window.see("Two charts again").await?;
        window.see_not("Also known as").await?;
        window.close().await
    })
    .await
}

/// Presses the first thing that fits a selector.
async fn press(window: &Window, selector: &str) -> Result<()> {
    find(window, selector, "one.click(); return true;").await
}

/// Does something with the first thing that fits a selector, once it is there: making up a clinic takes a while.
async fn find(window: &Window, selector: &str, act: &str) -> Result<()> {
    let script = format!(
        "const one = [...document.querySelectorAll({selector:?})].find((one) => one.checkVisibility()); if (!one) return false; {act}"
    );
    for _ in 0..450 {
        if window.eval(&script).await? == true {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    anyhow::bail!("there is no {selector} on the page; it says: {}", window.text().await?)
}
