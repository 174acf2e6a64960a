//! The clinic's day in the real window, from registration to receipt, with the keyboard alone.

use anyhow::{Result, bail};
use chrono::Timelike;
use healthsync_stories::journey::{set_up, within};
use healthsync_stories::{Desk, Window};
use std::cell::Cell;

/// Hands on the keys, which are counted; text is what would be typed on any paper form, and is not.
struct Hands<'w> {
    window: &'w Window,
    keystrokes: Cell<usize>,
}

impl Hands<'_> {
    async fn press(&self, chord: &str) -> Result<()> {
        self.keystrokes.set(self.keystrokes.get() + 1);
        self.window.press(chord).await
    }

    async fn type_text(&self, text: &str) -> Result<()> {
        self.window.type_text(text).await
    }

    /// Goes on from field to field until one with this name has the focus.
    async fn tab_to(&self, name: &str) -> Result<()> {
        self.go_on("Tab", name).await
    }

    /// Presses a key until something with this name has the focus.
    async fn go_on(&self, key: &str, name: &str) -> Result<()> {
        const MOST: usize = 60;
        let mut passed = vec![];
        for _ in 0..MOST {
            let focus = self.window.focus().await?;
            if focus.contains(name) {
                return Ok(());
            }
            passed.push(focus);
            self.press(key).await?;
        }
        bail!("no way by {key} to “{name}”: {passed:?}")
    }
}

/// A quarter of an hour before midnight nobody books for today. The wait is none of the journey's own time.
async fn wait_past_midnight() {
    while chrono::Local::now().hour() * 60 + chrono::Local::now().minute() >= 23 * 60 + 40 {
        tokio::time::sleep(std::time::Duration::from_secs(30)).await;
    }
}

#[tokio::test]
async fn from_registration_to_receipt_with_the_keyboard_alone() -> Result<()> {
    wait_past_midnight().await;
    within(async {
        let Some(desk) = Desk::set_up().await? else { return Ok(()) };
        let window = desk.open().await?;
        set_up(&window).await?;
        let hands = Hands { window: &window, keystrokes: Cell::new(0) };

        // The five usual fields: two names, sex, birth, telephone.
        hands.press("n").await?;
        window.see("Given name").await?;
        hands.type_text("Amina").await?;
        hands.press("Enter").await?;
        hands.type_text("Osman").await?;
        hands.press("Enter").await?;
        hands.press("Space").await?;
        hands.press("Enter").await?;
        hands.type_text("3 5 1976").await?;
        hands.press("Enter").await?;
        hands.type_text("0912345678").await?;
        hands.press("Control+Enter").await?;
        window.see("Overview").await?;
        window.see("Amina Osman").await?;
        window.see("Female").await?;
        let registration = hands.keystrokes.get();
        assert!(registration <= 25, "{registration} keystrokes beyond the text to register a patient");

        // Booked for the end of today: a clinic that has set no hours yet books at any time.
        hands.press("b").await?;
        window.see("Book").await?;
        hands.tab_to("Time").await?;
        hands.type_text("23:50").await?;
        hands.press("Control+Enter").await?;
        window.see("Booked").await?;

        // Checked in from the first screen.
        hands.press("g").await?;
        hands.press("t").await?;
        window.see("Open alerts").await?;
        hands.tab_to("Amina Osman").await?;
        hands.press("Enter").await?;
        window.see("Check in").await?;
        hands.press("i").await?;
        window.see("Checked in").await?;
        hands.press("p").await?;
        window.see("Overview").await?;

        hands.press("v").await?;
        window.see("Heart rate").await?;
        hands.type_text("37.2").await?;
        hands.press("Enter").await?;
        hands.type_text("78").await?;
        hands.press("Control+Enter").await?;
        window.see("Vitals recorded").await?;

        hands.press("n").await?;
        window.see("Complaint").await?;
        hands.type_text("Headache since yesterday").await?;
        hands.tab_to("Assessment").await?;
        hands.type_text("Tension headache").await?;
        hands.press("Alt+Enter").await?;
        window.see("Note signed").await?;
        hands.press("Escape").await?;

        hands.press("p").await?;
        window.see("Find a drug").await?;
        hands.type_text("paracetamol 500").await?;
        window.see("Paracetamol 500 mg").await?;
        hands.press("Enter").await?;
        window.see("How often").await?;
        hands.tab_to("Dose").await?;
        hands.type_text("1").await?;
        hands.tab_to("How often").await?;
        hands.type_text("3 times").await?;
        hands.press("Enter").await?;
        hands.tab_to("For").await?;
        hands.type_text("3").await?;
        hands.press("Control+Enter").await?;
        window.see("Ask about allergies before you sign.").await?;
        hands.press("Space").await?;
        hands.press("Control+Enter").await?;
        window.see("Prescription ").await?;
        window.see("No known allergies").await?;
        window.see("Current medicines").await?;
        window.see(" signed").await?;

        // The bill: a line of one's own, issued, paid in cash with change, and its receipt.
        hands.press("8").await?;
        window.see("Nothing waits to be invoiced.").await?;
        hands.press("i").await?;
        window.see("New invoice").await?;
        hands.type_text("Consultation").await?;
        window.see("Consultation").await?;
        hands.press("ArrowDown").await?;
        hands.press("Enter").await?;
        hands.tab_to("Price of one").await?;
        hands.type_text("12").await?;
        hands.press("Control+Enter").await?;
        window.see("Your till is not open yet").await?;
        hands.type_text("20").await?;
        hands.press("Control+Enter").await?;
        window.see("Cash in the till now is missing").await?;
        hands.type_text("50").await?;
        hands.press("Control+Enter").await?;
        window.see("The patient owes nothing more.").await?;
        window.see("US$8.00").await?;
        hands.tab_to("More for the paper: Receipt").await?;
        hands.press("Enter").await?;
        hands.go_on("ArrowDown", "Save").await?;
        hands.press("Enter").await?;
        window.see("Receipt: saved as").await?;
        println!("{} keystrokes beyond the text from registration to receipt", hands.keystrokes.get());
        window.close().await
    })
    .await
}
