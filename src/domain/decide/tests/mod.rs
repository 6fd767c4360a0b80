//! Examples of decisions, by family.

mod account;
mod alert;
mod block;
mod booking;
mod day;
mod housekeeping;
mod housekeeping_day;
mod plan;
mod rates;
mod requests;
mod requests_matrix;
mod requests_told;
mod rule;
mod saved_view;
mod setup;
mod staff;
mod telling;
mod transitions;
mod triggers;
mod walk_in;
