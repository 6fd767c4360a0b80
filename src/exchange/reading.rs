//! Reads a file of bookings by a map, row by row, and keeps the account of
//! the rows that are no booking.

use std::path::Path;

use super::fault::Fault;
use super::interpret::{Interpreter, Reading, SourceBooking};
use super::map::ImportMap;
use super::report::{ImportReport, Refused};
use super::table::Table;
use crate::domain::money::Currency;

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Rows done.
    pub done: u64,
    /// Rows there are, as far as can be told beforehand.
    pub expected: u64,
}

/// How many rows lie between two reports of progress.
const PROGRESS_EVERY: u64 = 500;

/// A file and the map by which it is read.
pub struct BookingFile {
    table: Table,
    map: ImportMap,
}

impl BookingFile {
    /// Opens a file with a map, given as a file or by the name of one that
    /// comes with keyrack. All faults of file and map show here, before
    /// anything is written.
    ///
    /// # Errors
    /// The file cannot be read, the map is wrong, or names columns that the
    /// file lacks.
    pub fn open(path: &Path, map: &str) -> Result<Self, Fault> {
        let map = ImportMap::load(map)?;
        let table = Table::open(path)?;
        let rows = table.rows(map.delimiter as u8)?;
        map.check_columns(table.file(), rows.columns())?;
        Ok(Self { table, map })
    }

    /// The map.
    pub fn map(&self) -> &ImportMap {
        &self.map
    }

    /// SHA-256 of the file's uncompressed content.
    pub fn digest(&self) -> &str {
        self.table.digest()
    }

    /// Reads every row. Bookings go to `take`, everything else straight to the
    /// report; `progress` is told now and then.
    ///
    /// # Errors
    /// The file breaks off in the middle, or `take` gives up.
    pub fn each_booking<E: From<Fault>>(
        &self,
        currency: Currency,
        report: &mut ImportReport,
        progress: &mut dyn FnMut(Progress),
        take: &mut dyn FnMut(SourceBooking, &mut ImportReport) -> Result<(), E>,
    ) -> Result<(), E> {
        let rows = self.table.rows(self.map.delimiter as u8)?;
        let columns = rows.columns().to_vec();
        let interpreter = Interpreter::new(&self.map, &columns, currency);
        let expected = self.table.expected_rows();
        for row in rows {
            let row = row?;
            report.rows += 1;
            let read = row
                .fields
                .and_then(|record| interpreter.read(row.line, &record));
            match read {
                Ok(Reading::Booking(booking)) => take(*booking, report)?,
                Ok(Reading::NotWanted) => {
                    ImportReport::count(&mut report.passed_over, "not asked for by the map");
                }
                Err(reason) => report.refused.push(Refused::row(row.line, reason)),
            }
            if report.rows.is_multiple_of(PROGRESS_EVERY) {
                progress(Progress {
                    done: report.rows,
                    expected: expected.max(report.rows),
                });
            }
        }
        progress(Progress {
            done: report.rows,
            expected: report.rows,
        });
        Ok(())
    }
}
