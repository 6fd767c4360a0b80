//! The planner on the instances of the room-assignment benchmark, beside an
//! established solver and the one-at-a-time greedy, and on houses of other sizes.
//!
//! The instances are not part of this repository: the bench says so and goes on
//! where they are absent (`KEYRACK_SHARED`, else `../shared`).

#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/assign.rs"]
mod assign;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use assign::{AssignFile, RoomCases};
use keyrack::domain::planner::{
    Budget, Choice, Instance, Nights, Plan, Room, RoomMade, RoomWanted, Stay, Strategy, make_room,
    plan,
};
use serde_json::Value;

fn main() {
    houses();
    let folder =
        std::env::var("KEYRACK_SHARED").map_or_else(|_| PathBuf::from("../shared"), PathBuf::from);
    let folder = folder.join("bench/assign");
    let Ok(reference) = assign::read::<Value>(&folder.join("reference.json")) else {
        println!("planner: no instances in {}; skipped", folder.display());
        return;
    };
    instances(&folder, &reference);
    rooms(&folder);
}

/// Plans as the console would; no clock, so the same plan every time.
fn timed(instance: &Instance) -> (Plan, Duration) {
    let start = Instant::now();
    let plan = plan(instance, Budget::usual(instance));
    (plan, start.elapsed())
}

fn instances(folder: &std::path::Path, reference: &Value) {
    println!(
        "{:<28} {:>6} {:>6} {:>6} {:>8} {:>8} {:>7} {:>7} {:>7} {:>8}",
        "instance",
        "placed",
        "bound",
        "ref",
        "score",
        "bound",
        "of best",
        "greedy",
        "seconds",
        "of ref"
    );
    for (name, known) in reference.as_object().unwrap() {
        let file: AssignFile = assign::read(&folder.join(format!("{name}.json.gz"))).unwrap();
        let (plan, time) = timed(&file.instance());
        let number = |group: &str, field: &str| known[group][field].as_f64();
        let seconds = number("cpsat", "seconds").unwrap_or(f64::NAN);
        println!(
            "{name:<28} {:>6} {:>6} {:>6} {:>8} {:>8} {:>7.4} {:>7.4} {:>7.3} 1/{:<6.0}",
            plan.count(),
            plan.count_bound(),
            known["best"]["count"],
            plan.score(),
            plan.score_bound(),
            plan.score() as f64 / number("best", "score").unwrap_or(f64::NAN),
            plan.count() as f64 / number("greedy", "count").unwrap_or(f64::NAN),
            time.as_secs_f64(),
            seconds / time.as_secs_f64(),
        );
    }
}

fn rooms(folder: &std::path::Path) {
    let cases: RoomCases = assign::read(&folder.join("makeroom.json")).unwrap();
    let known: Value = assign::read(&folder.join("makeroom_reference.json")).unwrap();
    let (mut alike, mut asked, mut time) = (0, 0, Duration::ZERO);
    for case in &cases.cases {
        let file: AssignFile =
            assign::read(&folder.join(format!("{}.json.gz", case.instance))).unwrap();
        for (at, query) in case.queries.iter().enumerate() {
            let booking = file.ids().0[query];
            let own = &file.bookings[booking].1;
            let (mut answer, mut proved) = ((None, None), true);
            for room_type in case.ladder.iter().skip_while(|room_type| *room_type != own) {
                let (mut instance, mut now, _) = file.placed(case);
                instance.stays.push(file.stay(booking, room_type));
                now.push(None);
                let wanted = RoomWanted {
                    instance: &instance,
                    now: &now,
                    asked: now.len() - 1,
                };
                let start = Instant::now();
                let made = make_room(&wanted, Budget::steps(200_000_000));
                time += start.elapsed();
                proved &= !matches!(made, RoomMade::Unknown { .. });
                if let RoomMade::Moves { chain, at_least } = made {
                    proved &= chain.len() - 1 == at_least;
                    answer = (Some(room_type.as_str()), Some(chain.len() as u64 - 1));
                    break;
                }
            }
            let known = &known[&case.instance][at]["answer"];
            asked += 1;
            alike +=
                usize::from(proved && (known["type"].as_str(), known["moves"].as_u64()) == answer);
        }
    }
    println!(
        "make room: {alike} of {asked} answers as the reference proves them, in {:.2} s",
        time.as_secs_f64()
    );
}

/// Houses of their own: what a desk waits for.
fn houses() {
    for (name, rooms, bookings, days, at_most) in [
        ("50 bookings, a fortnight", 20, 50, 14, 50),
        ("500 bookings, a month", 100, 500, 31, 1_000),
        ("a year of 200 rooms", 200, 16_000, 365, 5_000),
    ] {
        let instance = house(rooms, bookings, days);
        let (plan, time) = timed(&instance);
        let verdict = if time.as_millis() <= at_most {
            "within"
        } else {
            "over"
        };
        println!(
            "{name:<28} {} of {} placed (at most {}) in {} ms, {verdict} {at_most}",
            plan.count(),
            bookings,
            plan.count_bound(),
            time.as_millis()
        );
    }
}

/// Rooms in four types, bookings by a fixed pattern.
fn house(rooms: usize, bookings: usize, days: i32) -> Instance {
    let mut state = 7_u64;
    let mut below = |most: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) % most as u64) as usize
    };
    let types = 4;
    let stays = (0..bookings).map(|_| {
        let from = below(days as usize) as i32;
        let room_type = below(types);
        let choices = (0..rooms).filter(|room| room % types == room_type);
        Stay {
            nights: Nights::new(from, from + 1 + below(6) as i32),
            vip: below(20) == 0,
            group: None,
            kind: room_type as u32,
            choices: choices
                .map(|room| Choice {
                    room,
                    score: 100 + 5 * below(6) as i32,
                })
                .collect(),
        }
    });
    Instance {
        stays: stays.collect(),
        rooms: vec![Room::default(); rooms],
        strategy: Strategy::OptimizeOccupancy,
    }
}
