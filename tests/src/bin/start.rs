//! How long the window takes to be usable and how much memory it holds, beside a bare WebKitGTK window, as JSON.
//!
//! Both are opened by the same driver on the same desk, one after the other in turn; the median of five counts.
//! Memory is the proportional set size of the program and of WebKit's own processes.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use healthsync_stories::Desk;
use healthsync_stories::memory::held;
use serde_json::json;

const ROUNDS: usize = 5;

#[tokio::main]
async fn main() -> Result<()> {
    let Some(desk) = Desk::set_up().await? else {
        bail!("there is nothing here to open a window on");
    };
    let browser = browser().context("there is no bare WebKitGTK window (MiniBrowser) to compare with")?;
    let (mut times, mut bare_times) = (vec![], vec![]);
    let (mut memory, mut bare_memory) = (vec![], vec![]);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let window = desk.open().await?;
        window.see("Welcome to HealthSync").await?;
        times.push(start.elapsed().as_secs_f64());
        memory.push(held(desk.home(), "healthsync")?);
        window.close().await?;

        let start = Instant::now();
        let window = desk.open_program(&browser, &["--automation"]).await?;
        window.client().goto("data:text/html,<h1>Bare</h1>").await?;
        window.see("Bare").await?;
        bare_times.push(start.elapsed().as_secs_f64());
        bare_memory.push(held(desk.home(), "MiniBrowser")?);
        window.close().await?;
    }
    let (usable_s, bare_s) = (median(times), median(bare_times));
    let (held_mib, bare_mib) = (median(memory), median(bare_memory));
    let figures = json!({
        "usable": { "s": usable_s, "bare_window_s": bare_s, "ratio": usable_s / bare_s },
        "memory_pss": { "mib": held_mib, "bare_window_mib": bare_mib, "ratio": held_mib / bare_mib },
    });
    println!("{figures:#}");
    Ok(())
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

fn browser() -> Option<PathBuf> {
    let architecture = format!("{}-linux-gnu", std::env::consts::ARCH);
    let folders = [Path::new("/usr/lib").join(architecture), "/usr/libexec".into(), "/usr/lib64".into()];
    folders.into_iter().map(|folder| folder.join("webkit2gtk-4.1/MiniBrowser")).find(|path| path.is_file())
}
