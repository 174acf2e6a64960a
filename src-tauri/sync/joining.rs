//! Enrolling this computer: a clinic that worked alone with all it has, or a new computer that joins by pulling.

use super::wire::{Enrolled as Told, Wire};
use super::work::{error_of, keep_tokens};
use super::{Poke, SyncState, lock};
use crate::host::Host;
use crate::host_commands::Founded;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use healthsync_clinic::accounts::{Nothing, Password, Right};
use healthsync_clinic::exchange::{self, Enrolled, Move};
use healthsync_clinic::{Clinic, Error, Invalid, Result};
use healthsync_sync::{Invitation, InvitationError, OriginKey};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

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
    /// Where the invitation is to another organization than the clinic's own: the clinic comes to it, with all it has.
    #[serde(default)]
    pub comes_along: bool,
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
    let asking = Asking { key: own_key(host)?, invitation: &invitation, name: &name };
    let own = (Some(place.organization_id), Some(place.site_id));
    let told = match asking.ask(&clinic, own) {
        Err(Error::Refused { code: OTHER_ORGANIZATION, .. }) if input.comes_along => {
            come_along(host, &clinic, &invitation, &name)
        }
        told => told,
    };
    let told = told.map_err(about_invitation)?;
    enrolled(host, &clinic, &invitation, name, told)?;
    Ok(host.link.state())
}

/// Puts what is wrong with an invitation beside its field.
fn about_invitation(reason: Error) -> Error {
    match reason {
        Error::Refused { code: code @ (OTHER_ORGANIZATION | OTHER_SITE), sentence } => {
            Invalid::new("invitation", code, sentence).into()
        }
        reason => reason,
    }
}

/// Brings the clinic to the organization that an invitation is to. The server takes in a site that it does not know, or,
/// where it names one, this clinic's other computers.
fn come_along(host: &Host, clinic: &Clinic, invitation: &Invitation, name: &str) -> Result<Told> {
    let site = clinic.db().place().map(|place| place.site_id);
    let fresh = host.with_secrets(|secrets, _| Ok(exchange::moving_secret(secrets, invitation.code())))?;
    let asking = Asking { key: OriginKey::from_secret(&fresh), invitation, name };
    let told = asking.ask(clinic, (None, site))?;
    let to = Move { organization_id: told.organization_id, fresh, name };
    host.with_secrets(|secrets, keep| exchange::move_to(clinic, secrets, keep, to))?;
    Ok(told)
}

/// Makes this computer a workstation of a clinic that is there already. What it needs comes next.
pub fn join_clinic(host: &Host, _: Option<&str>, input: Joining) -> Result<Founded> {
    let (invitation, name) = (parsed(&input.invitation)?, named(&input.name)?);
    let recovery_code = host.found(false, input.passphrase)?;
    let clinic = host.clinic()?;
    let told = Asking { key: own_key(host)?, invitation: &invitation, name: &name }.ask(&clinic, (None, None))?;
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

/// What the server says of an invitation to another organization than the records'.
const OTHER_ORGANIZATION: &str = "other_organization";
/// The same of one to another site.
const OTHER_SITE: &str = "other_site";

fn own_key(host: &Host) -> Result<OriginKey> {
    host.with_secrets(|secrets, _| Ok(OriginKey::from_secret(&secrets.origin_secret)))
}

/// Who asks a server to be enrolled.
struct Asking<'a> {
    key: OriginKey,
    invitation: &'a Invitation,
    name: &'a str,
}

impl Asking<'_> {
    /// Asks, as one whose records belong to an organization and a site.
    fn ask(&self, clinic: &Clinic, (organization, site): (Option<Uuid>, Option<Uuid>)) -> Result<Told> {
        let (key, code) = (&self.key, self.invitation.code());
        let before = exchange::server(clinic.db())?;
        let asked = json!({
            "code": code,
            "public_key": STANDARD.encode(key.public_key()),
            "signature": STANDARD.encode(key.sign_enrolment(code)),
            "workstation_name": self.name,
            "organization_id": organization,
            "site_id": site,
            "series_code": before.as_ref().map(|server| &server.series_code),
            "series_receipt": before.as_ref().and_then(|server| server.series_receipt.as_ref()),
        });
        let wire = Wire::to(self.invitation.address(), self.invitation.pin().copied())?;
        let told = wire.enrol(&asked).map_err(error_of)?;
        // A server of an earlier version lets the code say where the records stand: nothing has moved yet.
        if site.is_some_and(|own| told.site_id != own) {
            let sentence = "The invitation is to another clinic than this computer's. Ask for one to this clinic.";
            return Err(Error::Refused { code: OTHER_SITE, sentence: sentence.into() });
        }
        Ok(told)
    }
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
