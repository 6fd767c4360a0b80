//! The open database: one connection that writes, others that read. A write
//! is one transaction that holds the lock from its first statement on.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior};

use super::connection::{self, APPLICATION_ID, open_as_it_is, schema_version, use_write_ahead_log};
use super::error::{Result, StoreError};
use super::head::{self, Head, HeadFile, Noted};
use super::journal::{self, NewEntry};
use super::place::{self, Sharing};
use super::view::View;
use super::{backup, counters, jobs, migrate, sign_in, write};
use crate::domain::jobs::{Lease, Run};
use crate::domain::sign_in::Failures;
use crate::domain::{Change, Counters, Moment, PropertyId, StaffId};

/// Makes a new, empty database, complete or not at all.
///
/// # Errors
/// The name is taken, the folder is missing or read-only, or the disk refuses.
pub fn create(path: &Path, sharing: Sharing) -> Result<()> {
    place::ignore_file_size_signal();
    let path = place::check_new(path)?;
    place::make_through_draft(&path, sharing, |draft| {
        let mut connection = open_as_it_is(draft)?;
        connection.pragma_update(None, "application_id", APPLICATION_ID)?;
        migrate::lay_out(&mut connection)?;
        use_write_ahead_log(&connection)
    })?;
    let connection = connection::open_reader(&path)?;
    HeadFile::open(&path)?.overwrite(&journal::present_head(&connection)?)
}

/// The database, open for writing by one owner.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    head: HeadFile,
    upgraded: Option<PathBuf>,
}

impl Store {
    /// Opens an existing database; an older one is copied and brought up.
    ///
    /// # Errors
    /// Every way in which the file is not a sound keyrack database, each
    /// with its own sentence.
    pub fn open(path: &Path) -> Result<Store> {
        let path = place::check_existing(path)?;
        let mut connection = connection::open_writer(&path)?;
        let upgraded = migrate::bring_up(&mut connection, &path)?;
        refuse_lost_entries(&connection, &path)?;
        let head = HeadFile::open(&path)?;
        head.advance(&journal::present_head(&connection)?);
        Ok(Store {
            connection,
            path,
            head,
            upgraded,
        })
    }

    /// The file's real path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether whoever runs this program owns the file.
    pub fn is_own(&self) -> bool {
        place::is_own(&self.path)
    }

    /// Where the file was copied to, if opening it brought it up from an
    /// older schema.
    pub fn upgraded(&self) -> Option<&Path> {
        self.upgraded.as_deref()
    }

    /// Starts a transaction that holds the write lock at once, so that what
    /// it reads cannot change until it commits. Dropping it takes all back.
    ///
    /// # Errors
    /// [`StoreError::Busy`] after ten seconds; [`StoreError::UpgradedMeanwhile`].
    pub fn begin(&mut self) -> Result<Transaction<'_>> {
        let inner = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        if schema_version(&inner)? != migrate::latest() {
            return Err(StoreError::UpgradedMeanwhile);
        }
        Ok(Transaction {
            inner,
            head: &self.head,
            last: None,
        })
    }

    /// A second connection that only reads.
    ///
    /// # Errors
    /// SQLite cannot open the file again.
    pub fn reader(&self) -> Result<Reader> {
        Ok(Reader {
            connection: connection::open_reader(&self.path)?,
        })
    }

    /// Copies the whole database into a new file while others work on it.
    ///
    /// # Errors
    /// The name is taken, or the disk refuses.
    pub fn backup(&self, to: &Path) -> Result<()> {
        backup::copy_to(&self.connection, to, place::sharing_of(&self.path))
    }
}

/// A head that names an entry the journal does not hold: the log was lost or
/// an older copy put there. The head is read first; what it names was
/// committed before the journal is read.
fn refuse_lost_entries(connection: &Connection, path: &Path) -> Result<()> {
    match head::read(path)? {
        Noted::Entry(noted) if !journal::holds(connection, &noted)? => {
            Err(StoreError::EntriesLost {
                path: path.into(),
                present: journal::latest_seq(connection)?,
                expected: noted.seq,
            })
        }
        _ => Ok(()),
    }
}

/// Notes the present end of the journal as the right one, for someone who put
/// an older copy there on purpose.
///
/// # Errors
/// The file is not a keyrack database, or the disk refuses.
pub fn accept_present_entries(path: &Path) -> Result<Head> {
    let path = place::check_existing(path)?;
    let connection = connection::open_reader(&path)?;
    let head = journal::present_head(&connection)?;
    HeadFile::open(&path)?.overwrite(&head)?;
    Ok(head)
}

/// One change of the database, kept only when it is committed.
#[derive(Debug)]
pub struct Transaction<'store> {
    inner: rusqlite::Transaction<'store>,
    head: &'store HeadFile,
    last: Option<Head>,
}

impl Transaction<'_> {
    /// Appends to the journal and answers the entry's number.
    ///
    /// # Errors
    /// [`StoreError::KeyExists`], or SQLite refuses.
    pub fn append(&mut self, entry: &NewEntry<'_>) -> Result<i64> {
        let head = journal::append(&self.inner, entry)?;
        self.last = Some(head);
        Ok(head.seq)
    }

    /// Writes the changes of a decision, rows and holds: all of them, or none,
    /// so that a transaction of many decisions can go on after a refused one.
    ///
    /// # Errors
    /// [`StoreError::NightTaken`] or [`StoreError::DayTaken`] where the schema
    /// finds two holders, [`StoreError::StillUsed`] where a removed row is
    /// named by others, [`StoreError::RowChanged`] where a row is not what the
    /// change was decided on; then nothing of these changes was written.
    pub fn write(&self, changes: &[Change]) -> Result<()> {
        let run = |sql| self.inner.prepare_cached(sql)?.execute([]);
        run("SAVEPOINT decision")?;
        let written = write::write(&self.inner, changes);
        if written.is_err() {
            run("ROLLBACK TO decision")?;
        }
        run("RELEASE decision")?;
        written
    }

    /// Keeps the identities and numbers a decision has used up.
    ///
    /// # Errors
    /// SQLite refuses.
    pub fn save_counters(&self, property: PropertyId, counters: &Counters) -> Result<()> {
        counters::save(&self.inner, property, counters)
    }

    /// Keeps the hash of a person's new PIN.
    ///
    /// # Errors
    /// SQLite refuses.
    pub fn set_pin_hash(&self, whose: StaffId, hash: &str) -> Result<()> {
        sign_in::set_pin_hash(&self.inner, whose, hash)
    }

    /// Keeps the wrong tries to sign in under a name, and drops all from
    /// before `forgotten`.
    ///
    /// # Errors
    /// SQLite refuses.
    pub fn keep_sign_in_failures(
        &self,
        property: PropertyId,
        who: &str,
        failures: Failures,
        forgotten: Moment,
    ) -> Result<()> {
        sign_in::keep_failures(&self.inner, property, who, failures, forgotten)
    }

    /// Writes down who does the jobs of a property.
    ///
    /// # Errors
    /// SQLite refuses.
    pub fn save_lease(&self, property: PropertyId, lease: &Lease) -> Result<()> {
        jobs::save_lease(&self.inner, property, lease)
    }

    /// Writes down how the run of a job stands.
    ///
    /// # Errors
    /// SQLite refuses.
    pub fn save_run(&self, run: &Run) -> Result<()> {
        jobs::save_run(&self.inner, run)
    }

    /// Keeps everything, durably.
    ///
    /// # Errors
    /// [`StoreError::OutcomeUnknown`] if the disk failed in the middle; any
    /// other means that nothing was kept.
    pub fn commit(self) -> Result<()> {
        self.inner.commit().map_err(StoreError::from_commit)?;
        if let Some(head) = &self.last {
            self.head.advance(head);
        }
        Ok(())
    }

    /// What can be asked, with this transaction's own changes.
    pub fn view(&self) -> View<'_> {
        View::new(&self.inner)
    }
}

/// A connection that only reads. Its queries never wait for a writer.
#[derive(Debug)]
pub struct Reader {
    connection: Connection,
}

impl Reader {
    /// Opens an existing database for reading.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open(path: &Path) -> Result<Reader> {
        Reader::on(Store::open(path)?.connection)
    }

    fn on(connection: Connection) -> Result<Reader> {
        connection.pragma_update(None, "query_only", true)?;
        Ok(Reader { connection })
    }

    /// A number that changes when anyone else, in this process or another,
    /// has committed. Cheap enough to ask four times a second.
    ///
    /// # Errors
    /// SQLite refuses.
    pub fn data_version(&self) -> Result<i64> {
        Ok(self
            .connection
            .prepare_cached("PRAGMA data_version")?
            .query_row([], |row| row.get(0))?)
    }

    /// Asks at one moment, and lets go at once: a read held open would make
    /// the log grow without end, so nobody is waited for inside.
    ///
    /// # Errors
    /// What the questions answer, or SQLite refuses.
    pub fn read<T, E: From<StoreError>>(
        &self,
        ask: impl FnOnce(View<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let moment = self
            .connection
            .unchecked_transaction()
            .map_err(StoreError::from)?;
        let answer = ask(View::new(&moment))?;
        moment.finish().map_err(StoreError::from)?;
        Ok(answer)
    }
}
