//! The views, shown small houses, and laws shown any house.

mod calendar;
mod grid;
mod laws;
mod lists;
mod lived;
mod turnover;
mod worklist;

use crate::domain::day::Day;

/// The business date of these tests: Monday 16 March 2026.
fn monday() -> Day {
    Day::from_ymd(2026, 3, 16).unwrap()
}

/// A day of that March.
fn march(day: u32) -> Day {
    Day::from_ymd(2026, 3, day).unwrap()
}
