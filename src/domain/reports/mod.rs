//! Reports as plain text: what the jobs write, and what can be printed.
//!
//! Pure: a house and a day in, lines out. Columns are as wide as what is in
//! them; guest text is cleaned where it is shown or written, not here.

mod arrivals;
mod assignment;
mod columns;
mod maintenance;
mod performance;
mod plan;
#[cfg(test)]
mod tests;

pub use arrivals::arrivals_list;
pub use assignment::assignment_summary;
pub use maintenance::maintenance_report;
pub use performance::performance_report;
pub use plan::plan_report;
