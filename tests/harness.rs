//! The desk that the stories sit at works by itself, before any story is told at it.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use healthsync_stories::{Desk, Urgency};

/// A page with one of each thing that the verbs act on.
const PAGE: &str = r#"<!doctype html><title>Desk</title>
<body><h1>Vitals</h1>
<form aria-label="New patient" onsubmit="return false">
  <label for=family>Family name <b aria-hidden=true>*</b></label><input id=family>
  <label>Sex <select id=sex onchange="heard.textContent = `sex ${value}`"><option>Unknown</option><option>Female</option></select></label>
  <label><input type=checkbox id=consent> Consent given</label>
  <button onclick="saved.textContent = `saved ${family.value}`">Record vitals <kbd>Ctrl+Enter</kbd></button>
  <button disabled>Print label</button>
</form>
<table><tr aria-label="Okello"><td>Okello</td><td><button onclick="heard.textContent='opened Okello'">Open</button></td></tr>
<tr aria-label="Nakato"><td>Nakato</td><td><button onclick="heard.textContent='opened Nakato'">Open</button></td></tr></table>
<p id=saved></p><p id=heard></p><p id=late></p>
<script>
  setTimeout(() => late.textContent = "arrived late", 1500);
  addEventListener("keydown", (e) => { if (e.ctrlKey && e.key === "Enter") saved.textContent = "saved by key"; });
</script>"#;

#[tokio::test]
async fn a_notification_raised_at_the_desk_is_heard_there() -> Result<()> {
    let Some(desk) = Desk::set_up().await? else {
        return Ok(());
    };
    let id = raise(&desk, "SpO₂ 82 %", "Amina Okello, now").await?;

    let notice = desk.notifications().see("SpO₂").await?;
    assert_eq!(notice.id, id, "the sender and the listener mean the same notice");
    assert_eq!(notice.body, "Amina Okello, now", "the text arrives whole");
    assert_eq!(notice.urgency, Urgency::Critical, "the urgency is a hint");
    assert_eq!(
        notice.actions,
        [("open".to_owned(), "Open the chart".to_owned())],
        "actions come as pairs of key and label"
    );
    desk.notifications().choose(&notice, "Open the chart").await?;
    let missing = desk.notifications().choose(&notice, "Ignore").await;
    assert!(missing.is_err(), "what is not offered cannot be chosen");
    Ok(())
}

#[tokio::test]
async fn a_page_is_used_by_the_names_people_read() -> Result<()> {
    let Some(desk) = Desk::set_up().await? else {
        return Ok(());
    };
    let Some(browser) = browser() else {
        println!("skipped: there is no WebKit browser to try the verbs in");
        return Ok(());
    };
    let page = desk.home().join("page.html");
    std::fs::write(&page, PAGE)?;
    let address = format!("file://{}", page.display());
    let mut window = desk.open_program(&browser, &["--automation"]).await?;
    window.client().goto(&address).await?;

    window.see("Vitals").await?;
    window.see("arrived late").await?;
    window.fill("Family name", "Okéllo").await?;
    window.fill("Family name", "Nakato نور").await?;
    assert_eq!(window.value("Family name").await?, "Nakato نور", "filling takes the place of what was there");
    window.choose("Sex", "Female").await?;
    window.see("sex Female").await?;
    window.tick("Consent given").await?;
    window.tick("Consent given").await?;
    assert_eq!(window.eval("return consent.checked").await?, true, "ticking twice leaves the tick");
    window.click_button("Record vitals").await?;
    window.see("saved Nakato نور").await?;
    window.within("Nakato").click_button("Open").await?;
    window.see("opened Nakato").await?;
    window.press("Control+Enter").await?;
    window.see("saved by key").await?;
    window.see_not("saved Nakato").await?;
    let picture = desk.home().join("pictures/page.png");
    window.screenshot(&picture).await?;
    assert!(std::fs::read(&picture)?.starts_with(b"\x89PNG"), "a screenshot is a PNG file in a folder made for it");

    window.restart().await?;
    window.lose_power().await?;
    window.close().await
}

#[tokio::test]
async fn the_window_opens_again_after_it_is_closed_and_after_the_power_fails() -> Result<()> {
    let Some(desk) = Desk::set_up().await? else {
        return Ok(());
    };
    let mut window = desk.open().await?;
    window.see("Welcome to HealthSync").await?;
    window.restart().await?;
    window.see("Welcome to HealthSync").await?;
    window.lose_power().await?;
    window.see("Welcome to HealthSync").await?;
    window.close().await
}

/// Raises a critical notification through the desk's bus, as the application does.
async fn raise(desk: &Desk, summary: &str, body: &str) -> Result<u32> {
    use std::collections::HashMap;
    use zbus::wire::Variant;
    let connection = zbus::connection::Builder::address(desk.bus_address()).build().await?;
    let hints = HashMap::from([("urgency", Variant::U8(2))]);
    let actions = ["open", "Open the chart"];
    let name = "org.freedesktop.Notifications";
    let path = "/org/freedesktop/Notifications";
    let answer = connection
        .call_method(
            Some(name),
            path,
            Some(name),
            "Notify",
            &("HealthSync", 0_u32, "", summary, body, &actions[..], hints, -1_i32),
        )
        .await
        .context("the notification was not taken")?;
    Ok(answer.body().deserialize()?)
}

/// The small browser that comes with the web view, wherever the system keeps it.
fn browser() -> Option<PathBuf> {
    let libraries = ["/usr/lib", "/usr/libexec", "/usr/lib64"];
    let architecture = format!("{}-linux-gnu", std::env::consts::ARCH);
    libraries
        .iter()
        .flat_map(|folder| [Path::new(folder).to_owned(), Path::new(folder).join(&architecture)])
        .map(|folder| folder.join("webkit2gtk-4.1/MiniBrowser"))
        .find(|path| path.is_file())
}
