//! Who keeps a contested room, and where the others go.

use super::super::claims::strength;
use super::super::{Claim, Proposal, settle_for};
use super::PLENTY;
use crate::domain::alerts::{AlertKind, alerts};
use crate::domain::booking::Booking;
use crate::domain::day::{Day, Stay};
use crate::domain::id::{BookingId, RoomId};
use crate::domain::planner::Budget;
use crate::domain::rate::RateChoice;
use crate::domain::sample::Sample;
use crate::domain::segment::AssignmentStatus::{self, Assigned, PreAssigned};
use crate::domain::testing::SmallHouse;

fn march(day: i32) -> Day {
    "2026-03-01".parse::<Day>().unwrap().plus(day - 1)
}

/// Monday 16 March, four doubles, one suite.
fn small() -> (Sample, Vec<RoomId>) {
    let mut sample = Sample::on(march(16));
    sample.room_type("DBL", "Double", 1);
    sample.room_type("STE", "Suite", 2);
    let rooms = ["201", "202", "203"].map(|number| sample.room(number, "DBL"));
    let mut rooms = rooms.to_vec();
    rooms.push(sample.room("301", "STE"));
    (sample, rooms)
}

fn settled(sample: &Sample, booking: BookingId) -> Proposal {
    settle_for(
        sample.house(),
        booking,
        sample.at(9, 0),
        Budget::steps(PLENTY),
    )
    .expect("a conflict")
}

fn kept(plan: &Proposal) -> Vec<(&str, i32, bool)> {
    let claims = plan.ranking.iter();
    claims
        .map(|claim: &Claim| (claim.guest.as_str(), claim.strength(), claim.keeps))
        .collect()
}

fn goes(plan: &Proposal) -> Vec<(&str, &str)> {
    let lines = plan.lines.iter();
    lines
        .map(|line| (line.guest.as_str(), line.number.as_str()))
        .collect()
}

/// Points of a claim: VIP 100, each night 10, each full day booked earlier 5 and
/// at most 50, direct 20.
#[test]
fn a_claim_has_its_points() {
    let mut hotel = SmallHouse::new();
    let code = hotel.book("DBL", 3, 2, "Yi");
    let plain = hotel.booking(&code);
    let of = |change: fn(&mut Booking)| {
        let mut booking = plain.clone();
        booking.is_direct = false;
        change(&mut booking);
        booking
    };
    let hours = |booking: &mut Booking, hours: i64| {
        booking.created_at = booking.created_at.plus_minutes(-60 * hours);
    };
    let other = of(|_| {});
    let points = |booking: &Booking| -> i32 {
        strength(booking, &[&other])
            .iter()
            .map(|(_, points)| points)
            .sum()
    };
    assert_eq!(points(&of(|_| {})), 20, "two nights");
    assert_eq!(points(&of(|one| one.is_vip = true)), 120);
    assert_eq!(points(&of(|one| one.is_direct = true)), 40);
    let nights = |one: &mut Booking| {
        one.stay = Stay {
            check_in: march(20),
            check_out: march(27),
        };
    };
    assert_eq!(points(&of(nights)), 70);
    for (earlier, more) in [
        (0, 0),
        (23, 0),
        (24, 5),
        (47, 5),
        (48, 10),
        (9 * 24, 45),
        (10 * 24, 50),
        (100 * 24, 50),
        (-48, 0),
    ] {
        let mut booking = other.clone();
        hours(&mut booking, earlier);
        assert_eq!(points(&booking), 20 + more, "{earlier} hours earlier");
    }
    // Beside several, the one who booked last counts; alone, nobody.
    let (mut first, mut last) = (other.clone(), other.clone());
    hours(&mut first, 72);
    hours(&mut last, -24);
    let named = strength(&first, &[&other, &last]);
    assert_eq!(named[1], ("booked earlier".to_owned(), 20));
    assert_eq!(strength(&first, &[]), [("nights".to_owned(), 20)]);
}

#[test]
fn whoever_is_in_the_house_stays_and_who_comes_goes_elsewhere() {
    let (mut sample, rooms) = small();
    let late = sample.booking("Nguyen", "DBL", march(10), 4);
    sample.check_in(late, rooms[0]);
    let due = sample.booking("Larsen", "DBL", march(16), 9);
    sample.place(due, rooms[0], PreAssigned);
    sample.edit(due, |row| row.is_vip = true);
    for asked in [late, due] {
        let plan = settled(&sample, asked);
        assert_eq!(
            kept(&plan)
                .iter()
                .map(|(who, _, keeps)| (*who, *keeps))
                .collect::<Vec<_>>(),
            [("Nguyen", true), ("Larsen", false)]
        );
        assert_eq!(plan.ranking[0].settled.as_deref(), Some("in the house"));
        assert_eq!(goes(&plan), [("Larsen", "202")]);
        assert!(plan.lines[0].moves());
    }
}

#[test]
fn a_room_out_of_service_is_nobodys_and_the_strongest_has_the_first_choice() {
    let (mut sample, rooms) = small();
    let weak = sample.booking("Weak", "DBL", march(17), 1);
    let strong = sample.booking("Strong", "DBL", march(18), 5);
    for booking in [weak, strong] {
        sample.place(booking, rooms[0], PreAssigned);
    }
    sample.withdraw(rooms[0], None);
    // Only one room is free for both.
    let other = sample.booking("Other", "DBL", march(16), 12);
    sample.place(other, rooms[1], Assigned);
    let plan = settled(&sample, weak);
    assert_eq!(
        plan.ranking
            .iter()
            .map(|claim| claim.guest.as_str())
            .collect::<Vec<_>>(),
        ["Strong", "Weak"]
    );
    assert!(plan.ranking.iter().all(|claim| !claim.keeps));
    let mut went = goes(&plan);
    went.sort_unstable();
    assert_eq!(
        went,
        [("Strong", "203"), ("Weak", "203")],
        "one after the other"
    );
}

#[test]
fn of_two_that_clash_the_stronger_has_the_room_of_the_type() {
    let (mut sample, rooms) = small();
    let weak = sample.booking("Weak", "DBL", march(17), 1);
    let strong = sample.booking("Strong", "DBL", march(18), 5);
    for booking in [weak, strong] {
        sample.place(booking, rooms[0], PreAssigned);
    }
    sample.withdraw(rooms[0], None);
    // The one other double is free from the 18th on, the suite always.
    let other = sample.booking("Other", "DBL", march(16), 12);
    sample.place(other, rooms[1], Assigned);
    let first = sample.booking("First", "DBL", march(16), 2);
    sample.place(first, rooms[2], Assigned);
    let plan = settled(&sample, strong);
    let mut went = goes(&plan);
    went.sort_unstable();
    assert_eq!(went, [("Strong", "203"), ("Weak", "301")]);
    let suite = plan.lines.iter().find(|line| line.number == "301");
    assert_eq!(
        suite.and_then(|line| line.other_type.as_deref()),
        Some("STE")
    );
}

#[test]
fn who_finds_nothing_keeps_the_conflict() {
    let (mut sample, rooms) = small();
    let booking = sample.booking("Yi", "DBL", march(18), 2);
    sample.place(booking, rooms[0], Assigned);
    for room in &rooms {
        sample.withdraw(*room, None);
    }
    let plan = settled(&sample, booking);
    assert!(plan.lines.is_empty());
    assert!(plan.left[0].why.ends_with("the conflict stays"));
    assert!(plan.left[0].loses.is_none(), "nothing is taken from them");
    assert!(plan.commands(RateChoice::default()).is_empty());
}

#[test]
fn a_promise_is_not_broken_by_a_plan() {
    let mut hotel = SmallHouse::new();
    let code = hotel.book_into("201", 3, 2, "Yi");
    hotel.say(
        r#"{"op":"set_do_not_move","booking":"$1","on":true}"#,
        &[&code],
    );
    hotel.say(
        r#"{"op":"put_out_of_order","room":"201","reason":"flood"}"#,
        &[],
    );
    let booking = hotel.booking(&code).id;
    let plan = settle_for(&hotel.house, booking, hotel.now, Budget::steps(PLENTY));
    let plan = plan.expect("a conflict");
    assert!(plan.lines.is_empty());
    assert!(plan.left[0].why.contains("promised"), "{plan:?}");
}

/// A feed named 201, which another has.
fn fed(
    sample: &mut Sample,
    room: RoomId,
    status: AssignmentStatus,
    nights: i32,
) -> (BookingId, BookingId) {
    let holder = sample.booking("Garcia", "DBL", march(20), 2);
    sample.place(holder, room, status);
    let fed = sample.booking("Fed", "DBL", march(21), nights);
    sample.edit(fed, |row| row.wanted_room = Some("201".into()));
    (holder, fed)
}

#[test]
fn the_stronger_claim_takes_the_room_that_was_promised() {
    let (mut sample, rooms) = small();
    let (holder, strong) = fed(&mut sample, rooms[0], PreAssigned, 5);
    for asked in [strong, holder] {
        let plan = settled(&sample, asked);
        assert_eq!(
            plan.ranking
                .iter()
                .map(|claim| (claim.guest.as_str(), claim.keeps))
                .collect::<Vec<_>>(),
            [("Fed", true), ("Garcia", false)]
        );
        assert_eq!(goes(&plan), [("Garcia", "202"), ("Fed", "201")]);
    }
}

#[test]
fn the_weaker_claim_goes_elsewhere() {
    let (mut sample, rooms) = small();
    let (_, weak) = fed(&mut sample, rooms[0], PreAssigned, 1);
    let plan = settled(&sample, weak);
    assert_eq!(goes(&plan), [("Fed", "202")]);
    assert_eq!(
        kept(&plan)
            .iter()
            .map(|(who, _, keeps)| (*who, *keeps))
            .collect::<Vec<_>>(),
        [("Garcia", true), ("Fed", false)]
    );
}

#[test]
fn a_firm_hold_stays_however_strong_the_other_claim() {
    let (mut sample, rooms) = small();
    let (_, strong) = fed(&mut sample, rooms[0], Assigned, 9);
    let plan = settled(&sample, strong);
    assert_eq!(plan.ranking[0].guest, "Fed");
    assert!(!plan.ranking[0].keeps);
    assert_eq!(plan.ranking[1].settled.as_deref(), Some("firm"));
    assert_eq!(goes(&plan), [("Fed", "202")]);
}

#[test]
fn whoever_loses_the_room_for_nothing_keeps_a_conflict_alert() {
    let mut hotel = SmallHouse::new();
    for number in ["202", "203", "204", "301"] {
        hotel.say(
            r#"{"op":"put_out_of_order","room":"$1","reason":"flood"}"#,
            &[number],
        );
    }
    let holder = hotel.book("DBL", 4, 2, "Garcia");
    hotel.say(
        r#"{"op":"pre_assign","booking":"$1","room":"201"}"#,
        &[&holder],
    );
    let made = hotel.say(
        r#"{"op":"create_booking","room_type":"DBL","check_in":"2026-03-21","nights":6,"lead":"Fed","wanted_room":"201"}"#,
        &[],
    );
    let fed = made.receipt["booking"].as_str().unwrap().to_owned();
    assert!(hotel.booking(&fed).wanted_room.is_some());
    let done = hotel.say(
        r#"{"op":"resolve_conflict","booking":"$1","apply":true}"#,
        &[&fed],
    );
    assert_eq!(done.receipt["ranking"][0]["guest"], "Fed");
    assert_eq!(done.receipt["left"][0]["guest"], "Garcia");
    assert_eq!(hotel.segments(&fed).len(), 1);
    assert!(hotel.segments(&holder).is_empty());
    let found = alerts(&hotel.house, hotel.now);
    let conflict = found
        .iter()
        .find(|alert| alert.kind == AlertKind::Conflict)
        .expect("the conflict stays");
    assert_eq!(
        conflict.message,
        "Garcia was promised room 201, which Fed has."
    );
    hotel.say(r#"{"op":"undo"}"#, &[]);
    assert_eq!(hotel.segments(&holder).len(), 1);
    assert!(hotel.booking(&holder).wanted_room.is_none());
}

#[test]
fn without_a_conflict_there_is_no_plan() {
    let (mut sample, rooms) = small();
    let booking = sample.booking("Yi", "DBL", march(18), 2);
    sample.place(booking, rooms[0], PreAssigned);
    let none = settle_for(
        sample.house(),
        booking,
        sample.at(9, 0),
        Budget::steps(PLENTY),
    );
    assert!(none.is_none());
}
