//! Trying a rule: which bookings it would touch, and how the plan would differ
//! with it and without it. Writes nothing.

use std::collections::BTreeSet;

use serde::Serialize;

use super::ask::{Ask, Wanting, in_order, propose_near, wanting};
use super::near::{Back, Near, Part, key};
use super::proposal::Proposal;
use crate::domain::day::{Day, Stay};
use crate::domain::house::House;
use crate::domain::id::BookingId;
use crate::domain::moment::Moment;
use crate::domain::planner::{Aim, Budget, Strategy};
use crate::domain::reading::look;
use crate::domain::room::Room;
use crate::domain::row::Table;
use crate::domain::rule::{AllocationRule, Asked};

/// What a rule would do.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Trial {
    /// The rule that was tried, by name.
    pub rule: String,
    /// First day of arrival that was looked at.
    pub from: Day,
    /// Last day of arrival that was looked at.
    pub to: Day,
    /// Bookings of those days that have no room or a tentative one.
    pub looked_at: usize,
    /// How many of them a plan without the rule finds a room for.
    pub placed_without: usize,
    /// How many one with it does.
    pub placed_with: usize,
    /// Whether it is proved that no plan finds a room for more.
    pub proved: bool,
    /// The bookings that the rule is about, or whose room changes by it: those
    /// whose room changes first, each by arrival.
    pub bookings: Vec<Touched>,
}

/// A booking that a rule touches.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Touched {
    /// Its code.
    pub booking: String,
    /// The same, for the program.
    #[serde(skip)]
    pub id: BookingId,
    /// The guest, for people.
    pub guest: String,
    /// The room type that was booked.
    pub room_type: String,
    /// The nights that want a room.
    #[serde(flatten)]
    pub nights: Stay,
    /// The tentative room it has now.
    pub has: Option<String>,
    /// Whether all conditions of the rule hold for it.
    pub about: bool,
    /// Rooms of its type that take the party and that the rule rules out.
    pub forbidden: Vec<String>,
    /// Rooms of its type that are worth more or less by the rule, and how much.
    pub points: Vec<RoomPoints>,
    /// The room that a plan without the rule gives it.
    pub without: Option<String>,
    /// The room that a plan with the rule gives it.
    pub with: Option<String>,
    /// Why it gets none with the rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// What a rule adds to a room.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct RoomPoints {
    /// The room's number.
    pub room: String,
    /// Points added to its score.
    pub points: i32,
}

impl Touched {
    /// Whether the rule makes no difference to any room for it.
    pub fn is_indifferent(&self) -> bool {
        self.forbidden.is_empty() && self.points.is_empty()
    }

    /// Whether its room is another with the rule.
    pub fn changes(&self) -> bool {
        self.without != self.with
    }
}

impl Trial {
    /// How many bookings the rule is about.
    pub fn about(&self) -> usize {
        self.bookings.iter().filter(|one| one.about).count()
    }

    /// How many bookings get another room by it, or none, or one after all.
    pub fn changed(&self) -> usize {
        self.bookings.iter().filter(|one| one.changes()).count()
    }
}

/// The days of arrival of a month, first and last.
pub fn month_of(day: Day) -> (Day, Day) {
    use chrono::Datelike;
    let first = day.plus(1 - day.date().day() as i32);
    let last = first
        .until(first.plus(31))
        .take_while(|one| one.date().month() == first.date().month())
        .last();
    (first, last.unwrap_or(first))
}

/// The question that a trial asks of the planner: as many as can be, and each
/// where it is best; short gaps are left out of account, so that what changes
/// is owed to the rule.
fn trial_ask((from, to): (Day, Day)) -> Ask {
    Ask {
        from,
        to,
        strategy: Strategy::Plain,
        respect_preferences: true,
        replan_tentative: true,
        only: None,
    }
}

/// Tries a rule, whether it is kept already or not, on the arrivals of these
/// days; the other rules are as they are. Each plan that is made (two, or three
/// where the rule leaves somebody out) may spend the budget. Nothing where
/// there is no property yet.
pub fn try_rule(
    house: &House,
    rule: &AllocationRule,
    days: (Day, Day),
    now: Moment,
    budget: Budget,
) -> Option<Trial> {
    let ask = trial_ask(days);
    let mut without = house.clone();
    without.take(Table::AllocationRule, rule.id);
    let mut with = without.clone();
    let tried = AllocationRule {
        active: true,
        ..rule.clone()
    };
    with.put(tried.clone().into());
    let wanting = look(&without, now, |draft| wanting(&without, draft, &ask))?;
    // Who has a tentative room stays in it, all else being equal.
    let present = Near {
        rooms: wanting
            .iter()
            .filter_map(|one| Some((key(one), one.leaves.as_ref()?.room)))
            .collect(),
        fixed: BTreeSet::new(),
    };
    let before = propose_near(&without, &ask, now, budget, &present)?;
    let near = Near::to(&before, not_concerned(&tried, &wanting));
    let mut after = propose_near(&with, &ask, now, budget, &near)?;
    if after.lines.len() < before.lines.len() {
        // Perhaps others can make room for whoever it leaves out.
        let near = Near::to(&before, BTreeSet::new());
        let free = propose_near(&with, &ask, now, budget, &near)?;
        if free.lines.len() > after.lines.len() {
            after = free;
        }
    }
    let rooms = in_order(&with);
    let back = Back {
        before: &before,
        rule: &tried,
        wanting: &wanting,
        rooms: &rooms,
    };
    back.put(&mut after);
    let bookings = wanting
        .iter()
        .map(|one| touched(one, &tried, &rooms, (&before, &after)))
        .filter(|one| one.about || one.changes());
    let mut bookings: Vec<Touched> = bookings.collect();
    // By arrival already; what differs is read first.
    bookings.sort_by_key(|one| (!one.changes(), one.is_indifferent()));
    Some(Trial {
        rule: tried.name.clone(),
        from: ask.from,
        to: ask.to,
        looked_at: wanting.len(),
        placed_without: before.lines.len(),
        placed_with: after.lines.len(),
        proved: is_most(&before) && (after.lines.len() == before.lines.len() || is_most(&after)),
        bookings,
    })
}

/// The parts that have nothing to do with the rule: it is not about them, and
/// about nobody who wants a room of their type in one of their nights.
fn not_concerned(rule: &AllocationRule, wanting: &[Wanting]) -> BTreeSet<Part> {
    let is_about = |one: &&Wanting| rule.conditions.hold(&Asked::of(&one.booking));
    let about: Vec<&Wanting> = wanting.iter().filter(is_about).collect();
    let meets = |one: &Wanting| {
        about.iter().any(|other| {
            one.booking.room_type == other.booking.room_type && one.part.overlaps(other.part)
        })
    };
    wanting.iter().filter(|one| !meets(one)).map(key).collect()
}

/// Whether no plan places more.
fn is_most(plan: &Proposal) -> bool {
    plan.reached(Aim::Placed)
        .is_some_and(|(value, bound)| value == bound)
}

fn touched(
    one: &Wanting,
    rule: &AllocationRule,
    rooms: &[Room],
    (without, with): (&Proposal, &Proposal),
) -> Touched {
    let booking = &one.booking;
    let about = rule.conditions.hold(&Asked::of(booking));
    let suits = |room: &&Room| {
        about && room.room_type == booking.room_type && booking.heads() <= room.capacity
    };
    let number = |room: &Room| room.number.clone();
    let has = one.leaves.as_ref().and_then(|segment| {
        let room = rooms.iter().find(|room| room.id == segment.room);
        room.map(number)
    });
    let forbidden = rooms
        .iter()
        .filter(suits)
        .filter(|room| !rule.lets_through(room));
    let points = rooms.iter().filter(suits).filter_map(|room| {
        let points = rule.adds(room);
        (points != 0).then(|| RoomPoints {
            room: number(room),
            points,
        })
    });
    Touched {
        booking: booking.code.clone(),
        id: booking.id,
        guest: booking.family_name().to_owned(),
        room_type: booking.room_type.clone(),
        nights: one.part,
        has,
        about,
        forbidden: forbidden.map(number).collect(),
        points: points.collect(),
        without: room_in(without, booking.id, one.part),
        with: room_in(with, booking.id, one.part),
        why: with
            .left
            .iter()
            .find(|left| left.booking == booking.id && left.part == one.part)
            .map(|left| left.why.clone()),
    }
}

fn room_in(plan: &Proposal, booking: BookingId, part: Stay) -> Option<String> {
    let mut lines = plan.lines.iter();
    let line = lines.find(|line| line.booking == booking && line.part == part)?;
    Some(line.number.clone())
}
