//! What can be sold, against a plain count; which rooms a stay could have.

use proptest::prelude::*;

use super::{Available, availability, free_rooms, sellable};
use crate::domain::day::{Day, Stay};
use crate::domain::draft::Draft;
use crate::domain::house::House;
use crate::domain::moment::Moment;
use crate::domain::reading::look;
use crate::domain::room::RoomStatus;
use crate::domain::sample::Sample;
use crate::domain::score::Wishes;
use crate::domain::segment::AssignmentStatus::{Assigned, PreAssigned};
use crate::domain::view::grid::{Filter, Grouping, month};

fn monday() -> Day {
    march(16)
}

fn march(day: u32) -> Day {
    Day::from_ymd(2026, 3, day).unwrap()
}

fn stay(from: u32, to: u32) -> Stay {
    Stay::new(march(from), march(to)).unwrap()
}

fn ask<T>(house: &House, question: impl FnOnce(&Draft) -> T) -> T {
    look(house, Moment::default(), question).unwrap()
}

fn numbers(found: &[Available]) -> Vec<&str> {
    found.iter().map(|one| one.number.as_str()).collect()
}

/// A busy house with troubles in it.
fn troubled(rooms: usize) -> Sample {
    let mut sample = Sample::busy(monday(), rooms, 50);
    let all: Vec<_> = sample.house().rooms.keys().copied().collect();
    for (index, room) in all.into_iter().enumerate() {
        match index % 7 {
            0 => sample.withdraw(room, Some(march(20))),
            1 => sample.break_room(room, None),
            2 => sample.edit_room(room, |room| room.active = false),
            3 => sample.break_room(room, Some(march(25))),
            _ => &mut sample,
        };
    }
    sample
}

/// Sellable, counted room by room and booking by booking.
fn naive(house: &House, room_type: &str, night: Day) -> i32 {
    let policies = &house.property.as_ref().unwrap().policies;
    let mut count = 0;
    for room in house
        .rooms
        .values()
        .filter(|room| room.room_type == room_type)
    {
        let serves = room.why_not_in_service(night, monday(), policies).is_none();
        let held = house
            .segments
            .values()
            .filter(|segment| segment.active && segment.room == room.id)
            .any(|segment| !segment.stay.is_day_use() && segment.stay.covers(night));
        let blocked = house
            .blocks
            .values()
            .any(|block| block.holds() && block.room == room.id && block.stay.covers(night));
        count += i32::from(serves) - i32::from(held) - i32::from(blocked && serves);
    }
    for booking in house
        .bookings
        .values()
        .filter(|booking| booking.room_type == room_type)
    {
        let covered = house
            .segments
            .values()
            .filter(|segment| segment.active && segment.booking == booking.id)
            .any(|segment| segment.stay.covers(night));
        let wants = booking.holds_inventory(policies) && booking.stay.covers(night);
        count -= i32::from(wants && !covered && !booking.stay.is_day_use());
    }
    count
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn sellable_is_what_a_plain_count_says(rooms in 1_usize..30, from in 0_i32..30, length in 1_i32..20) {
        let sample = troubled(rooms);
        let house = sample.house();
        let nights = Stay::new(monday().plus(from), monday().plus(from + length)).unwrap();
        let grid = month(house, nights.check_in, length as u32, Grouping::Type, &Filter::default());
        for kind in ["STD", "DLX", "STE"] {
            let counted = ask(house, |draft| sellable(draft, kind, nights));
            prop_assert_eq!(counted.len() as i32, length);
            for night in &counted {
                let parts = night.in_service - night.held - night.blocked - night.unassigned;
                prop_assert_eq!(night.sellable, parts);
                prop_assert_eq!(night.sellable, naive(house, kind, night.date));
            }
            // The grid, which walks the house once, says the same.
            if let Some(group) = grid.groups.iter().find(|group| group.key == kind) {
                let shown: Vec<i32> = counted.iter().map(|night| night.sellable).collect();
                prop_assert_eq!(&group.sellable, &shown);
            }
        }
    }

    #[test]
    fn a_room_is_available_exactly_when_nothing_holds_it(rooms in 1_usize..20, from in -3_i32..20, nights in 1_i32..6) {
        let sample = troubled(rooms);
        let house = sample.house();
        let policies = &house.property.as_ref().unwrap().policies;
        let stay = Stay::new(monday().plus(from), monday().plus(from + nights)).unwrap();
        for kind in ["STD", "DLX", "STE"] {
            let found = ask(house, |draft| availability(draft, kind, stay, None, &[]));
            for room in house.rooms.values().filter(|room| room.room_type == kind) {
                let held = house.segments.values()
                    .any(|segment| segment.active && segment.room == room.id && segment.stay.overlaps(stay));
                let blocked = house.blocks.values()
                    .any(|block| block.holds() && block.room == room.id && block.stay.overlaps(stay));
                let serves = room.in_service(stay.each_night(), monday(), policies);
                let now = from > 0 || room.is_bookable();
                let expected = serves && now && !held && !blocked;
                prop_assert_eq!(found.iter().any(|one| one.room == room.id), expected, "{}", room.number);
            }
        }
    }
}

fn three_rooms() -> Sample {
    let mut sample = Sample::on(monday());
    sample.room_type("STD", "Standard", 1);
    for number in ["9", "10", "101"] {
        sample.room(number, "STD");
    }
    sample
}

#[test]
fn today_wants_ready_rooms_and_later_rooms_in_service() {
    let mut sample = three_rooms();
    let rooms: Vec<_> = sample.house().rooms.keys().copied().collect();
    sample.edit_room(rooms[0], |room| room.status = RoomStatus::CheckoutDirty);
    sample.break_room(rooms[1], None);
    let now = ask(sample.house(), |draft| {
        availability(draft, "STD", stay(16, 18), None, &[])
    });
    assert_eq!(numbers(&now), ["101"]);
    let later = ask(sample.house(), |draft| {
        availability(draft, "STD", stay(17, 18), None, &[])
    });
    assert_eq!(
        numbers(&later),
        ["9", "101"],
        "a repair without an end lasts two days"
    );
    assert!(!later[0].is_bookable && later[1].is_bookable);
    let after = ask(sample.house(), |draft| {
        availability(draft, "STD", stay(18, 20), None, &[])
    });
    assert_eq!(numbers(&after), ["9", "10", "101"]);
    let before = ask(sample.house(), |draft| {
        free_rooms(draft, "STD", stay(18, 20), &[], 2)
    });
    assert_eq!(before, ["9", "10"], "in order, and no more than asked");
}

#[test]
fn ones_own_hold_is_free_and_a_departure_shares_its_date() {
    let mut sample = three_rooms();
    let rooms: Vec<_> = sample.house().rooms.keys().copied().collect();
    let own = sample.booking("Own", "STD", march(20), 2);
    let before = sample.booking("Before", "STD", march(18), 2);
    let over = sample.booking("Over", "STD", march(19), 2);
    sample.place(own, rooms[0], PreAssigned);
    sample.place(before, rooms[1], Assigned);
    sample.place(over, rooms[2], Assigned);
    let found = |except: &[_]| {
        ask(sample.house(), |draft| {
            availability(draft, "STD", stay(20, 22), None, except)
        })
    };
    assert_eq!(numbers(&found(&[])), ["10"]);
    assert_eq!(numbers(&found(&[own])), ["9", "10"]);
}

#[test]
fn with_wishes_the_best_room_comes_first_and_says_its_score() {
    let mut sample = three_rooms();
    let rooms: Vec<_> = sample.house().rooms.keys().copied().collect();
    sample.edit_room(rooms[2], |room| {
        room.features.insert("corner".into());
    });
    sample.edit_room(rooms[1], |room| {
        room.features.insert("near_elevator".into());
    });
    let mut wishes = Wishes {
        nights: 8,
        ..Wishes::default()
    };
    wishes.preferences.near_elevator = true;
    let found = ask(sample.house(), |draft| {
        availability(draft, "STD", stay(20, 28), Some(&wishes), &[])
    });
    let scores: Vec<(&str, Option<i32>)> = found
        .iter()
        .map(|one| (one.number.as_str(), one.score))
        .collect();
    assert_eq!(
        scores,
        [("101", Some(115)), ("10", Some(110)), ("9", Some(100))]
    );
    let json = serde_json::to_value(&found[0]).unwrap();
    assert_eq!(
        json,
        serde_json::json!({"number": "101", "is_bookable": true, "score": 115})
    );
}

#[test]
fn a_decision_sees_its_own_changes() {
    let mut sample = three_rooms();
    let rooms: Vec<_> = sample.house().rooms.keys().copied().collect();
    let booking = sample.booking("Khan", "STD", march(20), 2);
    let segment = sample.place(booking, rooms[0], Assigned);
    let house = sample.house();
    let context = crate::domain::facts::Context {
        now: Moment::default(),
        actor: crate::domain::facts::Actor::of(house.staff.values().next().unwrap()),
        counters: house.counters,
        expected_version: None,
    };
    let mut draft = Draft::new(house, &context).unwrap();
    let night = |draft: &Draft| sellable(draft, "STD", stay(20, 21))[0];
    assert_eq!(
        (
            night(&draft).held,
            night(&draft).unassigned,
            night(&draft).sellable
        ),
        (1, 0, 2)
    );
    let mut ended = draft.segment(segment).unwrap();
    ended.active = false;
    ended.ended = Some(crate::domain::segment::Ended {
        stamp: draft.stamp(),
        because: crate::domain::segment::EndedBecause::Unassigned,
    });
    draft.save(ended);
    assert_eq!(
        (
            night(&draft).held,
            night(&draft).unassigned,
            night(&draft).sellable
        ),
        (0, 1, 2)
    );
    let found = availability(&draft, "STD", stay(20, 22), None, &[]);
    assert_eq!(numbers(&found), ["9", "10", "101"]);
}

#[test]
fn a_day_use_holds_no_night_but_keeps_a_stay_from_running_through() {
    let mut sample = three_rooms();
    let rooms: Vec<_> = sample.house().rooms.keys().copied().collect();
    let day = sample.booking("Day", "STD", march(20), 0);
    sample.place(day, rooms[0], Assigned);
    assert_eq!(
        ask(sample.house(), |draft| sellable(draft, "STD", stay(20, 21))
            [0]
        .sellable),
        3
    );
    let found = |from, to| {
        let found = ask(sample.house(), |draft| {
            availability(draft, "STD", stay(from, to), None, &[])
        });
        found
            .iter()
            .map(|one| one.number.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        found(20, 22),
        ["9", "10", "101"],
        "it comes after the day guest has gone"
    );
    assert_eq!(
        found(19, 22),
        ["10", "101"],
        "it would be in the room on that day"
    );
}
