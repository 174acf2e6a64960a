//! Labels: who it is, in a glance and for a scanner.

use super::Person;
use serde::Serialize;

/// Labels of a patient, one on each page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PatientLabel {
    /// The patient.
    pub patient: Person,
    /// The size.
    pub size: LabelSize,
    /// What scanners read.
    pub code: LabelCode,
    /// How many.
    pub count: u32,
}

/// The size of a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct LabelSize {
    /// What it is called, e.g. `62x29`.
    pub key: &'static str,
    /// Its width in mm.
    pub width_mm: u32,
    /// Its height in mm.
    pub height_mm: u32,
}

/// What scanners read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LabelCode {
    /// Code 128, for labels that are wide.
    Barcode,
    /// QR, for labels that are not.
    Qr,
}

/// The sizes of common label rolls, the first being the usual one.
pub const LABEL_SIZES: [LabelSize; 5] = [
    LabelSize { key: "62x29", width_mm: 62, height_mm: 29 },
    LabelSize { key: "50x30", width_mm: 50, height_mm: 30 },
    LabelSize { key: "70x36", width_mm: 70, height_mm: 36 },
    LabelSize { key: "89x36", width_mm: 89, height_mm: 36 },
    LabelSize { key: "38x25", width_mm: 38, height_mm: 25 },
];

impl LabelSize {
    /// The size of this name; the usual one where there is none.
    #[must_use]
    pub fn of(key: Option<&str>) -> LabelSize {
        LABEL_SIZES.into_iter().find(|size| Some(size.key) == key).unwrap_or(LABEL_SIZES[0])
    }

    /// What a scanner reads well on it: a barcode of a number needs 60 mm.
    #[must_use]
    pub fn code(self) -> LabelCode {
        if self.width_mm >= 60 { LabelCode::Barcode } else { LabelCode::Qr }
    }
}
