//! Commands that give, change and take rooms.

use serde::{Deserialize, Serialize};

use crate::domain::day::Day;
use crate::domain::rate::RateDecision;
use crate::domain::segment::AssignmentType;

macro_rules! gives_a_room {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            /// Which booking, by code.
            pub booking: String,
            /// Which room, by number.
            #[serde(default)]
            pub room: String,
            /// First night of the part of the stay that goes there; else the whole.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub from: Option<Day>,
            /// End of that part.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub to: Option<Day>,
            /// How it came about; else by hand, or an upgrade or downgrade where
            /// the type is another.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub assignment_type: Option<AssignmentType>,
            /// What to do with the difference where the room is of another type.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub rate: Option<RateDecision>,
            /// The guest approved of being charged.
            #[serde(default, skip_serializing_if = "std::ops::Not::not")]
            pub approved_by_guest: bool,
            /// Promise the room.
            #[serde(default, skip_serializing_if = "std::ops::Not::not")]
            pub do_not_move: bool,
            /// Break an overridable block.
            #[serde(default, skip_serializing_if = "std::ops::Not::not")]
            pub override_block: bool,
            /// Break a promise.
            #[serde(default, skip_serializing_if = "std::ops::Not::not")]
            pub override_do_not_move: bool,
            /// Take the room from tentative stays in the way; in the same step
            /// each goes to the best other room, else back to the tray.
            #[serde(default, skip_serializing_if = "std::ops::Not::not")]
            pub displace_tentative: bool,
            /// Put the room on rush in the same step.
            #[serde(default, skip_serializing_if = "std::ops::Not::not")]
            pub rush: bool,
            /// Why, where a promise or a block is broken.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub reason: Option<String>,
        }
    )*};
}

gives_a_room! {
    /// Give a booking a firm room.
    Assign,
    /// Give a booking a tentative room.
    PreAssign,
}

/// Make a booking's tentative rooms firm.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FirmUp {
    /// Which booking, by code.
    pub booking: String,
}

/// Take a booking's rooms away.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unassign {
    /// Which booking, by code.
    pub booking: String,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Break a promise.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub override_do_not_move: bool,
    /// Remember the room as one that was promised: as long as another has it,
    /// that is a conflict.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub keep_claim: bool,
}

/// How far a move reaches.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Through {
    /// To the end of the stay, taking later segments along.
    End,
}

/// Move a guest in the house to another room, from tonight on.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// Which booking, by code.
    pub booking: String,
    /// To which room, by number.
    #[serde(default)]
    pub room: String,
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// How far; else to the end of the current segment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub through: Option<Through>,
    /// Until this day only; the nights after it then wait for a room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Day>,
    /// What to do with the difference where the room is of another type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<RateDecision>,
    /// The guest approved of being charged.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approved_by_guest: bool,
    /// Break an overridable block.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub override_block: bool,
    /// Break a promise.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub override_do_not_move: bool,
    /// Take the room from tentative stays in the way.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub displace_tentative: bool,
    /// More to say about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
}

/// Exchange the rooms of two bookings.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Swap {
    /// One booking, by code.
    pub booking: String,
    /// The other.
    pub with: String,
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// What to do with the difference where the first one's new room is of
    /// another type than was booked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<RateDecision>,
    /// The same of the other; else as for the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with_rate: Option<RateDecision>,
    /// Whoever is charged approved of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approved_by_guest: bool,
    /// Break a promise.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub override_do_not_move: bool,
}

/// Promise a booking its room, or take the promise back.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetDoNotMove {
    /// Which booking, by code.
    pub booking: String,
    /// Promise, or not.
    pub on: bool,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
