//! Figures against the bare ceiling, measured in the same run.

pub mod bills;
pub mod chart;
pub mod cpu;
pub mod day;
pub mod desk;
pub mod hub;
pub mod paper;
mod program;
pub mod search;
pub mod server;
pub mod store;
pub mod sync;
pub mod timeline;

use healthsync_clinic::outside::Outside;

/// Time and chance as the program has them: bytes made of the time would give two records of one millisecond one id.
#[must_use]
pub fn outside() -> Outside {
    Outside::of_this_computer(|bytes| getrandom::fill(bytes).expect("the system gives random bytes"))
}

/// Where measurements keep their files: beside the build, on a real disk.
///
/// # Errors
/// When it cannot be made.
pub fn folder() -> std::io::Result<std::path::PathBuf> {
    let program = std::env::current_exe()?;
    let target = program.ancestors().nth(2).unwrap_or(std::path::Path::new("target"));
    let folder = target.join("bench");
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// A figure that people can read.
fn rounded(number: f64) -> f64 {
    let digits = if number < 100.0 { 100.0 } else { 1.0 };
    (number * digits).round() / digits
}
