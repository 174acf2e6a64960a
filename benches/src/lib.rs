//! Figures against the bare ceiling, measured in the same run.

pub mod chart;
