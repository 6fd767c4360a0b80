//! The desk beside its floors: assigning, looking, selling.

#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use keyrack::desk::{Channel, Desk, Session, Window};
use keyrack::domain::booking::Booking;
use keyrack::domain::command::{CreateBooking, PreAssign, Request, Unassign};
use keyrack::domain::conflict::free_and_in_service;
use keyrack::domain::facts::{Actor, Context};
use keyrack::domain::{Counters, Draft, Stay};
use rusqlite::{Connection, TransactionBehavior, params};
use support::{Append, HOUSE, Place, beside, in_memory, sold, stored, today};

fn main() {
    println!("{:<58} {:>10}   {:>10}   ratio", "what", "keyrack", "floor");
    assigning_durably();
    assigning_in_memory();
    for rooms in [100, 500, 5_000] {
        looking(rooms);
    }
    history();
    availability();
    selling();
}

fn session(desk: &Desk) -> Session {
    desk.session(None, Some("mia"), Channel::Console)
        .unwrap_or(Session {
            property: HOUSE,
            staff: keyrack::domain::sample::MIA,
            channel: Channel::Console,
            os_user: None,
            replay: false,
        })
}

/// A house with one more booking, and what gives and takes its room.
fn with_guest(place: &Place) -> (Desk, Session, [Request; 2]) {
    let mut desk = Desk::open(&place.path).unwrap();
    let session = session(&desk);
    let made = CreateBooking {
        room_type: "DBL".into(),
        check_in: Some(today().plus(400)),
        nights: Some(3),
        lead: Some("Yi, Ann".into()),
        ..CreateBooking::default()
    };
    let receipt = desk.execute(&session, &made.into()).unwrap();
    let booking = receipt.text("booking").unwrap().to_owned();
    let give = PreAssign {
        booking: booking.clone(),
        room: "100".into(),
        ..PreAssign::default()
    };
    let take = Unassign {
        booking,
        ..Unassign::default()
    };
    (desk, session, [give.into(), take.into()])
}

fn assigning_durably() {
    let place = stored(&sold(100, 60, 60), None);
    let (mut desk, session, [give, take]) = with_guest(&place);
    let mut floor = Append::new(place.folder.path(), 33 * 1024);
    beside(
        "assign + unassign, durable / two 33 kB appends with fsync",
        60,
        Some(1.8),
        || {
            floor.once();
            floor.once();
        },
        || {
            desk.execute(&session, &give).unwrap();
            desk.execute(&session, &take).unwrap();
        },
    );
}

fn assigning_in_memory() {
    let Some(memory) = in_memory() else {
        println!("assign, CPU only: left out, no folder in memory here");
        return;
    };
    let place = stored(&sold(100, 60, 60), Some(memory));
    let (mut desk, session, [give, take]) = with_guest(&place);
    let raw_place = stored(&sold(100, 60, 60), Some(memory));
    let (raw_desk, raw_session, _) = with_guest(&raw_place);
    let booking = raw_desk
        .with_facts(raw_session.property, |facts| {
            facts.roomless(
                "DBL",
                Stay {
                    check_in: today(),
                    check_out: today().plus(999),
                },
            )
        })
        .unwrap()[0]
        .booking
        .0;
    let mut raw = Raw::open(&raw_place, booking);
    beside(
        "assign + unassign, CPU only / the same statements, raw",
        300,
        Some(1.3),
        || raw.assign_and_unassign(),
        || {
            desk.execute(&session, &give).unwrap();
            desk.execute(&session, &take).unwrap();
        },
    );
}

/// The statements of an assignment without keyrack around them.
struct Raw {
    connection: Connection,
    booking: i64,
    next: i64,
}

const LOOKS: [&str; 5] = [
    "SELECT * FROM properties WHERE id = 1",
    "SELECT * FROM staff WHERE property_id = 1",
    "SELECT * FROM bookings WHERE id = ?1",
    "SELECT * FROM segments WHERE booking_id = ?1",
    "SELECT * FROM rooms WHERE property_id = 1 AND number = '100'",
];

impl Raw {
    fn open(place: &Place, booking: i64) -> Raw {
        let connection = Connection::open(&place.path).unwrap();
        connection
            .pragma_update(None, "synchronous", "FULL")
            .unwrap();
        connection.set_prepared_statement_cache_capacity(100);
        connection
            .execute_batch("CREATE TABLE raw_journal (seq INTEGER PRIMARY KEY, command TEXT, changes TEXT, hash BLOB)")
            .unwrap();
        Raw {
            connection,
            booking,
            next: 50_000_000,
        }
    }

    fn assign_and_unassign(&mut self) {
        self.next += 1;
        let (id, booking) = (self.next, self.booking);
        self.step(&[
            ("INSERT INTO segments (id, property_id, booking_id, room_id, from_day, to_day, status, assignment_type,
                  do_not_move, original_type, original_rate, original_currency, allocated_rate, allocated_currency,
                  assigned_at, assigned_by, active)
              SELECT ?1, 1, b.id, (SELECT id FROM rooms WHERE number = '100'), b.from_day, b.to_day, 'PRE_ASSIGNED',
                  'MANUAL', 0, b.room_type, 100, 'EUR', 100, 'EUR', 0, 2, 1 FROM bookings b WHERE b.id = ?2", id, booking),
            ("INSERT INTO holds (room_id, from_day, to_day, segment_id, active)
              SELECT room_id, from_day, to_day, id, 1 FROM segments WHERE id = ?1 AND ?2 > 0", id, booking),
        ]);
        self.step(&[
            ("UPDATE holds SET active = 0 WHERE segment_id = ?1 AND ?2 > 0", id, booking),
            ("UPDATE segments SET active = 0, ended_at = 0, ended_by = 2, ended_because = 'UNASSIGNED'
              WHERE id = ?1 AND ?2 > 0", id, booking),
        ]);
    }

    /// Looks, writes, counts the version up, journals, commits.
    fn step(&mut self, writes: &[(&str, i64, i64)]) {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .unwrap();
        for sql in LOOKS {
            let mut statement = transaction.prepare_cached(sql).unwrap();
            let columns = statement.column_count();
            let given: &[&dyn rusqlite::ToSql] = if sql.contains("?1") {
                &[&self.booking]
            } else {
                &[]
            };
            let mut rows = statement.query(given).unwrap();
            while let Some(row) = rows.next().unwrap() {
                let cells: Vec<rusqlite::types::Value> =
                    (0..columns).map(|at| row.get(at).unwrap()).collect();
                std::hint::black_box(cells);
            }
        }
        for (sql, first, second) in writes {
            transaction
                .prepare_cached(sql)
                .unwrap()
                .execute([first, second])
                .unwrap();
        }
        transaction
            .prepare_cached("UPDATE bookings SET version = version + 1 WHERE id = ?1")
            .unwrap()
            .execute([self.booking])
            .unwrap();
        journal(&transaction);
        transaction.commit().unwrap();
    }
}

fn journal(transaction: &rusqlite::Transaction<'_>) {
    transaction
        .prepare_cached("INSERT INTO raw_journal (command, changes, hash) VALUES (?1, ?2, ?3)")
        .unwrap()
        .execute(params![
            "x".repeat(300),
            "y".repeat(2_000),
            [7_u8; 32].as_slice()
        ])
        .unwrap();
}

fn looking(rooms: u32) {
    let place = stored(&sold(rooms, 60, 60), None);
    let desk = Desk::open(&place.path).unwrap();
    let session = session(&desk);
    let window = Window {
        from: today().plus(-15),
        days: 31,
    };
    let raw = Connection::open(&place.path).unwrap();
    beside(
        &format!("month grid of {rooms} rooms, loaded / the raw rows"),
        if rooms > 1_000 { 7 } else { 30 },
        None,
        || {
            std::hint::black_box(raw_month(&raw, window));
        },
        || {
            std::hint::black_box(desk.house(&session, window).unwrap());
        },
    );
}

/// Every column of every booking and segment of the month, as text or number.
fn raw_month(raw: &Connection, window: Window) -> usize {
    let (from, to) = (window.from.number(), window.range().check_out.number());
    let mut read = 0;
    for sql in [
        "SELECT * FROM bookings WHERE property_id = 1 AND from_day >= ?1 AND from_day < ?2 AND to_day >= ?3",
        "SELECT s.* FROM bookings b JOIN segments s ON s.booking_id = b.id
         WHERE b.property_id = 1 AND b.from_day >= ?1 AND b.from_day < ?2 AND b.to_day >= ?3",
    ] {
        let mut statement = raw.prepare_cached(sql).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query(params![from - 31, to, from]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells: Vec<rusqlite::types::Value> =
                (0..columns).map(|at| row.get(at).unwrap()).collect();
            read += std::hint::black_box(cells).len();
        }
    }
    read
}

/// Ten times the history should not be felt.
fn history() {
    let short = stored(&sold(100, 60, 60), None);
    let long = stored(&sold(100, 1_200, 60), None);
    let (near, far) = (
        Desk::open(&short.path).unwrap(),
        Desk::open(&long.path).unwrap(),
    );
    let (near_session, far_session) = (session(&near), session(&far));
    let window = Window {
        from: today().plus(-15),
        days: 31,
    };
    beside(
        "month grid of 100 rooms, ten times the history / once",
        30,
        Some(1.3),
        || {
            std::hint::black_box(near.house(&near_session, window).unwrap());
        },
        || {
            std::hint::black_box(far.house(&far_session, window).unwrap());
        },
    );
}

fn availability() {
    let place = stored(&sold(500, 400, 60), None);
    let desk = Desk::open(&place.path).unwrap();
    let raw = Connection::open(&place.path).unwrap();
    let stay = Stay {
        check_in: today().plus(58),
        check_out: today().plus(61),
    };
    beside(
        "free rooms of 500 for a stay / the raw predecessor look-up",
        60,
        None,
        || {
            std::hint::black_box(raw_free(&raw, stay));
        },
        || {
            let free = desk.with_facts(HOUSE, |facts| {
                let context = Context {
                    now: keyrack::domain::Moment::default(),
                    actor: Actor::of(&facts.all_staff()[0]),
                    counters: Counters::default(),
                    expected_version: None,
                };
                let draft = Draft::new(facts, &context).unwrap();
                free_and_in_service(&draft, "DBL", stay, &[])
            });
            std::hint::black_box(free.unwrap());
        },
    );
}

fn raw_free(raw: &Connection, stay: Stay) -> usize {
    let mut statement = raw
        .prepare_cached(
            "SELECT r.number FROM rooms r WHERE r.property_id = 1 AND coalesce((SELECT h.to_day FROM holds h
             WHERE h.room_id = r.id AND h.active = 1 AND h.from_day < ?2 ORDER BY h.from_day DESC LIMIT 1), 0) <= ?1",
        )
        .unwrap();
    let mut rows = statement
        .query(params![stay.check_in.number(), stay.check_out.number()])
        .unwrap();
    let mut free = 0;
    while let Some(row) = rows.next().unwrap() {
        free += row.get::<_, String>(0).unwrap().len();
    }
    free
}

fn selling() {
    let Some(memory) = in_memory() else { return };
    let place = stored(&sold(100, 60, 60), Some(memory));
    let mut desk = Desk::open(&place.path).unwrap();
    let session = session(&desk);
    let raw_place = stored(&sold(100, 60, 60), Some(memory));
    let mut raw = Connection::open(&raw_place.path).unwrap();
    let template: Booking = desk
        .with_facts(HOUSE, |facts| facts.in_house().into_iter().next())
        .unwrap()
        .unwrap();
    let mut next = 60_000_000;
    beside(
        "500 bookings imported / 500 raw inserts with a journal row",
        9,
        Some(1.5),
        || raw_inserts(&mut raw, template.id.0, &mut next),
        || {
            let mut requests = (0..500).map(|number| {
                Request::from(CreateBooking {
                    room_type: "DBL".into(),
                    check_in: Some(today().plus(500 + number % 300)),
                    nights: Some(2),
                    lead: Some(format!("Guest {number}")),
                    ..CreateBooking::default()
                })
            });
            desk.execute_many(&session, &mut requests, &mut |_, _, answer| {
                answer.unwrap();
            })
            .unwrap();
        },
    );
}

fn raw_inserts(raw: &mut Connection, like: i64, next: &mut i64) {
    let columns: Vec<String> = raw
        .prepare("SELECT name FROM pragma_table_info('bookings') WHERE name NOT IN ('id', 'code')")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let list = columns.join(", ");
    let sql = format!(
        "INSERT INTO bookings (id, code, {list}) SELECT ?1, 'RAW-' || ?1, {list} FROM bookings WHERE id = ?2"
    );
    raw.execute_batch("CREATE TABLE IF NOT EXISTS raw_journal (seq INTEGER PRIMARY KEY, command TEXT, changes TEXT, hash BLOB)")
        .unwrap();
    let transaction = raw
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .unwrap();
    for _ in 0..500 {
        *next += 1;
        transaction
            .prepare_cached(&sql)
            .unwrap()
            .execute(params![*next, like])
            .unwrap();
        journal(&transaction);
    }
    transaction.commit().unwrap();
}
