//! Keys by their names: `Control+Enter`, `Shift+Tab`, `/`.

use anyhow::{Context, Result, bail};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;

/// The key actions of a chord: pressed in the order written, let go in the reverse.
///
/// # Errors
/// When a key is unknown.
pub fn actions(chord: &str) -> Result<KeyActions> {
    let keys = keys(chord)?;
    let down = keys.iter().map(|&value| KeyAction::Down { value });
    let up = keys.iter().rev().map(|&value| KeyAction::Up { value });
    Ok(down.chain(up).fold(KeyActions::new("keyboard".to_owned()), KeyActions::then))
}

/// What the page calls the last key of a chord, in small letters: `escape`, `p`, a space.
pub fn last_key(chord: &str) -> String {
    let last = chord.rsplit('+').next().filter(|last| !last.is_empty()).unwrap_or("+");
    match last {
        "Space" => " ".into(),
        "Esc" => "escape".into(),
        name => name.to_lowercase(),
    }
}

fn keys(chord: &str) -> Result<Vec<char>> {
    // A plus sign by itself, or at the end of a chord, is the key.
    let (names, plus) = match chord.strip_suffix('+') {
        Some(rest) => (rest.strip_suffix('+').unwrap_or(rest), true),
        None => (chord, false),
    };
    let named = names.split('+').filter(|name| !name.is_empty());
    let mut keys = named.map(key).collect::<Result<Vec<_>>>()?;
    if plus {
        keys.push('+');
    }
    if keys.is_empty() {
        bail!("\"{chord}\" names no key");
    }
    Ok(keys)
}

fn key(name: &str) -> Result<char> {
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return Ok(letter);
    }
    let key = match name {
        "Control" | "Ctrl" => Key::Control,
        "Shift" => Key::Shift,
        "Alt" => Key::Alt,
        "Meta" => Key::Meta,
        "Enter" => Key::Enter,
        "Escape" | "Esc" => Key::Escape,
        "Tab" => Key::Tab,
        "Space" => return Ok(' '),
        "Backspace" => Key::Backspace,
        "Delete" => Key::Delete,
        "Home" => Key::Home,
        "End" => Key::End,
        "PageUp" => Key::PageUp,
        "PageDown" => Key::PageDown,
        "ArrowUp" => Key::Up,
        "ArrowDown" => Key::Down,
        "ArrowLeft" => Key::Left,
        "ArrowRight" => Key::Right,
        _ => return function_key(name),
    };
    Ok(key.into())
}

/// F1 to F12 follow one another in WebDriver's private code points.
fn function_key(name: &str) -> Result<char> {
    let number = name.strip_prefix('F').and_then(|number| number.parse().ok());
    match number {
        Some(number @ 1..=12_u32) => char::from_u32(0xE030 + number).context("WebDriver's keys are characters"),
        _ => bail!("there is no key named \"{name}\""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chord_is_its_keys_in_order() {
        assert_eq!(
            keys("Control+Enter").expect("both are keys"),
            ['\u{e009}', '\u{e007}'],
            "the modifier is pressed first"
        );
        assert_eq!(keys("/").expect("a key"), ['/'], "a letter stands for itself");
        assert_eq!(keys("+").expect("a key"), ['+'], "plus is a key too");
        assert_eq!(keys("Control++").expect("a chord"), ['\u{e009}', '+'], "plus can end a chord");
        assert_eq!(keys("F5").expect("a key"), ['\u{e035}'], "F1 is U+E031");
        assert!(keys("Contrl+a").is_err(), "a misspelt key is not typed as text");
    }
}
