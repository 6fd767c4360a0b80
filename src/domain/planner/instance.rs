//! What is asked: stays to place, rooms with the nights already taken, and
//! which aim comes before which.
//!
//! Owns the shapes of a question to the planner and the words for a place in
//! it (`usize` indices into [`Instance::rooms`] and [`Instance::stays`]). Knows
//! nothing of bookings, segments, rules or the database: whoever asks has
//! turned those into choices and scores.

use serde::{Deserialize, Serialize};

/// Half-open run of nights `[from, to)`, counted from any fixed day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Nights {
    /// First night.
    pub from: i32,
    /// Day of departure: the first night not taken.
    pub to: i32,
}

impl Nights {
    /// The nights from `from` up to, not including, `to`.
    pub fn new(from: i32, to: i32) -> Nights {
        Nights { from, to }
    }

    /// Whether a night lies in both.
    pub fn overlaps(self, other: Nights) -> bool {
        self.from < other.to && other.from < self.to
    }

    /// How many nights.
    pub fn count(self) -> i32 {
        self.to - self.from
    }
}

/// Nights of a room that are taken whatever the planner does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hold {
    /// The nights.
    pub nights: Nights,
    /// The group whose member holds them, if a group's does.
    pub group: Option<u32>,
}

/// A room as far as planning cares.
#[derive(Clone, Default, Debug)]
pub struct Room {
    /// What is taken already: stays that may not move, blocks, nights out of
    /// service. In any order; may touch, should not overlap.
    pub held: Vec<Hold>,
    /// Rooms next door (indices).
    pub beside: Vec<usize>,
}

/// A room that a stay may be given, and what it is worth to the guest.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Choice {
    /// Index of the room.
    pub room: usize,
    /// Score of the room for the stay, group neighbours apart.
    pub score: i32,
}

/// A stay that wants one room for all its nights.
#[derive(Clone, Debug)]
pub struct Stay {
    /// Its nights; one at least.
    pub nights: Nights,
    /// Whether the guest is to be looked after.
    pub vip: bool,
    /// The group it belongs to.
    pub group: Option<u32>,
    /// The kind of room booked: stays of one kind are drawn together by
    /// [`Strategy::GroupByType`].
    pub kind: u32,
    /// Every room it may be given. A room whose held nights it overlaps is no
    /// choice, whether it stands here or not.
    pub choices: Vec<Choice>,
}

/// What comes first, what second. Each is a lexicographic order.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strategy {
    /// Stays placed; score. Nobody asks for it by name.
    #[serde(skip_deserializing)]
    Plain,
    /// Stays placed; fewest new short gaps; score.
    #[default]
    OptimizeOccupancy,
    /// Stays placed; group members and equal kinds side by side; score.
    GroupByType,
    /// VIPs placed; stays placed; VIPs' score; fewest new short gaps; score.
    VipFirst,
}

/// A question to the planner.
#[derive(Clone, Debug)]
pub struct Instance {
    /// The rooms.
    pub rooms: Vec<Room>,
    /// The stays to place.
    pub stays: Vec<Stay>,
    /// What is aimed at.
    pub strategy: Strategy,
}
