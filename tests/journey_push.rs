//! A message whose channel is the desktop becomes a native notification there, wherever it was written.

use crate::journey_devices::signed_in;
use anyhow::{Context, Result, ensure};
use healthsync_stories::Desk;
use healthsync_stories::hub::Hub;
use healthsync_stories::journey::{PASSWORD, administer, enrol, register, set_up, within};
use serde_json::{Value, json};
use std::time::Duration;

#[tokio::test]
async fn a_task_and_a_finished_report_become_notifications_of_the_desktop_and_what_was_not_chosen_does_not()
-> Result<()> {
    within(async {
        let Some(desk) = Desk::set_up().await? else { return Ok(()) };
        let hub = Hub::start_with_api()?;
        let window = desk.open().await?;
        set_up(&window).await?;
        register(&window, "Amina", "Osman").await?;
        administer(&window, "This computer").await?;
        enrol(&window, &hub.invitation(false)?).await?;

        // Halima sits at the desk. At the API a nurse of hers writes: a note, which she did not choose, and a task.
        let halima = signed_in(&hub).await?;
        let me = hub.ask("GET", "/profile", &halima, &Value::Null)?["id"].clone();
        let invited = hub.ask("POST", "/auth/invitations", &halima, &json!({ "role": "nurse" }))?;
        let person =
            json!({ "code": invited["code"], "name": "Grace Achieng", "username": "grace", "password": PASSWORD });
        hub.ask("POST", "/auth/register", "", &person)?;
        let login = json!({ "username": "grace", "password": PASSWORD });
        let told = hub.ask("POST", "/auth/login", "", &login)?;
        let grace = format!("Bearer {}", told["access_token"].as_str().context("Grace signs in")?);
        for (is_task, text) in [(false, "The samovar is on"), (true, "Call the laboratory")] {
            let message = json!({ "is_task": is_task, "to_account_id": me, "text": text });
            let sent = hub.ask("POST", "/messages", &grace, &message)?;
            ensure!(sent["id"].is_string(), "it is sent: {sent}");
        }
        let task = desk.notifications().see("A task for you").await?;
        ensure!(task.body.contains("Grace Achieng"), "it says who: {task:?}");
        ensure!(!task.body.contains("laboratory"), "and not what, where the screen may be anybody's: {task:?}");

        // A report that she asked for over the API is ready: the desk tells her. It lies at the server, and says so.
        let found = hub.ask("GET", "/patients/search?query=Amina&limit=5", &halima, &Value::Null)?;
        let patient = found[0]["id"].as_str().context("the server knows the patient")?;
        let asked = hub.ask("POST", &format!("/patients/{patient}/report"), &halima, &json!({}))?;
        let id = asked["id"].as_str().context("it is asked for")?;
        made(&hub, &halima, id).await?;
        let report = desk.notifications().see("A report was finished").await?;
        ensure!(!report.body.contains("done"), "it says what a person would: {report:?}");
        let titles: Vec<String> = desk.notifications().raised().into_iter().map(|notice| notice.summary).collect();
        ensure!(
            !titles.iter().any(|title| title == "A message for you"),
            "the note lies in the inbox alone: {titles:?}"
        );

        // Who clicks it is where the messages are.
        desk.notifications().await_listeners().await?;
        desk.notifications().choose(&report, "Open").await?;
        window.see("The samovar is on").await?;
        window.click("Report of Amina Osman").await?;
        window.click_button("Go to the report").await?;
        window.see("asked for at another").await?;
        window.picture("report-elsewhere").await?;

        // Another choice counts from the next message on.
        let chosen = json!({ "notified": ["note"], "emailed": [], "quiet_from_min": null, "quiet_until_min": null });
        hub.ask("PUT", "/messages/choices", &halima, &chosen)?;
        let note = json!({ "is_task": false, "to_account_id": me, "text": "Now you hear of it" });
        hub.ask("POST", "/messages", &grace, &note)?;
        desk.notifications().see("A message for you").await?;
        window.close().await
    })
    .await
}

/// Waits until a report is made; whoever waits here for ever is ended by the story's own time.
async fn made(hub: &Hub, who: &str, id: &str) -> Result<()> {
    loop {
        let file = hub.ask("GET", &format!("/reports/{id}/file"), who, &Value::Null)?;
        if file["pdf_base64"].is_string() {
            return Ok(());
        }
        ensure!(file["code"] == "report_not_done", "it is on its way: {file}");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}
