//! Automatic assignment for a house: from bookings to a proposal of commands.
//!
//! Turns a [`House`](super::House) and a question into an
//! [`Instance`](super::planner::Instance), has [`super::planner`] plan it, and
//! says the plan as commands and words. Owns which bookings are planned, which
//! rooms each may have and what counts in their score; it decides nothing: the
//! commands are decided as any others, and whatever has changed meanwhile is
//! refused there.

mod ask;
mod claims;
mod contest;
mod keeps;
mod line;
mod making_room;
mod near;
mod picked;
#[cfg(test)]
mod picked_tests;
mod proposal;
mod settling;
mod splitting;
#[cfg(test)]
mod tests;
mod think;
mod told;
mod trying;
mod view;
mod waiting;
#[cfg(test)]
mod with_rules;
mod words;

pub use ask::{Ask, propose};
pub use claims::Claim;
pub use line::{Left, Line};
pub use making_room::{RoomFor, make_room_for};
pub use picked::{Fate, Picked, Proof, Sums};
pub use proposal::{Place, Proposal, Step, Way};
pub use settling::settle_for;
pub use think::{days_at_first, days_in_all, think, wants_plan, with_plan};
pub use told::{AimTold, ClaimTold, LeftTold, LineTold, Told, Totals};
pub use trying::{RoomPoints, Touched, Trial, month_of, try_rule};
pub use waiting::{is_contested, waiting};
