//! At the desk in the real window: a registration that is interrupted, and somebody who has an appointment already.

use anyhow::Result;
use healthsync_stories::Desk;
use healthsync_stories::journey::{register, set_up, sign_in, within};

#[tokio::test]
async fn an_interrupted_registration_waits_under_its_name_and_the_next_person_begins_with_an_empty_form() -> Result<()>
{
    within(async {
        let Some(desk) = Desk::set_up().await? else { return Ok(()) };
        let mut window = desk.open().await?;
        set_up(&window).await?;
        window.press("n").await?;
        window.fill("Given name", "Zeinab").await?;
        window.fill("Telephone", "0911 222333").await?;
        window.press("Escape").await?;
        window.see("What you typed is kept").await?;

        window.press("n").await?;
        window.see("Begun earlier and not finished").await?;
        assert_eq!(window.value("Given name").await?, "", "it is somebody else");
        window.fill("Given name", "Amina").await?;
        window.see_not("Begun earlier").await?;
        window.click("Female").await?;
        window.press("Control+Enter").await?;
        window.see("Overview").await?;
        window.see_not("0911 222333").await?;

        window.lose_power().await?;
        sign_in(&window).await?;
        window.see("Not finished").await?;
        window.see("Zeinab").await?;
        window.click_button("Go on").await?;
        window.see("Given name").await?;
        assert_eq!(window.value("Telephone").await?, "0911 222333", "nothing of it is lost");
        window.close().await
    })
    .await
}

#[tokio::test]
async fn who_books_by_the_search_field_sees_what_is_booked_and_the_menu_speaks_their_language() -> Result<()> {
    within(async {
        let Some(desk) = Desk::set_up().await? else { return Ok(()) };
        let window = desk.open().await?;
        set_up(&window).await?;
        register(&window, "Amina", "Osman").await?;
        window.press("b").await?;
        window.see("any time can be booked").await?;
        window.fill("Day", "tomorrow").await?;
        window.fill("Time", "10").await?;
        window.press("Control+Enter").await?;
        window.see("Amina Osman · Booked").await?;

        window.press("g").await?;
        window.press("r").await?;
        window.press("/").await?;
        window.type_text("new appointment").await?;
        window.see("Book appointment").await?;
        window.press("Enter").await?;
        window.fill("Patient", "Amina").await?;
        window.see("50 years").await?;
        window.press("Enter").await?;
        window.see("Is booked or here already").await?;

        window.press("Escape").await?;
        window.press("Escape").await?;
        window.click_button("Your account").await?;
        window.click("العربية").await?;
        window.see("المواعيد").await.or(window.see("المرضى").await)?;
        let direction = window.eval("return document.documentElement.dir").await?;
        assert_eq!(direction, "rtl", "who cannot read the screen finds their own language in the menu");
        window.close().await
    })
    .await
}

#[tokio::test]
async fn what_was_done_by_mistake_is_taken_back_and_a_bill_is_paid_in_two_ways() -> Result<()> {
    within(async {
        let Some(desk) = Desk::set_up().await? else { return Ok(()) };
        let window = desk.open().await?;
        set_up(&window).await?;
        register(&window, "Amina", "Osman").await?;

        window.press("8").await?;
        window.see("Nothing waits to be invoiced.").await?;
        window.press("i").await?;
        window.see("New invoice").await?;
        window.type_text("Consultation").await?;
        window.see("Consultation").await?;
        window.press("ArrowDown").await?;
        window.press("Enter").await?;
        window.fill("Price of one", "12").await?;
        window.press("Control+Enter").await?;
        window.see("Your till is not open yet").await?;
        window.fill("Amount", "5").await?;
        window.press("Alt+2").await?;
        window.press("Control+Enter").await?;
        window.see("US$7.00 is still due.").await?;
        window.press("m").await?;
        window.see("Towards").await?;
        window.press("Alt+2").await?;
        window.press("Control+Enter").await?;
        window.see("The patient owes nothing more.").await?;
        window.press("Escape").await?;

        window.press("g").await?;
        window.press("q").await?;
        window.see("Nobody").await?;
        window.press("w").await?;
        window.fill("Patient", "Amina").await?;
        window.see("50 years").await?;
        window.press("Enter").await?;
        window.press("Control+Enter").await?;
        window.click_button("Left").await?;
        window.see("Amina Osman left without being seen").await?;
        window.click_button("Undo").await?;
        window.see("Amina Osman: Checked in").await?;

        window.press("/").await?;
        window.type_text("Amina").await?;
        window.see("50 years").await?;
        window.press("Enter").await?;
        window.see("Overview").await?;
        window.click_button("More").await?;
        window.click("Registered by mistake").await?;
        window.fill("Reason", "Registered twice").await?;
        window.press("Control+Enter").await?;
        window.see("is marked as registered by mistake").await?;
        window.click_button("Undo").await?;
        window.see("Amina Osman is found again").await?;
        window.see("Overview").await?;
        window.close().await
    })
    .await
}
