//! What memory the program holds at a desk.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::Result;

/// The proportional set size, in MiB, of the program and WebKit's processes at this desk.
///
/// # Errors
/// When the system does not say.
pub fn held(home: &Path, program: &str) -> Result<f64> {
    Ok(held_each(home, program)?.values().sum())
}

/// The same by process: the program, WebKit's page (`WebKitWebProcess`) and its others.
///
/// # Errors
/// When the system does not say.
pub fn held_each(home: &Path, program: &str) -> Result<BTreeMap<String, f64>> {
    std::thread::sleep(Duration::from_secs(1));
    let home = home.display().to_string();
    let mut held: BTreeMap<String, f64> = BTreeMap::new();
    for process in fs::read_dir("/proc")?.flatten() {
        let name = fs::read_to_string(process.path().join("comm")).unwrap_or_default();
        let name = name.trim();
        let is_ours = name == program || (name.starts_with("WebKit") && name != "WebKitWebDriver");
        let environment = fs::read(process.path().join("environ")).unwrap_or_default();
        if !is_ours || !String::from_utf8_lossy(&environment).contains(&home) {
            continue;
        }
        let rollup = fs::read_to_string(process.path().join("smaps_rollup")).unwrap_or_default();
        let pss = rollup.lines().find_map(|line| line.strip_prefix("Pss:")).unwrap_or_default();
        let kib: f64 = pss.trim().trim_end_matches(" kB").parse().unwrap_or(0.0);
        *held.entry(name.to_owned()).or_default() += kib / 1024.0;
    }
    Ok(held)
}
