//! Commands that make a plan of rooms, and carry one out.
//!
//! The plan itself is thought out before the command is decided, outside of
//! any transaction: whoever carries commands out puts it into `made`. It is no
//! part of the command as it is written down; what it came to stands in the
//! rows that changed.

use serde::{Deserialize, Serialize};

use crate::domain::day::Day;
use crate::domain::planner::Strategy;
use crate::domain::planning::Proposal;
use crate::domain::rate::RateDecision;

/// A line of a plan that is left out.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Dropped {
    /// By its number, counted from 1.
    Line(u32),
    /// Every line of this booking, by code.
    Booking(String),
}

/// Plan rooms for the bookings that arrive and have none.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AutoAssign {
    /// First arrival day looked at.
    pub from: Day,
    /// Last arrival day looked at.
    pub to: Day,
    /// What comes first.
    pub strategy: Strategy,
    /// Whether wishes for floor, quiet and elevator count.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub respect_preferences: bool,
    /// Whether tentative rooms may be given anew.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub replan_tentative: bool,
    /// Only these bookings, by code; all where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bookings: Vec<String>,
    /// Carry the plan out at once.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub apply: bool,
    /// Left out when it is carried out at once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drop: Vec<Dropped>,
    /// The plan, once it is thought out.
    #[serde(skip)]
    pub made: Option<Box<Proposal>>,
}

impl AutoAssign {
    /// Those who arrive on these days, planned for the most bookings, as wished.
    pub fn between(from: Day, to: Day) -> AutoAssign {
        AutoAssign {
            from,
            to,
            strategy: Strategy::default(),
            respect_preferences: true,
            replan_tentative: false,
            bookings: Vec::new(),
            apply: false,
            drop: Vec::new(),
            made: None,
        }
    }
}

/// Look for room for a booking that fits nowhere: who would have to move, or
/// what else could be done.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MakeRoom {
    /// Which booking, by code.
    pub booking: String,
    /// Let firm rooms change, too; promised ones and guests in the house never.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub move_firm: bool,
    /// What to do with the difference where the room is of another type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<RateDecision>,
    /// Whoever is charged approved of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approved_by_guest: bool,
    /// Carry the plan out at once.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub apply: bool,
    /// Left out when it is carried out at once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drop: Vec<Dropped>,
    /// The plan, once it is thought out.
    #[serde(skip)]
    pub made: Option<Box<Proposal>>,
}

/// Say who of those that claim a room keeps it, and where the others go.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResolveConflict {
    /// One of them, by code.
    pub booking: String,
    /// What to do with the difference where the room is of another type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<RateDecision>,
    /// Whoever is charged approved of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approved_by_guest: bool,
    /// Carry the plan out at once.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub apply: bool,
    /// Left out when it is carried out at once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drop: Vec<Dropped>,
    /// The plan, once it is thought out.
    #[serde(skip)]
    pub made: Option<Box<Proposal>>,
}

/// Carry a kept plan out, all of it as one step.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApplyPlan {
    /// Which plan, by code.
    pub plan: String,
    /// Lines left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drop: Vec<Dropped>,
    /// What to do with the difference where a room is of another type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<RateDecision>,
    /// Whoever is charged approved of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approved_by_guest: bool,
}

fn yes() -> bool {
    true
}

#[allow(clippy::trivially_copy_pass_by_ref)] // As serde asks.
fn is_yes(given: &bool) -> bool {
    *given
}
