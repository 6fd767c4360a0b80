//! Lives through three months of a resort's real bookings, a day at a time,
//! through the real desk and the real store: bookings appear when they were
//! made, rooms are given the day before, guests come, stay over their time,
//! move, leave early, rooms are cleaned, fail inspection, break down; every
//! night is audited. After each day every invariant is asked of the database.

// A test is allowed to fail.
#![allow(clippy::unwrap_used)]

mod arrivals;
mod bookings;
mod day;
mod invariants;
mod reception;
mod rooms;

use bookings::{DAYS, told};
use invariants::Watch;
use keyrack::desk::check;
use reception::Reception;
use rusqlite::{Connection, OpenFlags};

#[test]
fn three_months_at_the_resort_keep_every_invariant() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("resort.db");
    let mut reception = Reception::open(&path, told());
    let database = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut watch = Watch::default();
    for day in 0..DAYS {
        reception.live_a_day();
        let when = format!("after day {day}");
        invariants::ask(&database, reception.in_house(), &when);
        watch.follow(&reception.desk, &reception.session, &database, &when);
        reception.compare_with_the_house(&when);
        // Reading the whole journal every day would take longer than living.
        if day % 14 == 13 || day + 1 == DAYS {
            let report = check(&path).unwrap();
            assert!(report.is_clean(), "{when}: {:?}", report.findings);
            assert_eq!(
                report.entries as u64, watch.entries,
                "{when}: entries checked"
            );
        }
    }
    let seen = reception.seen();
    println!("{} journal entries; {seen:?}", watch.entries);
    // The point of a simulation is that these things do happen in it.
    assert!(seen.stayed > 100 && seen.cancelled > 100 && seen.never_came > 0);
    assert!(
        seen.left_early > 0 && seen.overstayed > 0 && seen.moved > 0 && seen.failed_inspections > 0
    );
    assert!(seen.repairs > 0 && seen.turned_away > 0 && seen.refused_on_purpose > 100);
}
