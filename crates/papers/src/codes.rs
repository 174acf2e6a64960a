//! Numbers for machines: Code 128 and QR, as vectors.

use crate::PaperError;
use barcoders::sym::code128::Code128;
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write;

/// The character that starts Code 128 in its set B: letters, digits and signs.
const SET_B: char = '\u{0181}';

/// Code 128 of a number, one module wide and one high: whoever draws it stretches it, and
/// leaves ten modules white on both sides.
pub(crate) fn barcode(number: &str) -> Result<String, PaperError> {
    let wrong = |_| PaperError::Code(number.to_owned());
    let modules = Code128::new(format!("{SET_B}{number}")).map_err(wrong)?.encode();
    let mut bars = String::new();
    let mut at = 0;
    for run in modules.chunk_by(|a, b| a == b) {
        if run.first() == Some(&1) {
            let _ = write!(bars, "M{} 0h{}v1h-{}z", at, run.len(), run.len());
        }
        at += run.len();
    }
    Ok(svg(at, 1, &bars))
}

/// A QR code of a number; a quarter of it may be spoilt.
pub(crate) fn qr(number: &str) -> Result<String, PaperError> {
    let wrong = |_| PaperError::Code(number.to_owned());
    let code = QrCode::with_error_correction_level(number, EcLevel::Q).map_err(wrong)?;
    let width = code.width();
    let mut squares = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                let _ = write!(squares, "M{x} {y}h{}v1h-{}z", run.len(), run.len());
            }
            x += run.len();
        }
    }
    Ok(svg(width, width, &squares))
}

fn svg(width: usize, height: usize, path: &str) -> String {
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" preserveAspectRatio="none"><path d="{path}" shape-rendering="crispEdges"/></svg>"#
    )
}
