//! "These two records are one person": said, never done. Nothing is rewritten, so it can be taken back.

use super::groups;
use crate::db::Place;
use crate::error::Result;
use crate::record::{Merge, Record, Stored};
use healthsync_sync::Scope;
use rusqlite::Connection;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// That two records are of one person. Entered in error, they are two again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PatientLink {
    /// The link.
    pub id: Uuid,
    /// One record.
    pub patient_id: Uuid,
    /// The other.
    pub other_id: Uuid,
    /// The change by which fields of the other were chosen for the face, in hexadecimal: parting takes it back.
    pub chosen_change: Option<String>,
}

impl Record for PatientLink {
    const KIND: &'static str = "patient_link";
    const TABLE: &'static str = "patient_links";
    const MERGE: Merge = Merge::AppendOnly;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }

    fn rebuilding(conn: &Connection, is_done: bool) -> Result<()> {
        if !is_done {
            conn.execute("DELETE FROM patient_groups", [])?;
        }
        Ok(())
    }

    fn projected(conn: &Connection, stored: &Stored<Self>) -> Result<()> {
        groups::regroup(conn, &[stored.patient_id, stored.other_id])
    }
}
