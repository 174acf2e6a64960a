//! The centre's second half: an API in front of the clinics whose changes the hub keeps.

pub mod api;
