//! A desk without a screen: the display, the message bus and the keyring that `cargo xtask run` and the stories stand up.

pub mod bus;
pub mod child;
pub mod display;
