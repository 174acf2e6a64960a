//! The API's promises, over HTTP, on a real hub.

mod accounts;
mod admin;
mod browser;
mod centre;
mod devices;
mod document;
mod doors;
mod examples;
mod fuzz;
mod letters;
mod limits;
mod live;
mod live_figures;
mod mqtt;
mod nodes;
mod pages;
mod papers;
mod portal;
mod prints;
mod replays;
mod rolling;
mod schemathesis;
mod sent;
mod shapes;
mod shared_papers;
#[path = "../stores.rs"]
#[allow(dead_code, reason = "the hub's own stories put backups back, too")]
mod stores;
mod walk;
