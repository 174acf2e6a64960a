//! Writes one of each paper in both languages into a folder, to be looked at.

#[allow(dead_code)]
#[path = "../tests/facts/samples.rs"]
mod samples;

use healthsync_papers::{Mark, make};
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::path::PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "papers".into()));
    std::fs::create_dir_all(&folder)?;
    for language in [samples::ENGLISH, samples::ARABIC] {
        let (manner, letterhead) = (samples::manner(language), samples::letterhead(language));
        for (name, paper) in samples::all(language) {
            let begun = Instant::now();
            let mark = if name == "receipt" { Mark::Copy } else { Mark::Original };
            let made = make(&paper, &manner, &letterhead, mark, 1).map_err(|reason| format!("{name}: {reason}"))?;
            let end = serde_json::to_value(language)?;
            let file = folder.join(format!("{name}-{}.pdf", end.as_str().unwrap_or_default()));
            std::fs::write(&file, &made.pdf)?;
            let took = begun.elapsed().as_millis();
            println!(
                "{}: {} pages, {} bytes, {took} ms, preview {}",
                file.display(),
                made.pages,
                made.pdf.len(),
                made.previews[0].len()
            );
        }
    }
    Ok(())
}
