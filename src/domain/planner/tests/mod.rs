//! The planner against programs that look at every possibility.

mod brute;
mod chains;
mod properties;
mod small;
