//! The cashier's part of the walk: invoices, payments, credit, and the till from its opening to its count.

use anyhow::Result;

use crate::album::Album;
use crate::walk::find;

pub async fn cashier(album: &Album) -> Result<()> {
    album.keys("g b").await?;
    album.wait_for("main tbody tr").await?;
    album.shot("billing").await?;
    album.pick("main tbody tr").await?;
    album.wait_for(".panel form").await?;
    album.shot("invoice-draft").await?;
    album.keys("Control+Enter").await?;
    album.wait_for(".panel input[name=tendered_minor]").await?;
    album.type_text("20").await?;
    // The till opens on the way.
    album.keys("Tab").await?;
    album.type_text("50").await?;
    album.shot("payment").await?;
    album.keys("Control+Enter").await?;
    album.shot("payment-done").await?;
    album.focus(".panel .done > .actions > button:last-child").await?;
    album.keys("Enter").await?;
    album.wait_for(".panel form").await?;
    album.shot("wrong-method").await?;
    album.close_panel().await?;
    for (tab, name) in [
        ("unpaid", "billing-unpaid"),
        ("invoices", "billing-invoices"),
        ("payments", "billing-payments"),
        ("dayBook", "billing-day-book"),
        ("numbers", "billing-numbers"),
        ("till", "billing-till"),
    ] {
        album.tab(tab).await?;
        album.shot(name).await?;
    }
    // Closed after hours: then the till is opened first, as in the morning.
    if album.window.eval("return document.querySelector('main form input') !== null").await?.as_bool() == Some(true) {
        album.focus("main form input").await?;
        album.type_text("50").await?;
        album.keys("Control+Enter").await?;
    }
    album.keys("c").await?;
    album.wait_for(".panel form").await?;
    album.shot("billing-till-close").await?;
    till_closed(album).await?;
    album.tab("invoices").await?;
    let billed = album.read("main tbody tr td:nth-of-type(2)").await?;
    album.pick("main tbody tr").await?;
    album.shot("invoice").await?;
    credit(album).await?;
    find(album, &billed).await?;
    album.tab("billing").await?;
    album.shot("billing-of-patient").await?;
    album.keys("s").await?;
    album.wait_for(".panel").await?;
    album.shot("statement").await?;
    album.close_panel().await
}

/// The till is counted and closed with something missing, and stands before its next opening.
async fn till_closed(album: &Album) -> Result<()> {
    album.focus(".panel input[name='counts.0']").await?;
    album.type_text("1").await?;
    album.focus(".panel textarea").await?;
    album.type_text("Change for the market was fetched and not written down.").await?;
    album.shot("billing-till-difference").await?;
    album.keys("Control+Enter").await?;
    album.shot("billing-till-report").await?;
    album.close_panel().await?;
    album.wait_for("main form input").await?;
    album.shot("billing-till-open").await
}

/// Part of the invoice that is shown is taken back; what comes of it is shown, and how all of it would be.
async fn credit(album: &Album) -> Result<()> {
    // After what leads to the patient.
    choose(album, ".panel .state .menu-button", 1).await?;
    album.wait_for(".panel input[name='amounts.0']").await?;
    album.shot("credit").await?;
    album.pick(".panel .line button").await?;
    album.focus(".panel textarea").await?;
    album.type_text("Charged twice").await?;
    album.shot("credit-filled").await?;
    album.keys("Control+Enter").await?;
    album.wait_for(".panel .bill").await?;
    album.shot("invoice-credited").await?;
    album.close_panel().await
}

/// Opens a menu by its button and takes one of the things it offers, counted from 0.
async fn choose(album: &Album, selector: &str, position: usize) -> Result<()> {
    album.focus(selector).await?;
    album.keys("Enter").await?;
    album.wait_for("[role=menu] [role=menuitem]").await?;
    for _ in 0..position {
        album.keys("ArrowDown").await?;
    }
    album.keys("Enter").await
}
