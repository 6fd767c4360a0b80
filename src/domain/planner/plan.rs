//! What is answered: who goes where, who stays without, and what is proved.

use serde::{Deserialize, Serialize};

use super::aims::Aim;

/// A stay and the room it gets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Placement {
    /// Index of the stay.
    pub stay: usize,
    /// Index of the room.
    pub room: usize,
    /// Score of the room for the stay by itself.
    pub score: i32,
    /// What group members next door add to it.
    pub neighbours: i32,
}

/// Why a stay is left without a room.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// There is no room it may be given at all.
    NoChoice,
    /// Every room it may be given is held, on one of its nights at least, by
    /// something that does not move.
    AllHeld,
    /// On this night every room it may be given is taken.
    Full {
        /// The night.
        night: i32,
    },
    /// Each night some room is free, but none is free throughout, and no moving
    /// about of the others was found to help.
    NoneThroughout,
}

/// How far a plan goes in one aim, and how far any plan could.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reached {
    /// The aim.
    pub aim: Aim,
    /// What the plan reaches.
    pub value: i64,
    /// What no plan passes that reaches as much in all aims before.
    pub bound: i64,
}

/// The answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plan {
    /// Who goes where, by stay.
    pub placed: Vec<Placement>,
    /// Who stays without, and why, by stay.
    pub unplaced: Vec<(usize, Reason)>,
    /// The aims in order.
    pub reached: Vec<Reached>,
    /// Steps of work it took.
    pub steps: u64,
}

impl Plan {
    /// Whether the plan is proved best in every aim.
    pub fn is_optimal(&self) -> bool {
        self.reached
            .iter()
            .all(|reached| reached.value == reached.bound)
    }

    /// How many are placed.
    pub fn count(&self) -> usize {
        self.placed.len()
    }

    /// The most that can be placed; proved.
    pub fn count_bound(&self) -> usize {
        self.bound_of(Aim::Placed)
            .map_or(usize::MAX, |bound| bound as usize)
    }

    /// The scores of all rooms given, neighbours included.
    pub fn score(&self) -> i64 {
        self.placed
            .iter()
            .map(|placed| i64::from(placed.score + placed.neighbours))
            .sum()
    }

    /// The highest score of any plan that reaches as much in the aims before.
    pub fn score_bound(&self) -> i64 {
        self.bound_of(Aim::Score).unwrap_or(i64::MAX)
    }

    fn bound_of(&self, aim: Aim) -> Option<i64> {
        self.reached
            .iter()
            .find(|reached| reached.aim == aim)
            .map(|reached| reached.bound)
    }
}
