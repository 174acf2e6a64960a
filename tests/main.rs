//! The stories, in one binary.

mod accounts;
mod alerts;
mod harness;
mod invariants;
mod journeys;
mod patients;
mod store;
mod stroke;
mod vitals;
