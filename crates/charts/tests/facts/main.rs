//! Facts about frames, each held through the crate's public door.

mod any_spec;
mod columns;
mod picture;
mod readings;
mod sample;
