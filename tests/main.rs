//! The stories, in one binary.

mod accounts;
mod alerts;
mod appointments;
mod billing;
mod calendar;
mod clashes;
mod demo;
mod encounters;
mod figures;
mod formulary;
mod harness;
mod hazards;
mod invariants;
mod journeys;
mod journeys_more;
mod keys;
mod messages;
mod papers;
mod patients;
mod prescriptions;
mod queue;
mod schedules;
mod store;
mod stroke;
mod till;
mod vitals;
