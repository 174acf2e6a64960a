//! Two computers and a server between them: a clinic that worked alone enrols, another computer joins it.

use anyhow::Result;
use healthsync_stories::Desk;
use healthsync_stories::hub::Hub;
use healthsync_stories::journey::PASSWORD;

use crate::album::Album;
use crate::doors;

/// What the administrator types at the first run: each field's name and its text.
const CLINIC: [(&str, &str); 5] = [
    ("clinic_name", "Kadugli Clinic"),
    ("administrator_name", "Halima Osman"),
    ("username", "halima"),
    ("password", PASSWORD),
    ("password_again", PASSWORD),
];

/// The walk of the first computer, whose window the album has; `other` is the desk of the second.
pub async fn together(album: &Album, other: &Desk) -> Result<()> {
    let hub = Hub::start_with_api()?;
    album.pick(&format!("input[value={}]", album.language)).await?;
    album.pick(".way:first-of-type").await?;
    for (field, text) in CLINIC {
        fill(album, field, text).await?;
    }
    album.keys("Control+Enter").await?;
    album.wait_for(".recovery-paper").await?;
    album.shot("recovery-code").await?;
    kept_the_code(album).await?;
    album.wait_for("[role=search] input").await?;
    open_sync(album).await?;
    album.shot("sync-alone").await?;
    let (path, code) = new_computer(album).await?;
    album.pick("main ol li:first-of-type button").await?;
    fill(album, "invitation", &hub.invitation(false)?).await?;
    fill(album, "name", if album.language == "ar" { "الاستقبال" } else { "Front desk" }).await?;
    album.shot("enrol").await?;
    album.keys("Control+Enter").await?;
    album.wait_for("main tbody tr").await?;

    let second = Album { window: other.open().await?, folder: album.folder.clone(), ..*album };
    second.pick(&format!("input[value={}]", second.language)).await?;
    second.pick(".way:nth-of-type(2)").await?;
    second.pick("input[value=file]").await?;
    fill(&second, "path", &path).await?;
    fill(&second, "code", &code).await?;
    second.shot("join-file").await?;
    second.pick("input[value=invitation]").await?;
    fill(&second, "invitation", &hub.invitation(true)?).await?;
    fill(&second, "name", if album.language == "ar" { "غرفة ٢" } else { "Room 2" }).await?;
    second.shot("join").await?;
    second.keys("Control+Enter").await?;
    kept_the_code(&second).await?;
    second.window.see("Halima Osman").await?;
    second.window.close().await?;

    album.keys("g t").await?;
    open_sync(album).await?;
    album.wait_for("main tbody tr:nth-of-type(2)").await?;
    album.shot("sync").await?;
    doors::server(album, &hub).await
}

/// A file for a new computer is made: where it is, and its code.
async fn new_computer(album: &Album) -> Result<(String, String)> {
    album.click("Prepare a new computer", "تجهيز حاسوب جديد").await?;
    fill(album, "name", if album.language == "ar" { "الاستقبال" } else { "Front desk" }).await?;
    album.keys("Control+Enter").await?;
    album.wait_for("main .made output").await?;
    album.shot("new-computer").await?;
    let told = album.read("main .made .done").await?;
    let path = told.split_whitespace().last().unwrap_or_default().trim_matches(['\u{2066}', '\u{2069}']).to_owned();
    let code = album.read("main .made output").await?;
    album.pick("main .made button").await?;
    Ok((path, code))
}

async fn fill(album: &Album, field: &str, text: &str) -> Result<()> {
    album.focus(&format!("[name={field}]")).await?;
    album.type_text(text).await
}

/// The recovery code is on paper, and the page goes on.
async fn kept_the_code(album: &Album) -> Result<()> {
    album.wait_for(".recovery-paper").await?;
    album.pick("input[type=checkbox]").await?;
    album.click("Go on", "متابعة").await
}

async fn open_sync(album: &Album) -> Result<()> {
    album.keys("g m").await?;
    album.tab("workstation").await?;
    album.click("Open sync", "فتح المزامنة").await
}
