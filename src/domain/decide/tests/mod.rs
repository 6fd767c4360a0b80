//! Examples of decisions, by family.

mod booking;
mod setup;
