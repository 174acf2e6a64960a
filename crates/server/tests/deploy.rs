//! What lies in `deploy/` fits the program and the repository, as far as that can be seen without a container.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&here).join("../..").canonicalize().expect("the crate lies in the repository")
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|reason| panic!("{path}: {reason}"))
}

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_healthsync-server"))
}

/// The words that begin like the program's settings.
fn settings(text: &str) -> BTreeSet<String> {
    let words = text.split(|letter: char| !(letter.is_ascii_uppercase() || letter == '_'));
    words.filter(|word| word.starts_with("HEALTHSYNC_")).map(str::to_owned).collect()
}

#[test]
fn every_setting_in_the_files_to_begin_from_is_one_of_the_programs() {
    let mut known = BTreeSet::from(["HEALTHSYNC_CONFIG".to_owned()]);
    for command in ["serve", "enrol"] {
        let help = program().args([command, "--help"]).output().expect("the program runs");
        known.extend(settings(&String::from_utf8_lossy(&help.stdout)));
    }
    for file in ["server.conf", "compose.yaml", "Containerfile", "healthsync-server.service"] {
        let named = settings(&read(&format!("deploy/{file}")));
        assert!(!named.is_empty(), "{file} sets something");
        assert_eq!(
            named.difference(&known).collect::<Vec<_>>(),
            Vec::<&String>::new(),
            "{file} names what nobody reads"
        );
    }
}

#[test]
fn the_configuration_to_begin_from_is_a_good_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let own = folder.path().display().to_string();
    let text = read("deploy/server.conf").replace("/var/lib/healthsync", &own).replace("0.0.0.0:8321", "127.0.0.1:0");
    let file = folder.path().join("server.conf");
    std::fs::write(&file, text).expect("a file");
    let output = program().arg("check").env("HEALTHSYNC_CONFIG", &file).output().expect("the program runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("made and kept by the server"), "the file counts: {said}");
    assert!(folder.path().join("hub.db").exists(), "its database is the one that was looked at");
}

#[test]
fn the_image_is_built_of_what_is_there_and_is_not_kept_out() {
    let kept_out = read(".dockerignore");
    let kept_out: Vec<&str> = kept_out.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let file = read("deploy/Containerfile");
    let copied = file.lines().filter_map(|line| line.strip_prefix("COPY ")).filter(|rest| !rest.starts_with("--from"));
    let copied: Vec<&str> = copied.flat_map(|rest| rest.rsplit_once(' ').expect("from, to").0.split(' ')).collect();
    assert!(copied.contains(&"."), "the sources are copied");
    for path in copied {
        assert!(root().join(path).exists(), "{path} is copied and is not there");
        assert!(!kept_out.contains(&path), "{path} is copied and kept out");
    }
    let manifest = read("Cargo.toml");
    for member in ["crates", "xtask", "tests", "benches", "src-tauri", "Cargo.lock", "migrations", "fonts"] {
        assert!(!kept_out.contains(&member), "cargo builds nothing without {member}");
    }
    assert!(manifest.contains(r#"members = ["crates/*", "xtask", "tests", "benches"]"#), "these are all");
}

#[test]
fn the_proxy_looks_for_the_servers_where_they_listen() {
    let (compose, caddy) = (read("deploy/compose.yaml"), read("deploy/Caddyfile"));
    let after = |text: &str, mark: &str| -> BTreeSet<String> {
        let is_end = |letter: char| letter.is_whitespace() || "\",}".contains(letter);
        text.split(mark).skip(1).filter_map(|rest| rest.split(is_end).next()).map(str::to_owned).collect()
    };
    let listened = after(&compose, "HEALTHSYNC_LISTEN: \"unix:");
    assert_eq!(listened.len(), 2, "two servers, each at a socket of its own");
    assert_eq!(after(&caddy, " unix/"), listened, "Caddy asks both, and nobody else");
    for mounted in after(&compose, "- ./") {
        let file = mounted.split(':').next().expect("a file");
        assert!(root().join("deploy").join(file).exists(), "{file} is mounted and is not there");
    }
    // What is written with two is the container's own.
    let variables = after(&compose.replace("$${", ""), "${");
    let names = variables.iter().filter_map(|name| name.split(":?").next()).collect::<BTreeSet<_>>();
    let told = read("docs/server.md");
    for name in names {
        assert!(told.contains(&format!("\n{name}=")), "docs/server.md says to set {name}");
    }
}

#[cfg(unix)]
#[test]
fn a_socket_is_served_and_removed_at_the_end() {
    use std::io::{BufRead, BufReader, Read, Write};
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("socket");
    let mut serving = program();
    serving.arg("--database").arg(folder.path().join("hub.db")).arg("serve").arg("--listen");
    serving.arg(format!("unix:{}", path.display())).stdout(std::process::Stdio::piped());
    let mut serving = serving.spawn().expect("the program starts");
    let mut line = String::new();
    let mut said = BufReader::new(serving.stdout.take().expect("it is piped"));
    said.read_line(&mut line).expect("it says where it listens");
    assert_eq!(line.trim(), format!("listening on unix:{}", path.display()), "where it was told to");
    let mut link = std::os::unix::net::UnixStream::connect(&path).expect("somebody listens");
    link.write_all(b"GET /ready HTTP/1.1\r\nhost: server\r\nconnection: close\r\n\r\n").expect("it is heard");
    let mut answer = String::new();
    link.read_to_string(&mut answer).expect("it answers");
    assert!(answer.starts_with("HTTP/1.1 200"), "plain HTTP is spoken on this computer: {answer}");
    let asked = Command::new("sh").args(["-c", "kill -s TERM \"$0\"", &serving.id().to_string()]).status();
    assert!(asked.expect("there is a shell").success(), "it runs until now");
    assert!(serving.wait().expect("it ends").success(), "it ends in order");
    assert!(!path.exists(), "and leaves no socket behind");
}
