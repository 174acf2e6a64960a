//! The hub over real HTTP, on both stores: workstations made of the real engine meet through it.

mod bounds;
mod crowd;
mod deploy;
mod doors;
mod figures;
mod invitation;
mod meeting;
mod news;
mod notes;
mod postgres;
mod program;
mod roll;
mod server;
mod stores;
mod tls;
mod walls;
mod workstation;
