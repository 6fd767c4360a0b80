//! The practice hotel: made through the desk alone, whole, and as it should
//! be on any morning.

// A test is allowed to fail.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use keyrack::desk::{Channel, Desk, RequestFilter, Session, Window};
use keyrack::domain::booking::{Booking, BookingStatus};
use keyrack::domain::care::{self, Discrepancy};
use keyrack::domain::doctor::Check;
use keyrack::domain::request::{Priority, Request, RequestStatus, Requester};
use keyrack::domain::room::RoomStatus;
use keyrack::domain::segment::AssignmentStatus;
use keyrack::domain::{Day, Facts, House, Moment, alerts, view};
use keyrack::exchange::at_desk::make_practice_hotel;
use keyrack::exchange::practice::{SEED, practice_hotel};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn house_of(desk: &Desk, session: &Session, today: Day) -> House {
    let window = Window {
        from: today.plus(-100),
        days: 200,
    };
    desk.house(session, window).unwrap()
}

#[test]
fn the_practice_hotel_stands_as_planned() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("practice.db");
    let today = day("2026-03-16");
    let start = std::time::Instant::now();
    let mut told = Vec::new();
    let desk = make_practice_hotel(&path, today, chrono_tz::Europe::Lisbon, &mut |progress| {
        told.push(progress);
    })
    .unwrap();
    println!("made in {:?}", start.elapsed());
    assert!(told.len() > 5 && told.iter().all(|one| one.done <= one.expected));
    let left: Vec<String> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("making"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
    let session = desk.session(Some("miramar"), None, Channel::Cli).unwrap();
    let house = house_of(&desk, &session, today);
    assert_eq!(house.property.as_ref().unwrap().business_date, today);
    rooms(&house);
    guests(&house, today);
    exactly_one_conflict(&house, today);
    bookings(&house, today);
    accounts(&house);
    alerts(&house);
    maintenance(&desk, &session, &house);
    the_doctor_finds_nothing(&desk, &session);
}

/// Three months of requests: by everyone, at every step, of every urgency; what
/// was spent and what people thought of it; and this morning's chain from a
/// fault to a room that is kept from sale.
fn maintenance(desk: &Desk, session: &Session, house: &House) {
    let all = desk
        .requests(session, &RequestFilter::default(), None, 1_000)
        .unwrap();
    println!("{} requests", all.len());
    assert!((90..=200).contains(&all.len()), "{}", all.len());
    let first = all.iter().map(|one| one.created.at).min().unwrap();
    let last = all.iter().map(|one| one.created.at).max().unwrap();
    assert!(last.since(first) > 80 * 24 * 3_600_000, "three months");
    let count = |what: &dyn Fn(&Request) -> bool| all.iter().filter(|one| what(one)).count();
    for status in RequestStatus::ALL {
        assert!(count(&|one| one.status == status) > 0, "{status:?}");
    }
    for priority in Priority::ALL {
        assert!(count(&|one| one.priority == priority) > 0, "{priority:?}");
    }
    let categories: BTreeSet<&str> = all.iter().map(|one| one.category.as_str()).collect();
    assert_eq!(categories.len(), 7, "{categories:?}");
    assert!(count(&|one| matches!(one.requester, Requester::Guest(_))) > 15);
    assert!(count(&|one| matches!(one.requester, Requester::Staff(_))) > 15);
    assert!(count(&|one| matches!(one.requester, Requester::Resident(_))) > 1);
    assert!(count(&|one| one.rating.is_some()) > 15);
    assert!(count(&|one| one.estimated_cost.is_some() && one.actual_cost.is_some()) > 20);
    assert!(count(&|one| one.vendor.is_some()) > 2);
    assert!(count(&|one| one.waiting.is_some()) > 0);
    let closed = count(&|one| one.status == RequestStatus::Closed);
    assert!(
        closed * 10 > all.len() * 6,
        "{closed} of {} closed",
        all.len()
    );
    let open = count(&|one| one.is_open());
    assert!((8..=14).contains(&open), "{open} open this morning");
    let held = house.rooms.values().find(|room| room.maintenance.is_some());
    let by = held.unwrap().maintenance.as_ref().unwrap().request.unwrap();
    let request = all.iter().find(|one| one.id == by).unwrap();
    assert_eq!(request.status, RequestStatus::InProgress);
    assert!(house.rooms.values().any(|room| {
        let guest = house.locked_in(room.id).pop();
        let guest = guest.and_then(|one| house.booking(one.booking));
        care::discrepancy(room, guest.as_ref()) == Some(Discrepancy::Person)
    }));
}

/// A house that was only ever changed by commands is well.
fn the_doctor_finds_nothing(desk: &Desk, session: &Session) {
    let found = desk.examine(session.property).unwrap();
    let wrong: Vec<_> = found
        .iter()
        // It was made for a day in the past; the clock is today's.
        .filter(|one| one.is_wrong() && one.check != Check::DateBehind)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Who has left has paid; some who will come have paid ahead; one better room
/// is charged for and one is given.
fn accounts(house: &House) {
    let balance = |booking: &Booking| view::account::totals(house, booking).balance.minor;
    let left = house
        .bookings
        .values()
        .filter(|one| one.departed_on.is_some());
    let owing: Vec<&str> = left
        .filter(|one| balance(one) != 0)
        .map(|one| one.code.as_str())
        .collect();
    assert!(owing.is_empty(), "{owing:?} left without paying");
    let ahead = house
        .bookings
        .values()
        .filter(|one| one.checked_in_at.is_none() && !house.account_of(one.id).is_empty());
    assert!(ahead.count() > 20);
    let settled: BTreeSet<String> = house
        .segments
        .values()
        .filter_map(|one| Some(one.rate_terms?.decision.as_str().to_owned()))
        .collect();
    assert_eq!(settled.len(), 2, "{settled:?}");
}

/// Something of every kind and severity waits, and one conflict.
fn alerts(house: &House) {
    let now: Moment = "2026-03-16T09:35:00Z".parse().unwrap();
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for alert in alerts::alerts(house, now) {
        *kinds.entry(format!("{:?}", alert.severity)).or_default() += 1;
        *kinds.entry(alert.kind.as_str().to_owned()).or_default() += 1;
    }
    println!("{kinds:?}");
    assert_eq!(kinds.get("conflict"), Some(&1), "{kinds:?}");
    for wanted in [
        "unassigned",
        "room_not_ready",
        "overstay",
        "Info",
        "Warning",
        "Critical",
    ] {
        assert!(kinds.contains_key(wanted), "{wanted}: {kinds:?}");
    }
}

fn rooms(house: &House) {
    assert_eq!(house.rooms.len(), 60);
    assert_eq!(house.room_types.len(), 4);
    let floors: BTreeSet<i32> = house.rooms.values().map(|room| room.floor).collect();
    assert_eq!(floors.len(), 4);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for room in house.rooms.values() {
        *counts.entry(room.status.as_str()).or_default() += 1;
    }
    assert_eq!(counts.len(), 8, "a room in every status: {counts:?}");
    assert_eq!(counts["MAINTENANCE_REQUIRED"], 1);
    assert_eq!(counts["OUT_OF_ORDER"], 1);
    assert!(house.rooms.values().any(|room| room.rush));
    let roles: BTreeSet<&str> = house
        .staff
        .values()
        .map(|person| person.role.label())
        .collect();
    assert!(roles.len() >= 8, "{roles:?}");
}

fn guests(house: &House, today: Day) {
    let in_house = house.in_house();
    let tonight = house
        .bookings
        .values()
        .filter(|booking| booking.status == BookingStatus::Confirmed && booking.stay.covers(today))
        .filter(|booking| !booking.stay.is_day_use())
        .count();
    // Three to seventeen in twenty rooms stay free.
    assert!(
        (45..=51).contains(&tonight),
        "{tonight} of 60 rooms sold for tonight"
    );
    let in_today = in_house
        .iter()
        .filter(|booking| booking.stay.check_in == today)
        .count();
    assert!(in_today >= 3, "{in_today} came already");
    let out_today = house
        .bookings
        .values()
        .filter(|booking| booking.departed_on == Some(today))
        .count();
    let due_out = in_house
        .iter()
        .filter(|booking| booking.is_due_out(today))
        .count();
    assert!(
        out_today >= 5 && due_out >= 1,
        "{out_today} left, {due_out} will"
    );
    let to_come = house
        .bookings
        .values()
        .filter(|booking| booking.is_arrival(today))
        .count();
    assert!((8..=20).contains(&to_come), "{to_come} to come");
    assert!(in_house.iter().any(|booking| booking.group.is_some()));
    assert_eq!(
        house
            .bookings
            .values()
            .filter(|booking| booking.guest_waiting)
            .count(),
        1
    );
    for room in house.rooms.values() {
        let guests = house.locked_in(room.id).len();
        assert_eq!(
            guests,
            usize::from(room.status == RoomStatus::Occupied),
            "{}",
            room.number
        );
    }
}

/// An overstay in a room that another booking holds from today; and no other
/// hold on a room that is not in service.
fn exactly_one_conflict(house: &House, today: Day) {
    let overstays: Vec<_> = house
        .bookings
        .values()
        .filter(|booking| booking.is_overstay(today))
        .collect();
    assert_eq!(overstays.len(), 1);
    let room = house.segments_of(overstays[0].id).pop().unwrap().room;
    let waiting: Vec<_> = house
        .segments_in(room)
        .filter(|segment| {
            segment.active
                && segment.stay.covers(today)
                && segment.status != AssignmentStatus::Locked
        })
        .collect();
    assert_eq!(waiting.len(), 1, "somebody is promised the overstay's room");
    let policies = &house.property.as_ref().unwrap().policies;
    for segment in house.segments.values().filter(|segment| segment.active) {
        let room = house.room(segment.room).unwrap();
        let nights = segment.stay.each_night().filter(|night| *night >= today);
        if segment.status != AssignmentStatus::Locked {
            assert!(
                room.in_service(nights, today, policies),
                "{} holds {}",
                segment.booking.0,
                room.number
            );
        }
    }
    assert!(
        house
            .bookings
            .values()
            .all(|booking| booking.wanted_room.is_none())
    );
}

fn bookings(house: &House, today: Day) {
    let all: Vec<_> = house.bookings.values().collect();
    let with = |what: &dyn Fn(&keyrack::domain::booking::Booking) -> bool| {
        all.iter().filter(|one| what(one)).count()
    };
    assert!(with(&|one| one.status == BookingStatus::Completed) > 700);
    assert!(with(&|one| one.status == BookingStatus::PendingPayment) > 2);
    assert!(with(&|one| one.is_vip) > 10);
    assert!(
        with(&|one| one.stay.check_in > today.plus(60)) > 20,
        "three months ahead"
    );
    assert!(
        with(&|one| one.stay.check_out < today.plus(-80)) > 20,
        "three months back"
    );
    let urgent = |days: i32| with(&|one| one.needs_room && one.stay.check_in == today.plus(days));
    assert!(
        urgent(0) >= 2 && urgent(1) >= 2 && urgent(2) >= 1,
        "unassigned of every urgency"
    );
    assert!(house.blocks.values().filter(|block| block.holds()).count() >= 4);
    let codes: BTreeSet<&str> = all.iter().map(|one| one.code.as_str()).collect();
    assert_eq!(codes.len(), all.len());
}

#[test]
fn the_same_day_gives_the_same_hotel() {
    let today = day("2026-10-25");
    let zone = chrono_tz::Europe::Rome;
    let first = practice_hotel(SEED, today, zone);
    assert_eq!(first, practice_hotel(SEED, today, zone));
    assert_ne!(first, practice_hotel(SEED, today.plus(1), zone));
    let moments: Vec<_> = first.iter().map(|request| request.at.unwrap()).collect();
    assert!(moments.is_sorted(), "moments never run backwards");
}
