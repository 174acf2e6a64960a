//! Whose accounts an administrator keeps: all of the organization, or those of the one site where the own account may be
//! used.

use super::Account;
use crate::db::{Basis, Read, Write};
use crate::error::{Error, Invalid, Result};
use crate::record::Stored;
use crate::sites::Site;
use uuid::Uuid;

/// The one site where the account of who asks may be used.
pub(super) fn site_of_author(read: &Read<'_>) -> Result<Option<Uuid>> {
    Ok(read.find::<Account>(read.account_id)?.and_then(|author| author.site_id))
}

/// Whether who asks keeps the accounts of a site, or, with none, those of the whole organization.
fn check_site(read: &Read<'_>, site: Option<Uuid>) -> Result<()> {
    let own = site_of_author(read)?;
    if own.is_none() || site == own { Ok(()) } else { Err(out_of_reach()) }
}

/// Whether who asks may change an account.
pub(super) fn check(read: &Read<'_>, account: &Account) -> Result<()> {
    check_site(read, account.site_id)
}

/// The site of a new account: what was asked, or where who asks works.
pub(super) fn site_for_new(read: &Read<'_>, asked: Option<Uuid>) -> Result<Option<Uuid>> {
    let Some(site) = asked else { return site_of_author(read) };
    check_site(read, asked)?;
    known(read, site).map(Some)
}

/// The site that a form names; empty means everywhere.
pub(super) fn site_named(read: &Read<'_>, text: &str) -> Result<Option<Uuid>> {
    let named = match text.trim() {
        "" => None,
        id => Some(known(read, Uuid::parse_str(id).map_err(|_| unknown())?)?),
    };
    check_site(read, named)?;
    Ok(named)
}

/// Lets every account that may be used everywhere be used at this site alone: the clinic comes to an organization whose
/// other sites its people have no business at.
pub(crate) fn bind_all(write: &mut Write<'_>) -> Result<()> {
    let site = write.place.site_id;
    for Stored { record: account, .. } in write.all::<Account>("site_id IS NULL", [])? {
        let version = write.version(account.id)?;
        write.save(Account { site_id: Some(site), ..account }, Basis::Shown(version))?;
    }
    Ok(())
}

fn known(read: &Read<'_>, site: Uuid) -> Result<Uuid> {
    read.find::<Site>(site)?.map(|site| site.id).ok_or_else(unknown)
}

fn unknown() -> Error {
    Invalid::new("site_id", "unknown_site", "There is no such site. Choose one of the list.").into()
}

fn out_of_reach() -> Error {
    let sentence = "Your account is for one clinic: accounts of others, or of the whole organization, are kept by its administrators.";
    Error::Refused { code: "other_sites_account", sentence: sentence.into() }
}
