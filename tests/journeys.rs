//! Journeys in the real window: what a person at the clinic's computer sees and does, on a desk with a display, a
//! message bus, a keyring, and a notification daemon that writes down what it is told.

use anyhow::{Context, Result};
use healthsync_stories::journey::{PASSWORD, register, set_up, sign_in, within};
use healthsync_stories::{Desk, Urgency};
use std::time::Duration;

#[tokio::test]
async fn a_clinic_is_set_up_and_a_breach_is_told_answered_and_there_after_a_power_cut() -> Result<()> {
    within(async {
        let Some(desk) = Desk::set_up().await? else { return Ok(()) };
        let mut window = desk.open().await?;
        set_up(&window).await?;
        register(&window, "Amina", "Osman").await?;

        window.press("v").await?;
        window.fill("SpO₂", "85").await?;
        window.fill("Heart rate", "118").await?;
        window.see("at or above 111").await?;
        window.press("Control+Enter").await?;
        window.see("Vitals recorded").await?;
        let notice = desk.notifications().see("SpO₂").await?;
        assert_eq!(notice.urgency, Urgency::Critical, "85 % is critical: {notice:?}");
        assert!(!notice.body.contains("Amina"), "a lock screen names nobody: {}", notice.body);

        window.press("g").await?;
        window.press("a").await?;
        window.see("2 alerts").await?;
        desk.notifications().await_listeners().await?;
        desk.notifications().choose(&notice, "Open").await?;
        window.see("Overview").await?;

        window.lose_power().await?;
        sign_in(&window).await?;
        window.see("Amina Osman").await?;
        window.click("SpO₂ 85 %").await?;
        window.fill("What is being done", "Oxygen given").await?;
        window.click_button("Acknowledge").await?;
        window.see("acknowledged").await?;
        window.close().await
    })
    .await
}

#[tokio::test]
async fn a_locked_screen_keeps_what_was_typed_and_a_killed_program_offers_it_again() -> Result<()> {
    within(async {
        let Some(desk) = Desk::set_up().await? else { return Ok(()) };
        let mut window = desk.open().await?;
        set_up(&window).await?;
        register(&window, "Bakri", "Ali").await?;

        window.press("v").await?;
        window.fill("Heart rate", "72").await?;
        // A draft is kept half a second after the last key.
        tokio::time::sleep(Duration::from_millis(1500)).await;
        window.press("Control+l").await?;
        window.see("What you were doing is still there.").await?;
        window.see_not("Bakri Ali").await?;
        window.fill("Password", "wrong").await?;
        window.press("Enter").await?;
        window.see("wrong").await?;
        window.fill("Password", PASSWORD).await?;
        window.press("Enter").await?;
        window.see("Bakri Ali").await?;
        assert_eq!(window.value("Heart rate").await?, "72", "the form is as it was left");

        window.lose_power().await?;
        sign_in(&window).await?;
        window.press("g").await?;
        window.press("p").await?;
        window.see("1 patient").await?;
        window.click("Bakri Ali").await?;
        window.see("Overview").await?;
        window.press("v").await?;
        window.see("Heart rate").await?;
        let typed = window.value("Heart rate").await.context("the form")?;
        assert_eq!(typed, "72", "the draft is offered again");
        window.close().await
    })
    .await
}

#[tokio::test]
async fn bad_input_says_what_is_wrong_beside_the_field_and_loses_nothing() -> Result<()> {
    within(async {
        let Some(desk) = Desk::set_up().await? else { return Ok(()) };
        let window = desk.open().await?;
        set_up(&window).await?;
        window.click_button("Register a patient").await?;
        window.fill("Birth date or age", "31 2 1990").await?;
        window.fill("Telephone", "0911 222333").await?;
        window.press("Control+Enter").await?;
        window.see("at least one name").await?;
        window.see("Sex is missing").await?;
        assert_eq!(window.value("Telephone").await?, "0911 222333", "what was typed stays");
        window.fill("Given name", "عائشة").await?;
        window.click("Female").await?;
        window.fill("Birth date or age", "2y").await?;
        window.press("Control+Enter").await?;
        window.see("Overview").await?;
        window.see("est.").await?;

        window.press("v").await?;
        window.fill("Temperature", "372").await?;
        window.press("Control+Enter").await?;
        window.see("is not possible").await?;
        window.fill("Temperature", "43").await?;
        window.press("Control+Enter").await?;
        window.see("Some readings are unlikely").await?;
        window.click_button("These are right, record").await?;
        window.see("Vitals recorded").await?;
        window.close().await
    })
    .await
}

#[tokio::test]
async fn the_whole_window_speaks_arabic_from_right_to_left() -> Result<()> {
    within(async {
        let Some(desk) = Desk::set_up().await? else { return Ok(()) };
        let window = desk.open().await?;
        window.click("العربية").await?;
        let direction = window.eval("return document.documentElement.dir").await?;
        assert_eq!(direction, "rtl", "the page runs from right to left");
        window.see("بيانات").await.or(window.see("مرضى").await)?;
        let clipped = window.eval("return document.documentElement.scrollWidth > innerWidth").await?;
        assert_eq!(clipped, false, "nothing is cut off");
        window.close().await
    })
    .await
}

#[tokio::test]
async fn a_second_start_raises_the_window_that_is_there() -> Result<()> {
    within(async {
        let Some(desk) = Desk::set_up().await? else { return Ok(()) };
        let window = desk.open().await?;
        window.see("Welcome to HealthSync").await?;
        let second = desk.command(&[])?.status()?;
        assert!(second.success(), "it ends by itself, and well");
        window.see("Welcome to HealthSync").await?;
        window.close().await
    })
    .await
}
