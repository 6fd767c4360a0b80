//! Trying a rule: which bookings it would touch, and how the plan would differ
//! with it and without it. Writes nothing.

use serde::Serialize;

use super::ask::{Ask, Wanting, propose, wanting};
use super::proposal::Proposal;
use crate::domain::day::{Day, Stay};
use crate::domain::draft::Draft;
use crate::domain::house::House;
use crate::domain::id::BookingId;
use crate::domain::moment::Moment;
use crate::domain::planner::{Budget, Strategy};
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
    /// Whether both plans are proved best; else another might differ.
    pub proved: bool,
    /// The bookings that the rule is about, or whose room changes by it, by
    /// arrival.
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

/// The question that a trial asks of the planner.
pub fn trial_ask((from, to): (Day, Day)) -> Ask {
    Ask {
        from,
        to,
        strategy: Strategy::OptimizeOccupancy,
        respect_preferences: true,
        replan_tentative: true,
        only: None,
    }
}

/// Tries a rule, whether it is kept already or not, on the arrivals of these
/// days; the other rules are as they are. Each of the two plans may spend the
/// budget. Nothing where there is no property yet.
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
    let plan_without = propose(&without, &ask, now, budget)?;
    let plan_with = propose(&with, &ask, now, budget)?;
    let plans = (&plan_without, &plan_with);
    look(&with, now, |draft| told(&with, draft, &tried, &ask, plans))
}

fn told(
    house: &House,
    draft: &Draft,
    rule: &AllocationRule,
    ask: &Ask,
    (without, with): (&Proposal, &Proposal),
) -> Trial {
    let wanting = wanting(house, draft, ask);
    let rooms = super::ask::in_order(house);
    let touched = wanting
        .iter()
        .map(|one| touched(one, rule, &rooms, (without, with)))
        .filter(|one| one.about || one.changes());
    Trial {
        rule: rule.name.clone(),
        from: ask.from,
        to: ask.to,
        looked_at: wanting.len(),
        placed_without: without.lines.len() + without.staying,
        placed_with: with.lines.len() + with.staying,
        proved: without.is_optimal && with.is_optimal,
        bookings: touched.collect(),
    }
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
        has: has.clone(),
        about,
        forbidden: forbidden.map(number).collect(),
        points: points.collect(),
        without: room_in(without, one, has.as_deref()),
        with: room_in(with, one, has.as_deref()),
        why: with
            .left
            .iter()
            .find(|left| left.booking == booking.id && left.part == one.part)
            .map(|left| left.why.clone()),
    }
}

/// The room that a plan leaves a part of a stay in: the one it gives, else the
/// one it does not take away.
fn room_in(plan: &Proposal, one: &Wanting, has: Option<&str>) -> Option<String> {
    let own = |booking: BookingId, part: Stay| booking == one.booking.id && part == one.part;
    let mut lines = plan.lines.iter();
    if let Some(line) = lines.find(|line| own(line.booking, line.part)) {
        return Some(line.number.clone());
    }
    let left = plan.left.iter().any(|left| own(left.booking, left.part));
    has.filter(|_| !left).map(str::to_owned)
}
