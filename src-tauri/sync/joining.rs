//! Enrolling this computer: a clinic that worked alone with all it has, or a new computer that joins by pulling.

use super::wire::{Enrolled as Told, Wire};
use super::work::{error_of, keep_tokens};
use super::{Poke, SyncState, lock};
use crate::host::Host;
use crate::host_commands::Founded;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use healthsync_clinic::accounts::{Nothing, Password, Right};
use healthsync_clinic::exchange::{self, Enrolled};
use healthsync_clinic::{Clinic, Error, Invalid, Result};
use healthsync_sync::{Invitation, InvitationError, OriginKey};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// An invitation as it was pasted.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct InvitationText {
    /// The text.
    pub invitation: String,
}

/// What an invitation says.
#[derive(Debug, Serialize, JsonSchema)]
pub struct InvitationDetails {
    /// Where the server is.
    pub address: String,
    /// It names the certificate that the server must show.
    pub is_pinned: bool,
}

/// Enrolling a computer that has a clinic.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct Enrolling {
    /// The invitation, as it was pasted.
    pub invitation: String,
    /// What people call this computer, e.g. "Front desk".
    pub name: String,
}

/// Joining a clinic with a computer that has none.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct Joining {
    /// The invitation, as it was pasted.
    pub invitation: String,
    /// What people call this computer.
    pub name: String,
    /// The passphrase for its key, where the system keeps no keys.
    pub passphrase: Option<Password>,
}

/// Reads an invitation, without asking anybody.
pub fn read_invitation(_: &Host, _: Option<&str>, input: InvitationText) -> Result<InvitationDetails> {
    let invitation = parsed(&input.invitation)?;
    Ok(InvitationDetails { address: invitation.address().into(), is_pinned: invitation.pin().is_some() })
}

/// Enrols this computer with all that it holds.
pub fn enrol_workstation(host: &Host, session: Option<&str>, input: Enrolling) -> Result<SyncState> {
    let clinic = host.clinic()?;
    clinic.check(session, Right::ManageSettings)?;
    let place = clinic.db().place().filter(|place| !place.is_demo).ok_or_else(demo_stays)?;
    let (invitation, name) = (parsed(&input.invitation)?, named(&input.name)?);
    let alone = (Some(place.organization_id), Some(place.site_id));
    let told = ask(host, &clinic, &invitation, &name, alone)?;
    if told.organization_id != place.organization_id || told.site_id != place.site_id {
        let sentence = "The invitation is to another organization or site than this computer's. Ask for one to this clinic, or join with a computer that has no clinic yet.";
        return Err(Invalid::new("invitation", "other_organization", sentence).into());
    }
    enrolled(host, &clinic, &invitation, name, told)?;
    Ok(host.link.state())
}

/// Makes this computer a workstation of a clinic that is there already. What it needs comes next.
pub fn join_clinic(host: &Host, _: Option<&str>, input: Joining) -> Result<Founded> {
    let (invitation, name) = (parsed(&input.invitation)?, named(&input.name)?);
    let recovery_code = host.found(false, input.passphrase)?;
    let clinic = host.clinic()?;
    let told = ask(host, &clinic, &invitation, &name, (None, None))?;
    let at = (told.organization_id, told.site_id);
    host.with_secrets(|secrets, keep| {
        *secrets = clinic.db().found_at(at, secrets, false, clinic.outside(), keep)?;
        Ok(())
    })?;
    enrolled(host, &clinic, &invitation, name, told)?;
    Ok(Founded { recovery_code })
}

/// Forgets the server; what is held here stays.
pub fn leave_server(host: &Host, session: Option<&str>, _: Nothing) -> Result<SyncState> {
    let clinic = host.clinic()?;
    clinic.check(session, Right::ManageSettings)?;
    exchange::leave(&clinic, None)?;
    host.keep_server_secret(crate::keychain::ServerSecret::default())?;
    *lock(&host.link.access) = None;
    host.link.change(|state| *state = SyncState::default());
    Ok(host.link.state())
}

type Alone = (Option<uuid::Uuid>, Option<uuid::Uuid>);

fn ask(host: &Host, clinic: &Clinic, invitation: &Invitation, name: &str, alone: Alone) -> Result<Told> {
    let key = host.with_secrets(|secrets, _| Ok(OriginKey::from_secret(&secrets.origin_secret)))?;
    let before = exchange::server(clinic.db())?;
    let asked = json!({
        "code": invitation.code(),
        "public_key": STANDARD.encode(key.public_key()),
        "signature": STANDARD.encode(key.sign_enrolment(invitation.code())),
        "workstation_name": name,
        "organization_id": alone.0,
        "site_id": alone.1,
        "series_code": before.as_ref().map(|server| &server.series_code),
        "series_receipt": before.as_ref().and_then(|server| server.series_receipt.as_ref()),
    });
    let wire = Wire::to(invitation.address(), invitation.pin().copied())?;
    wire.enrol(&asked).map_err(error_of)
}

fn enrolled(host: &Host, clinic: &Clinic, invitation: &Invitation, name: String, told: Told) -> Result<()> {
    let hex = |pin: &[u8; 32]| pin.iter().map(|byte| format!("{byte:02x}")).collect();
    let wipe_key = told.wipe_key.as_ref().and_then(|text| STANDARD.decode(text).ok()?.try_into().ok());
    keep_tokens(host, told.tokens, &mut lock(&host.link.access))?;
    exchange::enrol(
        clinic,
        &Enrolled {
            address: invitation.address().into(),
            pin: invitation.pin().map(hex),
            wipe_key,
            workstation_id: told.workstation_id,
            name,
            series_code: told.series_code,
            series_receipt: told.series_receipt,
        },
    )?;
    host.link.poke(Poke::Now);
    Ok(())
}

fn parsed(text: &str) -> Result<Invitation> {
    Invitation::parse(text).map_err(|reason| {
        let said = reason.to_string();
        let mut letters = said.chars();
        let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
        let code = match reason {
            InvitationError::NotOurs => "invitation_not_ours",
            InvitationError::OtherVersion => "invitation_newer",
            InvitationError::Address(_) => "invitation_address",
            InvitationError::Code => "invitation_code",
            InvitationError::Cut => "invitation_cut",
            InvitationError::Altered => "invitation_altered",
        };
        Invalid::new("invitation", code, format!("{first}{}.", letters.as_str())).into()
    })
}

/// What is said where a made-up clinic would leave its computer.
pub(super) fn demo_stays() -> Error {
    let sentence = "The made-up clinic stays on this computer. Set up a clinic of your own first.";
    Error::Refused { code: "demo_stays", sentence: sentence.into() }
}

/// The name of a computer, as it was typed.
pub(super) fn named(name: &str) -> Result<String> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 60 {
        let sentence = "Give this computer a name of up to 60 letters, e.g. Front desk.";
        return Err(Invalid::new("name", "workstation_name", sentence).into());
    }
    Ok(name.to_owned())
}
