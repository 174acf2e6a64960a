//! The stories, in one binary.

mod harness;
