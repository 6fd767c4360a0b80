//! Views: what the screens and `show … --json` say, drawn from a [`House`].
//!
//! Owns the reckoning of every figure, row and bar that is shown. Pure: no
//! clock (the moment comes in), no width of a screen, no colour. Each view
//! walks the house once, over its indices.
//!
//! [`House`]: super::House

pub mod account;
pub mod bar;
pub mod calendar;
pub mod cleanings;
pub mod counts;
pub mod detail;
pub mod find;
pub mod grid;
pub mod lists;
mod nights;
pub mod requests;
pub mod spread;
pub mod stats;
mod tray;
pub mod turnover;
mod upkeep;
pub mod worklist;

#[cfg(test)]
mod tests;
