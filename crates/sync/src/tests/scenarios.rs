//! Pointed stories, each about one way in which an exchange could go wrong.

pub type Scenario = fn() -> Result<(), String>;

/// All of them, by name.
pub const ALL: [(&str, Scenario); 0] = [];
