//! Debian and its kin: what is installed, and how to install the rest.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// Where apt keeps the lists of what can be installed.
const LISTS: &str = "/var/lib/apt/lists";

/// Older lists name packages that the archive no longer has.
const FRESH: Duration = Duration::from_hours(24);

/// Whether a package is installed, and not merely known or half removed.
pub fn has(package: &str) -> bool {
    Command::new("dpkg-query")
        .args(["-W", "-f", "${db:Status-Status}", package])
        .output()
        .is_ok_and(|answer| answer.stdout == b"installed")
}

/// What to run: the lists first when they are old, then the packages without their suggestions.
pub fn commands(packages: &[&str]) -> Vec<Command> {
    let mut commands = Vec::new();
    if !are_lists_fresh() {
        let mut update = Command::new("apt-get");
        update.args(["update", "-q"]);
        commands.push(update);
    }
    // Through env, because sudo hands no variables on.
    let mut install = Command::new("env");
    install
        .args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "install"])
        .args(["-y", "-q", "--no-install-recommends"])
        .args(packages);
    commands.push(install);
    commands
}

fn are_lists_fresh() -> bool {
    let has_packages = fs::read_dir(LISTS)
        .is_ok_and(|lists| lists.flatten().any(|list| list.file_name().to_string_lossy().contains("_Packages")));
    // The files carry the archive's dates; the folder they arrive in tells when we last asked.
    let age = fs::metadata(Path::new(LISTS).join("partial"))
        .and_then(|folder| folder.modified())
        .ok()
        .and_then(|asked| asked.elapsed().ok());
    has_packages && age.is_some_and(|age| age < FRESH)
}
