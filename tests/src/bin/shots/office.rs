//! The administrator's part of the walk: the figures, and everything that is set for the clinic.

use anyhow::Result;
use serde_json::json;

use crate::album::Album;

pub async fn figures(album: &Album) -> Result<()> {
    album.keys("g f").await?;
    album.shot("figures").await?;
    album.pick("main section header button").await?;
    album.shot("figures-list").await?;
    album.keys("Escape").await?;
    album.tab("reports").await?;
    album.shot("figures-reports").await
}

pub async fn administration(album: &Album) -> Result<()> {
    album.keys("g m").await?;
    album.shot("administration").await?;
    for (tab, name) in [
        ("accounts", "accounts"),
        ("schedules", "schedules"),
        ("services", "services-rooms"),
        ("formulary", "formulary"),
        ("billing", "billing-settings"),
        ("papers", "papers"),
        ("thresholds", "thresholds"),
        ("audit", "audit"),
        ("workstation", "this-computer"),
    ] {
        album.tab(tab).await?;
        album.shot(name).await?;
    }
    backups(album).await?;
    album.tab("formulary").await?;
    album.wait_for("main tbody tr").await?;
    album.pick("main tbody tr").await?;
    album.shot("formulary-drug").await?;
    album.close_panel().await?;
    formulary_import(album).await?;
    holidays(album).await?;
    insurers(album).await
}

/// A backup is made, and opened as if it were needed.
async fn backups(album: &Album) -> Result<()> {
    album.tab("backups").await?;
    album.pick("main .ways button:first-of-type").await?;
    album.wait_for(".facts .good").await?;
    album.pick("main .ways button:nth-of-type(2)").await?;
    album.wait_for(".facts .line").await?;
    album.shot("backups").await
}

/// A file is read before it is kept: what it adds, what it changes, and the line that is wrong.
async fn formulary_import(album: &Album) -> Result<()> {
    const FILE: &str = "name;form;strength;routes;price\n\
        Amlodipine;tablet;5 mg;oral;12,50\n\
        Pholcodine;syrup;5 mg/5 mL;oral;80\n\
        Paracetamol;pill;500 mg;oral;two\n";
    album.click("Import", "استيراد").await?;
    album.wait_for(".panel .drop").await?;
    album.shot("formulary-import").await?;
    let choose = format!(
        "const files = new DataTransfer();
         files.items.add(new File([{}], 'prices-2026.csv', {{ type: 'text/csv' }}));
         const picker = document.querySelector('.panel input[type=file]');
         picker.files = files.files;
         picker.dispatchEvent(new Event('change', {{ bubbles: true }}));",
        json!(FILE)
    );
    album.window.eval(&choose).await?;
    album.wait_for(".panel h3").await?;
    album.shot("formulary-import-report").await?;
    album.close_panel().await
}

async fn holidays(album: &Album) -> Result<()> {
    album.tab("schedules").await?;
    album.pick("main .parts button:last-of-type").await?;
    album.shot("holidays").await?;
    album.keys("n").await?;
    album.wait_for(".panel form input").await?;
    album.shot("holiday-form").await?;
    album.close_panel().await
}

async fn insurers(album: &Album) -> Result<()> {
    album.tab("billing").await?;
    album.scroll_to("#insurers-title").await?;
    album.shot("insurers").await?;
    album.pick("section[aria-labelledby=insurers-title] li button").await?;
    album.wait_for(".panel form input").await?;
    album.shot("insurer-form").await?;
    album.close_panel().await
}
