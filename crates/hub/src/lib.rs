//! The centre: keeps the changes of many organizations apart and hands out to each workstation what it lacks.
//!
//! The hub knows no record kind and opens no body: [`hub`] keeps logs, [`http`] is how workstations reach it,
//! [`tokens`] says who they are, and [`serve`], [`listen`] and [`tls`] are the door itself.

mod error;
pub mod http;
pub mod hub;
pub mod listen;
mod rest;
pub mod serve;
pub mod tls;
pub mod tokens;

pub use error::{HubError, Result};
