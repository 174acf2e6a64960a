//! What stories share: a desk to sit at, the real window on it, and the notifications it raises.

pub mod centre;
mod chord;
pub mod clinic;
pub mod computer;
mod desk;
mod driver;
pub mod elsewhere;
pub mod hub;
pub mod journey;
pub mod link;
pub mod memory;
mod notifications;
mod page;
#[cfg(target_os = "linux")]
pub mod small_disk;
pub mod tools;
mod window;

pub use desk::Desk;
pub use notifications::{Notice, Notifications, Urgency};
pub use page::Page;
pub use tools::application;
pub use window::Window;
