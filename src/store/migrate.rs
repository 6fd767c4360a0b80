//! The schema's history: numbered steps, each applied once and never edited
//! after its release. An older file is copied before it is brought up.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior};
use rusqlite_migration::{M, Migrations};

use super::connection::schema_version;
use super::error::{Result, StoreError};
use super::{backup, place};

/// Every step from the empty file to the present schema, in order.
const STEPS: &[&str] = &[
    concat!(
        include_str!("../../assets/migrations/0001/file.sql"),
        include_str!("../../assets/migrations/0001/house.sql"),
        include_str!("../../assets/migrations/0001/holds.sql"),
        include_str!("../../assets/migrations/0001/journal.sql"),
        include_str!("../../assets/migrations/0001/views.sql"),
    ),
    include_str!("../../assets/migrations/0002/accounts.sql"),
    include_str!("../../assets/migrations/0003/people.sql"),
    include_str!("../../assets/migrations/0004/bookings.sql"),
    include_str!("../../assets/migrations/0005/requests.sql"),
    include_str!("../../assets/migrations/0006/housekeeping.sql"),
    include_str!("../../assets/migrations/0007/telling.sql"),
    include_str!("../../assets/migrations/0008/rules.sql"),
    include_str!("../../assets/migrations/0009/plans.sql"),
    include_str!("../../assets/migrations/0010/work.sql"),
];

/// The schema version this program writes.
pub fn latest() -> i64 {
    STEPS.len() as i64
}

/// Lays the present schema into an empty file.
///
/// # Errors
/// SQLite refuses.
pub fn lay_out(connection: &mut Connection) -> Result<()> {
    apply(connection, STEPS)
}

/// Brings an older file up to the present schema, after copying it beside
/// itself. Answers the copy's path if there was anything to do.
///
/// # Errors
/// The copy or a step fails; then the file is as it was.
pub fn bring_up(connection: &mut Connection, path: &Path) -> Result<Option<PathBuf>> {
    bring_up_to(connection, path, STEPS)
}

fn bring_up_to(
    connection: &mut Connection,
    path: &Path,
    steps: &[&str],
) -> Result<Option<PathBuf>> {
    let latest = steps.len() as i64;
    let found = schema_version(connection)?;
    if found >= latest {
        return Ok(None);
    }
    let copy = place::free_name(path, &format!("schema-{found}"));
    match backup::copy_to(connection, &copy, place::sharing_of(path)) {
        Ok(()) => {}
        // Another console is at the same work and has taken the name.
        Err(StoreError::AlreadyExists(_)) => return bring_up_to(connection, path, steps),
        Err(error) => return Err(error),
    }
    match apply(connection, steps) {
        Ok(()) => {}
        // Another console was quicker; its work is as good.
        Err(_) if schema_version(connection)? == latest => {}
        Err(error) => return Err(error),
    }
    // The header must tell the version without the log.
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(Some(copy))
}

fn apply(connection: &mut Connection, steps: &[&str]) -> Result<()> {
    connection.set_transaction_behavior(TransactionBehavior::Immediate);
    let steps = steps
        .iter()
        .map(|sql| M::up(sql).foreign_key_check())
        .collect();
    Migrations::new(steps)
        .to_latest(connection)
        .map_err(|error| match error {
            rusqlite_migration::Error::RusqliteError { err, .. } => StoreError::from(err),
            other => StoreError::Damaged(other.to_string()),
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::connection::open_as_it_is;

    fn older_file() -> (tempfile::TempDir, PathBuf, Connection) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("hotel.db");
        crate::store::create(&path, place::Sharing::Owner).unwrap();
        let connection = open_as_it_is(&path).unwrap();
        (folder, path, connection)
    }

    fn with_one_more(extra: &str) -> Vec<&str> {
        STEPS.iter().copied().chain([extra]).collect()
    }

    #[test]
    fn the_steps_apply_to_an_empty_file() {
        let steps = STEPS.iter().map(|sql| M::up(sql)).collect();
        Migrations::new(steps).validate().unwrap();
    }

    /// A file as an earlier keyrack left it: with a house and its numbers.
    fn file_of_version(version: usize) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("hotel.db");
        let mut connection = Connection::open(&path).unwrap();
        connection
            .pragma_update(
                None,
                "application_id",
                super::super::connection::APPLICATION_ID,
            )
            .unwrap();
        apply(&mut connection, &STEPS[..version]).unwrap();
        connection
            .execute_batch(
                "INSERT INTO properties VALUES (1, 'roma', 'Hotel Roma', 'EUR', 'Europe/Rome', 20528, '{}', 1);
                 INSERT INTO number_counters (property_id, next_booking, next_block) VALUES (1, 7, 3);
                 UPDATE identity_counter SET next_id = 2;",
            )
            .unwrap();
        super::super::connection::use_write_ahead_log(&connection).unwrap();
        (folder, path)
    }

    #[test]
    fn a_file_of_every_earlier_version_opens() {
        for version in 1..STEPS.len() {
            let (_folder, path) = file_of_version(version);
            let store = crate::store::Store::open(&path).unwrap();
            let house = crate::domain::PropertyId(1);
            let counters = store
                .reader()
                .unwrap()
                .read(|view| view.counters(Some(house)))
                .unwrap();
            assert_eq!((counters.next_booking, counters.next_block), (7, 3));
            assert_eq!((counters.next_request, counters.next_resident), (1, 1));
            assert_eq!((counters.next_plan, counters.plan_year), (1, 0));
            let report = crate::store::check(&path).unwrap();
            let schema = |one: &&crate::store::Finding| one.part == crate::store::Part::Schema;
            let odd: Vec<_> = report.findings.iter().filter(schema).collect();
            assert!(odd.is_empty(), "version {version}: {odd:?}");
        }
    }

    #[test]
    fn an_older_file_is_copied_and_then_brought_up() {
        let (_folder, path, mut connection) = older_file();
        let steps = with_one_more("CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT;");
        let copy = bring_up_to(&mut connection, &path, &steps)
            .unwrap()
            .unwrap();
        assert_eq!(schema_version(&connection).unwrap(), latest() + 1);
        connection
            .execute_batch("INSERT INTO later VALUES (1)")
            .unwrap();
        let old = open_as_it_is(&copy).unwrap();
        assert_eq!(schema_version(&old).unwrap(), latest());
        assert!(old.execute_batch("SELECT * FROM later").is_err());
        assert!(
            bring_up_to(&mut connection, &path, &steps)
                .unwrap()
                .is_none(),
            "nothing left to do"
        );
    }

    #[test]
    fn a_failing_step_leaves_the_file_as_it_was() {
        let (_folder, path, mut connection) = older_file();
        let steps =
            with_one_more("CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT; SELECT nonsense;");
        assert!(bring_up_to(&mut connection, &path, &steps).is_err());
        assert_eq!(schema_version(&connection).unwrap(), latest());
        assert!(connection.execute_batch("SELECT * FROM later").is_err());
    }

    #[test]
    fn of_two_consoles_that_upgrade_at_once_both_arrive() {
        let (_folder, path, first) = older_file();
        let steps = with_one_more("CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT;");
        drop(first);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let mut connection = open_as_it_is(&path).unwrap();
                    bring_up_to(&mut connection, &path, &steps).unwrap();
                    assert_eq!(schema_version(&connection).unwrap(), latest() + 1);
                });
            }
        });
    }
}
