//! What reaches into the clinic from outside: devices, the portal at the desk, letters, and the server itself.

use anyhow::{Context, Result};
use healthsync_stories::hub::Hub;
use healthsync_stories::journey::PASSWORD;
use serde_json::json;

use crate::album::Album;
use crate::walk::find;

/// Who reads wants to be told by email; what a patient chose for reminders.
pub async fn choices(album: &Album) -> Result<()> {
    album.keys("g i").await?;
    album.click("What tells me", "ما يُشعرني").await?;
    album.wait_for(".panel form input").await?;
    album.shot("message-choices").await?;
    album.close_panel().await?;
    album.keys("g p n").await?;
    album.wait_for(".panel input").await?;
    album.scroll_to(".panel [name=reminded_by], .panel [data-field=reminded_by]").await?;
    album.shot("register-reminders").await?;
    album.close_panel().await
}

/// The front desk invites a patient to the portal, and prints it.
pub async fn invite(album: &Album, name: &str) -> Result<()> {
    find(album, name).await?;
    album.shot("patient-at-the-desk").await?;
    of_patient(album, "Invite to the portal", "دعوة إلى البوابة").await?;
    album.wait_for(".panel .invite section").await?;
    album.shot("portal-invite").await?;
    album.pick(".panel .invite .row button").await?;
    album.wait_for(".panel .shown .code").await?;
    album.shot("portal-invited").await?;
    album.close_panel().await
}

/// The panel for sending a paper to a patient's portal, under the name that its picture shall have.
pub async fn send(album: &Album, patient: &str, name: &str) -> Result<()> {
    find(album, patient).await?;
    of_patient(album, "Send to the patient's portal", "إرسال إلى بوابة المريض").await?;
    album.wait_for(".panel .inside").await?;
    album.shot(name).await?;
    album.close_panel().await
}

/// Takes what the menu of the shown patient offers.
async fn of_patient(album: &Album, english: &str, arabic: &str) -> Result<()> {
    album.click("More about this patient", "المزيد عن هذا المريض").await?;
    album.window.click(if album.language == "ar" { arabic } else { english }).await
}

/// A device is registered, assigned, and asked to be revoked.
pub async fn devices(album: &Album) -> Result<()> {
    album.tab("devices").await?;
    album.shot("devices").await?;
    register(album).await?;
    album.shot("device-key").await?;
    album.close_panel().await?;
    open(album).await?;
    album.focus(".panel form input").await?;
    album.type_text("a").await?;
    album.wait_for("[role=option]").await?;
    album.shot("device-assign").await?;
    album.keys("Enter Control+Enter").await?;
    album.wait_for("main tbody tr").await?;
    open(album).await?;
    album.pick(".panel .revoke button").await?;
    album.shot("device-revoke").await?;
    album.close_panel().await?;
    album.tab("organization").await?;
    album.wait_for("main form input").await?;
    album.scroll_to("main [name=is_registration_open]").await?;
    album.shot("portal-settings").await
}

/// The device's id and its key.
async fn register(album: &Album) -> Result<(String, String)> {
    album.keys("n").await?;
    album.wait_for(".panel form input[name=name]").await?;
    album.type_text(if album.language == "ar" { "جهاز المراقبة ٣" } else { "Monitor 3" }).await?;
    album.keys("Control+Enter").await?;
    album.wait_for(".panel .line").await?;
    let told = album.read(".panel .inside").await?;
    let word = |is_it: fn(&&str) -> bool| told.split_whitespace().find(is_it).map(str::to_owned);
    let id = word(|word| word.len() == 36 && word.contains('-')).context("the panel says no id")?;
    let key = word(|word| word.starts_with("hsdk_")).context("the panel says no key")?;
    Ok((id, key))
}

async fn open(album: &Album) -> Result<()> {
    album.pick("main tbody tr").await?;
    album.wait_for(".panel dl").await?;
    Ok(())
}

/// Somebody asks for an account at the portal, and the front desk finds the record.
async fn registration(album: &Album, hub: &Hub) -> Result<()> {
    let said = json!({ "username": "halima", "password": PASSWORD });
    let token = hub.ask("POST", "/auth/login", "", &said)?;
    let token = token["access_token"].as_str().context("she signs in")?;
    let bearer = format!("Bearer {token}");
    let open = json!({ "address": "https://clinic.example.org", "is_registration_open": true, "version": 0 });
    hub.ask("PUT", "/portal/settings", &bearer, &open)?;
    let amina = json!({ "given_name": "Amina", "family_name": "Osman", "sex": "female", "birth_on": "1976-02-03" });
    hub.ask("POST", "/patients", &bearer, &amina)?;
    let person = json!({
        "name": "amina osman", "birth_on": "1976-02-03", "username": "amina", "password": PASSWORD, "language": "en",
    });
    hub.ask("POST", "/auth/portal/register", "", &person)?;
    album.keys("g t").await?;
    album.window.see("amina osman").await?;
    album.shot("registrations").await
}

/// With a server: what a device sent that nobody could take, and what an administrator asks the server.
pub async fn server(album: &Album, hub: &Hub) -> Result<()> {
    registration(album, hub).await?;
    album.keys("g m").await?;
    album.tab("devices").await?;
    let (id, key) = register(album).await?;
    album.close_panel().await?;
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).context("it is after 1970")?;
    let measured = json!({ "type": "spo2", "value": 91, "unit": "%", "effective_at": u64::try_from(now.as_millis())? });
    // The device comes to the server in a moment.
    for _ in 0..60 {
        let said = hub.ask("POST", &format!("/devices/{id}/measurements"), &format!("Device {key}"), &measured)?;
        if said[0]["became"] == "quarantined" {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    }
    album.pick("main .parts button:last-of-type").await?;
    album.wait_for("main tbody tr").await?;
    album.shot("quarantine").await?;
    album.pick("main tbody tr").await?;
    album.wait_for(".panel form, .panel button").await?;
    album.shot("quarantine-decide").await?;
    album.close_panel().await?;

    album.tab("server").await?;
    album.wait_for("main input[name=password]").await?;
    album.shot("server-door").await?;
    album.focus("main input[name=password]").await?;
    album.type_text(PASSWORD).await?;
    album.keys("Enter").await?;
    album.wait_for("main tbody tr").await?;
    album.shot("server-workstations").await?;
    album.pick("main tbody tr:nth-of-type(2)").await?;
    album.wait_for(".panel .revoke button, .panel p").await?;
    album.window.eval("document.querySelector('.panel .revoke button')?.click()").await?;
    album.shot("server-revoke").await?;
    album.close_panel().await?;
    for (nth, name) in [(2, "server-invitations"), (3, "server-letters"), (4, "server-health"), (5, "server-rates")] {
        album.pick(&format!("main .parts button:nth-of-type({nth})")).await?;
        album.shot(name).await?;
        if nth == 2 {
            album.pick("main .actions button").await?;
            album.wait_for(".panel form input").await?;
            album.shot("server-invite").await?;
            album.keys("Control+Enter").await?;
            album.wait_for(".panel .code").await?;
            album.shot("server-invited").await?;
            album.close_panel().await?;
        }
    }
    Ok(())
}
