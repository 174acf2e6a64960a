//! The API's promises, over HTTP, on a real hub.

mod accounts;
mod centre;
mod document;
mod doors;
mod examples;
mod fuzz;
mod limits;
mod pages;
mod replays;
mod schemathesis;
mod shapes;
mod walk;
