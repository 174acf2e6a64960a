//! The window: only what a desktop can do; no clinical rule.

pub mod host;
pub mod host_commands;
mod keychain;
mod plots;

#[cfg(test)]
mod generated;
