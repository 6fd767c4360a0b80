//! The question "who goes where", and its answer.

use std::collections::BTreeMap;

use super::line::{Left, Line};
use super::near::Near;
use super::proposal::Proposal;
use super::view::View;
use super::words;
use crate::domain::availability::roomless_parts;
use crate::domain::booking::{Booking, BookingStatus};
use crate::domain::day::{Day, Stay};
use crate::domain::decide::assign::complete;
use crate::domain::draft::Draft;
use crate::domain::house::{House, room_order};
use crate::domain::id::{BookingId, RoomId};
use crate::domain::moment::Moment;
use crate::domain::planner::{self, Budget, Choice, Instance, Nights, Strategy};
use crate::domain::reading::look;
use crate::domain::room::Room;
use crate::domain::segment::{AssignmentStatus, Segment};

/// What is asked.
#[derive(Clone, PartialEq, Debug)]
pub struct Ask {
    /// First arrival day looked at.
    pub from: Day,
    /// Last arrival day looked at.
    pub to: Day,
    /// What comes first.
    pub strategy: Strategy,
    /// Whether wishes for floor, quiet and elevator count.
    pub respect_preferences: bool,
    /// Whether tentative rooms may be given anew; never firm or promised ones.
    pub replan_tentative: bool,
    /// Only these bookings; else all that arrive in the days.
    pub only: Option<Vec<BookingId>>,
}

/// A part of a booking's stay that wants a room.
pub(super) struct Wanting {
    pub booking: Booking,
    pub part: Stay,
    /// The tentative segment it may leave.
    pub leaves: Option<Segment>,
}

/// Plans the house. Nothing where there is no property yet.
pub fn propose(house: &House, ask: &Ask, now: Moment, budget: Budget) -> Option<Proposal> {
    look(house, now, |draft| {
        proposed(house, draft, ask, now, budget, None)
    })
}

/// The same near another plan: of plans that are equally good the one that
/// changes least of it, with a line for everybody, who stays too.
pub(super) fn propose_near(
    house: &House,
    ask: &Ask,
    now: Moment,
    budget: Budget,
    near: &Near,
) -> Option<Proposal> {
    look(house, now, |draft| {
        proposed(house, draft, ask, now, budget, Some(near))
    })
}

fn proposed(
    house: &House,
    draft: &Draft,
    ask: &Ask,
    now: Moment,
    budget: Budget,
    near: Option<&Near>,
) -> Proposal {
    let mut left = Vec::new();
    let mut wanting = wanting(house, draft, ask);
    wanting.retain(|one| match not_to_be_planned(draft, one) {
        None => true,
        Some(why) => {
            // Whoever has a room keeps it.
            if one.leaves.is_none() {
                left.push(Left::new(&one.booking, one.part, why));
            }
            false
        }
    });
    let view = View::new(house, draft, &wanting);
    let mut instance = instance(&view, &wanting, ask);
    let own = |one: &Wanting| match near {
        Some(near) => near.room_of(one),
        None => one.leaves.as_ref().map(|segment| segment.room),
    };
    let here: Vec<Option<usize>> = wanting
        .iter()
        .map(|one| place_of(&view.rooms, own(one)?))
        .collect();
    for (at, one) in wanting.iter().enumerate() {
        if let (Some(place), true) = (here[at], near.is_some_and(|near| near.fixes(one))) {
            let choices = &mut instance.stays[at].choices;
            choices.retain(|choice| choice.room == place);
        }
    }
    let plan = planner::plan_anew(&instance, &here, budget.settled(&instance));
    let mut lines: Vec<Line> = Vec::new();
    let mut staying = 0;
    for placed in &plan.placed {
        let (one, room) = (&wanting[placed.stay], &view.rooms[placed.room]);
        let mut line = Line::new(draft.property(), &one.booking, one.part, room, now)
            .leaving(view.left_by(one));
        line.points = view.points_for(one, room, ask.respect_preferences);
        if placed.neighbours > 0 {
            line.points
                .push(("group next door".to_owned(), placed.neighbours));
        }
        if line.changes() || near.is_some() {
            lines.push(line);
        } else {
            staying += 1;
        }
    }
    for &(stay, reason) in &plan.unplaced {
        let one = &wanting[stay];
        let why = words::why_left(&view, one, reason);
        let mut out = Left::new(&one.booking, one.part, why);
        // A room that nobody else takes is not taken away, such as it is.
        let taken = |segment: &&Segment| {
            let by = |line: &Line| line.room == segment.room && line.part.overlaps(segment.stay);
            lines.iter().any(by)
        };
        let lost = one.leaves.as_ref().filter(taken);
        out.loses = lost.map(|segment| segment.room);
        left.push(out);
    }
    lines.sort_by(|one, other| (one.part, &one.code).cmp(&(other.part, &other.code)));
    left.sort_by(|one, other| (one.part, &one.code).cmp(&(other.part, &other.code)));
    Proposal {
        lines,
        left,
        reached: plan.reached.clone(),
        is_optimal: plan.is_optimal(),
        staying,
        ..Proposal::default()
    }
}

/// The parts of stays to be planned, by arrival.
pub(super) fn wanting(house: &House, draft: &Draft, ask: &Ask) -> Vec<Wanting> {
    let in_question = |booking: &&Booking| {
        let named = ask
            .only
            .as_ref()
            .is_none_or(|only| only.contains(&booking.id));
        named && (ask.from..=ask.to).contains(&booking.stay.check_in)
    };
    let policies = &draft.property().policies;
    let mut wanting = Vec::new();
    for booking in house.bookings.values().filter(in_question) {
        if !booking.holds_inventory(policies) {
            continue;
        }
        let mut segments = draft.segments_of(booking.id);
        segments.retain(|segment| segment.active);
        let parts = roomless_parts(booking, &segments, draft.today(), policies);
        wanting.extend(parts.into_iter().map(|part| Wanting {
            booking: booking.clone(),
            part,
            leaves: None,
        }));
        if let (true, [only]) = (ask.replan_tentative, segments.as_slice())
            && may_be_replanned(draft, booking, only)
        {
            wanting.push(Wanting {
                booking: booking.clone(),
                part: only.stay,
                leaves: Some(only.clone()),
            });
        }
    }
    wanting.sort_by_key(|one| (one.part, one.booking.id));
    wanting
}

/// Whether a segment is no more than a plan: tentative, not promised, the whole
/// stay, in a room of the type that was booked.
fn may_be_replanned(draft: &Draft, booking: &Booking, segment: &Segment) -> bool {
    let own_type = draft
        .room(segment.room)
        .is_some_and(|room| room.room_type == booking.room_type);
    segment.status == AssignmentStatus::PreAssigned
        && !segment.do_not_move
        && segment.stay == booking.stay
        && !segment.stay.is_day_use()
        && !booking.is_in_house()
        && own_type
}

/// Why a part is not for the planner at all.
pub(super) fn not_to_be_planned(draft: &Draft, one: &Wanting) -> Option<String> {
    let booking = &one.booking;
    if one.part.is_day_use() {
        return Some("a day use takes whatever room is ready; give it one by hand".into());
    }
    if booking.is_in_house() && one.part.check_in <= draft.today() {
        return Some("the guest is in the house; move them".into());
    }
    if booking.status != BookingStatus::Confirmed {
        return Some("it is not confirmed; confirm it first".into());
    }
    complete(draft, booking, false)
        .err()
        .map(|refusal| refusal.message)
}

/// The question to the planner.
fn instance(view: &View, wanting: &[Wanting], ask: &Ask) -> Instance {
    let mut groups = BTreeMap::new();
    let stays = wanting.iter().map(|one| {
        let choices = view
            .rooms
            .iter()
            .enumerate()
            .filter(|(_, room)| view.may_have(one, room));
        let points = |room: &Room| view.score_for(one, room, ask.respect_preferences);
        planner::Stay {
            nights: nights(one.part),
            vip: one.booking.is_vip,
            group: one
                .booking
                .group
                .as_deref()
                .map(|group| number(&mut groups, group)),
            kind: view.kind(&one.booking.room_type),
            choices: choices
                .map(|(at, room)| Choice {
                    room: at,
                    score: points(room),
                })
                .collect(),
        }
    });
    let stays = stays.collect();
    let rooms = view.rooms.iter().map(|room| planner::Room {
        held: view.held(room.id, &mut |group| number(&mut groups, group)),
        beside: view.beside(room),
    });
    Instance {
        rooms: rooms.collect(),
        stays,
        strategy: ask.strategy,
    }
}

/// A stay as the planner counts nights.
pub(super) fn nights(stay: Stay) -> Nights {
    Nights::new(stay.check_in.number(), stay.check_out.number())
}

/// A number for a name, the same each time.
fn number(known: &mut BTreeMap<String, u32>, name: &str) -> u32 {
    let next = known.len() as u32;
    *known.entry(name.to_owned()).or_insert(next)
}

/// The rooms of a house in the order of their numbers.
pub(super) fn in_order(house: &House) -> Vec<Room> {
    let mut rooms: Vec<Room> = house
        .rooms
        .values()
        .filter(|room| room.active)
        .cloned()
        .collect();
    rooms.sort_by_cached_key(|room| room_order(&room.number));
    rooms
}

/// Where a room stands in the list.
pub(super) fn place_of(rooms: &[Room], id: RoomId) -> Option<usize> {
    rooms.iter().position(|room| room.id == id)
}
