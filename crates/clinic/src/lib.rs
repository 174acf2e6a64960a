//! The clinic: what it knows and where it keeps it
