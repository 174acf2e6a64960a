//! A QR in a terminal: two squares to a letter, black on white whatever the terminal's colours are.

use anyhow::{Context, Result};
use qrcode::render::unicode::Dense1x2;
use qrcode::{EcLevel, QrCode};
use std::io::IsTerminal;

pub fn drawn(text: &str) -> Result<String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).context("the text does not fit in a QR")?;
    let drawn = code.render::<Dense1x2>().build();
    if !std::io::stdout().is_terminal() {
        return Ok(drawn);
    }
    let lines: Vec<String> = drawn.lines().map(|line| format!("\x1b[38;5;16;48;5;231m{line}\x1b[0m")).collect();
    Ok(lines.join("\n"))
}
