//! The API's promises, over HTTP, on a real hub.

mod accounts;
mod centre;
mod document;
mod doors;
mod examples;
mod fuzz;
mod letters;
mod limits;
mod pages;
mod prints;
mod replays;
mod shapes;
mod walk;
