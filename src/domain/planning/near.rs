//! Planning near another plan: of plans that are equally good, the one that
//! changes least. So two plans can be compared, and what differs between them
//! is owed to what was asked, not to chance.

use std::collections::{BTreeMap, BTreeSet};

use super::ask::Wanting;
use super::line::Line;
use super::proposal::Proposal;
use crate::domain::day::Stay;
use crate::domain::id::{BookingId, RoomId};
use crate::domain::room::Room;
use crate::domain::rule::{AllocationRule, Asked};

/// A part of a stay that is planned.
pub(super) type Part = (BookingId, Stay);

/// What a plan is to be near to.
#[derive(Clone, Debug, Default)]
pub(super) struct Near {
    /// The rooms that are kept where nothing better is to be had.
    pub rooms: BTreeMap<Part, RoomId>,
    /// Parts that keep theirs in any case, or have none.
    pub fixed: BTreeSet<Part>,
}

impl Near {
    /// Near a plan: these parts keep its rooms in any case.
    pub fn to(plan: &Proposal, fixed: BTreeSet<Part>) -> Near {
        Near {
            rooms: rooms_of(plan),
            fixed,
        }
    }

    /// The room that a part is to keep, all else being equal.
    pub fn room_of(&self, one: &Wanting) -> Option<RoomId> {
        self.rooms.get(&key(one)).copied()
    }

    /// Whether it is to keep it in any case.
    pub fn fixes(&self, one: &Wanting) -> bool {
        self.fixed.contains(&key(one))
    }
}

/// Which room each part has in a plan.
pub(super) fn rooms_of(plan: &Proposal) -> BTreeMap<Part, RoomId> {
    let lines = plan.lines.iter();
    lines
        .map(|line| ((line.booking, line.part), line.room))
        .collect()
}

/// What parts of a plan that changes nothing for the better are put back.
pub(super) struct Back<'a> {
    /// The plan before.
    pub before: &'a Proposal,
    /// The rule that counts since.
    pub rule: &'a AllocationRule,
    /// Everybody in both.
    pub wanting: &'a [Wanting],
    /// The rooms of the house.
    pub rooms: &'a [Room],
}

impl Back<'_> {
    /// Puts every part back into its room of before, together with those who
    /// have taken its room since, where the scores do not suffer by it.
    pub fn put(&self, after: &mut Proposal) {
        let old = rooms_of(self.before);
        for one in self.wanting {
            let part = key(one);
            if let Some(all) = all_who_go_back(part, &old, after)
                && all.iter().map(|one| self.gain(*one, after)).sum::<i32>() >= 0
            {
                for part in all {
                    self.put_one(part, after);
                }
            }
        }
    }

    /// What the scores gain if the part goes back into its room of before; very
    /// much less than nothing where the rule is against that.
    fn gain(&self, part: Part, after: &Proposal) -> i32 {
        const NEVER: i32 = -1_000_000;
        let new = after.lines.iter().find(|line| is(line, part));
        match (self.old(part), new) {
            (Some(old), Some(new)) => old.score() - new.score(),
            _ => NEVER,
        }
    }

    /// The line of before, with what the rule makes of it; nothing where the
    /// rule is against it.
    fn old(&self, part: Part) -> Option<Line> {
        let mut line = self
            .before
            .lines
            .iter()
            .find(|line| is(line, part))?
            .clone();
        let one = self.wanting.iter().find(|one| key(one) == part)?;
        if self.rule.conditions.hold(&Asked::of(&one.booking)) {
            let room = self.rooms.iter().find(|room| room.id == line.room)?;
            self.rule.lets_through(room).then_some(())?;
            line.points.extend(self.rule.points(room));
        }
        Some(line)
    }

    fn put_one(&self, part: Part, after: &mut Proposal) {
        let mut lines = after.lines.iter_mut();
        let new = lines.find(|line| is(line, part));
        if let (Some(old), Some(new)) = (self.old(part), new) {
            *new = old;
        }
    }
}

/// The parts that go back if this one does; nothing where it did not change,
/// or somebody cannot.
fn all_who_go_back(
    part: Part,
    old: &BTreeMap<Part, RoomId>,
    after: &Proposal,
) -> Option<BTreeSet<Part>> {
    let new = rooms_of(after);
    (new.get(&part)? != old.get(&part)?).then_some(())?;
    let (mut all, mut next) = (BTreeSet::from([part]), vec![part]);
    while let Some(one) = next.pop() {
        let room = old.get(&one)?;
        for (other, its) in &new {
            if its == room && other.1.overlaps(one.1) && all.insert(*other) {
                next.push(*other);
            }
        }
    }
    Some(all)
}

/// Which part a line is about.
fn is(line: &Line, part: Part) -> bool {
    (line.booking, line.part) == part
}

/// Which part somebody wants a room for.
pub(super) fn key(one: &Wanting) -> Part {
    (one.booking.id, one.part)
}
