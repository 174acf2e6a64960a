//! Small rules that many forms share.

use crate::error::{Invalid, Result};
use serde_json::json;

/// Text that must be there, trimmed.
pub(crate) fn required(field: &str, text: &str, longest: usize) -> Result<String> {
    match optional(field, Some(text), longest)? {
        Some(text) => Ok(text),
        None => Err(Invalid::new(field, "required", "This is needed.").into()),
    }
}

/// Text that may be missing, trimmed; blank is missing.
pub(crate) fn optional(field: &str, text: Option<&str>, longest: usize) -> Result<Option<String>> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    let length = text.chars().count();
    if length > longest {
        let sentence = format!("This is too long: {length} characters, at most {longest} fit.");
        return Err(Invalid::new(field, "too_long", sentence)
            .with(json!({ "length": length, "longest": longest }))
            .into());
    }
    if text.chars().any(|letter| letter.is_control() && letter != '\n' && letter != '\t') {
        return Err(Invalid::new(field, "control_characters", "This has characters that cannot be shown.").into());
    }
    Ok(Some(text.to_owned()))
}
