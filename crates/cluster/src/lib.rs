//! A PostgreSQL of one's own, for tests and measurements: started from the system's binaries on a free port, gone with
//! whoever started it, however that ends.

use std::io::{BufRead, BufReader, Error, Result};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Where the variable is set, what needs PostgreSQL is left out on a machine that has none.
pub const WITHOUT: &str = "HEALTHSYNC_WITHOUT_POSTGRES";

/// Makes a cluster in a folder of its own, starts it, says so, and waits for its input to end: then whoever asked for it
/// is gone, by whatever death, and so must this be.
const KEEPER: &str = r#"
set -eu
folder=$(mktemp -d)
clean() {
    "$BIN/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap clean EXIT
cd "$folder"
"$BIN/initdb" -D data -U owner -A trust --no-sync -E UTF8 --locale=C >log 2>&1 || { cat log >&2; exit 1; }
"$BIN/pg_ctl" -D data -l log -w -t 60 -o "$SETTINGS -c unix_socket_directories='$folder'" start >/dev/null 2>&1 ||
    { cat log >&2; exit 1; }
echo ready
cat >/dev/null
"#;

/// What the disk is promised.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Promise {
    /// Nothing: what is here is gone when the machine stops. For tests.
    Nothing,
    /// What was committed stays, as in earnest. For measurements.
    Durable,
}

/// A running cluster. It is stopped when this is dropped, or when the process ends.
pub struct Cluster {
    port: u16,
    keeper: Child,
    made: AtomicUsize,
}

impl Cluster {
    /// Starts one. `settings` are added to the server's command line.
    ///
    /// # Errors
    /// When PostgreSQL is not installed, or does not start; the message says what it said.
    pub fn start(promise: Promise, settings: &str) -> Result<Cluster> {
        let bin = binaries().ok_or_else(|| {
            Error::other(format!(
                "PostgreSQL's server is not installed: `cargo xtask test` installs it, or the package manager's \
                 postgresql; with {WITHOUT}=1 what needs it is left out"
            ))
        })?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let promised = match promise {
            Promise::Nothing => "-c fsync=off -c synchronous_commit=off -c full_page_writes=off",
            Promise::Durable => "",
        };
        let settings =
            format!("-c listen_addresses=127.0.0.1 -c port={port} -c max_connections=300 {promised} {settings}");
        let mut keeper = as_somebody_else(&bin)
            .env("BIN", &bin)
            .env("SETTINGS", settings)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        if let Some(said) = keeper.stdout.take() {
            BufReader::new(said).read_line(&mut line)?;
        }
        if line.trim() != "ready" {
            let output = keeper.wait_with_output()?;
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            return Err(Error::other(format!("PostgreSQL does not start: {said}")));
        }
        Ok(Cluster { port, keeper, made: AtomicUsize::new(0) })
    }

    /// The address of a database, for its superuser, the owner of the cluster, or another role.
    #[must_use]
    pub fn url(&self, role: &str, database: &str) -> String {
        format!("postgres://{role}@127.0.0.1:{}/{database}", self.port)
    }

    /// A name that no database of this cluster has had.
    #[must_use]
    pub fn fresh_name(&self) -> String {
        format!("hub_{}", self.made.fetch_add(1, Ordering::Relaxed))
    }

    /// The process that keeps it: it ends when the cluster is gone.
    #[must_use]
    pub fn keeper_id(&self) -> u32 {
        self.keeper.id()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // Its input ends, and so does it.
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
    }
}

/// Where the server's programs lie: found by name, or where Debian keeps each version's, the newest first.
fn binaries() -> Option<PathBuf> {
    let on_path = std::env::var_os("PATH").unwrap_or_default();
    let mut versions: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    versions.sort_unstable();
    let debian = versions.into_iter().rev().map(|(_, path)| path);
    std::env::split_paths(&on_path).chain(debian).find(|folder| {
        ["initdb", "postgres", "pg_ctl"]
            .iter()
            .all(|name| folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)).is_file())
    })
}

/// The shell that keeps the cluster. `initdb` refuses root, so root has somebody do it who may do nothing else.
fn as_somebody_else(bin: &std::path::Path) -> Command {
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|answer| answer.stdout.trim_ascii() == b"0");
    let mut command = match is_root {
        true => {
            let is_there = |user: &&str| Command::new("id").arg(user).output().is_ok_and(|it| it.status.success());
            let user = ["postgres", "nobody"].into_iter().find(is_there).unwrap_or("nobody");
            let mut command = Command::new("runuser");
            command.args(["-u", user, "--", "sh", "-c", KEEPER]);
            command
        }
        false => {
            let mut command = Command::new("sh");
            command.args(["-c", KEEPER]);
            command
        }
    };
    // Not the caller's folder, which it may not be allowed to see; not the caller's group, so that Ctrl-C leaves it the
    // time to clean up.
    command.current_dir(bin);
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command
}
