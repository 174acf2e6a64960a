//! The program itself: its command line, and its end without notice.

use super::meeting::{ORGANIZATION, SITE};
use super::server::Answer;
use super::stores::{Store, on_both_stores};
use super::workstation::{Door, Workstation};
use healthsync_sync::Scope;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

on_both_stores!(what_the_program_took_outlives_its_sudden_end, plain_http_leaves_the_machine_on_no_account);

/// The program, listening on a free port.
pub struct Program {
    child: Child,
    pub address: SocketAddr,
    /// What it said at its start, after where it listens.
    said: BufReader<std::process::ChildStdout>,
}

impl Program {
    pub fn start(store: &impl Store) -> Program {
        Program::serving(store, &[])
    }

    pub fn serving(store: &impl Store, arguments: &[&str]) -> Program {
        let mut command = command(store);
        Program::started(command.args(["serve", "--listen", "127.0.0.1:0"]).args(arguments).stderr(Stdio::null()))
    }

    pub fn started(command: &mut Command) -> Program {
        let mut child = command.stdout(Stdio::piped()).spawn().expect("the program starts");
        let mut said = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut line = String::new();
        said.read_line(&mut line).expect("it says where it listens");
        let address = line.trim().rsplit('/').next().and_then(|address| address.parse().ok());
        Program { child, address: address.expect("an address"), said }
    }

    /// The next line that it says.
    pub fn line(&mut self) -> String {
        let mut line = String::new();
        self.said.read_line(&mut line).expect("it says more");
        line.trim().to_owned()
    }

    /// Ends it as an operator does, and says whether it ended well.
    #[cfg(unix)]
    pub fn terminate(&mut self) -> bool {
        let asked = Command::new("sh").args(["-c", "kill -s TERM \"$0\"", &self.child.id().to_string()]).status();
        assert!(asked.expect("there is a shell").success(), "it runs until now");
        self.child.wait().expect("it ends").success()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Nothing is said to it before: this is what a power cut is like.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Door for Program {
    async fn post(&self, path: &str, token: Option<&str>, body: &[u8]) -> Answer {
        super::server::send(self.address, "POST", path, token, body, None).await.expect("an answer")
    }

    async fn cut(&self, path: &str, token: &str, body: &[u8], upto: usize) {
        super::server::send(self.address, "POST", path, Some(token), body, Some(upto)).await;
    }
}

pub fn command(store: &impl Store) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_healthsync-server"));
    command.arg("--database").arg(store.address());
    if let Some(files) = store.named_files() {
        command.arg("--files").arg(files);
    }
    command
}

/// A code for the site of these stories that the operator's command line prints.
pub fn code(store: &impl Store) -> String {
    said(command(store).args(["enrol", "--organization", "Clinic", "--site", &SITE.to_string()]))
}

pub fn said(command: &mut Command) -> String {
    let output = command.output().expect("the program runs");
    assert!(output.status.success(), "it does what it is asked: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

async fn what_the_program_took_outlives_its_sudden_end<S: Store>() {
    let store = S::fresh().await;
    let program = Program::start(&store);
    // The operator's command writes to the database of the program that runs.
    let mut one = Workstation::new(1, SITE);
    one.enrol(&program, &code(&store), Some(ORGANIZATION)).await;
    one.write(Scope::Site(SITE), 400);
    one.sync(&program).await;
    drop(program);
    let program = Program::start(&store);
    assert_eq!(one.sync(&program).await, 1, "what it had confirmed is still there, and its tokens are still good");
    let mut two = Workstation::new(2, SITE);
    two.enrol(&program, &code(&store), None).await;
    two.sync(&program).await;
    assert_eq!(two.vector, one.vector, "a new workstation joins by pulling");
    let (organization, id) = (ORGANIZATION.to_string(), one.text("workstation_id"));
    said(command(&store).args(["revoke", "--organization", &organization, "--workstation", &id]));
    let refused = one.round(&program, super::workstation::Fate::Well).await.expect_err("it is refused");
    assert_eq!(refused.code(), "revoked", "the operator's word holds at once");
}

async fn plain_http_leaves_the_machine_on_no_account<S: Store>() {
    let output = command(&S::fresh().await).args(["serve", "--listen", "0.0.0.0:0"]).output();
    let output = output.expect("it runs");
    assert!(!output.status.success(), "anything but loopback is refused");
    let reason = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(reason.contains("--tls-cert") && reason.contains("--self-signed"), "it says what to do: {reason}");
}
