//! A snapshot of how SQLite carries out the hot queries: a plan that turns
//! into a scan costs hundreds of times more once there is history.

use rusqlite::Connection;

use super::facts::{IN_HOUSE, LOCKED_IN, NOT_ARRIVED};
use super::holds::HOLDS_OF_ROOM;
use super::house::{ACCOUNTS, LATEST_PLANS, LONG_STAYS, SHORT_STAYS, STANDING_BLOCKS, UNASSIGNED};
use super::lists;
use super::roomless::ROOMLESS;
use crate::domain::listing::SortBy;

fn plan(connection: &Connection, sql: &str) -> String {
    let mut statement = connection
        .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
        .unwrap();
    for at in 1..=statement.parameter_count() {
        statement.raw_bind_parameter(at, 1).unwrap();
    }
    let mut rows = statement.raw_query();
    let mut lines = String::new();
    while let Some(row) = rows.next().unwrap() {
        let line: String = row.get(3).unwrap();
        lines.push_str("\n    ");
        lines.push_str(&line);
    }
    lines
}

#[test]
fn the_hot_queries_step_into_an_index() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hotel.db");
    super::create(&path, super::Sharing::Owner).unwrap();
    let connection = super::connection::open_writer(&path).unwrap();
    let bookings = |condition: &str| format!("SELECT id FROM bookings {condition}");
    let page = |by: SortBy| {
        let side = format!("WHERE property_id = ?{}", lists::beside(by, ">"));
        let page = format!("{side}{}", lists::order_by(by, false));
        (
            format!("a page of bookings by {}", by.as_str()),
            bookings(&page),
        )
    };
    let backward = |by: SortBy| {
        let side = format!("WHERE property_id = ?{}", lists::beside(by, "<"));
        let page = format!("{side}{}", lists::order_by(by, true));
        (
            format!("the page before it, by {}", by.as_str()),
            bookings(&page),
        )
    };
    let pages = SortBy::ALL
        .into_iter()
        .flat_map(|by| [page(by), backward(by)]);
    let hot = [
        ("short stays of a window", SHORT_STAYS.to_owned()),
        ("long stays of a window", LONG_STAYS.to_owned()),
        ("stays without a room", UNASSIGNED.to_owned()),
        ("parts without a room, of a type", ROOMLESS.to_owned()),
        ("who should have come", bookings(NOT_ARRIVED)),
        ("who is in the house", bookings(IN_HOUSE)),
        ("who holds a room", HOLDS_OF_ROOM.to_owned()),
        ("whose guest is in a room", format!("SELECT id FROM segments {LOCKED_IN}")),
        ("standing blocks", format!("SELECT id FROM blocks {STANDING_BLOCKS}")),
        ("a booking by code", bookings("WHERE property_id = ?1 AND code = ?2")),
        ("a booking by reference", bookings("WHERE property_id = ?1 AND reference = ?2")),
        ("segments of a booking", "SELECT id FROM segments WHERE booking_id = ?1".to_owned()),
        ("accounts of some bookings", format!("SELECT id FROM account_lines {ACCOUNTS}")),
        ("an account", "SELECT id FROM account_lines WHERE booking_id = ?1".to_owned()),
        ("the plans still to be carried out", format!("SELECT id FROM plans {LATEST_PLANS}")),
        ("where bookings come from", lists::SOURCES.to_owned()),
        ("day uses of a room", "SELECT segment_id FROM day_uses WHERE room_id = ?1 AND active = 1 AND day = ?2".to_owned()),
        (
            "an entry by key",
            "SELECT seq FROM journal WHERE coalesce(property_id, 0) = ?1 AND idempotency_key = ?2".to_owned(),
        ),
        (
            "a person's latest entries",
            "SELECT seq FROM journal WHERE property_id = ?1 AND by_id = ?2 ORDER BY seq DESC LIMIT 200".to_owned(),
        ),
        (
            "a history",
            super::journal::ABOUT.to_owned(),
        ),
        ("who took an entry back", "SELECT seq FROM journal WHERE undoes_seq = ?1".to_owned()),
        (
            "the last closed day",
            "SELECT max(seq) FROM journal WHERE property_id = ?1 AND op = 'night_audit'".to_owned(),
        ),
    ];
    let hot = hot.map(|(name, sql)| (name.to_owned(), sql));
    let plans: Vec<String> = hot
        .into_iter()
        .chain(pages)
        .map(|(name, sql)| format!("{name}{}", plan(&connection, &sql)))
        .collect();
    let plans = plans.join("\n");
    // A list that was given, or is being made, is read from end to end; that is
    // no table.
    let tables = plans
        .replace("\n    SCAN json_each ", "")
        .replace("\n    SCAN found", "")
        .replace("\n    SCAN CONSTANT ROW", "");
    assert!(!tables.contains("\n    SCAN "), "{plans}");
    let pages = plans.split("a page of bookings by arrival").nth(1);
    assert!(
        pages.is_some_and(|pages| !pages.contains("TEMP B-TREE")),
        "{plans}"
    );
    insta::assert_snapshot!(plans);
}
