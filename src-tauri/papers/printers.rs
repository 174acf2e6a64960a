//! The system's printers: CUPS on Linux and macOS, the shell's verb on Windows.

use super::{Printer, Printers, refused};
use healthsync_clinic::{Error, Invalid, Result};
use serde_json::json;
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// A spooler takes a paper within a second or two; one that is busy with a printer far away may need longer.
const PATIENCE: Duration = Duration::from_secs(30);

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

/// Runs a program of the printing system; what it complains about becomes the sentence. One that waits for a printer
/// that has vanished is not waited for.
fn run(command: &mut Command) -> Result<Output> {
    match finished(command, PATIENCE) {
        Ok(Some(told)) if told.status.success() => Ok(told),
        Ok(Some(told)) => {
            let reason = String::from_utf8_lossy(&told.stderr).trim().trim_end_matches('.').to_owned();
            Err(if reason.is_empty() { broke_off() } else { failed(&reason) })
        }
        Ok(None) => Err(silent()),
        Err(reason) if reason.kind() == ErrorKind::NotFound => Err(no_system()),
        Err(reason) => Err(failed(&reason.to_string())),
    }
}

/// What a program said once it ended; none where it did not in time, and was ended.
fn finished(command: &mut Command, patience: Duration) -> std::io::Result<Option<Output>> {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    // Read while it runs: a pipe that is full would hold it up.
    let stdout = child.stdout.take().map(read_all);
    let stderr = child.stderr.take().map(read_all);
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if start.elapsed() > patience {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(Duration::from_millis(10));
    };
    let said = |reading: Option<JoinHandle<Vec<u8>>>| reading.and_then(|one| one.join().ok()).unwrap_or_default();
    Ok(Some(Output { status, stdout: said(stdout), stderr: said(stderr) }))
}

fn read_all(mut from: impl Read + Send + 'static) -> JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut all = vec![];
        // What was said before it broke off is what there is.
        let _ = from.read_to_end(&mut all);
        all
    })
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

/// The program ended in the middle and said nothing.
fn broke_off() -> Error {
    let sentence = "The printing broke off before the paper was handed over. See whether the printer is on and connected; then print again, choose another printer, or save the paper.";
    Invalid::new("printer", "printing_broke_off", sentence).into()
}

fn silent() -> Error {
    let seconds = PATIENCE.as_secs();
    let sentence = format!(
        "The printing system has not answered for {seconds} seconds. See whether the paper came out; if not, choose another printer, or save the paper."
    );
    Invalid::new("printer", "printing_silent", sentence).with(json!({ "seconds": seconds })).into()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_program_that_waits_for_ever_is_ended() {
        let told = finished(&mut shell("exec sleep 600"), Duration::from_millis(50)).expect("it starts");
        assert!(told.is_none(), "nobody waits ten minutes for a printer");
    }

    #[test]
    fn what_a_program_says_at_length_does_not_hold_it_up() {
        let told = finished(&mut shell("head -c 300000 /dev/zero; echo no such device >&2; exit 1"), PATIENCE)
            .expect("it starts")
            .expect("it ends");
        assert_eq!(told.stdout.len(), 300_000, "more than a pipe holds");
        assert_eq!(told.stderr, b"no such device\n", "and the complaint");
    }

    #[test]
    fn a_program_that_is_struck_down_in_the_middle_is_told_in_a_sentence() {
        let refused = run(&mut shell("kill -9 $$")).expect_err("it did not end well").public();
        assert_eq!(refused.code, "printing_broke_off", "there is no reason to quote: {refused:?}");
    }
}
