//! Rooms: where care is given.

use crate::accounts::Nothing;
use crate::db::{Basis, Place, Read, Write};
use crate::error::{Invalid, Result};
use crate::fields::{optional, required};
use crate::record::{Merge, Record, Stored};
use healthsync_sync::Scope;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// A room.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Room {
    /// The room.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// What is there, how to find it.
    pub notes: Option<String>,
    /// It can be chosen.
    pub is_active: bool,
}

impl Record for Room {
    const KIND: &'static str = "room";
    const TABLE: &'static str = "rooms";
    const MERGE: Merge = Merge::PerField;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}

/// A room as a form has it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct RoomForm {
    /// The room; none for a new one.
    pub id: Option<Uuid>,
    /// What the form was shown; none for a new one.
    pub version: Option<i64>,
    /// What it is called.
    pub name: String,
    /// What is there, how to find it.
    pub notes: Option<String>,
    /// It can be chosen.
    pub is_active: bool,
}

/// A room with what a form is shown.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RoomView {
    /// The room.
    pub room: Stored<Room>,
    /// What a form that is opened now was shown.
    pub version: i64,
}

/// All rooms, those that can be chosen first, by name.
///
/// # Errors
/// When the database fails.
pub fn rooms(read: &Read<'_>, _: Nothing) -> Result<Vec<RoomView>> {
    let all = read.all::<Room>("entered_in_error IS NULL ORDER BY is_active DESC, name, id", [])?;
    all.into_iter().map(|room| Ok(RoomView { version: read.version(room.id)?, room })).collect()
}

/// Saves a room, new or changed.
///
/// # Errors
/// When the name is missing or another room has it.
pub fn save_room(write: &mut Write<'_>, input: RoomForm) -> Result<RoomView> {
    let basis = basis_of::<Room>(write, input.id, input.version)?;
    let room = Room {
        id: input.id.unwrap_or_else(|| write.new_id()),
        name: required("name", &input.name, 60)?,
        notes: optional("notes", input.notes.as_deref(), 300)?,
        is_active: input.is_active,
    };
    let others = write.all::<Room>("entered_in_error IS NULL AND id <> ?1", [room.id.to_string()])?;
    if others.iter().any(|other| other.name.to_lowercase() == room.name.to_lowercase()) {
        let sentence = format!("There is a room called '{}' already. Give this one another name.", room.name);
        return Err(Invalid::new("name", "name_taken", sentence).with(json!({ "name": room.name })).into());
    }
    let room = write.save(room, basis)?.stored;
    Ok(RoomView { version: write.version(room.id)?, room })
}

/// On what a form that can be new or changed builds.
pub(crate) fn basis_of<R: Record>(read: &Read<'_>, id: Option<Uuid>, version: Option<i64>) -> Result<Basis> {
    let Some(id) = id else { return Ok(Basis::New) };
    read.get::<R>(id)?;
    Ok(Basis::Shown(version.unwrap_or(0)))
}

/// The room that was chosen, if one was.
///
/// # Errors
/// When it is not there or can no longer be chosen.
pub(crate) fn chosen(read: &Read<'_>, room_id: Option<Uuid>) -> Result<Option<Stored<Room>>> {
    let Some(id) = room_id else { return Ok(None) };
    let room = read.get::<Room>(id)?;
    if room.is_active && room.meta.entered_in_error.is_none() {
        return Ok(Some(room));
    }
    let sentence = format!("The room '{}' is not in use. Choose another one.", room.name);
    Err(Invalid::new("room_id", "not_in_use", sentence).with(json!({ "name": room.name })).into())
}
