//! Automatic assignment for a house: from bookings to a proposal of commands.
//!
//! Turns a [`House`](super::House) and a question into an
//! [`Instance`](super::planner::Instance), has [`super::planner`] plan it, and
//! says the plan as commands and words. Owns which bookings are planned, which
//! rooms each may have and what counts in their score; it decides nothing: the
//! commands are decided as any others, and whatever has changed meanwhile is
//! refused there.

mod ask;
mod making_room;
mod proposal;
#[cfg(test)]
mod tests;
mod view;
mod words;

pub use ask::{Ask, propose};
pub use making_room::{MadeRoom, make_room_for};
pub use proposal::{Left, Line, Proposal};
