//! Which lines of a plan are kept, and what the plan comes to then.
//!
//! A person looks at a plan before it is carried out: leaves lines out, takes
//! them back. Owns which lines fall with others, and the totals of those that
//! stay; nothing is written here.

use std::collections::BTreeSet;

use super::line::Line;
use super::proposal::Proposal;
use crate::domain::day::Stay;
use crate::domain::facts::{Facts, Hold, Holder};
use crate::domain::house::House;
use crate::domain::id::{BookingId, RoomId};
use crate::domain::planner::Aim;

/// A free run of at most so many nights between two stays is short.
const SHORT: i32 = 2;

/// A plan, and what is left out of it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Picked {
    plan: Proposal,
    left_out: BTreeSet<BookingId>,
    kept: Proposal,
    /// Bookings all of whose lines are kept.
    stays: BTreeSet<BookingId>,
    whole: bool,
}

/// What becomes of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    /// It is carried out.
    Kept,
    /// It is left out, as somebody wished.
    LeftOut,
    /// It is left out because the room it takes stays with this booking.
    FallsWith(BookingId),
}

/// What the kept lines come to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sums {
    /// Stays that have a room by the plan.
    pub placed: usize,
    /// Stays the plan is about.
    pub of: usize,
    /// Stays that are without a room once it is carried out.
    pub without: usize,
    /// Stays that leave their room for another.
    pub moves: usize,
    /// The scores of all rooms given.
    pub score: i64,
    /// Free runs of one or two nights that it makes.
    pub short_gaps: usize,
    /// Stays in rooms of another type than was booked.
    pub upgrades: usize,
    /// What is known of how good it is.
    pub proof: Proof,
}

/// What is known of how good a plan is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Proof {
    /// No plan is better.
    Best,
    /// No plan places more; of those, none has a higher score than this.
    NoMore {
        /// The bound of the score, where there is one.
        score: Option<i64>,
    },
    /// The proof was cut short: no plan places more than so many.
    AtMost(i64),
    /// Lines were left out by hand, or it was no question of the best.
    None,
}

impl Picked {
    /// The whole plan, of which lines may be left out.
    pub fn of(plan: Proposal) -> Picked {
        let mut picked = Picked {
            plan,
            ..Picked::default()
        };
        picked.sift();
        picked
    }

    /// A plan that makes sense as a whole only, such as a chain of moves.
    pub fn whole(plan: Proposal) -> Picked {
        Picked {
            whole: true,
            ..Picked::of(plan)
        }
    }

    /// Whether lines may be left out.
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// The plan as it was made.
    pub fn plan(&self) -> &Proposal {
        &self.plan
    }

    /// The plan as it would be carried out.
    pub fn kept(&self) -> &Proposal {
        &self.kept
    }

    /// The bookings that somebody left out.
    pub fn left_out(&self) -> impl Iterator<Item = BookingId> {
        self.left_out.iter().copied()
    }

    /// Leaves a booking out, and with it those who would take its room.
    pub fn leave_out(&mut self, booking: BookingId) {
        if !self.whole {
            self.left_out.insert(booking);
            self.sift();
        }
    }

    /// Takes a booking back, and with it those whose rooms it takes.
    pub fn take_back(&mut self, booking: BookingId) {
        // At most every booking of the plan has to come back first.
        let mut wanted = booking;
        for _ in 0..=self.plan.lines.len() + self.plan.left.len() {
            self.left_out.remove(&wanted);
            self.sift();
            wanted = match (self.fate(wanted), self.fate(booking)) {
                (Fate::FallsWith(other), _) | (_, Fate::FallsWith(other)) => other,
                _ => return,
            };
        }
    }

    /// Leaves a booking out, or takes it back.
    pub fn toggle(&mut self, booking: BookingId) {
        match self.fate(booking) {
            Fate::Kept => self.leave_out(booking),
            Fate::LeftOut | Fate::FallsWith(_) => self.take_back(booking),
        }
    }

    /// What becomes of a booking of the plan.
    pub fn fate(&self, booking: BookingId) -> Fate {
        if self.left_out.contains(&booking) {
            return Fate::LeftOut;
        }
        if self.stays.contains(&booking) {
            return Fate::Kept;
        }
        let own = self.plan.lines.iter().filter(|it| it.booking == booking);
        let mut own = own.peekable();
        if own.peek().is_none() {
            // Nothing was to change for it.
            return Fate::Kept;
        }
        let stays = own.find_map(|line| self.who_stays(line));
        stays.map_or(Fate::LeftOut, Fate::FallsWith)
    }

    /// Who keeps the room that a line was to take.
    fn who_stays(&self, line: &Line) -> Option<BookingId> {
        let in_the_way = |room: Option<RoomId>, part: Stay, whose: BookingId| {
            let there = room == Some(line.room) && part.overlaps(line.part);
            (there && whose != line.booking).then_some(whose)
        };
        let lines = self.plan.lines.iter();
        let moving = lines.filter(|one| !self.kept.lines.contains(one));
        let losing = self.plan.left.iter();
        let losing = losing.filter(|one| !self.kept.left.contains(one));
        moving
            .filter_map(|one| in_the_way(one.leaves, one.part, one.booking))
            .chain(losing.filter_map(|one| in_the_way(one.loses, one.part, one.booking)))
            .next()
    }

    fn sift(&mut self) {
        let mut kept = self.plan.clone();
        for booking in &self.left_out {
            kept.drop(*booking);
        }
        let lines = kept.lines.iter().map(|line| line.booking);
        let left = kept.left.iter().map(|left| left.booking);
        self.stays = lines.chain(left).collect();
        self.kept = kept;
    }

    /// What the kept lines come to in this house.
    pub fn sums(&self, house: &House) -> Sums {
        let fallen = self.plan.lines.iter();
        let fallen = fallen.filter(|line| line.leaves.is_none() && !self.kept.lines.contains(line));
        let told = self.kept.totals();
        Sums {
            placed: told.placed,
            of: self.plan.lines.len() + self.plan.left.len(),
            without: self.kept.left.len() + fallen.count(),
            moves: told.moves,
            score: told.score,
            short_gaps: short_gaps(house, &self.kept),
            upgrades: told.upgrades,
            proof: self.proof(),
        }
    }

    fn proof(&self) -> Proof {
        if self.kept != self.plan || self.plan.reached.is_empty() {
            return Proof::None;
        }
        if self.plan.is_optimal {
            return Proof::Best;
        }
        match self.plan.reached(Aim::Placed) {
            Some((placed, most)) if placed < most => Proof::AtMost(most),
            _ => Proof::NoMore {
                score: self.plan.reached(Aim::Score).map(|(_, bound)| bound),
            },
        }
    }
}

/// Free runs of one or two nights between two holds, of which a line of the
/// plan makes one at least.
fn short_gaps(house: &House, plan: &Proposal) -> usize {
    let rooms: BTreeSet<RoomId> = plan.lines.iter().map(|line| line.room).collect();
    rooms
        .into_iter()
        .map(|room| short_gaps_in(house, plan, room))
        .sum()
}

fn short_gaps_in(house: &House, plan: &Proposal, room: RoomId) -> usize {
    let own = plan.lines.iter().filter(|line| line.room == room);
    let mut holds: Vec<(Stay, bool)> = own.map(|line| (line.part, true)).collect();
    let from = holds.iter().map(|(stay, _)| stay.check_in).min();
    let to = holds.iter().map(|(stay, _)| stay.check_out).max();
    let (Some(from), Some(to)) = (from, to) else {
        return 0;
    };
    let around = Stay {
        check_in: from.plus(-SHORT - 1),
        check_out: to.plus(SHORT + 1),
    };
    let stays = house.holds(room, around);
    let stays = stays.into_iter().filter(|hold| !leaves(plan, hold));
    holds.extend(stays.map(|hold| (hold.nights, false)));
    holds.sort_unstable();
    let makes_one = |pair: &&[(Stay, bool)]| {
        let free = pair[1].0.check_in.since(pair[0].0.check_out);
        (1..=SHORT).contains(&free) && (pair[0].1 || pair[1].1)
    };
    holds.windows(2).filter(makes_one).count()
}

/// Whether whoever holds these nights leaves them by the plan.
fn leaves(plan: &Proposal, hold: &Hold) -> bool {
    let Holder::Segment(_, booking) = hold.holder else {
        return false;
    };
    let moves = plan.lines.iter().any(|line| {
        line.booking == booking && line.leaves == Some(hold.room) && line.part == hold.nights
    });
    let loses = plan.left.iter().any(|left| {
        left.booking == booking && left.loses == Some(hold.room) && left.part == hold.nights
    });
    moves || loses
}
