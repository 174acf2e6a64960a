//! The hub over real HTTP, on both stores: workstations made of the real engine meet through it.

mod crowd;
mod doors;
mod meeting;
mod postgres;
mod program;
mod server;
mod stores;
mod walls;
mod workstation;
