//! The planner against programs that look at every possibility.

pub(in crate::domain) mod brute;
mod chains;
mod properties;
mod small;
