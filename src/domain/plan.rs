//! Plans as they are kept: what was asked, what was answered, and what became
//! of it.
//!
//! A plan is made by [`super::planning`] and kept under a code, so that a
//! person can look at it and carry it out later. What it proposes is decided
//! anew then, line by line.

use serde::{Deserialize, Serialize};

use super::command::{AutoAssign, Command, MakeRoom, ResolveConflict};
use super::day::Day;
use super::id::PropertyId;
use super::planner::Strategy;
use super::planning::Proposal;
use super::stamp::Stamp;

/// What was asked of the planner.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// Rooms for all who arrive.
    AutoAssign {
        /// From this day.
        from: Day,
        /// To this day, itself included.
        to: Day,
        /// What comes first.
        strategy: Strategy,
        /// Whether wishes count.
        respect_preferences: bool,
        /// Whether tentative rooms may be given anew.
        replan_tentative: bool,
        /// Only these bookings, by code; all where there are none.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        bookings: Vec<String>,
    },
    /// Room for one booking that fits nowhere.
    MakeRoom {
        /// Which, by code.
        booking: String,
        /// Whether firm rooms may change, too.
        move_firm: bool,
    },
    /// Peace between those who claim one room.
    ResolveConflict {
        /// One of them, by code.
        booking: String,
    },
}

impl Asked {
    /// The same question once more.
    pub fn question(&self) -> Command {
        match self.clone() {
            Asked::AutoAssign {
                from,
                to,
                strategy,
                respect_preferences,
                replan_tentative,
                bookings,
            } => AutoAssign {
                strategy,
                respect_preferences,
                replan_tentative,
                bookings,
                ..AutoAssign::between(from, to)
            }
            .into(),
            Asked::MakeRoom { booking, move_firm } => MakeRoom {
                booking,
                move_firm,
                ..MakeRoom::default()
            }
            .into(),
            Asked::ResolveConflict { booking } => ResolveConflict {
                booking,
                ..ResolveConflict::default()
            }
            .into(),
        }
    }

    /// The command that asks this.
    pub fn op(&self) -> &'static str {
        match self {
            Asked::AutoAssign { .. } => "auto_assign",
            Asked::MakeRoom { .. } => "make_room",
            Asked::ResolveConflict { .. } => "resolve_conflict",
        }
    }

    /// What it is about, in words: `for 16 Mar to 22 Mar`.
    pub fn words(&self) -> String {
        match self {
            Asked::AutoAssign { from, to, .. } if from == to => format!("for {}", from.spoken()),
            Asked::AutoAssign { from, to, .. } => {
                format!("for {} to {}", from.spoken(), to.spoken())
            }
            Asked::MakeRoom { booking, .. } => format!("to make room for {booking}"),
            Asked::ResolveConflict { booking } => format!("to settle the conflict of {booking}"),
        }
    }
}

/// A kept plan.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Plan {
    /// Identity.
    pub id: i64,
    /// Of which house.
    pub property: PropertyId,
    /// `PL-2026-0001`.
    pub code: String,
    /// What was asked.
    pub asked: Asked,
    /// What was answered.
    pub proposal: Proposal,
    /// When, and by whom.
    pub made: Stamp,
    /// When it was carried out, and by whom, if it was.
    pub applied: Option<Stamp>,
    /// Bookings left out when it was carried out, by code.
    pub dropped: Vec<String>,
    /// Grows by one with each change.
    pub version: i64,
}
