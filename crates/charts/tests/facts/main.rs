//! Facts about frames.
