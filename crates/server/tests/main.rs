//! The hub over real HTTP: workstations made of the real engine meet through it.

mod bounds;
mod doors;
mod figures;
mod invitation;
mod meeting;
mod news;
mod program;
mod roll;
mod server;
mod tls;
mod workstation;
