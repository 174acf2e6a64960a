//! The API's promises, over HTTP, on a real hub.

mod centre;
mod devices;
mod doors;
mod live;
mod live_figures;
mod mqtt;
