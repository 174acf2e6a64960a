//! The API's promises, over HTTP, on a real hub.

mod centre;
mod doors;
mod prints;
