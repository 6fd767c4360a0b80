//! Segments: the part of a booking's stay spent in one room.

use serde::{Deserialize, Serialize};

use super::day::Stay;
use super::id::{BookingId, PropertyId, RoomId, SegmentId};
use super::money::Money;
use super::rate::{RateDecision, RateTerms};
use super::stamp::Stamp;

/// How firmly a room is given. `Unassigned` is never stored in a segment: it
/// is what a booking is whose nights lack one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssignmentStatus {
    /// A held night lacks a room.
    Unassigned,
    /// Tentative.
    PreAssigned,
    /// Firm.
    Assigned,
    /// The guest is in it.
    Locked,
}

impl AssignmentStatus {
    /// As it is stored and printed: `pre_assigned`.
    pub fn as_str(self) -> &'static str {
        match self {
            AssignmentStatus::Unassigned => "unassigned",
            AssignmentStatus::PreAssigned => "pre_assigned",
            AssignmentStatus::Assigned => "assigned",
            AssignmentStatus::Locked => "locked",
        }
    }
}

/// How a room came to be given.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssignmentType {
    /// By the planner.
    Auto,
    /// By a person.
    #[default]
    Manual,
    /// Because the guest asked.
    GuestRequest,
    /// A better room than booked.
    Upgrade,
    /// A lesser room than booked.
    Downgrade,
}

/// How a guest came into this segment's room from another.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Moved {
    /// When, and who did it.
    pub stamp: Stamp,
    /// Where from.
    pub from: RoomId,
    /// Why.
    pub reason: String,
}

/// Why a segment holds its room no more.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndedBecause {
    /// The room was taken away.
    Unassigned,
    /// Another room took its place before the guest came.
    Reassigned,
    /// The guest moved out of it.
    Moved,
    /// The booking was cancelled.
    Cancelled,
    /// The guest never came.
    NoShow,
    /// The stay became shorter.
    Shortened,
    /// The check-in was in the wrong room.
    CheckInUndone,
}

/// When and why a segment ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Ended {
    /// When, and by whom.
    pub stamp: Stamp,
    /// Why.
    pub because: EndedBecause,
}

/// The part of a booking's stay spent in one room.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Segment {
    /// Identity.
    pub id: SegmentId,
    /// Whose it is.
    pub property: PropertyId,
    /// Whose stay it is part of.
    pub booking: BookingId,
    /// Where.
    pub room: RoomId,
    /// Which nights; equal ends are a day use, or empty history.
    #[serde(flatten)]
    pub stay: Stay,
    /// How firmly.
    pub status: AssignmentStatus,
    /// How it came about.
    pub assignment_type: AssignmentType,
    /// No automatic process may relocate it, and a person only by saying so.
    pub do_not_move: bool,
    /// Code of the type that was booked when the room was given.
    pub original_type: String,
    /// The booked price per night.
    pub original_rate: Money,
    /// The price per night in this room.
    pub allocated_rate: Money,
    /// What was settled about the difference of the two, where the room is of
    /// another type than was booked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate_terms: Option<RateTerms>,
    /// When the room was first given, and by whom.
    pub assigned: Stamp,
    /// When another room was given in its place, and by whom.
    pub reassigned: Option<Stamp>,
    /// How the guest came here from another room.
    pub moved: Option<Moved>,
    /// Set once it is history that holds nothing and shows nowhere.
    pub ended: Option<Ended>,
    /// Whether it holds its room now: exactly while its booking holds
    /// inventory and it has not ended.
    pub active: bool,
}

impl Segment {
    /// Whether a guest was or is to be here: not cut down to nothing.
    pub fn counts(&self) -> bool {
        self.ended.is_none()
    }

    /// What a night in this room is more (or, below zero, less) than booked.
    pub fn difference(&self) -> Money {
        self.allocated_rate.minus(self.original_rate)
    }

    /// The difference as it stands on the account: for each night that the
    /// segment holds or was slept in, where it is charged; else nothing.
    pub fn charged(&self) -> Money {
        let nights = match self.rate_terms {
            Some(terms) if terms.decision == RateDecision::Charge && self.counts() => {
                self.stay.nights()
            }
            _ => 0,
        };
        self.difference().times(i64::from(nights))
    }
}
