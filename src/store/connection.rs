//! How keyrack talks to SQLite: the version floor, what a file must be before
//! it is opened, and the settings of every connection. Knows no table.

use std::fmt::Write as _;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, OpenFlags};

use super::error::{Result, StoreError};
use super::{busy, migrate, place};
use crate::domain::fold::fold;

/// Stands in the header of every keyrack database: "KRCK".
pub const APPLICATION_ID: i64 = 0x4B52_434B;

/// The first SQLite whose write-ahead log does not lose commits when one
/// process writes while another checkpoints.
const OLDEST_ENGINE: i32 = 3_051_003;

/// Looking without leaving a trace.
const LOOKING: OpenFlags = OpenFlags::SQLITE_OPEN_READ_ONLY
    .union(OpenFlags::SQLITE_OPEN_URI)
    .union(OpenFlags::SQLITE_OPEN_NO_MUTEX);

/// Opens a checked file for writing.
///
/// # Errors
/// The engine is too old, the file is foreign, newer or damaged.
pub fn open_writer(path: &Path) -> Result<Connection> {
    check_engine(rusqlite::version_number())?;
    place::ignore_file_size_signal();
    check_header(path)?;
    let connection = open_as_it_is(path)?;
    // Nothing is folded into a file that may yet turn out to be a newer one.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    check_version(&connection, path)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    use_write_ahead_log(&connection)?;
    Ok(connection)
}

/// Opens a checked file for reading only. It is opened writable underneath,
/// because a reader of a write-ahead log keeps marks in its index.
///
/// # Errors
/// As [`open_writer`].
pub fn open_reader(path: &Path) -> Result<Connection> {
    let connection = open_writer(path)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

/// Opens a backup to copy from it, without writing anything beside it. Only if
/// a log lies there (it is a live database after all) it is opened as such.
///
/// # Errors
/// As [`open_writer`].
pub fn open_for_copying(path: &Path) -> Result<Connection> {
    check_engine(rusqlite::version_number())?;
    if std::fs::metadata(place::beside(path, "-wal")).is_ok_and(|log| log.len() > 0) {
        return open_reader(&place::check_existing(path)?);
    }
    check_header(path)?;
    let connection = Connection::open_with_flags(unchanging(path), LOOKING)?;
    apply_policy(&connection)?;
    Ok(connection)
}

/// Opens a file without asking whose it is: for one just made, and for checks.
///
/// # Errors
/// SQLite cannot open it.
pub fn open_as_it_is(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_EXRESCODE;
    let connection = Connection::open_with_flags(path, flags)?;
    apply_policy(&connection)?;
    Ok(connection)
}

/// The settings every connection has.
///
/// # Errors
/// SQLite refuses one of them.
pub fn apply_policy(connection: &Connection) -> Result<()> {
    connection.busy_handler(Some(busy::wait_a_little))?;
    for (setting, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true),
    ] {
        connection.set_db_config(setting, on)?;
    }
    connection.pragma_update(None, "synchronous", "FULL")?;
    // Only macOS has these: there a plain fsync does not reach the platter.
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "checkpoint_fullfsync", true)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "cache_size", -16_000)?;
    connection.query_row("PRAGMA mmap_size = 0", [], |_| Ok(()))?;
    // After a burst the log shrinks back to this, in bytes.
    connection.query_row("PRAGMA journal_size_limit = 8388608", [], |_| Ok(()))?;
    connection.set_prepared_statement_cache_capacity(256);
    offer_folding(connection)
}

/// Lets queries compare names as people search for them: `folded(lead)`. The
/// schema never names it, so the file stays readable without.
fn offer_folding(connection: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8
        | FunctionFlags::SQLITE_DETERMINISTIC
        | FunctionFlags::SQLITE_DIRECTONLY;
    connection.create_scalar_function("folded", 1, flags, |context| {
        let text = context.get_raw(0).as_str_or_null();
        Ok(text.ok().flatten().map(fold))
    })?;
    Ok(())
}

/// Switches a file to the write-ahead log, or finds it there already.
///
/// # Errors
/// SQLite stays with another journal.
pub fn use_write_ahead_log(connection: &Connection) -> Result<()> {
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode == "wal" {
        Ok(())
    } else {
        Err(StoreError::Damaged(format!(
            "it cannot keep a write-ahead log, only {mode}"
        )))
    }
}

fn check_engine(version: i32) -> Result<()> {
    if version >= OLDEST_ENGINE {
        return Ok(());
    }
    let (major, minor, patch) = (
        version / 1_000_000,
        version / 1_000 % 1_000,
        version % 1_000,
    );
    Err(StoreError::EngineTooOld(format!("{major}.{minor}.{patch}")))
}

/// Looks at the header through SQLite, but as at an unchanging file: no lock,
/// no log, no recovery, so another program's file stays as it was.
fn check_header(path: &Path) -> Result<()> {
    let foreign = || StoreError::NotADatabase(path.into());
    if std::fs::metadata(path).is_ok_and(|file| file.len() == 0) {
        return Err(foreign());
    }
    let connection =
        Connection::open_with_flags(unchanging(path), LOOKING).map_err(|_| foreign())?;
    // The log may hold pages that the header counts already; in this mode
    // SQLite does not take that for damage.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_WRITABLE_SCHEMA, true)?;
    match pragma(&connection, "application_id") {
        Ok(APPLICATION_ID) => check_known(pragma(&connection, "user_version")?, path),
        Ok(_) => Err(StoreError::OtherProgram(path.into())),
        Err(_) => Err(foreign()),
    }
}

/// Asks again through the real connection: an upgrade may stand in the log only.
fn check_version(connection: &Connection, path: &Path) -> Result<()> {
    if pragma(connection, "application_id")? != APPLICATION_ID {
        return Err(StoreError::OtherProgram(path.into()));
    }
    check_known(schema_version(connection)?, path)
}

fn check_known(found: i64, path: &Path) -> Result<()> {
    let known = migrate::latest();
    if found > known {
        return Err(StoreError::Newer {
            path: path.into(),
            found,
            known,
        });
    }
    Ok(())
}

/// The schema version the connection sees.
///
/// # Errors
/// SQLite cannot read it.
pub fn schema_version(connection: &Connection) -> Result<i64> {
    Ok(connection
        .prepare_cached("PRAGMA user_version")?
        .query_row([], |row| row.get(0))?)
}

fn pragma(connection: &Connection, name: &str) -> Result<i64> {
    Ok(connection.pragma_query_value(None, name, |row| row.get(0))?)
}

/// The path as a URI that promises the file will not change.
fn unchanging(path: &Path) -> String {
    let mut uri = String::from("file:");
    for byte in path.as_os_str().as_bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => {
                uri.push(char::from(*byte));
            }
            other => {
                let _ = write!(uri, "%{other:02X}");
            }
        }
    }
    uri + "?immutable=1"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_engine_that_loses_commits_is_refused() {
        assert!(check_engine(3_051_003).is_ok());
        let refusal = check_engine(3_051_002).unwrap_err().to_string();
        assert!(refusal.contains("SQLite 3.51.2"), "{refusal}");
    }

    #[test]
    fn the_linked_engine_is_good_enough() {
        check_engine(rusqlite::version_number()).unwrap();
    }

    #[test]
    fn odd_paths_become_one_uri() {
        assert_eq!(
            unchanging(Path::new("/tmp/a b?#%é")),
            "file:/tmp/a%20b%3F%23%25%C3%A9?immutable=1"
        );
    }

    #[test]
    fn the_policy_is_in_force() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("hotel.db");
        crate::store::create(&path, place::Sharing::Owner).unwrap();
        let connection = open_writer(&path).unwrap();
        let number = |name: &str| pragma(&connection, name).unwrap();
        assert_eq!(number("synchronous"), 2, "FULL");
        assert_eq!(number("foreign_keys"), 1);
        assert_eq!(number("trusted_schema"), 0);
        assert_eq!(number("mmap_size"), 0);
        assert_eq!(number("application_id"), APPLICATION_ID);
        assert_eq!(number("user_version"), migrate::latest());
        let mode: String = connection
            .pragma_query_value(None, "journal_mode", |r| r.get(0))
            .unwrap();
        assert_eq!(mode, "wal");
        for (setting, on) in [
            (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
            (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
            (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
            (DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true),
        ] {
            assert_eq!(connection.db_config(setting).unwrap(), on);
        }
        assert!(
            connection
                .execute_batch("PRAGMA journal_mode = OFF")
                .is_ok()
        );
        let mode: String = connection
            .pragma_query_value(None, "journal_mode", |r| r.get(0))
            .unwrap();
        assert_eq!(mode, "wal", "defensive mode keeps the log");
        let reader = open_reader(&path).unwrap();
        assert!(reader.execute_batch("CREATE TABLE t (a)").is_err());
    }
}
