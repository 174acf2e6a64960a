//! The configuration file: lines of `NAME=value`, the same names as the environment variables. What the environment or
//! the command line says counts over it.

use anyhow::{Context, Result, bail};
use clap::Command;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Where it is looked for, where nobody says.
const USUAL: &str = "/etc/healthsync/server.conf";

/// The command with what the file says as its defaults.
///
/// # Errors
/// When a file that was named cannot be read, or a line of it says nothing that is known.
pub fn with_file(command: Command) -> Result<Command> {
    let Some(path) = file() else { return Ok(command) };
    let text = std::fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    let mut settings = read(&text).with_context(|| path.display().to_string())?;
    let command = apply(command, &mut settings);
    if let Some(name) = settings.keys().next() {
        bail!("{}: there is no setting named {name}", path.display());
    }
    Ok(command)
}

fn file() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("HEALTHSYNC_CONFIG") {
        return Some(named.into());
    }
    Some(PathBuf::from(USUAL)).filter(|usual| Path::exists(usual))
}

fn read(text: &str) -> Result<HashMap<String, String>> {
    let mut settings = HashMap::new();
    for (nth, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let Some((name, value)) = line.split_once('=') else { bail!("line {} is no NAME=value", nth + 1) };
        settings.insert(name.trim().to_owned(), value.trim().trim_matches('"').to_owned());
    }
    Ok(settings)
}

/// What a setting is the default of; taken out of the settings.
fn apply(mut command: Command, settings: &mut HashMap<String, String>) -> Command {
    let named: Vec<(clap::Id, String)> = command
        .get_arguments()
        .filter_map(|argument| Some((argument.get_id().clone(), argument.get_env()?.to_str()?.to_owned())))
        .collect();
    let mut used = vec![];
    for (id, name) in named {
        if let Some(value) = settings.get(&name) {
            // The command line lives as long as the program.
            let value: &'static str = value.clone().leak();
            used.push(name);
            command = command.mut_arg(id, |argument| argument.default_value(value).required(false));
        }
    }
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let mut of_subcommands = vec![];
    for name in names {
        let mut rest = settings.clone();
        command = command.mut_subcommand(name, |sub| apply(sub, &mut rest));
        of_subcommands.extend(settings.keys().filter(|key| !rest.contains_key(*key)).cloned());
    }
    for name in used.iter().chain(&of_subcommands) {
        settings.remove(name);
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::{Arg, ArgAction};

    fn command() -> Command {
        let listen = Arg::new("listen").long("listen").env("HEALTHSYNC_TEST_LISTEN").default_value("127.0.0.1:1");
        let signed = Arg::new("signed").long("signed").env("HEALTHSYNC_TEST_SIGNED").action(ArgAction::SetTrue);
        Command::new("server").subcommand(Command::new("serve").arg(listen).arg(signed))
    }

    #[test]
    fn the_file_says_what_neither_the_environment_nor_the_command_line_does() {
        let text = "# a remark\nHEALTHSYNC_TEST_LISTEN = \"0.0.0.0:2\"\n\nHEALTHSYNC_TEST_SIGNED=true\n";
        let mut settings = read(text).expect("good lines");
        let command = apply(command(), &mut settings);
        assert!(settings.is_empty(), "every line is a setting of something");
        let said = command.clone().get_matches_from(["server", "serve"]);
        let serve = said.subcommand_matches("serve").expect("it serves");
        assert_eq!(serve.get_one::<String>("listen").map(String::as_str), Some("0.0.0.0:2"), "the file's word");
        assert!(serve.get_flag("signed"), "and a switch");
        let said = command.get_matches_from(["server", "serve", "--listen", "127.0.0.1:3"]);
        let serve = said.subcommand_matches("serve").expect("it serves");
        assert_eq!(serve.get_one::<String>("listen").map(String::as_str), Some("127.0.0.1:3"), "the command line's");
    }

    #[test]
    fn a_line_that_says_nothing_is_named() {
        let refused = read("HEALTHSYNC_LISTEN").expect_err("no value");
        assert!(refused.to_string().contains("line 1"), "{refused}");
        let mut settings = read("HEALTHSYNC_TEST_LISTNE=1").expect("a line");
        apply(command(), &mut settings);
        assert_eq!(settings.len(), 1, "a slip of the pen is left over, to be named");
    }
}
