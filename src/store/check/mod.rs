//! Looks for damage that SQLite's own check cannot see: half of all single
//! flipped bits leave every page well-formed, and a lost log leaves no trace
//! in the file at all. Only looks; repairs nothing.

mod holds;
mod images;
mod schema;

use std::path::Path;

use rusqlite::Connection;

use super::connection::open_reader;
use super::error::{Result, StoreError};
use super::head::{self, Noted};
use super::{journal, place};

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Pages and indexes do not hold together.
    Pages,
    /// The schema is not the one keyrack lays out.
    Schema,
    /// A row names another that is not there.
    References,
    /// An entry of the journal is not as it was written, or is missing.
    Journal,
    /// A row is not what the journal says it is.
    Rows,
    /// A room's nights are not held by whom they should be.
    Holds,
    /// The noted end of the journal.
    Head,
}

/// Something found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is about.
    pub part: Part,
    /// One sentence.
    pub what: String,
}

/// What a check came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// What is wrong; empty when all is well.
    pub findings: Vec<Finding>,
    /// How many journal entries were verified.
    pub entries: i64,
    /// How many rows were compared with the journal.
    pub rows: u64,
    /// Worth knowing, but not wrong.
    pub remarks: Vec<String>,
}

/// At most so many findings of one kind are told; damage comes in heaps.
const MOST: usize = 20;

impl Report {
    /// Whether nothing is wrong.
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }

    fn add(&mut self, part: Part, what: impl Into<String>) {
        let told = self
            .findings
            .iter()
            .filter(|finding| finding.part == part)
            .count();
        match told {
            0..MOST => self.findings.push(Finding {
                part,
                what: what.into(),
            }),
            MOST => self.findings.push(Finding {
                part,
                what: "… and more of the same.".to_owned(),
            }),
            _ => {}
        }
    }

    /// Takes down an error as a finding, so that the other checks go on.
    fn note(&mut self, part: Part, result: Result<()>) {
        if let Err(error) = result {
            self.add(part, error.to_string());
        }
    }
}

/// Checks a database from the pages up to the last journal entry.
///
/// # Errors
/// The file cannot be read at all, or is not a keyrack database.
pub fn check(path: &Path) -> Result<Report> {
    let path = place::check_existing(path)?;
    let noted = head::read(&path)?;
    let mut report = Report::default();
    let connection = match open_reader(&path) {
        Ok(connection) => connection,
        Err(error @ (StoreError::Damaged(_) | StoreError::Sql(_))) => {
            report.add(Part::Pages, error.to_string());
            return Ok(report);
        }
        Err(error) => return Err(error),
    };
    // One moment for all of it.
    let moment = connection.unchecked_transaction()?;
    let result = pages(&moment, &mut report);
    report.note(Part::Pages, result);
    let older = schema::is_older(&moment)?;
    if older {
        report.add(
            Part::Schema,
            "The file was written by an older keyrack; open it once (\"keyrack show stats\" will do, it keeps a copy), then check again.",
        );
    } else {
        let result = schema::compare(&moment, &mut report);
        report.note(Part::Schema, result);
    }
    let result = references(&moment, &mut report);
    report.note(Part::References, result);
    let result = entries(&moment, &noted, &mut report);
    report.note(Part::Journal, result);
    // What an older keyrack kept in its rows, this one cannot read as it is.
    if !older {
        let result = images::compare(&moment, &mut report);
        report.note(Part::Rows, result);
    }
    let result = holds::compare(&moment, &mut report);
    report.note(Part::Holds, result);
    Ok(report)
}

fn pages(connection: &Connection, report: &mut Report) -> Result<()> {
    let mut statement = connection.prepare("PRAGMA integrity_check(100)")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let verdict: String = row.get(0)?;
        if verdict != "ok" {
            report.add(Part::Pages, format!("SQLite finds: {verdict}."));
        }
    }
    Ok(())
}

fn references(connection: &Connection, report: &mut Report) -> Result<()> {
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (table, id, parent): (String, Option<i64>, String) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        let id = id.map_or_else(|| "?".to_owned(), |id| id.to_string());
        report.add(
            Part::References,
            format!("Row {id} of {table} names a row of {parent} that is not there."),
        );
    }
    Ok(())
}

fn entries(connection: &Connection, noted: &Noted, report: &mut Report) -> Result<()> {
    let (flaws, present) = journal::verify(connection)?;
    report.entries = present.seq;
    for flaw in flaws {
        report.add(
            Part::Journal,
            format!("Journal entry {}: {}.", flaw.seq, flaw.what),
        );
    }
    match noted {
        Noted::Entry(head) if !journal::holds(connection, head)? => report.add(
            Part::Head,
            format!(
                "Entry {} had been written, but the journal, which ends at {}, does not hold it: entries were lost.",
                head.seq, present.seq
            ),
        ),
        Noted::Entry(_) => {}
        Noted::Nothing => report.remarks.push(
            "No note of the journal's end lies beside the file, so entries lost at the end could not be noticed."
                .to_owned(),
        ),
        Noted::Unreadable => report.add(
            Part::Head,
            "The note of the journal's end beside the file is unreadable; `keyrack db check --accept` writes it anew.",
        ),
    }
    Ok(())
}
