//! Asking a patient to the portal: a code that is good once and for a week, printed or read out at the desk.

use super::settings::address_of;
use super::{PortalAccount, PortalInvitation};
use crate::accounts::{self, Account, Nothing};
use crate::db::{Basis, Read, Write};
use crate::error::{Error, Result};
use crate::outside::{Millis, Outside};
use crate::patients::{OfPatient, Patient, of_person};
use crate::record::Stored;
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

/// A code is good for so long.
const GOOD_MS: Millis = 7 * 86_400_000;
/// Letters and digits that nobody takes for one another, read out or written by hand.
const LETTERS: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";
/// So many of them: 58 bits, which nobody guesses in a week at a door that lets few try.
const LENGTH: usize = 12;

/// What is printed or read out. It is shown this once.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Invitation {
    /// The invitation.
    pub id: Uuid,
    /// The patient's name.
    pub patient_name: String,
    /// The code, in groups of four.
    pub code: String,
    /// Where it is typed in; none where no address of the portal is known.
    pub address: Option<String>,
    /// The address with the code in it.
    pub link: Option<String>,
    /// Until when it is good.
    pub expires_at: Millis,
}

/// Somebody who sees a patient's chart in the portal.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PortalAccess {
    /// What the person signs in with.
    pub username: String,
    /// Since when.
    pub since: Millis,
}

/// How a patient stands with the portal.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PortalStanding {
    /// Who sees the chart.
    pub accounts: Vec<PortalAccess>,
    /// Until when an invitation is good that nobody has taken up.
    pub invited_until: Option<Millis>,
}

/// Asks a patient to the portal. An earlier code that was not taken up is good no more.
///
/// # Errors
/// When the patient was entered in error.
pub fn invite_patient(write: &mut Write<'_>, input: OfPatient) -> Result<Invitation> {
    let patient = write.get::<Patient>(input.patient_id)?;
    if patient.meta.entered_in_error.is_some() {
        let sentence = "This registration was entered in error. Open the right patient.";
        return Err(Error::Refused { code: "voided", sentence: sentence.into() });
    }
    withdraw_open(write, patient.id)?;
    let code = new_code(write.outside);
    let invitation = PortalInvitation {
        id: write.new_id(),
        patient_id: patient.id,
        code_hash: hash_of(&code),
        expires_at: write.now + GOOD_MS,
        accepted_at: None,
        account_id: None,
    };
    let address = address_of(write)?;
    let invitation = write.create(invitation)?;
    Ok(Invitation {
        id: invitation.id,
        patient_name: patient.display_name(),
        link: address.as_ref().map(|address| format!("{address}#/invitation/{code}")),
        code,
        address,
        expires_at: invitation.expires_at,
    })
}

/// How a patient stands with the portal.
///
/// # Errors
/// When there is no such patient.
pub fn portal_of_patient(read: &Read<'_>, input: OfPatient) -> Result<PortalStanding> {
    read.get::<Patient>(input.patient_id)?;
    let mut shown = vec![];
    for tie in ties(read, input.patient_id)? {
        if let Some(account) = read.find::<Account>(tie.account_id)?.filter(|account| !account.is_disabled) {
            shown.push(PortalAccess { username: account.record.username, since: tie.meta.recorded_at });
        }
    }
    let invited_until = open(read, input.patient_id)?.first().map(|one| one.expires_at);
    Ok(PortalStanding { accounts: shown, invited_until })
}

/// Takes a patient's access away: accounts are disabled, and a code that was not taken up is good no more.
///
/// # Errors
/// When there is no such patient.
pub fn withdraw_portal_access(write: &mut Write<'_>, input: OfPatient) -> Result<PortalStanding> {
    write.get::<Patient>(input.patient_id)?;
    withdraw_open(write, input.patient_id)?;
    for tie in ties(write, input.patient_id)? {
        let version = write.version(tie.id)?;
        write.void::<PortalAccount>(tie.id, version, "access was withdrawn")?;
        let mut account = write.get::<Account>(tie.account_id)?.record;
        // Nobody who works here loses more than the chart.
        if accounts::Role::list(&account.roles) == [accounts::Role::Patient] {
            account.is_disabled = true;
            let version = write.version(account.id)?;
            write.save(account, Basis::Shown(version))?;
        }
    }
    portal_of_patient(write, input)
}

fn ties(read: &Read<'_>, patient_id: Uuid) -> Result<Vec<Stored<PortalAccount>>> {
    let sql = of_person(read, patient_id, "patient_id = ?1 AND entered_in_error IS NULL ORDER BY recorded_at, id")?;
    read.all(&sql, [patient_id.to_string()])
}

fn open(read: &Read<'_>, patient_id: Uuid) -> Result<Vec<Stored<PortalInvitation>>> {
    let sql = "patient_id = ?1 AND expires_at > ?2 AND accepted_at IS NULL AND entered_in_error IS NULL
               ORDER BY expires_at DESC, id";
    read.all(&of_person(read, patient_id, sql)?, (patient_id.to_string(), read.now))
}

fn withdraw_open(write: &mut Write<'_>, patient_id: Uuid) -> Result<()> {
    for invitation in open(write, patient_id)? {
        let version = write.version(invitation.id)?;
        write.void::<PortalInvitation>(invitation.id, version, "another took its place")?;
    }
    Ok(())
}

fn new_code(outside: &Outside) -> String {
    let bytes: [u8; 2 * LENGTH] = outside.bytes();
    let letter = |pair: &[u8]| LETTERS[usize::from(u16::from_be_bytes([pair[0], pair[1]])) % LETTERS.len()] as char;
    let letters: Vec<char> = bytes.chunks(2).map(letter).collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// The hash of a code however it was typed: small letters, spaces and hyphens make no difference.
pub(super) fn hash_of(typed: &str) -> String {
    let plain: String = typed.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase();
    blake3::keyed_hash(&blake3::derive_key("healthsync 2026 portal invitation", &[]), plain.as_bytes())
        .to_hex()
        .to_string()
}

/// The invitation of a code, if it is still good.
///
/// # Errors
/// When there is none, or it is too old or was used. Which of them is not said: a guess learns nothing.
pub(super) fn invitation_of(read: &Read<'_>, typed: &str) -> Result<Stored<PortalInvitation>> {
    let sql = "code_hash = ?1 AND accepted_at IS NULL AND expires_at > ?2 AND entered_in_error IS NULL";
    let found = read.all::<PortalInvitation>(sql, (hash_of(typed), read.now))?.into_iter().next();
    found.ok_or_else(|| {
        let sentence =
            "This code is not good: it was mistyped, used already, or is too old. Ask the clinic for a new one.";
        crate::Invalid::new("code", "bad_code", sentence).into()
    })
}

/// A code that somebody typed, to say whom it is for.
#[derive(Debug, Clone, serde::Deserialize, JsonSchema)]
pub struct TypedCode {
    /// The code, as it was typed.
    pub code: String,
}

/// Whether a code is good.
///
/// # Errors
/// When it is not.
pub fn check_invitation(read: &Read<'_>, input: TypedCode) -> Result<Nothing> {
    invitation_of(read, &input.code).map(|_| Nothing {})
}
