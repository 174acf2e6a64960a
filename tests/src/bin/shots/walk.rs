//! One walk through the clinic's day, role by role; each `shot` is a picture of where it stands.

use anyhow::Result;

use crate::album::Album;
use crate::doors::{choices, devices, invite, send};
use crate::money::cashier;
use crate::office::{administration, figures};

pub async fn walk(album: &Album) -> Result<()> {
    first_run(album).await?;
    practitioner(album).await?;
    let name = chart(album).await?;
    send(album, &name, "portal-send-not-yet").await?;
    lists(album).await?;
    change_to(album, "Tomás Herrera", true).await?;
    front_desk(album).await?;
    invite(album, &name).await?;
    change_to(album, "Samuel Okafor", false).await?;
    send(album, &name, "portal-send").await?;
    change_to(album, "Leila Haddad", false).await?;
    cashier(album).await?;
    change_to(album, "Halima Osman", false).await?;
    figures(album).await?;
    administration(album).await?;
    devices(album).await
}

/// The part of the walk that is about what reaches into the clinic from outside.
pub async fn doors(album: &Album) -> Result<()> {
    first_run(album).await?;
    choices(album).await?;
    album.keys("g p").await?;
    album.wait_for("main tbody tr").await?;
    let name = album.read("main tbody tr td").await?;
    send(album, &name, "portal-send-not-yet").await?;
    change_to(album, "Tomás Herrera", false).await?;
    invite(album, &name).await?;
    change_to(album, "Samuel Okafor", false).await?;
    send(album, &name, "portal-send").await?;
    change_to(album, "Halima Osman", false).await?;
    album.keys("g m").await?;
    devices(album).await
}

async fn first_run(album: &Album) -> Result<()> {
    album.pick(&format!("input[value={}]", album.language)).await?;
    album.shot("first-run").await?;
    album.pick(".way:first-of-type").await?;
    album.wait_for("form input").await?;
    album.shot("set-up").await?;
    album.click("Back", "رجوع").await?;
    album.pick(".way:nth-of-type(3)").await?;
    album.wait_for("main .line .at").await?;
    album.shot("today").await
}

async fn practitioner(album: &Album) -> Result<()> {
    album.keys("g p").await?;
    album.wait_for("main tbody tr").await?;
    album.shot("patients").await?;
    album.keys("n").await?;
    album.wait_for(".panel input").await?;
    album.shot("register").await?;
    album.keys("Escape g c").await?;
    album.wait_for("[data-entry]").await?;
    album.shot("calendar").await?;
    album.keys("w").await?;
    album.shot("calendar-week").await?;
    // One that is still to come: what is over is not moved.
    album.pick("[data-entry]:has(.handle)").await?;
    album.shot("appointment").await?;
    album.keys("r").await?;
    album.shot("reschedule").await?;
    album.close_panel().await?;
    album.keys("d g q").await?;
    album.wait_for("main tbody tr").await?;
    album.shot("queue").await?;
    album.tab("waitlist").await?;
    album.shot("waitlist").await?;
    album.click("Add to the waiting list", "إضافة إلى قائمة الانتظار").await?;
    album.wait_for(".panel form input").await?;
    album.shot("waitlist-form").await?;
    album.close_panel().await?;
    album.keys("g r").await?;
    album.wait_for("main tbody tr").await?;
    album.shot("prescriptions").await
}

/// The chart of somebody who was here in the fortnight, so that every part of it is full; the
/// prescription of somebody with an allergy, written today.
async fn chart(album: &Album) -> Result<String> {
    let seen = album.read("main tbody tr td").await?;
    let allergic = album.read("main tbody tr:last-of-type td").await?;
    album.pick("main tbody tr:last-of-type").await?;
    album.shot("dispense").await?;
    album.take_first(".panel .paper .menu-button").await?;
    album.wait_for(".pages img").await?;
    album.shot("paper").await?;
    album.keys("Escape").await?;
    album.close_panel().await?;
    find(album, &seen).await?;
    album.shot("chart").await?;
    for (tab, name) in [
        ("visits", "visits"),
        ("trends", "trends"),
        ("vitals", "vitals-table"),
        ("prescriptions", "prescriptions-of-patient"),
        ("history", "allergies"),
        ("appointments", "appointments-of-patient"),
        ("stroke", "stroke-of-patient"),
        ("limits", "limits"),
    ] {
        album.tab(tab).await?;
        album.shot(name).await?;
    }
    album.tab("summary").await?;
    album.keys("v").await?;
    album.focus(".panel input[name=spo2_percent]").await?;
    album.type_text("91").await?;
    album.focus(".panel input[name=heart_rate_bpm]").await?;
    album.type_text("118").await?;
    album.shot("vitals").await?;
    album.close_panel().await?;
    album.keys("n").await?;
    album.wait_for(".panel textarea").await?;
    album.shot("note").await?;
    // With the largest text the panel takes the content's place; whose chart it is stays in view.
    album.window.eval("document.documentElement.style.fontSize = '21px'").await?;
    album.shot("note-large").await?;
    album.window.eval("document.documentElement.style.fontSize = ''").await?;
    album.close_panel().await?;
    album.keys("b").await?;
    album.wait_for(".panel input").await?;
    album.shot("book").await?;
    album.close_panel().await?;
    find(album, &allergic).await?;
    prescribe(album).await?;
    Ok(seen)
}

pub async fn find(album: &Album, name: &str) -> Result<()> {
    album.keys("/").await?;
    album.type_text(name).await?;
    album.wait_for("[role=search] [role=option]").await?;
    album.shot("search").await?;
    album.keys("Enter").await?;
    // Who may not read charts finds the bills alone.
    album.wait_for("main [data-tab=summary], main [data-tab=billing]").await
}

/// An allergy and an interaction, found while the sheet is written.
async fn prescribe(album: &Album) -> Result<()> {
    album.keys("p").await?;
    album.wait_for(".panel input[name=find]").await?;
    for (drug, dose) in [("amoxi", "1"), ("simvastatin", "1"), ("clarithromycin 500", "1")] {
        album.focus(".panel input[name=find]").await?;
        album.type_text(drug).await?;
        album.wait_for("[role=option]").await?;
        album.keys("Enter").await?;
        album.wait_for(".panel input[name$='.dose']").await?;
        album.focus(".panel input[name$='.dose']").await?;
        album.type_text(dose).await?;
    }
    album.shot("prescribe").await?;
    album.scroll_to(".panel .serious").await?;
    album.shot("prescribe-allergy").await?;
    album.close_panel().await
}

async fn lists(album: &Album) -> Result<()> {
    for (keys, name) in [("g a", "alerts"), ("g s", "stroke"), ("g f", "reports"), ("g i", "messages")] {
        album.keys(keys).await?;
        album.shot(name).await?;
    }
    settle(album).await?;
    choices(album).await
}

/// What is left to settle: an answer to choose, two appointments at once, and one person with two records.
async fn settle(album: &Album) -> Result<()> {
    album.keys("g l").await?;
    album.wait_for("main .matter").await?;
    album.shot("settle").await?;
    for (matter, name) in
        [("rivals", "settle-rivals"), ("double_booked", "settle-double"), ("probable_duplicate", "settle-duplicate")]
    {
        album.pick(&format!("[aria-labelledby=matter-{matter}] .matter")).await?;
        album.wait_for(".panel section, .panel fieldset, .panel .accept").await?;
        album.shot(name).await?;
        album.close_panel().await?;
    }
    Ok(())
}

async fn front_desk(album: &Album) -> Result<()> {
    album.shot("front-desk").await?;
    album.keys("g q n").await?;
    album.wait_for(".panel input").await?;
    album.shot("walk-in").await?;
    album.close_panel().await
}

/// The screen is locked, and somebody else sits down.
async fn change_to(album: &Album, name: &str, is_pictured: bool) -> Result<()> {
    album.window.press("Control+l").await?;
    album.wait_for("dialog input[type=password]").await?;
    if is_pictured {
        album.shot("locked").await?;
    }
    album.click("Switch user", "تبديل المستخدم").await?;
    album.window.see(name).await?;
    if is_pictured {
        album.shot("sign-in").await?;
    }
    album.window.click(name).await?;
    album.focus("input[type=password]").await?;
    album.type_text("demo-2026").await?;
    album.window.press("Enter").await?;
    album.wait_for("[role=search] input").await
}
