//! Damage is found and said, never silently accepted.
#![allow(clippy::unwrap_used)]

mod store_support;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use keyrack::store::{Part, Report, Store, check};
use store_support::*;

/// A house with some life in it, closed, all in one file.
fn lived_in() -> Place {
    let (place, mut store) = house(8);
    let mut random = Random(5);
    for id in 500..560 {
        let (room, from) = (101 + id % 8, 5 * (id - 500) as i32);
        let stay = nights(from, from + 1 + random.below(4) as i32);
        let guest = booking(id, stay);
        let made = [new(guest.clone()), new(segment(id + 100, id, room, stay))];
        commit(&mut store, "in", &made).unwrap();
        if id % 7 == 0 {
            let mut later = guest.clone();
            (later.is_vip, later.version) = (true, 2);
            commit(&mut store, "vip", &[changed(guest, later)]).unwrap();
        }
        if id % 9 == 0 {
            let day_use = nights(from + 5, from + 5);
            let made = [
                new(booking(id + 300, day_use)),
                new(segment(id + 400, id + 300, room, day_use)),
                new(block(id + 500, room, nights(from + 6, from + 9))),
            ];
            commit(&mut store, "day", &made).unwrap();
        }
        if id % 11 == 0 {
            commit(
                &mut store,
                "out",
                &[removed(segment(id + 100, id, room, stay))],
            )
            .unwrap();
        }
    }
    drop(store);
    place
}

fn parts(report: &Report) -> Vec<Part> {
    let mut parts: Vec<Part> = report.findings.iter().map(|finding| finding.part).collect();
    parts.dedup();
    parts
}

#[test]
fn a_sound_database_is_clean() {
    let place = lived_in();
    let report = check(&place.path).unwrap();
    assert!(report.is_clean(), "{report:#?}");
    assert!(
        report.entries > 60 && report.rows > 100 && report.remarks.is_empty(),
        "{report:?}"
    );
    fs::remove_file(format!("{}.head", place.path.display())).unwrap();
    let report = check(&place.path).unwrap();
    assert!(report.is_clean() && report.remarks.len() == 1);
}

#[test]
fn rows_changed_behind_the_journal_are_found() {
    for (sql, part) in [
        (
            "UPDATE bookings SET lead = 'Nobody' WHERE id = 505",
            Part::Rows,
        ),
        (
            "UPDATE bookings SET version = version + 1 WHERE id = 505",
            Part::Rows,
        ),
        ("UPDATE rooms SET floor = 2 WHERE id = 101", Part::Rows),
        (
            "PRAGMA foreign_keys = OFF; DELETE FROM segments WHERE id = 601",
            Part::References,
        ),
        (
            "INSERT INTO notes (id, property_id, room_id, at, by_id, text) VALUES (7, 1, 101, 1, 2, 'x')",
            Part::Rows,
        ),
        (
            "UPDATE holds SET active = 0 WHERE segment_id = 601",
            Part::Holds,
        ),
        (
            "UPDATE holds SET to_day = to_day + 1 WHERE segment_id = 601",
            Part::Holds,
        ),
        ("UPDATE day_uses SET active = 0", Part::Holds),
        ("DELETE FROM holds WHERE block_id IS NOT NULL", Part::Holds),
        ("DROP TRIGGER holds_insert_is_free", Part::Schema),
        ("DROP INDEX bookings_short", Part::Schema),
        ("CREATE TABLE extra (id)", Part::Schema),
        ("UPDATE identity_counter SET next_id = 5", Part::Schema),
        (
            "PRAGMA foreign_keys = OFF; DELETE FROM staff",
            Part::References,
        ),
    ] {
        let place = lived_in();
        raw(&place.path).execute_batch(sql).unwrap();
        let report = check(&place.path).unwrap();
        assert!(parts(&report).contains(&part), "{sql}: {report:#?}");
        for finding in &report.findings {
            assert!(finding.what.ends_with('.'), "{}", finding.what);
        }
    }
}

/// Everything that means something, as text.
fn content(path: &Path) -> Option<String> {
    let connection = rusqlite::Connection::open(path).ok()?;
    let mut text = String::new();
    for sql in [
        "SELECT * FROM sqlite_schema ORDER BY type, name",
        "SELECT * FROM file_identity",
        "SELECT * FROM properties ORDER BY id",
        "SELECT * FROM room_types ORDER BY id",
        "SELECT * FROM rooms ORDER BY id",
        "SELECT * FROM staff ORDER BY id",
        "SELECT * FROM bookings ORDER BY id",
        "SELECT * FROM segments ORDER BY id",
        "SELECT * FROM blocks ORDER BY id",
        "SELECT * FROM notes ORDER BY id",
        "SELECT * FROM alert_marks ORDER BY id",
        "SELECT * FROM saved_views ORDER BY id",
        "SELECT * FROM plans ORDER BY id",
        "SELECT * FROM journal_about ORDER BY kind, id, seq",
        "SELECT * FROM room_duties ORDER BY id",
        "SELECT * FROM cleanings ORDER BY id",
        "SELECT * FROM holds WHERE active = 1 ORDER BY id",
        "SELECT * FROM day_uses WHERE active = 1 ORDER BY id",
        "SELECT * FROM journal ORDER BY seq",
        "SELECT * FROM journal_personal ORDER BY seq, part",
    ] {
        let mut statement = connection.prepare(sql).ok()?;
        let columns = statement.column_count();
        let mut rows = statement.query([]).ok()?;
        while let Some(row) = rows.next().ok()? {
            for column in 0..columns {
                // Page numbers of tables may differ without meaning anything.
                if !(sql.contains("sqlite_schema") && column == 3) {
                    let value: rusqlite::types::Value = row.get(column).ok()?;
                    write!(text, "{value:?}|").unwrap();
                }
            }
        }
    }
    Some(text)
}

const FLIPS: usize = 240;

#[test]
fn a_flipped_bit_is_found_or_means_nothing() {
    let place = lived_in();
    let good = fs::read(&place.path).unwrap();
    let meaning = content(&place.path).unwrap();
    let head = format!("{}.head", place.path.display());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("flipped.db");
    let mut random = Random(0x5EED);
    let (mut found, mut by_sqlite) = (0, 0);
    for _ in 0..FLIPS {
        let mut bytes = good.clone();
        let at = random.below(bytes.len() as u64) as usize;
        bytes[at] ^= 1 << random.below(8);
        for suffix in ["-wal", "-shm"] {
            let _ = fs::remove_file(folder.path().join(format!("flipped.db{suffix}")));
        }
        fs::write(&path, &bytes).unwrap();
        fs::copy(&head, folder.path().join("flipped.db.head")).unwrap();
        match check(&path) {
            Ok(report) if report.is_clean() => {
                assert_eq!(
                    content(&path).as_deref(),
                    Some(meaning.as_str()),
                    "accepted a flip at byte {at}"
                );
            }
            Ok(report) => {
                found += 1;
                by_sqlite += usize::from(parts(&report).contains(&Part::Pages));
            }
            Err(_) => found += 1,
        }
    }
    println!("{found} of {FLIPS} flips found, {by_sqlite} of them by SQLite's own check");
    assert!(found > FLIPS / 4, "most bytes mean something: {found}");
    assert!(by_sqlite < found, "the check sees more than SQLite's own");
}

#[test]
fn a_lost_log_is_found_by_the_check_too() {
    let (place, mut store) = house(3);
    commit(&mut store, "take", &[new(booking(500, nights(1, 3)))]).unwrap();
    let copy = tempfile::tempdir().unwrap();
    for suffix in ["", ".head"] {
        let name = format!("hotel.db{suffix}");
        fs::copy(place.folder.path().join(&name), copy.path().join(&name)).unwrap();
    }
    let report = check(&copy.path().join("hotel.db")).unwrap();
    assert_eq!(parts(&report), [Part::Head], "{report:#?}");
    // SQLite itself is content with what is left.
    let raw = raw(&copy.path().join("hotel.db"));
    let verdict: String = raw
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(verdict, "ok");
    drop(Store::open(&place.path).unwrap());
    assert!(
        check(&place.path).unwrap().is_clean(),
        "the original is whole, and may be open meanwhile"
    );
}
