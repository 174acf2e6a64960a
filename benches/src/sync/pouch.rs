//! PouchDB against express-pouchdb: the same documents, in processes of their own.

use crate::program::Program;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// A replica and a server.
pub struct Pouch {
    /// Where the server listens.
    pub port: u16,
    _server: Program,
    replica: Program,
    folder: PathBuf,
}

#[derive(Deserialize)]
struct Done {
    documents: usize,
    #[serde(default)]
    seconds: f64,
}

impl Pouch {
    /// Starts both over a folder.
    ///
    /// # Errors
    /// When Node or its packages are not there.
    pub fn start(folder: &Path) -> Result<Pouch> {
        let peer = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/pouchdb");
        if !peer.join("node_modules").exists() {
            bail!("the packages of {} are not installed: cargo xtask bench sync does it", peer.display());
        }
        let (here, there) = (folder.join("replica"), folder.join("server"));
        std::fs::create_dir_all(&here)?;
        std::fs::create_dir_all(&there)?;
        let node = |program: &str| {
            let mut node = Command::new("node");
            node.arg(peer.join(program));
            node
        };
        let mut server = Program::start(node("server.js").arg(&there)).context("Node.js")?;
        let port = server.line()?.parse().context("its port")?;
        let replica = Program::start(&mut node("replica.js")).context("Node.js")?;
        Ok(Pouch { port, _server: server, replica, folder: here })
    }

    /// Puts the first documents of a file into a database of the replica's.
    ///
    /// # Errors
    /// When it does not work.
    pub fn fill(&mut self, name: &str, file: &Path, count: usize) -> Result<()> {
        let path = self.folder.join(name);
        let done = self.ask(&json!({ "deed": "fill", "path": path, "file": file, "count": count }))?;
        anyhow::ensure!(done.documents == count, "there are {} documents and not {count}", done.documents);
        Ok(())
    }

    /// Pushes a database to the server. Returns how long it took.
    ///
    /// # Errors
    /// When not all of it arrives.
    pub fn push(&mut self, from: &str, to: &str, port: u16, count: usize) -> Result<Duration> {
        self.moved("push", from, to, port, count)
    }

    /// Pulls a database from the server.
    ///
    /// # Errors
    /// When not all of it arrives.
    pub fn pull(&mut self, from: &str, to: &str, port: u16, count: usize) -> Result<Duration> {
        self.moved("pull", to, from, port, count)
    }

    fn moved(&mut self, deed: &str, mine: &str, theirs: &str, port: u16, count: usize) -> Result<Duration> {
        let (path, url) = (self.folder.join(mine), format!("http://127.0.0.1:{port}/{theirs}"));
        let done = self.ask(&json!({ "deed": deed, "path": path, "url": url }))?;
        anyhow::ensure!(done.documents == count, "{} documents arrived and not {count}", done.documents);
        Ok(Duration::from_secs_f64(done.seconds))
    }

    fn ask(&mut self, asked: &serde_json::Value) -> Result<Done> {
        Ok(serde_json::from_str(&self.replica.ask(&asked.to_string())?)?)
    }
}
