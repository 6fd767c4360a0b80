//! Leases and runs of jobs. They are about this program and not about the
//! house, so that no journal entry is written for them.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::error::{Result, StoreError};
use super::rows::names::Named;
use crate::domain::jobs::{Job, Lease, Run, RunOutcome};
use crate::domain::{Moment, PropertyId};

/// Who does the jobs of a property, if anyone ever did.
///
/// # Errors
/// SQLite refuses.
pub fn lease(connection: &Connection, property: PropertyId) -> Result<Option<Lease>> {
    let found = connection
        .prepare_cached(
            "SELECT holder, taken_at, expires_at, since FROM job_leases WHERE property_id = ?1",
        )?
        .query_row([property.0], |row| {
            Ok(Lease {
                holder: row.get(0)?,
                taken_at: Moment::from_millis(row.get(1)?),
                expires_at: Moment::from_millis(row.get(2)?),
                since: Moment::from_millis(row.get(3)?),
            })
        })
        .optional()?;
    Ok(found)
}

/// Writes down who does the jobs, and until when.
///
/// # Errors
/// SQLite refuses.
pub fn save_lease(connection: &Connection, property: PropertyId, lease: &Lease) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO job_leases (property_id, holder, taken_at, expires_at, since)
             VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (property_id) DO UPDATE SET holder = ?2, taken_at = ?3, expires_at = ?4",
        )?
        .execute(params![
            property.0,
            lease.holder,
            lease.taken_at.millis(),
            lease.expires_at.millis(),
            lease.since.millis()
        ])?;
    Ok(())
}

const COLUMNS: &str =
    "id, property_id, job, due_at, holder, started_at, begun, ended_at, outcome, words";

/// The run of one due time, if it was begun.
///
/// # Errors
/// SQLite refuses, or the row holds an illegal value.
pub fn run(
    connection: &Connection,
    property: PropertyId,
    job: Job,
    due_at: Moment,
) -> Result<Option<Run>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM job_runs WHERE property_id = ?1 AND job = ?2 AND due_at = ?3"
    );
    Ok(list(
        connection,
        &sql,
        params![property.0, job.as_str(), due_at.millis()],
    )?
    .into_iter()
    .next())
}

/// The latest runs of all jobs, newest first.
///
/// # Errors
/// As [`run`].
pub fn runs(connection: &Connection, property: PropertyId, limit: u32) -> Result<Vec<Run>> {
    let sql =
        format!("SELECT {COLUMNS} FROM job_runs WHERE property_id = ?1 ORDER BY id DESC LIMIT ?2");
    list(connection, &sql, params![property.0, limit])
}

/// Runs that were begun and have not ended, the oldest first.
///
/// # Errors
/// As [`run`].
pub fn unfinished(connection: &Connection, property: PropertyId) -> Result<Vec<Run>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM job_runs WHERE property_id = ?1 AND ended_at IS NULL ORDER BY id"
    );
    list(connection, &sql, [property.0])
}

/// The latest run of one job.
///
/// # Errors
/// As [`run`].
pub fn last_run(connection: &Connection, property: PropertyId, job: Job) -> Result<Option<Run>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM job_runs WHERE property_id = ?1 AND job = ?2 ORDER BY id DESC LIMIT 1"
    );
    Ok(list(connection, &sql, params![property.0, job.as_str()])?
        .into_iter()
        .next())
}

/// Writes a run down: a new one, or the present state of one.
///
/// # Errors
/// SQLite refuses.
pub fn save_run(connection: &Connection, run: &Run) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO job_runs (property_id, job, due_at, holder, started_at, begun, ended_at, outcome, words)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
             ON CONFLICT (property_id, job, due_at) DO UPDATE
             SET holder = ?4, started_at = ?5, begun = ?6, ended_at = ?7, outcome = ?8, words = ?9",
        )?
        .execute(params![
            run.property.0,
            run.job.as_str(),
            run.due_at.millis(),
            run.holder,
            run.started_at.millis(),
            run.begun,
            run.ended_at.map(Moment::millis),
            run.outcome.map(Named::stored),
            run.words,
        ])?;
    Ok(())
}

fn list(connection: &Connection, sql: &str, parameters: impl rusqlite::Params) -> Result<Vec<Run>> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(parameters)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

fn read(row: &Row<'_>) -> Result<Run> {
    let id: i64 = row.get(0)?;
    let illegal = |column: &'static str, value: String| StoreError::IllegalValue {
        table: "job_runs",
        column,
        id,
        value,
    };
    let (job, outcome): (String, Option<String>) = (row.get(2)?, row.get(8)?);
    Ok(Run {
        id,
        property: PropertyId(row.get(1)?),
        job: Job::named(&job).ok_or_else(|| illegal("job", job))?,
        due_at: Moment::from_millis(row.get(3)?),
        holder: row.get(4)?,
        started_at: Moment::from_millis(row.get(5)?),
        begun: row.get(6)?,
        ended_at: row.get::<_, Option<i64>>(7)?.map(Moment::from_millis),
        outcome: match outcome {
            None => None,
            Some(name) => Some(RunOutcome::named(&name).ok_or_else(|| illegal("outcome", name))?),
        },
        words: row.get(9)?,
    })
}
