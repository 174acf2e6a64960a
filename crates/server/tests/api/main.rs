//! The API's promises, over HTTP, on a real hub.

mod browser;
mod centre;
mod doors;
mod portal;
