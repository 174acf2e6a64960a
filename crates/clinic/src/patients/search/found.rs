//! The patients found so far, and their order.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;

use super::{Hit, Match};

/// Patients ranked for each one shown: enough to put the nearest first.
const RANKED_EACH: usize = 2;

/// The most patients that one question to the index brings for ranking.
const MOST_RANKED: usize = 400;

/// How often a similar name is shown before others come between.
const SHOWN_NAMESAKES: u32 = 3;

/// How much further away every few namesakes more are taken to be.
const SET_BACK: u32 = 4;

/// A patient that was found, before ranking.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    doc: i64,
    pub patient_id: String,
    updated_at_ms: i64,
    listed_words: String,
    why: Match,
    distance: u32,
}

impl Candidate {
    /// The words of the patient's names.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.listed_words.split(' ')
    }
}

/// The patients found so far.
pub(super) struct Found {
    limit: usize,
    docs: HashSet<i64>,
    candidates: Vec<Candidate>,
}

impl Found {
    pub fn new(limit: usize) -> Found {
        Found { limit, docs: HashSet::new(), candidates: Vec::new() }
    }

    pub fn is_full(&self) -> bool {
        self.candidates.len() >= self.limit
    }

    pub fn has(&self, why: Match) -> bool {
        self.candidates.iter().any(|candidate| candidate.why == why)
    }

    pub fn is_empty(&self) -> bool {
        self.candidates.is_empty()
    }

    /// How many patients a question should bring that are all equally near: the latest come first
    /// already, all but those indexed in another order than they were changed.
    pub fn latest(&self) -> usize {
        (self.limit + self.limit / 2).max(1)
    }

    /// How many patients a question should bring of which some are nearer than others.
    pub fn wanted(&self) -> usize {
        self.limit.saturating_mul(RANKED_EACH).clamp(1, MOST_RANKED.max(self.limit))
    }

    /// Adds those of the patients that are new and fit: `distance` tells how well, or `None`.
    pub fn add(
        &mut self,
        conn: &Connection,
        docs: Vec<i64>,
        why: Match,
        distance: impl Fn(&Candidate) -> Option<u32>,
    ) -> rusqlite::Result<()> {
        let new: Vec<i64> = docs.into_iter().filter(|doc| !self.docs.contains(doc)).collect();
        for candidate in rows_of(conn, &new)? {
            if let Some(distance) = distance(&candidate) {
                self.docs.insert(candidate.doc);
                self.candidates.push(Candidate { why, distance, ..candidate });
            }
        }
        Ok(())
    }

    /// The best first, cut to the limit.
    pub fn ranked(mut self) -> Vec<Hit> {
        self.set_namesakes_back();
        self.candidates.sort_by(|one, other| {
            (one.why, one.distance)
                .cmp(&(other.why, other.distance))
                .then_with(|| other.updated_at_ms.cmp(&one.updated_at_ms))
                .then_with(|| one.patient_id.cmp(&other.patient_id))
        });
        self.candidates.truncate(self.limit);
        let hit = |candidate: Candidate| Hit {
            patient_id: candidate.patient_id,
            why: candidate.why,
            distance: candidate.distance,
            updated_at_ms: candidate.updated_at_ms,
        };
        self.candidates.into_iter().map(hit).collect()
    }
}

impl Found {
    /// Among similar names each is shown a few times before the ones borne by many fill the list:
    /// somebody who meant one of many namesakes has to type more anyway.
    fn set_namesakes_back(&mut self) {
        self.candidates.sort_by_key(|candidate| std::cmp::Reverse((candidate.updated_at_ms, candidate.doc)));
        let mut borne: HashMap<String, u32> = HashMap::new();
        for candidate in self.candidates.iter_mut().filter(|candidate| candidate.why == Match::Similar) {
            let count = borne.entry(candidate.listed_words.clone()).or_default();
            candidate.distance += *count / SHOWN_NAMESAKES * SET_BACK;
            *count += 1;
        }
    }
}

/// What ranking needs of each patient.
pub(super) fn rows_of(conn: &Connection, docs: &[i64]) -> rusqlite::Result<Vec<Candidate>> {
    let mut row_of = conn.prepare_cached("SELECT patient_id, updated_at, words FROM patient_search WHERE doc = ?1")?;
    docs.iter()
        .map(|doc| {
            row_of.query_row([doc], |row| {
                Ok(Candidate {
                    doc: *doc,
                    patient_id: row.get(0)?,
                    updated_at_ms: row.get(1)?,
                    listed_words: row.get(2)?,
                    why: Match::Similar,
                    distance: 0,
                })
            })
        })
        .collect()
}
