//! What the older systems did, done here: a story a system. `docs/older-systems.md` says which call has which equal, and
//! each story fails where it did other than that table says.

mod clinic;
mod monitoring;
mod stroke;
mod thresholds;
mod vitals;

use super::centre::{Answer, CLINIC, Centre};
use healthsync_server::api::openapi::openapi;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

type Equals = BTreeMap<String, BTreeSet<String>>;

/// A story that is being told.
pub struct Replay {
    pub centre: Centre,
    pub admin: String,
    chapter: &'static str,
    done: Equals,
}

impl Replay {
    pub async fn begin(chapter: &'static str) -> Replay {
        let centre = Centre::start().await;
        let admin = centre.admin().await;
        Replay { centre, admin, chapter, done: Equals::new() }
    }

    /// Somebody of a role.
    pub async fn hire(&self, username: &str, role: &str) -> String {
        self.centre.join(&self.admin, CLINIC, username, role).await
    }

    /// What `theirs` did, by our operation: it must be done.
    pub async fn step(&mut self, theirs: &str, ours: &str, token: &str, body: Value) -> Answer {
        let (method, path) = ours.split_once(' ').expect("a method and a path");
        let answer = self.centre.ask(method, path, token, body, &[]).await;
        assert!(answer.status < 300, "{theirs} is {ours} here: {} {}", answer.status, answer.body);
        self.note(theirs, &template(method, path));
        answer
    }

    /// Notes an equal that is no operation of the document.
    pub fn note(&mut self, theirs: &str, ours: &str) {
        self.done.entry(theirs.into()).or_default().insert(ours.into());
    }

    /// The table says what was done, and nothing else.
    pub fn end(self) {
        let told = told(self.chapter);
        assert!(!told.is_empty(), "the table has a chapter {}", self.chapter);
        assert_eq!(self.done, told, "the table of {} says what was done here", self.chapter);
    }
}

/// The operation of the document that a path belongs to.
fn template(method: &str, path: &str) -> String {
    let plain = path.split('?').next().unwrap_or_default();
    let segments: Vec<&str> = plain.split('/').collect();
    let fits = |known: &str| {
        let known: Vec<&str> = known.trim_start_matches("/api/v1").split('/').collect();
        known.len() == segments.len()
            && known.iter().zip(&segments).all(|(one, other)| one.starts_with('{') || one == other)
    };
    let paths = openapi()["paths"].as_object().expect("paths");
    let fitting = paths.iter().filter(|(known, at)| fits(known) && at.get(method.to_lowercase()).is_some());
    let best = fitting.min_by_key(|(known, _)| known.matches('{').count());
    match best {
        Some((known, _)) => format!("{method} {}", known.trim_start_matches("/api/v1")),
        None => format!("{method} {plain}"),
    }
}

/// What a chapter of the table says.
fn told(chapter: &str) -> Equals {
    let table = include_str!("../../../../../docs/older-systems.md");
    let chapter = table.split("\n## ").find(|text| text.starts_with(chapter)).unwrap_or_default();
    let rows = chapter.lines().filter(|line| line.starts_with('|')).skip(2);
    let mut told = Equals::new();
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [theirs, _, ours, _] = cells.as_slice() else { panic!("four cells a row: {row}") };
        let equals = ours.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        assert!(told.insert(theirs.replace('`', ""), equals).is_none(), "{theirs} is one row");
    }
    told
}
