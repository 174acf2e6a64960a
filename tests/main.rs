//! The stories, in one binary.

mod accounts;
mod alerts;
mod appointments;
mod billing;
mod clashes;
mod demo;
mod figures;
mod harness;
mod invariants;
mod journeys;
mod journeys_more;
mod keys;
mod messages;
mod patients;
mod queue;
mod schedules;
mod store;
mod stroke;
mod till;
mod vitals;
