//! The hub over real HTTP: workstations made of the real engine meet through it.

mod doors;
mod meeting;
mod program;
mod server;
mod workstation;
