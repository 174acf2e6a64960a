//! The stories, in one binary.

mod accounts;
mod alerts;
mod appointments;
mod demo;
mod figures;
mod clashes;
mod billing;
mod clashes;
mod encounters;
mod figures;
mod formulary;
mod harness;
mod invariants;
mod journeys;
mod journeys_more;
mod keys;
mod messages;
mod patients;
mod prescriptions;
mod queue;
mod schedules;
mod store;
mod stroke;
mod till;
mod vitals;
