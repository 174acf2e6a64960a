//! A journey in the real window: a clinic that worked alone comes to an organization that is there already, with all it has.

use anyhow::{Context, Result, ensure};
use healthsync_stories::Desk;
use healthsync_stories::hub::Hub;
use healthsync_stories::journey::{PASSWORD, administer, register, set_up, sign_in, within};
use serde_json::json;

#[tokio::test]
async fn a_clinic_that_worked_alone_comes_to_an_organization_that_is_there_already() -> Result<()> {
    within(async {
        let Some(desk) = Desk::set_up().await? else { return Ok(()) };
        let hub = Hub::start_with_clinic("District hospital", PASSWORD)?;
        let window = desk.open().await?;
        set_up(&window).await?;
        register(&window, "Amina", "Osman").await?;

        // The server's word, and what it means. What was typed stays.
        administer(&window, "This computer").await?;
        window.click_button("Open sync").await?;
        window.click_button("Enrol this computer").await?;
        window.fill("Invitation", &hub.invitation(false)?).await?;
        window.fill("Name of this computer", "Front desk").await?;
        window.press("Control+Enter").await?;
        window.see("What happens then:").await?;
        window.picture("organization-asked").await?;
        window.press("Control+Enter").await?;
        window.see("What happens then:").await?;
        window.tick("Yes, this clinic comes to that organization").await?;
        window.press("Control+Enter").await?;
        window.see("Everything on this computer is safe on the server.").await?;
        window.see("The clinic came to another organization with everything it had.").await?;
        window.picture("organization-came").await?;

        // Who administers the organization is there now, and works everywhere.
        administer(&window, "Accounts").await?;
        window.see("Every clinic").await?;
        window.picture("organization-accounts").await?;
        window.click("Halima Osman").await?;
        window.see("Works at").await?;
        window.picture("organization-account").await?;
        window.press("Escape").await?;

        // It survives a restart.
        window.close().await?;
        let window = desk.open().await?;
        window.click("Halima Osman").await?;
        sign_in(&window).await?;
        window.close().await?;

        // The organization sees its new clinic, and its patient there.
        let who = |site: &str| json!({ "username": "huda", "password": PASSWORD, "site": site });
        let signed_in = hub.ask("POST", "/auth/login", "", &who("Kadugli Clinic"))?;
        let token = signed_in["access_token"].as_str().with_context(|| format!("huda signs in: {signed_in}"))?;
        let found = hub.ask("GET", "/patients/search?query=amina", &format!("Bearer {token}"), &json!(null))?;
        ensure!(found[0]["name"] == "Amina Osman", "the patient is there: {found}");
        let not_here = json!({ "username": "halima", "password": PASSWORD, "site": "District hospital" });
        let refused = hub.ask("POST", "/auth/login", "", &not_here)?;
        ensure!(refused["code"] == "account_of_another_site", "and halima works at her clinic: {refused}");
        Ok(())
    })
    .await
}
