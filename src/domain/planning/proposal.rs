//! A plan as the desk sees it: lines to look at, drop, and carry out.

use crate::domain::booking::Booking;
use crate::domain::command::{Assign, Command, PreAssign, Unassign};
use crate::domain::day::Stay;
use crate::domain::id::{BookingId, RoomId};
use crate::domain::moment::Moment;
use crate::domain::placing::may_be_firm;
use crate::domain::planner::{Aim, Reached};
use crate::domain::property::Property;
use crate::domain::room::Room;
use crate::domain::segment::AssignmentType;

/// One part of a stay and the room it is to have.
#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    /// Whose stay.
    pub booking: BookingId,
    /// Its code.
    pub code: String,
    /// The guest, for people.
    pub guest: String,
    /// The version the plan was made on.
    pub version: i64,
    /// Which nights.
    pub part: Stay,
    /// Whether that is all of the stay.
    pub whole: bool,
    /// Which room.
    pub room: RoomId,
    /// What stands on its door.
    pub number: String,
    /// Firm, or tentative.
    pub firm: bool,
    /// The score, part by part.
    pub points: Vec<(&'static str, i32)>,
    /// The tentative room it leaves, if it has one.
    pub leaves: Option<RoomId>,
}

/// A part of a stay for which there is no room.
#[derive(Clone, PartialEq, Debug)]
pub struct Left {
    /// Whose stay.
    pub booking: BookingId,
    /// Its code.
    pub code: String,
    /// The guest, for people.
    pub guest: String,
    /// The version the plan was made on.
    pub version: i64,
    /// Which nights.
    pub part: Stay,
    /// Why, in a sentence's second half.
    pub why: String,
    /// The tentative room it would lose to others.
    pub loses: Option<RoomId>,
}

/// A plan for a house.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Proposal {
    /// Who goes where, by arrival.
    pub lines: Vec<Line>,
    /// Who stays without a room, by arrival.
    pub left: Vec<Left>,
    /// How far it goes in each aim, and how far any plan could.
    pub reached: Vec<Reached>,
    /// Whether it is proved best.
    pub is_optimal: bool,
}

impl Line {
    pub(super) fn new(
        property: &Property,
        booking: &Booking,
        part: Stay,
        room: &Room,
        now: Moment,
    ) -> Line {
        let arrives = part.check_in == booking.stay.check_in && !booking.is_in_house();
        Line {
            booking: booking.id,
            code: booking.code.clone(),
            guest: booking.family_name().to_owned(),
            version: booking.version,
            part,
            whole: part == booking.stay,
            room: room.id,
            number: room.number.clone(),
            firm: arrives && may_be_firm(property, booking, part, room, now),
            points: Vec::new(),
            leaves: None,
        }
    }

    /// The score of the room for the guest.
    pub fn score(&self) -> i32 {
        self.points.iter().map(|(_, points)| points).sum()
    }

    /// Whether anything changes by it.
    pub fn changes(&self) -> bool {
        self.firm || self.leaves != Some(self.room)
    }

    /// The command that carries it out.
    pub fn command(&self) -> Command {
        let part = |day| (!self.whole).then_some(day);
        let planned = PreAssign {
            booking: self.code.clone(),
            room: self.number.clone(),
            from: part(self.part.check_in),
            to: part(self.part.check_out),
            assignment_type: Some(AssignmentType::Auto),
            ..PreAssign::default()
        };
        if !self.firm {
            return planned.into();
        }
        let PreAssign {
            booking,
            room,
            from,
            to,
            assignment_type,
            ..
        } = planned;
        Assign {
            booking,
            room,
            from,
            to,
            assignment_type,
            ..Assign::default()
        }
        .into()
    }
}

impl Left {
    pub(super) fn new(booking: &Booking, part: Stay, why: String) -> Left {
        Left {
            booking: booking.id,
            code: booking.code.clone(),
            guest: booking.family_name().to_owned(),
            version: booking.version,
            part,
            why,
            loses: None,
        }
    }
}

impl Proposal {
    /// The commands that carry the plan out in one step, in order, each with the
    /// version it was decided on. First everybody who changes rooms steps out of
    /// the old one, so that nobody stands in another's way.
    pub fn commands(&self) -> Vec<(Command, Option<i64>)> {
        let moving = self
            .lines
            .iter()
            .filter(|line| line.leaves.is_some_and(|room| room != line.room));
        let losing = self.left.iter().filter(|left| left.loses.is_some());
        let out = moving
            .map(|line| (&line.code, line.version))
            .chain(losing.map(|left| (&left.code, left.version)));
        let step_out = |(code, version): (&String, i64)| {
            let unassign = Unassign {
                booking: code.clone(),
                ..Unassign::default()
            };
            (Command::from(unassign), Some(version))
        };
        let mut commands: Vec<(Command, Option<i64>)> = out.map(step_out).collect();
        for line in self.lines.iter().filter(|line| line.changes()) {
            // Whoever has stepped out has another version already.
            let fresh = line.leaves.is_none_or(|room| room == line.room);
            let earlier = self
                .lines
                .iter()
                .take_while(|other| *other != line)
                .any(|other| other.booking == line.booking);
            commands.push((line.command(), (fresh && !earlier).then_some(line.version)));
        }
        commands
    }

    /// Leaves a booking out of the plan. A plan in which others take the rooms it
    /// would leave falls with it; so they are left out too.
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

    /// The tentative rooms a booking keeps if it is left out of the plan.
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
