//! The stories, in one binary.

mod accounts;
mod alerts;
mod harness;
mod invariants;
mod journeys;
mod journeys_more;
mod keys;
mod patients;
mod store;
mod stroke;
mod vitals;
