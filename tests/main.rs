//! The stories, in one binary.
