//! A plan as the desk sees it: lines to look at, drop, and carry out.

use serde::{Deserialize, Serialize};

use super::claims::Claim;
use super::line::{Left, Line};
use crate::domain::command::{Command, Unassign};
use crate::domain::day::Stay;
use crate::domain::id::{BookingId, RoomId};
use crate::domain::planner::{Aim, Reached};
use crate::domain::rate::RateChoice;

/// A plan for a house.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Proposal {
    /// Who goes where, by arrival.
    pub lines: Vec<Line>,
    /// Who stays without a room, by arrival.
    pub left: Vec<Left>,
    /// How far it goes in each aim, and how far any plan could.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reached: Vec<Reached>,
    /// Whether it is proved best.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_optimal: bool,
    /// How many were asked about and stay where they are, as they are.
    #[serde(default, skip_serializing_if = "is_none")]
    pub staying: usize,
    /// How room was made, where that was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub way: Option<Way>,
    /// Who claims the room, the strongest first, where a conflict was settled.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ranking: Vec<Claim>,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // As serde asks.
fn is_none(count: &usize) -> bool {
    *count == 0
}

/// How room was made for a booking that fitted nowhere.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// A room of its own type, after these moves (none, where one is free).
    Own {
        /// Whether it is proved that no plan needs fewer moves.
        fewest: bool,
    },
    /// No room of its own type however the others move, but one of another.
    Upgrade {
        /// The room type.
        room_type: String,
        /// Whether it is proved that no plan needs fewer moves.
        fewest: bool,
    },
    /// No room for the whole stay, but some one after the other.
    Split,
    /// Nothing at all: the waiting list.
    Nothing {
        /// Whether that is proved, or only not found in time.
        proved: bool,
    },
}

/// Which line of a plan.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Place {
    /// One of [`Proposal::lines`].
    Line(usize),
    /// One of [`Proposal::left`]: it loses its room to others.
    Left(usize),
}

/// One command of a plan, and for which line it is given.
#[derive(Clone, PartialEq, Debug)]
pub struct Step {
    /// Which line.
    pub place: Place,
    /// The command.
    pub command: Command,
    /// The version of the booking that the plan was made on.
    pub version: i64,
}

impl Proposal {
    /// Whether there is nothing in it: nobody wanted a room.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.left.is_empty() && self.ranking.is_empty()
    }

    /// What is to be done, in order, but for the lines left out. First everybody
    /// who changes rooms steps out of the old one, so that nobody stands in
    /// another's way.
    pub fn steps(&self, dropped: &[Place], rate: RateChoice) -> Vec<Step> {
        let kept = |place: &Place| !dropped.contains(place);
        let out = |place, code: &String, version| Step {
            place,
            command: Unassign {
                booking: code.clone(),
                // Who loses a room to a stronger claim still has one of their own.
                keep_claim: matches!(place, Place::Left(_)) && !self.ranking.is_empty(),
                ..Unassign::default()
            }
            .into(),
            version,
        };
        let lines = self.lines.iter().enumerate();
        // Where only a part of a stay changes rooms, the rest keeps its own.
        let moving = lines
            .clone()
            .filter(|(_, line)| line.whole && line.moves())
            .map(|(at, line)| out(Place::Line(at), &line.code, line.version));
        let losing = self.left.iter().enumerate();
        let losing = losing
            .filter(|(_, left)| left.loses.is_some())
            .map(|(at, left)| out(Place::Left(at), &left.code, left.version));
        let given = lines
            .filter(|(_, line)| line.changes())
            .map(|(at, line)| Step {
                place: Place::Line(at),
                command: line.command(rate),
                version: line.version,
            });
        let steps = moving.chain(losing).chain(given);
        steps.filter(|step| kept(&step.place)).collect()
    }

    /// The same as commands by themselves, each with the version it was decided
    /// on, where none before it has changed the booking already.
    pub fn commands(&self, rate: RateChoice) -> Vec<(Command, Option<i64>)> {
        let steps = self.steps(&[], rate);
        let booking_of = |step: &Step| match step.place {
            Place::Line(at) => self.lines[at].booking,
            Place::Left(at) => self.left[at].booking,
        };
        let first = |at: usize| {
            let own = booking_of(&steps[at]);
            steps[..at].iter().all(|other| booking_of(other) != own)
        };
        let fresh: Vec<bool> = (0..steps.len()).map(first).collect();
        steps
            .into_iter()
            .zip(fresh)
            .map(|(step, fresh)| (step.command, fresh.then_some(step.version)))
            .collect()
    }

    /// The lines of a booking, those that lose its room among them.
    pub fn places_of(&self, code: &str) -> Vec<Place> {
        let lines = self.lines.iter().enumerate();
        let lines = lines.filter(|(_, line)| line.code == code);
        let left = self.left.iter().enumerate();
        let left = left.filter(|(_, left)| left.code == code);
        lines
            .map(|(at, _)| Place::Line(at))
            .chain(left.map(|(at, _)| Place::Left(at)))
            .collect()
    }

    /// Leaves a booking out of the plan, and those who would have taken the room
    /// that it now keeps: so that what remains still holds.
    pub fn drop(&mut self, booking: BookingId) {
        let mut dropped = vec![booking];
        while let Some(booking) = dropped.pop() {
            let stays: Vec<(RoomId, Stay)> = self.rooms_kept_by(booking);
            self.lines.retain(|line| line.booking != booking);
            self.left
                .retain(|left| left.booking != booking || left.loses.is_none());
            let stands_in = |line: &&Line| {
                stays
                    .iter()
                    .any(|(room, nights)| *room == line.room && nights.overlaps(line.part))
            };
            dropped.extend(self.lines.iter().filter(stands_in).map(|line| line.booking));
        }
    }

    /// The rooms a booking keeps if it is left out of the plan.
    fn rooms_kept_by(&self, booking: BookingId) -> Vec<(RoomId, Stay)> {
        let lines = self.lines.iter().filter(|line| line.booking == booking);
        let lines = lines.filter_map(|line| Some((line.leaves?, line.part)));
        let left = self.left.iter().filter(|left| left.booking == booking);
        lines
            .chain(left.filter_map(|left| Some((left.loses?, left.part))))
            .collect()
    }

    /// What it reaches in an aim, and the most that could be.
    pub fn reached(&self, aim: Aim) -> Option<(i64, i64)> {
        let found = self.reached.iter().find(|reached| reached.aim == aim)?;
        Some((found.value, found.bound))
    }
}
