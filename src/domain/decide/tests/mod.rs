//! Examples of decisions, by family.

mod alert;
mod block;
mod booking;
mod day;
mod housekeeping;
mod setup;
mod transitions;
mod walk_in;
