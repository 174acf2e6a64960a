//! `healthsync-server check`: what is wrong with a set-up, before anybody depends on it.

use super::now_ms;
use super::serve::Options;
use anyhow::Result;
use healthsync_hub::hub::{Hub, Transaction};
use healthsync_hub::listen::Place;
use std::path::Path;
use x509_parser::pem::Pem;

/// A certificate that ends within so many days is worth a word.
const SOON_DAYS: i64 = 14;

/// What was found.
#[derive(Default)]
struct Report {
    failed: usize,
}

impl Report {
    fn say(&mut self, what: &str, found: Result<String, String>) {
        match found {
            Ok(fine) => println!("ok    {what}: {fine}"),
            Err(wrong) => {
                self.failed += 1;
                println!("WRONG {what}: {wrong}");
            }
        }
    }
}

/// Looks at everything that serving with these options needs. Fails where something is wrong.
///
/// # Errors
/// When something is wrong: each was printed with what to do.
pub async fn check(hub: impl Hub, key_file: &Path, replicas: &Path, options: Options) -> Result<()> {
    let mut report = Report::default();
    let answers = hub.check().await.map(|()| "it answers, its tables are of this version".to_owned());
    report.say("database", answers.map_err(|reason| reason.to_string()));
    report.say("secret", secret(key_file));
    report.say("address", address(&options.listen).await);
    match (&options.tls_cert, &options.tls_key) {
        (Some(certificate), Some(key)) => report.say("certificate", tls(certificate, key)),
        _ if options.self_signed => {
            report.say("certificate", Ok("made and kept by the server; workstations pin it".into()))
        }
        _ if options.listen.is_of_this_computer() => {
            report.say("certificate", Ok("none: plain HTTP on this computer, for a proxy that speaks TLS".into()));
        }
        _ => report.say(
            "certificate",
            Err("none. Give --tls-cert and --tls-key, or --self-signed, or listen on 127.0.0.1".into()),
        ),
    }
    report.say("clock", clock());
    for name in &options.api {
        report.say(&format!("API of {name:?}"), organization(&hub, name).await);
    }
    if !options.api.is_empty() {
        report.say("replicas", writable(replicas));
    }
    anyhow::ensure!(report.failed == 0, "{} of these must be mended before it serves", report.failed);
    Ok(())
}

fn secret(path: &Path) -> Result<String, String> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(reason) if reason.kind() == std::io::ErrorKind::NotFound => {
            return Ok(format!(
                "none yet; the first start makes {}. Keep a copy of it apart from the database",
                path.display()
            ));
        }
        Err(reason) => return Err(format!("{} cannot be read: {reason}", path.display())),
    };
    if bytes.len() != 32 {
        return Err(format!("{} is not 32 bytes. Put the right one back from where its copy is kept", path.display()));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(path).map(|known| known.permissions().mode() & 0o077).unwrap_or(0);
        if mode != 0 {
            return Err(format!("others may read {}: chmod 600 it", path.display()));
        }
    }
    Ok(format!("{} is there and its owner's alone", path.display()))
}

async fn address(place: &Place) -> Result<String, String> {
    match place.listen().await {
        Ok(_) => Ok(format!("{place} is free")),
        Err(reason) if reason.kind() == std::io::ErrorKind::AddrInUse => {
            Err(format!("{place} is taken: another program, or a server that runs already, listens there"))
        }
        Err(reason) => Err(format!("{place} cannot be listened at: {reason}")),
    }
}

fn tls(certificate: &Path, key: &Path) -> Result<String, String> {
    // That both belong together is what opening them as an identity checks.
    healthsync_hub::tls::Identity::from_files(certificate, key).map_err(|reason| format!("{reason:#}"))?;
    let text = std::fs::read(certificate).map_err(|reason| reason.to_string())?;
    let pem = Pem::iter_from_buffer(&text).next().ok_or("the file holds no certificate")?;
    let pem = pem.map_err(|reason| reason.to_string())?;
    let parsed = pem.parse_x509().map_err(|reason| reason.to_string())?;
    let left_days = (parsed.validity().not_after.timestamp() - now_ms() / 1000) / 86_400;
    match left_days {
        ..0 => Err(format!("it ended {} days ago. Renew it", -left_days)),
        0..SOON_DAYS => Err(format!("it ends in {left_days} days. Renew it now, then start the server again")),
        _ => Ok(format!("it and its key belong together; good for {left_days} days")),
    }
}

/// Tokens are measured by the wall: one that is years off lets nobody in.
fn clock() -> Result<String, String> {
    const BUILT_AFTER_MS: i64 = 1_767_225_600_000;
    if now_ms() < BUILT_AFTER_MS {
        return Err("it is before this program was made. Set it, or let the system keep it by NTP".into());
    }
    Ok("it can be right".into())
}

async fn organization(hub: &impl Hub, name: &str) -> Result<String, String> {
    let said = |reason: healthsync_hub::HubError| reason.to_string();
    let Some(id) = hub.organization_named(name).await.map_err(said)? else {
        // Its first workstation can only enrol at a server that runs.
        let none =
            "none of that name yet. The first workstation that enrols founds it, or 'found' does; then it is served";
        return Ok(none.into());
    };
    let roll = hub.begin_reading(id).await.map_err(said)?.roll().await.map_err(said)?;
    let mut sites: Vec<_> = roll.iter().map(|one| one.site_id).collect();
    sites.sort_unstable();
    sites.dedup();
    Ok(format!("{} sites, {} workstations", sites.len(), roll.len()))
}

fn writable(folder: &Path) -> Result<String, String> {
    let said = |reason: std::io::Error| format!("{} cannot be written: {reason}", folder.display());
    std::fs::create_dir_all(folder).map_err(said)?;
    let probe = folder.join("check.unfinished");
    std::fs::write(&probe, b"?").map_err(said)?;
    std::fs::remove_file(&probe).map_err(said)?;
    Ok(format!("{} can be written", folder.display()))
}
