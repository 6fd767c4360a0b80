//! The views beside a plain pass over the same rows: the month grid, the
//! month report, the turnover board, the alerts, what can be sold.

#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use std::hint::black_box;
use std::time::Duration;

use keyrack::domain::alerts::{AlertKind, alerts, attach_rooms, offers};
use keyrack::domain::availability::{availability, sellable};
use keyrack::domain::duty::RoomDuty;
use keyrack::domain::reading::look;
use keyrack::domain::request::Viewer;
use keyrack::domain::room::RoomStatus;
use keyrack::domain::sample::{MIA, Sample};
use keyrack::domain::stamp::Stamp;
use keyrack::domain::view::calendar::{Month, month_report};
use keyrack::domain::view::grid::{Filter, Grouping, month};
use keyrack::domain::view::requests::{lines, seen_by};
use keyrack::domain::view::turnover::board;
use keyrack::domain::view::worklist::of_board;
use keyrack::domain::{Day, House, Moment, Stay, TimeOfDay};
use support::{alone, beside, sold, today, with_requests};

const DAYS: u32 = 31;

fn main() {
    println!("{:<58} {:>10}   {:>10}   ratio", "what", "keyrack", "floor");
    for rooms in [100, 500, 5_000] {
        screens(rooms);
    }
    urgent(500);
    requests(500, 10_000);
    selling(500);
}

/// A month of the house on every screen that walks it whole.
fn screens(rooms: u32) {
    let house = sold(rooms, 10, DAYS as i32);
    let rounds = if rooms > 1_000 { 20 } else { 100 };
    let from = today().plus(-3);
    let filter = Filter::default();
    let morning = in_the_morning(&house);
    beside(
        &format!("grid, {rooms} rooms x {DAYS} days / names copied in one pass"),
        rounds,
        None,
        || {
            black_box(plain_pass(&house, from));
        },
        || {
            black_box(month(&house, from, DAYS, Grouping::Type, &filter));
        },
    );
    let march = Month::of(today());
    beside(
        &format!("month report, {rooms} rooms / names copied in one pass"),
        rounds,
        None,
        || {
            black_box(plain_pass(&house, from));
        },
        || {
            black_box(month_report(&house, march));
        },
    );
    beside(
        &format!("turnover board, {rooms} rooms / names copied in one pass"),
        rounds,
        None,
        || {
            black_box(plain_pass(&house, from));
        },
        || {
            black_box(board(&house));
        },
    );
    within(
        &format!("board and day's work of a morning, {rooms} rooms"),
        if rooms > 500 { None } else { Some(20.0) },
        || {
            let board = board(&morning);
            black_box(of_board(&morning, &board));
        },
    );
}

/// Says how long one run takes at best, and fails where it takes longer than
/// this many milliseconds.
fn within(what: &str, most: Option<f64>, mut run: impl FnMut()) {
    let best = (0..30)
        .map(|_| {
            let start = std::time::Instant::now();
            run();
            start.elapsed()
        })
        .min()
        .unwrap();
    let took = best.as_secs_f64() * 1_000.0;
    println!("{what:<58} {took:>8.2}ms");
    if let Some(most) = most {
        assert!(took < most, "{what}: {took:.2} ms, {most} ms at most");
    }
}

/// A house in the morning: every third room left, whose work which room is,
/// some rooms long unused.
fn in_the_morning(house: &House) -> House {
    let mut house = house.clone();
    let rooms: Vec<_> = house.rooms.values().cloned().collect();
    let day = house.property.as_ref().unwrap().business_date;
    for (nth, mut room) in rooms.into_iter().enumerate() {
        let id = 1_000_000 + nth as i64;
        house.put(
            RoomDuty {
                id,
                property: room.property,
                day,
                room: room.id,
                attendant: Some(MIA),
                stamp: Stamp {
                    at: room.status_since,
                    by: MIA,
                },
            }
            .into(),
        );
        if !room.is_occupied() {
            room.status = if nth % 3 == 0 {
                RoomStatus::CheckoutDirty
            } else {
                RoomStatus::ReadyForGuest
            };
            room.status_since = room.status_since.plus_minutes(-8 * 24 * 60);
        }
        house.put(room.into());
    }
    house
}

/// The floor: every segment of the window with its booking's name and code,
/// in the order in which they lie.
fn plain_pass(house: &House, from: Day) -> Vec<(Stay, String, String)> {
    let window = Stay {
        check_in: from,
        check_out: from.plus(DAYS as i32),
    };
    house
        .segments
        .values()
        .filter(|segment| segment.stay.overlaps(window))
        .map(|segment| {
            let booking = &house.bookings[&segment.booking];
            let name = booking.family_name().to_owned();
            (segment.stay, name, booking.code.clone())
        })
        .collect()
}

fn noon() -> Moment {
    Moment::at_local(
        chrono_tz::Europe::Rome,
        today(),
        TimeOfDay::fixed(12, 0).time(),
    )
}

/// The list of requests: who may see which, every name and when each is due.
fn requests(rooms: u32, count: i64) {
    let house = with_requests(sold(rooms, 3, 3), count);
    let staff: Vec<_> = house.staff.values().cloned().collect();
    let viewer = Viewer::of(MIA, &staff[0].permissions, &staff);
    let now = noon();
    let all = || house.requests.values();
    beside(
        &format!("list of {count} requests, {rooms} rooms / names copied in one pass"),
        30,
        None,
        || {
            let copied = all().map(|one| {
                let room = one.room.map(|id| house.rooms[&id].number.clone());
                let who = one.assignee().map(|id| house.staff[&id].name.clone());
                (one.ticket.clone(), one.title.clone(), room, who)
            });
            black_box(copied.collect::<Vec<_>>());
        },
        || {
            black_box(lines(&house, seen_by(&house, &viewer, all()), now));
        },
    );
    within(
        &format!("list of {count} requests, {rooms} rooms"),
        Some(20.0),
        || {
            black_box(lines(&house, seen_by(&house, &viewer, all()), now));
        },
    );
    within(
        &format!("board of {rooms} rooms beside {count} requests"),
        Some(20.0),
        || {
            let board = board(&house);
            black_box(of_board(&house, &board));
        },
    );
}

/// A house of 200 rooms with this many bookings without a room, a third of
/// its rooms dirty and some withdrawn.
fn wanting(bookings: i32) -> House {
    let mut sample = Sample::busy(today(), 200, 60);
    let rooms: Vec<_> = sample.house().rooms.keys().copied().collect();
    for (index, room) in rooms.into_iter().enumerate() {
        match index % 9 {
            0..3 => sample.edit_room(room, |room| {
                if !room.is_occupied() {
                    room.status = RoomStatus::CheckoutDirty;
                }
            }),
            3 if index % 2 == 0 => sample.withdraw(room, None),
            _ => &mut sample,
        };
    }
    let present = sample
        .house()
        .bookings
        .values()
        .filter(|one| one.needs_room);
    for turn in present.count() as i32..bookings {
        let kind = ["STD", "DLX", "STE"][turn as usize % 3];
        sample.booking("Waits", kind, today().plus(turn % 30), 1 + turn % 6);
    }
    sample.house().clone()
}

fn urgent(bookings: i32) {
    let house = wanting(bookings);
    let now = noon();
    let found = alerts(&house, now);
    let unassigned = found.iter().filter(|one| one.kind == AlertKind::Unassigned);
    let unassigned = unassigned.count();
    let others = found.len() - unassigned;
    println!("({unassigned} bookings without a room, {others} other alerts)");
    let budget = Duration::from_millis(50);
    alone("alerts", 100, budget, || {
        black_box(alerts(&house, now));
    });
    alone("alerts with five rooms each", 50, budget, || {
        let mut found = alerts(&house, now);
        attach_rooms(&house, now, &mut found, 5);
        black_box(found);
    });
    let code = &found[0].booking;
    alone(
        "rooms for one alert, and why not the others",
        200,
        budget,
        || {
            black_box(offers(
                &house,
                AlertKind::Unassigned,
                code.as_deref().unwrap_or_default(),
                now,
                5,
            ));
        },
    );
}

fn selling(rooms: u32) {
    let house = sold(rooms, 10, 60);
    let stay = Stay {
        check_in: today().plus(20),
        check_out: today().plus(23),
    };
    beside(
        &format!("availability, 3 nights, {rooms} rooms in memory / plain pass"),
        200,
        None,
        || {
            black_box(plain_free(&house, stay));
        },
        || {
            black_box(look(&house, noon(), |draft| {
                availability(draft, "DBL", stay, None, &[])
            }));
        },
    );
    let budget = Duration::from_millis(2);
    alone("sellable, 3 nights", 200, budget, || {
        black_box(look(&house, noon(), |draft| sellable(draft, "DBL", stay)));
    });
}

fn plain_free(house: &House, stay: Stay) -> usize {
    let free = house.rooms.values().filter(|room| {
        !house
            .segments_in(room.id)
            .any(|segment| segment.active && segment.stay.overlaps(stay))
    });
    free.count()
}
