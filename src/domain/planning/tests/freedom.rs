//! What holds for the plan of any small house: it breaks nothing, carrying it
//! out is carrying out its commands, more freedom never places fewer, and a
//! line left out leaves the rest.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::domain::command::{AutoAssign, Command, Dropped};
use crate::domain::day::Stay;
use crate::domain::id::{BookingId, RoomId};
use crate::domain::planner::{Budget, Strategy as Aim};
use crate::domain::planning::{Proposal, think, with_plan};
use crate::domain::rate::RateChoice;
use crate::domain::segment::AssignmentStatus;
use crate::domain::testing::SmallHouse;

/// One who wants a double: from which day, how long, and what is said of it:
/// VIP, of a group, given a room already, promised it.
type Guest = (i32, u32, u32);

fn guests() -> impl Strategy<Value = Vec<Guest>> {
    prop::collection::vec((0..9_i32, 1..5_u32, 0..48_u32), 1..11)
}

/// The small house with these guests, some of them in rooms already, and so
/// many of its doubles out of order.
fn house(guests: &[Guest], broken: usize) -> SmallHouse {
    let mut hotel = SmallHouse::new();
    for number in ["204", "203", "202"].into_iter().take(broken) {
        hotel.say(
            r#"{"op":"put_out_of_order","room":"$1","reason":"flood"}"#,
            &[number],
        );
    }
    for (place, (ahead, nights, said)) in guests.iter().enumerate() {
        let code = hotel.book("DBL", *ahead, *nights, &format!("Guest{place}"));
        let vip = if said % 5 == 0 { "true" } else { "false" };
        let group = if said % 7 == 0 { "club" } else { "" };
        hotel.say(
            r#"{"op":"edit_booking","booking":"$1","is_vip":$2,"group":"$3"}"#,
            &[&code, vip, group],
        );
        let op = match said % 4 {
            0 => "assign",
            1 => "pre_assign",
            _ => continue,
        };
        let room = ["201", "202", "203", "204"][(said / 4 % 4) as usize];
        let given = hotel.attempt(SmallHouse::read(
            r#"{"op":"$1","booking":"$2","room":"$3"}"#,
            &[op, &code, room],
        ));
        if given.is_ok() && said % 3 == 0 {
            hotel.say(
                r#"{"op":"set_do_not_move","booking":"$1","on":true}"#,
                &[&code],
            );
        }
    }
    hotel
}

/// What comes up once rooms are given: one that cannot be handed out now, one
/// that is broken, a rule against most of them.
fn comes_up(hotel: &mut SmallHouse, what: usize) {
    let said: &[&str] = match what {
        1 => &[
            r#"{"op":"put_out_of_order","room":"201","reason":"flood"}"#,
            r#"{"op":"return_to_service","room":"201","reason":"dry"}"#,
        ],
        2 => &[r#"{"op":"put_out_of_order","room":"201","reason":"flood"}"#],
        3 => &[
            r#"{"op":"edit_room","room":"203","features":["quiet"]}"#,
            r#"{"op":"create_rule","name":"Quiet","kind":"feature","conditions":{},"actions":{"required_features":["quiet"]}}"#,
        ],
        _ => &[],
    };
    for command in said {
        hotel.say(command, &[]);
    }
}

fn command(hotel: &SmallHouse, strategy: Aim, replan_tentative: bool) -> AutoAssign {
    AutoAssign {
        strategy,
        replan_tentative,
        ..AutoAssign::between(hotel.today(), hotel.today().plus(20))
    }
}

fn thought(hotel: &SmallHouse, command: &AutoAssign) -> Proposal {
    let command = Command::from(command.clone());
    let budget = Budget::worth_it(&|| false);
    let plan = think(&hotel.house, &command, None, hotel.now, budget);
    plan.expect("it may be asked").expect("it is a question")
}

/// Who has which room on which nights, and how firmly.
fn held(hotel: &SmallHouse) -> BTreeMap<(BookingId, Stay), (RoomId, AssignmentStatus)> {
    let segments = hotel.house.segments.values().filter(|one| one.active);
    segments
        .map(|one| ((one.booking, one.stay), (one.room, one.status)))
        .collect()
}

/// What a strategy counts first: its VIPs with a room, where they come first;
/// then all who have one.
fn counted(hotel: &SmallHouse, strategy: Aim) -> (usize, usize) {
    let bookings = hotel.house.bookings.values();
    let vips = bookings.filter(|booking| booking.is_vip && !booking.needs_room);
    let vips = if strategy == Aim::VipFirst {
        vips.count()
    } else {
        0
    };
    (vips, placed(hotel))
}

/// How many bookings have a room for every night.
fn placed(hotel: &SmallHouse) -> usize {
    let bookings = hotel.house.bookings.values();
    bookings.filter(|booking| !booking.needs_room).count()
}

fn carried_out(hotel: &SmallHouse, command: &AutoAssign) -> SmallHouse {
    let mut hotel = hotel.clone();
    hotel.run(AutoAssign {
        apply: true,
        ..command.clone()
    });
    hotel
}

/// No room has two holders on one night, and none holds one out of order.
fn sound(hotel: &SmallHouse) -> Result<(), TestCaseError> {
    let segments: Vec<_> = hotel
        .house
        .segments
        .values()
        .filter(|one| one.active)
        .collect();
    for (at, one) in segments.iter().enumerate() {
        for other in &segments[at + 1..] {
            let clash = one.room == other.room && one.stay.overlaps(other.stay);
            prop_assert!(!clash, "{one:?} and {other:?}");
        }
        prop_assert!(!hotel.house.rooms[&one.room].is_out_of_order());
    }
    Ok(())
}

fn strategy() -> impl Strategy<Value = Aim> {
    prop::sample::select(vec![
        Aim::OptimizeOccupancy,
        Aim::GroupByType,
        Aim::VipFirst,
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_plan_breaks_nothing_and_is_what_its_commands_are(
        guests in guests(), broken in 0..4_usize, strategy in strategy(), replan in any::<bool>()
    ) {
        let hotel = house(&guests, broken);
        let command = command(&hotel, strategy, replan);
        let plan = thought(&hotel, &command);
        let whole = carried_out(&hotel, &command);
        sound(&whole)?;
        // Firm and promised rooms are as they were.
        for segment in hotel.house.segments.values().filter(|one| one.active) {
            let fixed = segment.do_not_move || segment.status != AssignmentStatus::PreAssigned;
            if fixed {
                prop_assert_eq!(Some(segment), whole.house.segments.get(&segment.id));
            }
        }
        let mut one_by_one = hotel.clone();
        for (command, version) in plan.commands(RateChoice::default()) {
            one_by_one.expected_version = version;
            one_by_one.run(command);
        }
        prop_assert_eq!(held(&whole), held(&one_by_one));
        // Everyone is in it, once: placed, or left with a reason.
        prop_assert_eq!(placed(&whole) + plan.left.len(), guests.len(), "{:?}", plan);
        prop_assert!(plan.left.iter().all(|left| !left.why.is_empty()));
        prop_assert_eq!(&plan, &thought(&hotel, &command), "the same question, the same answer");
    }

    #[test]
    fn more_freedom_never_places_fewer(
        guests in guests(), broken in 1..4_usize, later in 0..4_usize, strategy in strategy()
    ) {
        let mut hotel = house(&guests, broken);
        comes_up(&mut hotel, later);
        let count = |hotel: &SmallHouse, replan| {
            counted(&carried_out(hotel, &command(hotel, strategy, replan)), strategy)
        };
        let (fixed, free) = (count(&hotel, false), count(&hotel, true));
        prop_assert!(fixed <= free, "{fixed:?} with tentative rooms fixed, {free:?} with them free");
        let mut larger = hotel.clone();
        larger.say(r#"{"op":"create_room","number":"205","room_type":"DBL"}"#, &[]);
        for (replan, before) in [(false, fixed), (true, free)] {
            let after = count(&larger, replan);
            prop_assert!(before <= after, "{before:?}, and {after:?} with a room more");
        }
    }

    #[test]
    fn a_line_left_out_leaves_the_rest(
        guests in guests(), broken in 0..4_usize, which in 0..8_usize
    ) {
        let hotel = house(&guests, broken);
        let command = command(&hotel, Aim::OptimizeOccupancy, false);
        let plan = thought(&hotel, &command);
        prop_assume!(!plan.lines.is_empty());
        let at = which % plan.lines.len();
        let mut wanted = held(&carried_out(&hotel, &command));
        let without = plan.lines[at].booking;
        wanted.retain(|(booking, _), _| *booking != without);
        let mut dropped = hotel.clone();
        let drop = vec![Dropped::Line(at as u32 + 1)];
        dropped.run(with_plan(AutoAssign { apply: true, drop, ..command }.into(), plan));
        prop_assert_eq!(held(&dropped), wanted);
    }

    #[test]
    fn who_depends_on_a_line_left_out_is_left_out_with_it(
        guests in guests(), broken in 1..4_usize, which in 0..8_usize
    ) {
        let hotel = house(&guests, broken);
        let command = command(&hotel, Aim::OptimizeOccupancy, true);
        let mut plan = thought(&hotel, &command);
        prop_assume!(!plan.lines.is_empty());
        let booking = plan.lines[which % plan.lines.len()].booking;
        plan.drop(booking);
        let mut dropped = hotel.clone();
        let done = dropped.attempt(with_plan(AutoAssign { apply: true, ..command }.into(), plan));
        prop_assert!(done.is_ok(), "{:?}", done.err());
        sound(&dropped)?;
    }
}
