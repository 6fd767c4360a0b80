//! What the benches share: houses of any size in a real database, and timing
//! beside a floor.
//!
//! A figure alone says little on a shared machine: each is taken in turn with
//! its raw floor, in the same minute, and printed as a ratio of medians.

#![allow(dead_code, missing_docs, clippy::unwrap_used)]

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use keyrack::domain::request::{Assigned, Priority, Request, RequestStatus, Requester};
use keyrack::domain::sample::{MIA, Sample};
use keyrack::domain::segment::AssignmentStatus;
use keyrack::domain::stamp::Stamp;
use keyrack::domain::{Change, Counters, Day, House, Moment, PropertyId, RequestId, Row};
use keyrack::store::{Sharing, Store, create};
use tempfile::TempDir;

pub const HOUSE: PropertyId = PropertyId(1);

/// The business date of every bench.
pub fn today() -> Day {
    "2026-03-16".parse().unwrap()
}

/// Times two things in turn and prints their medians and the ratio. `at_most`
/// is what the ratio should not exceed.
pub fn beside(
    name: &str,
    rounds: usize,
    at_most: Option<f64>,
    mut floor: impl FnMut(),
    mut ours: impl FnMut(),
) {
    let (mut floors, mut times) = (Vec::new(), Vec::new());
    floor();
    ours();
    for _ in 0..rounds {
        floors.push(time(&mut floor));
        times.push(time(&mut ours));
    }
    let (floor, ours) = (median(floors), median(times));
    let ratio = ours.as_secs_f64() / floor.as_secs_f64().max(1e-9);
    let verdict = match at_most {
        Some(most) if ratio > most => format!("  over {most:.2}"),
        Some(most) => format!("  within {most:.2}"),
        None => String::new(),
    };
    println!(
        "{name:<58} {:>10} / {:>10} = {ratio:>6.2}{verdict}",
        spoken(ours),
        spoken(floor)
    );
}

/// Times one thing that has an absolute target and no floor.
pub fn alone(name: &str, rounds: usize, at_most: Duration, mut ours: impl FnMut()) {
    ours();
    let median = median((0..rounds).map(|_| time(&mut ours)).collect());
    let verdict = if median > at_most { "over" } else { "within" };
    println!(
        "{name:<58} {:>10}   {verdict} {}",
        spoken(median),
        spoken(at_most)
    );
}

fn time(what: &mut impl FnMut()) -> Duration {
    let start = Instant::now();
    what();
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn spoken(time: Duration) -> String {
    let micros = time.as_secs_f64() * 1e6;
    if micros < 1e3 {
        format!("{micros:.1} us")
    } else if micros < 1e6 {
        format!("{:.2} ms", micros / 1e3)
    } else {
        format!("{:.2} s", micros / 1e6)
    }
}

/// A house of this many doubles: each sold from `back` days ago to `ahead`
/// days from now, with a free night now and then.
pub fn sold(rooms: u32, back: i32, ahead: i32) -> House {
    let mut sample = Sample::on(today());
    sample.room_type("DBL", "Double", 1);
    for number in 0..rooms {
        let room = sample.room(&format!("{}{:02}", 1 + number / 40, number % 40), "DBL");
        fill(&mut sample, room, number as i32, back, ahead);
    }
    sample.house().clone()
}

fn fill(sample: &mut Sample, room: keyrack::domain::RoomId, number: i32, back: i32, ahead: i32) {
    let mut from = -back - number % 4;
    let mut turn = number;
    while from < ahead {
        let nights = 1 + (turn * 7 + number) % 5;
        let lead = format!("Guest {turn} Number{number}");
        let booking = sample.booking(&lead, "DBL", today().plus(from), nights);
        if from + nights <= 0 {
            sample.gone(booking, room);
        } else if from < 0 {
            sample.check_in(booking, room);
        } else {
            sample.place(booking, room, AssignmentStatus::PreAssigned);
        }
        from += nights + i32::from(turn % 3 == 0);
        turn += 1;
    }
}

/// The same house with so many requests that are not done with: of every
/// priority and category, in rooms and elsewhere, some in somebody's hands.
pub fn with_requests(mut house: House, count: i64) -> House {
    let kinds = ["Electrical", "Plumbing", "HVAC", "Security", "Other"];
    let rooms: Vec<_> = house.rooms.keys().copied().collect();
    let at = house
        .rooms
        .values()
        .next()
        .map_or(Moment::default(), |room| room.status_since);
    for nth in 0..count {
        let stamp = Stamp {
            at: at.plus_minutes(-nth),
            by: MIA,
        };
        let given = nth % 3 != 0;
        let request = Request {
            id: RequestId(2_000_000 + nth),
            property: HOUSE,
            ticket: format!("MR-2026-{nth:05}"),
            title: format!("Something is broken, number {nth}"),
            description: "It was so yesterday too.".to_owned(),
            category: kinds[nth as usize % kinds.len()].to_owned(),
            room: (nth % 4 != 0).then(|| rooms[nth as usize % rooms.len()]),
            location: (nth % 4 == 0).then(|| "lobby".to_owned()),
            requester: Requester::Staff(MIA),
            priority: Priority::ALL[nth as usize % 4],
            status: if given {
                RequestStatus::InProgress
            } else {
                RequestStatus::Submitted
            },
            waiting: None,
            assigned: given.then_some(Assigned { to: MIA, stamp }),
            estimated_completion: given.then(|| stamp.at.plus_minutes(nth % 5_000)),
            estimated_cost: None,
            actual_cost: None,
            vendor: None,
            created: stamp,
            acknowledged: given.then_some(stamp),
            started: given.then_some(stamp),
            resolved: None,
            closed: None,
            cancelled: None,
            rating: None,
            feedback: None,
            hold_wanted: false,
            escalated: None,
            offered_to: None,
            updates: 0,
            version: 1,
        };
        house.put(request.into());
    }
    house
}

/// A database with this house in it.
pub struct Place {
    pub folder: TempDir,
    pub path: PathBuf,
}

/// Writes the house into a database of its own, in `parent` or the usual
/// temporary folder.
pub fn stored(house: &House, parent: Option<&Path>) -> Place {
    let folder = match parent {
        Some(parent) => TempDir::new_in(parent).unwrap(),
        None => TempDir::new().unwrap(),
    };
    let path = folder.path().join("house.db");
    create(&path, Sharing::default()).unwrap();
    let mut store = Store::open(&path).unwrap();
    let transaction = store.begin().unwrap();
    let rows: Vec<Change> = rows_of(house)
        .into_iter()
        .map(|row| Change {
            before: None,
            after: Some(row),
        })
        .collect();
    transaction.write(&rows).unwrap();
    let counters = Counters {
        next_id: 10_000_000,
        next_booking: 1_000_000,
        next_block: 1,
        ..Counters::default()
    };
    transaction.save_counters(HOUSE, &counters).unwrap();
    transaction.commit().unwrap();
    Place { folder, path }
}

fn rows_of(house: &House) -> Vec<Row> {
    let mut rows: Vec<Row> = house.property.iter().cloned().map(Row::from).collect();
    rows.extend(house.room_types.values().cloned().map(Row::from));
    rows.extend(house.staff.values().cloned().map(Row::from));
    rows.extend(house.rooms.values().cloned().map(Row::from));
    rows.extend(house.bookings.values().cloned().map(Row::from));
    rows.extend(house.segments.values().cloned().map(Row::from));
    rows.extend(house.blocks.values().cloned().map(Row::from));
    rows.extend(house.requests.values().cloned().map(Row::from));
    rows
}

/// One durable append of so many bytes: what no acknowledged write can beat.
pub struct Append {
    file: File,
    bytes: Vec<u8>,
}

impl Append {
    pub fn new(folder: &Path, bytes: usize) -> Append {
        let file = File::create(folder.join("floor")).unwrap();
        Append {
            file,
            bytes: vec![7; bytes],
        }
    }

    pub fn once(&mut self) {
        self.file.write_all(&self.bytes).unwrap();
        self.file.sync_data().unwrap();
    }
}

/// A folder in memory, where an fsync costs nothing; none on machines without.
pub fn in_memory() -> Option<&'static Path> {
    let shared = Path::new("/dev/shm");
    shared.is_dir().then_some(shared)
}
