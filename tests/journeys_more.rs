//! Further journeys in the real window: a file is imported, a chart is opened out of turn, limits are set.

use anyhow::{Context, Result};
use fantoccini::Locator;
use healthsync_stories::journey::{PASSWORD, register, set_up, sign_in, within};
use healthsync_stories::{Desk, Window};

/// Two good rows and one with an age that nobody has, as the public stroke data has its columns.
const ROWS: &str = "id,gender,age,hypertension,heart_disease,ever_married,work_type,Residence_type,avg_glucose_level,bmi,smoking_status,stroke
1,Female,61,0,1,Yes,Private,Urban,104.2,27.1,never smoked,0
2,Male,210,1,0,Yes,Self-employed,Rural,98.4,24.0,smokes,0
3,Male,48,1,0,No,Govt_job,Rural,88.6,N/A,Unknown,1
";

#[tokio::test]
async fn a_stroke_file_is_read_first_and_its_good_rows_are_imported_once() -> Result<()> {
    within(async {
        let Some(desk) = Desk::set_up().await? else { return Ok(()) };
        let window = desk.open().await?;
        set_up(&window).await?;
        let file = desk.home().join("stroke.csv");
        std::fs::write(&file, ROWS).context("the file of the story")?;

        window.press("g").await?;
        window.press("s").await?;
        window.see("No stroke records yet").await?;
        window.click_button("Import CSV").await?;
        choose_file(&window, &file).await?;
        window.see("What the file holds").await?;
        window.see("210").await?;
        window.see("Nothing is imported as long as this is chosen").await?;
        window.tick("Import the good rows, leave the others out").await?;
        window.click_button("Import 2 rows").await?;
        window.see("2 rows imported").await?;
        window.within("Import stroke data").click_button("Close").await?;
        window.see("2 records").await?;

        window.click_button("Import CSV").await?;
        choose_file(&window, &file).await?;
        window.see("What the file holds").await?;
        window.tick("Import the good rows, leave the others out").await?;
        window.see_not("Import 2 rows").await?;
        window.close().await
    })
    .await
}

#[tokio::test]
async fn the_front_desk_opens_a_chart_in_an_emergency_and_the_audit_flags_it() -> Result<()> {
    within(async {
        let Some(desk) = Desk::set_up().await? else { return Ok(()) };
        let window = desk.open().await?;
        set_up(&window).await?;
        register(&window, "Amina", "Osman").await?;
        hire_for_the_desk(&window).await?;

        window.press("g").await?;
        window.press("p").await?;
        window.see("1 patient").await?;
        window.click("Amina Osman").await?;
        // She has come for the appointments; the chart is a step away, and only for an emergency.
        window.see("No appointment is booked").await?;
        window.see("Contact").await?;
        window.press("3").await?;
        window.see("This chart is outside your role").await?;
        window.click_button("Open in an emergency").await?;
        window.see("Say why.").await?;
        window.fill("Reason", "She fainted at the desk").await?;
        window.click_button("Open in an emergency").await?;
        window.see("The chart is open. This is recorded.").await?;
        window.see_not("This chart is outside your role").await?;

        window.press("Control+l").await?;
        window.click_button("Switch user").await?;
        window.click("Halima Osman").await?;
        sign_in(&window).await?;
        window.press("g").await?;
        window.press("m").await?;
        window.click("Audit").await?;
        window.tick("Only charts opened outside the role").await?;
        window.see("Grace Achieng").await?;
        window.see("chart opened in an emergency").await?;
        window.see("She fainted at the desk").await?;
        window.close().await
    })
    .await
}

#[tokio::test]
async fn limits_of_a_patient_make_a_milder_reading_an_alert() -> Result<()> {
    within(async {
        let Some(desk) = Desk::set_up().await? else { return Ok(()) };
        let window = desk.open().await?;
        set_up(&window).await?;
        register(&window, "Bakri", "Ali").await?;
        record_heart_rate(&window, "95").await?;
        window.press("g").await?;
        window.press("a").await?;
        window.see("No open alerts").await?;
        window.press("g").await?;
        window.press("p").await?;
        window.see("1 patient").await?;
        window.click("Bakri Ali").await?;
        window.see("Overview").await?;

        window.click("Limits").await?;
        window.see("Limits of this patient").await?;
        window.click_button("Set own limits: Heart rate").await?;
        window.fill("Warning at or above", "20").await?;
        window.press("Control+Enter").await?;
        window.see("must rise").await?;
        window.fill("Warning at or above", "90").await?;
        window.press("Control+Enter").await?;
        window.see("Limits saved").await?;
        window.see("This patient").await?;

        record_heart_rate(&window, "96").await?;
        window.press("g").await?;
        window.press("a").await?;
        window.see("Heart rate 96").await?;
        window.see("at or above 90").await?;
        window.see_not("Heart rate 95").await?;
        window.close().await
    })
    .await
}

async fn choose_file(window: &Window, file: &std::path::Path) -> Result<()> {
    // The desktop's own file window is out of WebDriver's reach: the field is told the path.
    let field = window.client().find(Locator::Css("input[type=file]")).await.context("no field for a file")?;
    field.send_keys(file.to_str().context("the path has letters")?).await.context("the file is not taken")
}

/// Writes an account for the front desk, whose holder signs in and chooses a password.
async fn hire_for_the_desk(window: &Window) -> Result<()> {
    const FIRST: &str = "first-password";
    window.press("g").await?;
    window.press("m").await?;
    window.click("Accounts").await?;
    window.click_button("Add an account").await?;
    window.fill("Name", "Grace Achieng").await?;
    window.fill("User name", "grace").await?;
    window.tick("Front desk: registers patients").await?;
    window.fill("First password", FIRST).await?;
    window.press("Control+Enter").await?;
    window.see("Grace Achieng can sign in now").await?;

    window.press("Control+l").await?;
    window.click_button("Switch user").await?;
    window.click("Grace Achieng").await?;
    window.fill("Password", FIRST).await?;
    window.press("Enter").await?;
    window.see("Choose a new password").await?;
    window.fill("Password until now", FIRST).await?;
    window.fill("New password", PASSWORD).await?;
    window.fill("New password again", PASSWORD).await?;
    window.press("Control+Enter").await?;
    window.see("Recent patients").await
}

async fn record_heart_rate(window: &Window, rate: &str) -> Result<()> {
    window.press("v").await?;
    window.fill("Heart rate", rate).await?;
    window.press("Control+Enter").await?;
    window.see("Vitals recorded").await
}
