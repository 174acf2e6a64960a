//! The system's printers: CUPS on Linux and macOS, the shell's verb on Windows.

use super::{Printer, Printers, refused};
use healthsync_clinic::{Error, Invalid, Result};
use serde_json::json;
use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Output};

/// The printers of this computer; where there are none, the reason in words.
#[cfg(not(windows))]
pub(super) fn all() -> Printers {
    match run(Command::new("lpstat").arg("-e")) {
        Err(problem) => Printers { printers: vec![], problem: Some(problem.public()) },
        Ok(told) => {
            let default = run(Command::new("lpstat").arg("-d")).ok().and_then(|told| default(&told));
            let names = String::from_utf8_lossy(&told.stdout).into_owned();
            let printer = |name: &str| Printer { is_default: default.as_deref() == Some(name), name: name.to_owned() };
            let printers: Vec<Printer> =
                names.lines().map(str::trim).filter(|name| !name.is_empty()).map(printer).collect();
            let problem = printers.is_empty().then(|| no_printer().public());
            Printers { printers, problem }
        }
    }
}

/// The printers of this computer, by the names that Windows has for them.
#[cfg(windows)]
pub(super) fn all() -> Printers {
    let script = "Get-CimInstance Win32_Printer | ForEach-Object { \"$([int]$_.Default) $($_.Name)\" }";
    match run(&mut powershell(script)) {
        Err(problem) => Printers { printers: vec![], problem: Some(problem.public()) },
        Ok(told) => {
            let text = String::from_utf8_lossy(&told.stdout).into_owned();
            let printer = |line: &str| {
                let (is_default, name) = line.trim().split_once(' ')?;
                Some(Printer { is_default: is_default == "1", name: name.to_owned() })
            };
            let printers: Vec<Printer> = text.lines().filter_map(printer).collect();
            let problem = printers.is_empty().then(|| no_printer().public());
            Printers { printers, problem }
        }
    }
}

/// The printer of `system default destination: name`; in another language it is still the last word.
#[cfg(not(windows))]
fn default(told: &Output) -> Option<String> {
    let text = String::from_utf8_lossy(&told.stdout);
    let (_, name) = text.trim().rsplit_once(": ")?;
    Some(name.to_owned())
}

/// Sends a file to a printer, or to the computer's own choice. Returns the printer's name.
pub(super) fn print(file: &Path, title: &str, wanted: Option<&str>, copies: u32) -> Result<String> {
    let found = all();
    let chosen = match wanted {
        Some(name) => found.printers.iter().find(|printer| printer.name == name).ok_or_else(|| gone(name, &found))?,
        None => {
            let default = found.printers.iter().find(|printer| printer.is_default).or(match &found.printers[..] {
                [only] => Some(only),
                _ => None,
            });
            default.ok_or_else(|| if found.printers.is_empty() { none_of(&found) } else { choose() })?
        }
    };
    send(file, title, &chosen.name, copies)?;
    Ok(chosen.name.clone())
}

#[cfg(not(windows))]
fn send(file: &Path, title: &str, printer: &str, copies: u32) -> Result<()> {
    let mut command = Command::new("lp");
    command.args(["-d", printer, "-n", &copies.to_string(), "-t", title, "--"]).arg(file);
    run(&mut command).map(drop)
}

#[cfg(windows)]
fn send(file: &Path, _title: &str, printer: &str, copies: u32) -> Result<()> {
    // Names are handed over as the environment, where nothing in them is read as a command.
    let script = "Start-Process -FilePath $env:PAPER -Verb PrintTo -ArgumentList ('\"' + $env:PRINTER + '\"') -WindowStyle Hidden -Wait";
    for _ in 0..copies {
        run(powershell(script).env("PAPER", file).env("PRINTER", printer))?;
    }
    Ok(())
}

#[cfg(windows)]
fn powershell(script: &str) -> Command {
    let mut command = Command::new("powershell");
    command.args(["-NoProfile", "-NonInteractive", "-Command", script]);
    command
}

/// Runs a program of the printing system; what it complains about becomes the sentence.
fn run(command: &mut Command) -> Result<Output> {
    let told = command.output().map_err(|reason| match reason.kind() {
        ErrorKind::NotFound => no_system(),
        _ => failed(&reason.to_string()),
    })?;
    if told.status.success() {
        return Ok(told);
    }
    let reason = String::from_utf8_lossy(&told.stderr).trim().to_owned();
    Err(failed(&reason))
}

fn no_system() -> Error {
    let sentence = "This computer has no printing system. Save the paper and print it elsewhere, or install CUPS.";
    refused("no_printing", sentence)
}

fn no_printer() -> Error {
    let sentence = "This computer has no printer. Add one in the system's settings, or save the paper.";
    refused("no_printer", sentence)
}

fn choose() -> Error {
    let sentence = "Choose a printer for this paper: the computer has several and none that it takes by itself.";
    Invalid::new("printer", "choose_printer", sentence).into()
}

/// Why there is no printer.
fn none_of(found: &Printers) -> Error {
    match &found.problem {
        Some(problem) if problem.code == "no_printing" => no_system(),
        _ => no_printer(),
    }
}

fn gone(name: &str, found: &Printers) -> Error {
    if found.problem.as_ref().is_some_and(|problem| problem.code == "no_printing") {
        return no_system();
    }
    let sentence = format!("The printer '{name}' is not there any more. Choose another one, or save the paper.");
    Invalid::new("printer", "printer_gone", sentence).with(json!({ "printer": name })).into()
}

fn failed(reason: &str) -> Error {
    let sentence = format!("The printing system refused: {reason}. Choose another printer, or save the paper.");
    Invalid::new("printer", "printing_failed", sentence).with(json!({ "reason": reason })).into()
}
