//! What must be true of the database after every day, asked of the database
//! itself, in its own words.

use std::collections::HashMap;

use keyrack::desk::{Desk, Session};
use keyrack::domain::row::{Row, Table};
use rusqlite::Connection;

/// The versions as they were last seen, and how far the journal was read.
#[derive(Default)]
pub struct Watch {
    versions: HashMap<(Table, i64), i64>,
    read_to: i64,
    /// Journal entries read.
    pub entries: u64,
}

/// Asks everything that one look at the tables can tell.
pub fn ask(database: &Connection, in_house: usize, when: &str) {
    no_room_night_has_two_holders(database, when);
    occupied_means_one_guest_in_the_house(database, in_house, when);
    the_flag_for_nights_without_room_is_true(database, when);
    holds_tell_what_segments_tell(database, when);
    statuses_and_stamps_agree(database, when);
}

fn none(database: &Connection, sql: &str, when: &str, what: &str) {
    let mut statement = database.prepare(sql).unwrap();
    let columns = statement.column_count();
    let mut rows = statement.query([]).unwrap();
    if let Some(row) = rows.next().unwrap() {
        let found: Vec<String> = (0..columns)
            .map(|at| format!("{:?}", row.get_ref(at).unwrap()))
            .collect();
        panic!("{when}: {what}: {}", found.join(", "));
    }
}

fn no_room_night_has_two_holders(database: &Connection, when: &str) {
    none(
        database,
        "SELECT a.room_id, a.from_day, a.to_day, b.from_day, b.to_day
         FROM holds a JOIN holds b ON a.room_id = b.room_id AND a.id < b.id
         WHERE a.active = 1 AND b.active = 1 AND a.from_day < b.to_day AND b.from_day < a.to_day",
        when,
        "two holds share a night",
    );
    none(
        database,
        "SELECT a.id, b.id, a.room_id FROM segments a JOIN segments b ON a.room_id = b.room_id AND a.id < b.id
         WHERE a.active = 1 AND b.active = 1 AND a.from_day < b.to_day AND b.from_day < a.to_day
           AND a.from_day < a.to_day AND b.from_day < b.to_day",
        when,
        "two segments share a night",
    );
}

fn occupied_means_one_guest_in_the_house(database: &Connection, in_house: usize, when: &str) {
    let guests = "(SELECT count(*) FROM segments s JOIN bookings b ON b.id = s.booking_id
                   WHERE s.room_id = r.id AND s.active = 1 AND s.status = 'LOCKED'
                     AND b.checked_in_at IS NOT NULL AND b.checked_out_at IS NULL)";
    let sql = format!(
        "SELECT r.number, r.status, {guests} FROM rooms r
         WHERE {guests} <> (CASE r.status WHEN 'OCCUPIED' THEN 1 ELSE 0 END)"
    );
    none(
        database,
        &sql,
        when,
        "occupied and the guests in it disagree",
    );
    let count: i64 = database
        .query_row(
            "SELECT count(*) FROM bookings WHERE checked_in_at IS NOT NULL AND checked_out_at IS NULL",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(count, in_house as i64, "{when}: guests in the house");
}

/// The flag against a count of nights, night by night.
fn the_flag_for_nights_without_room_is_true(database: &Connection, when: &str) {
    let mut covered: HashMap<i64, i64> = HashMap::new();
    let mut statement = database
        .prepare(
            "SELECT s.booking_id, sum(min(s.to_day, b.to_day) - max(s.from_day, b.from_day)),
                    sum(s.from_day = s.to_day)
             FROM segments s JOIN bookings b ON b.id = s.booking_id
             WHERE s.active = 1 GROUP BY s.booking_id",
        )
        .unwrap();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let (booking, nights, day_uses): (i64, i64, i64) = (
            row.get(0).unwrap(),
            row.get(1).unwrap(),
            row.get(2).unwrap(),
        );
        covered.insert(booking, if nights == 0 { day_uses } else { nights });
    }
    let mut statement = database
        .prepare(
            "SELECT id, code, to_day - from_day, needs_room,
                    status IN ('CONFIRMED', 'PENDING_PAYMENT') AND checked_out_at IS NULL
             FROM bookings",
        )
        .unwrap();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let (id, code): (i64, String) = (row.get(0).unwrap(), row.get(1).unwrap());
        let (nights, flag, holds): (i64, bool, bool) = (
            row.get(2).unwrap(),
            row.get(3).unwrap(),
            row.get(4).unwrap(),
        );
        // A day use needs one part of a day.
        let lacks = covered.get(&id).copied().unwrap_or(0) < nights.max(1);
        assert_eq!(
            flag,
            holds && lacks,
            "{when}: {code} says needs_room {flag}"
        );
    }
}

fn holds_tell_what_segments_tell(database: &Connection, when: &str) {
    none(
        database,
        "SELECT s.id, s.from_day, s.to_day, h.from_day, h.to_day FROM segments s
         LEFT JOIN holds h ON h.segment_id = s.id AND h.active = 1
         WHERE s.active = 1 AND s.from_day < s.to_day
           AND (h.id IS NULL OR h.room_id <> s.room_id OR h.from_day <> s.from_day OR h.to_day <> s.to_day)",
        when,
        "an active segment does not hold its nights",
    );
    none(
        database,
        "SELECT h.id FROM holds h JOIN segments s ON s.id = h.segment_id WHERE h.active = 1 AND s.active = 0",
        when,
        "an inactive segment still holds",
    );
}

fn statuses_and_stamps_agree(database: &Connection, when: &str) {
    none(
        database,
        "SELECT code, status FROM bookings
         WHERE (checked_out_at IS NOT NULL AND (status <> 'COMPLETED' OR checked_in_at IS NULL
                                                OR checked_out_at < checked_in_at))
            OR (checked_in_at IS NOT NULL AND checked_out_at IS NULL AND status <> 'CONFIRMED')
            OR (status = 'COMPLETED' AND checked_out_at IS NULL)",
        when,
        "status and stamps disagree",
    );
    none(
        database,
        "SELECT s.id, b.code, b.status FROM segments s JOIN bookings b ON b.id = s.booking_id
         WHERE s.active = 1 AND b.status IN ('CANCELLED', 'NO_SHOW', 'COMPLETED')",
        when,
        "a booking that is over holds a room",
    );
    none(
        database,
        "SELECT number, status FROM rooms
         WHERE status = 'MAINTENANCE_REQUIRED' AND maintenance_since IS NULL",
        when,
        "maintenance required without a repair",
    );
}

impl Watch {
    /// Reads what the journal has new: each change raises the version by
    /// exactly one, starting from the version that was seen last, and the
    /// tables stand at the last.
    pub fn follow(&mut self, desk: &Desk, session: &Session, database: &Connection, when: &str) {
        loop {
            let entries = desk.journal(session, self.read_to, 2_000).unwrap();
            let Some(last) = entries.last() else { break };
            self.read_to = last.seq;
            self.entries += entries.len() as u64;
            for entry in &entries {
                for change in &entry.changes {
                    self.one(
                        change.before.as_ref(),
                        change.after.as_ref(),
                        entry.seq,
                        when,
                    );
                }
            }
        }
        for table in [Table::Booking, Table::Room, Table::Property] {
            let sql = format!("SELECT id, version FROM {}", table.name());
            let mut statement = database.prepare(&sql).unwrap();
            let mut rows = statement.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                let (id, version): (i64, i64) = (row.get(0).unwrap(), row.get(1).unwrap());
                assert_eq!(
                    self.versions.get(&(table, id)),
                    Some(&version),
                    "{when}: {} {id}",
                    table.name()
                );
            }
        }
    }

    fn one(&mut self, before: Option<&Row>, after: Option<&Row>, seq: i64, when: &str) {
        let Some(row) = after.or(before) else { return };
        let key = (row.table(), row.id());
        let seen = self.versions.get(&key).copied();
        if let Some(version) = before.and_then(Row::version) {
            assert_eq!(
                seen,
                Some(version),
                "{when}: entry {seq} was decided on another version of {key:?}"
            );
        }
        if let Some(version) = after.and_then(Row::version) {
            assert_eq!(
                version,
                seen.unwrap_or(0) + 1,
                "{when}: entry {seq} raises {key:?} by one"
            );
            self.versions.insert(key, version);
        }
    }
}
