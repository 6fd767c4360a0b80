//! Reading entries, with the personal parts put back.

use rusqlite::{Connection, OptionalExtension, Row as SqlRow, params};
use serde_json::Value;

use super::super::error::{Result, StoreError};
use super::about::stored;
use super::stored::change_prefix;
use super::{NewEntry, personal};
use crate::domain::facts::StepHead;
use crate::domain::history::{About, Step};
use crate::domain::{Change, Moment, PropertyId, Row, StaffId, Table};

/// An entry as it was written, personal data and all.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its place in the chain, from 1.
    pub seq: i64,
    /// When it happened.
    pub at: Moment,
    /// Which property.
    pub property: Option<PropertyId>,
    /// Who did it.
    pub by: StaffId,
    /// Through which door.
    pub channel: String,
    /// The operating-system user.
    pub os_user: Option<String>,
    /// The command's name.
    pub op: String,
    /// The command as it was given.
    pub command: Value,
    /// Each changed row before and after; empty once `erased`.
    pub changes: Vec<Change>,
    /// What was answered.
    pub receipt: Value,
    /// What was done, in words; empty once `erased`.
    pub summary: String,
    /// The idempotency key.
    pub key: String,
    /// The entry this one takes back.
    pub undoes: Option<i64>,
    /// Whether a later entry took this one back.
    pub taken_back: bool,
    /// Whether a guest's data was erased from it since: it cannot be undone.
    pub erased: bool,
}

impl Entry {
    /// As far as taking it back needs to know.
    pub fn head(&self) -> StepHead {
        StepHead {
            seq: self.seq,
            at: self.at,
            by: self.by,
            op: self.op.clone(),
            summary: self.summary.clone(),
            undoes: self.undoes,
            taken_back: self.taken_back,
        }
    }

    /// As far as its sentence needs to know.
    pub fn told(self) -> Step {
        Step {
            seq: self.seq,
            at: self.at,
            by: self.by,
            channel: self.channel,
            command: self.command,
            changes: self.changes,
            summary: self.summary,
            taken_back: self.taken_back,
        }
    }

    /// Whether this is what `new` would write: the same command of the same
    /// property, so that a repeated key is a repeat and not another command.
    pub fn repeats(&self, new: &NewEntry<'_>) -> bool {
        self.property == new.property
            && self.op == new.op
            && (self.erased || self.command == new.command)
    }
}

const COLUMNS: &str = "seq, at, property_id, by_id, channel, os_user, op, command, changes, answer,
     idempotency_key, undoes_seq, personal IS NOT NULL,
     EXISTS (SELECT 1 FROM journal later WHERE later.undoes_seq = journal.seq)";

/// One entry.
///
/// # Errors
/// SQLite refuses, or the entry is malformed.
pub fn one(connection: &Connection, seq: i64) -> Result<Option<Entry>> {
    find(
        connection,
        &format!("SELECT {COLUMNS} FROM journal WHERE seq = ?1"),
        params![seq],
    )
}

/// The entry of a property that carries an idempotency key.
///
/// # Errors
/// As [`one`].
pub fn by_key(
    connection: &Connection,
    property: Option<PropertyId>,
    key: &str,
) -> Result<Option<Entry>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM journal
         WHERE coalesce(property_id, 0) = ?1 AND idempotency_key = ?2"
    );
    find(
        connection,
        &sql,
        params![property.map_or(0, |id| id.0), key],
    )
}

/// Entries after `seq`, oldest first, at most `limit`; of one property, or all.
///
/// # Errors
/// As [`one`].
pub fn since(
    connection: &Connection,
    seq: i64,
    property: Option<PropertyId>,
    limit: u32,
) -> Result<Vec<Entry>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM journal
         WHERE seq > ?1 AND (?2 IS NULL OR property_id = ?2) ORDER BY seq LIMIT ?3"
    );
    list(
        connection,
        &sql,
        params![seq, property.map(|id| id.0), limit],
    )
}

/// The entries of a history, newest first.
pub(in crate::store) const ABOUT: &str =
    "SELECT seq FROM journal_about WHERE kind = ?1 AND id = ?2 AND seq < ?3
     ORDER BY seq DESC LIMIT ?4";

/// The last entries of a history, oldest first, at most `limit`; before the
/// entry `before`, if one is given.
///
/// # Errors
/// As [`one`].
pub fn about(
    connection: &Connection,
    about: About,
    before: Option<i64>,
    limit: u32,
) -> Result<Vec<Entry>> {
    let sql = format!("SELECT {COLUMNS} FROM journal WHERE seq IN ({ABOUT}) ORDER BY seq");
    let (kind, id) = stored(about);
    let before = before.unwrap_or(i64::MAX);
    list(connection, &sql, params![kind, id, before, limit])
}

/// One person's entries of a property, newest first, at most `limit`: only
/// what taking back needs to know, since there are many. What a job did in
/// their name is not theirs to take back by a slip of the hand; a day that a
/// job closed is closed all the same.
///
/// # Errors
/// As [`one`].
pub fn heads_by(
    connection: &Connection,
    property: PropertyId,
    by: StaffId,
    limit: u32,
) -> Result<Vec<StepHead>> {
    let mut statement = connection.prepare_cached(
        "SELECT j.seq, j.at, j.op, j.answer, p.data,
                EXISTS (SELECT 1 FROM journal later WHERE later.undoes_seq = j.seq),
                j.undoes_seq
         FROM journal j LEFT JOIN journal_personal p ON p.seq = j.seq AND p.part = 0
         WHERE j.property_id = ?1 AND j.by_id = ?2
           AND (j.channel <> 'job' OR j.op = 'night_audit')
         ORDER BY j.seq DESC LIMIT ?3",
    )?;
    let mut rows = statement.query(params![property.0, by.0, limit])?;
    let mut heads = Vec::new();
    while let Some(row) = rows.next()? {
        let seq = row.get(0)?;
        let malformed = |source| StoreError::Malformed {
            place: format!("journal entry {seq}"),
            source,
        };
        let (answer, side): (String, Option<String>) = (row.get(3)?, row.get(4)?);
        let mut answer: Value = serde_json::from_str(&answer).map_err(malformed)?;
        let side: Vec<Value> = side
            .map_or(Ok(Vec::new()), |data| serde_json::from_str(&data))
            .map_err(malformed)?;
        personal::put_back(&mut answer, &side);
        heads.push(StepHead {
            seq,
            at: Moment::from_millis(row.get(1)?),
            by,
            op: row.get(2)?,
            summary: answer["summary"].as_str().unwrap_or_default().to_owned(),
            taken_back: row.get(5)?,
            undoes: row.get(6)?,
        });
    }
    Ok(heads)
}

/// The latest entry after `seq` that changed this row.
///
/// # Errors
/// As [`one`].
pub fn changed_since(
    connection: &Connection,
    table: Table,
    id: i64,
    seq: i64,
) -> Result<Option<Entry>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM journal WHERE seq > ?1 AND instr(changes, ?2) > 0 ORDER BY seq DESC LIMIT 1"
    );
    find(
        connection,
        &sql,
        params![seq, change_prefix(table.name(), id)],
    )
}

/// The last entry of a property that closed a business date.
///
/// # Errors
/// SQLite refuses.
pub fn latest_audit(connection: &Connection, property: Option<PropertyId>) -> Result<Option<i64>> {
    Ok(connection
        .prepare_cached(
            "SELECT max(seq) FROM journal WHERE property_id = ?1 AND op = 'night_audit'",
        )?
        .query_row([property.map(|id| id.0)], |row| row.get(0))?)
}

/// The last entry's number, 0 for none.
///
/// # Errors
/// SQLite refuses.
pub fn latest_seq(connection: &Connection) -> Result<i64> {
    Ok(connection
        .prepare_cached("SELECT coalesce(max(seq), 0) FROM journal")?
        .query_row([], |row| row.get(0))?)
}

/// An entry whose JSON is still text.
struct Raw {
    entry: Entry,
    command: String,
    changes: String,
    answer: String,
    has_sides: bool,
}

fn find(
    connection: &Connection,
    sql: &str,
    parameters: impl rusqlite::Params,
) -> Result<Option<Entry>> {
    let found = connection
        .prepare_cached(sql)?
        .query_row(parameters, raw)
        .optional()?;
    found.map(|found| complete(connection, found)).transpose()
}

fn list(
    connection: &Connection,
    sql: &str,
    parameters: impl rusqlite::Params,
) -> Result<Vec<Entry>> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(parameters, raw)?;
    rows.map(|row| complete(connection, row?)).collect()
}

fn raw(row: &SqlRow<'_>) -> rusqlite::Result<Raw> {
    let entry = Entry {
        seq: row.get(0)?,
        at: Moment::from_millis(row.get(1)?),
        property: row.get::<_, Option<i64>>(2)?.map(PropertyId),
        by: StaffId(row.get(3)?),
        channel: row.get(4)?,
        os_user: row.get(5)?,
        op: row.get(6)?,
        command: Value::Null,
        changes: Vec::new(),
        receipt: Value::Null,
        summary: String::new(),
        key: row.get(10)?,
        undoes: row.get(11)?,
        taken_back: row.get(13)?,
        erased: false,
    };
    Ok(Raw {
        entry,
        command: row.get(7)?,
        changes: row.get(8)?,
        answer: row.get(9)?,
        has_sides: row.get(12)?,
    })
}

fn complete(connection: &Connection, raw: Raw) -> Result<Entry> {
    let mut entry = raw.entry;
    let malformed = |source| StoreError::Malformed {
        place: format!("journal entry {}", entry.seq),
        source,
    };
    let mut answer: Value = serde_json::from_str(&raw.answer).map_err(malformed)?;
    let mut images: Vec<Value> = serde_json::from_str(&raw.changes).map_err(malformed)?;
    entry.command = serde_json::from_str(&raw.command).map_err(malformed)?;
    if raw.has_sides {
        let parts = sides(connection, entry.seq, images.len() + 1)?;
        let whole = personal::put_back(&mut entry.command, &parts[0])
            & personal::put_back(&mut answer, &parts[0]);
        let images_whole = put_images_back(&mut images, &parts);
        entry.erased = !(whole && images_whole);
    }
    entry.receipt = answer["receipt"].take();
    answer["summary"]
        .as_str()
        .unwrap_or_default()
        .clone_into(&mut entry.summary);
    if !entry.erased {
        entry.changes = images
            .into_iter()
            .map(typed)
            .collect::<std::result::Result<_, _>>()
            .map_err(malformed)?;
    }
    Ok(entry)
}

fn put_images_back(images: &mut [Value], parts: &[Vec<Value>]) -> bool {
    let mut whole = true;
    for (image, part) in images.iter_mut().zip(&parts[1..]) {
        whole &= personal::put_back(image, part);
    }
    whole
}

/// `["bookings",12,BEFORE,AFTER]`.
fn typed(mut image: Value) -> serde_json::Result<Change> {
    let mut row = |at: usize| match image.get_mut(at) {
        Some(value) => serde_json::from_value::<Option<Row>>(value.take()),
        None => Ok(None),
    };
    Ok(Change {
        before: row(2)?,
        after: row(3)?,
    })
}

/// The changed rows of an entry as JSON, `[table, id, before, after]` each,
/// and whether its personal data is all there.
///
/// # Errors
/// The entry's JSON is malformed.
pub fn images_of(
    connection: &Connection,
    seq: i64,
    changes: &str,
    has_sides: bool,
) -> Result<(Vec<Value>, bool)> {
    let mut images: Vec<Value> =
        serde_json::from_str(changes).map_err(|source| StoreError::Malformed {
            place: format!("journal entry {seq}"),
            source,
        })?;
    let mut whole = true;
    if has_sides {
        let parts = sides(connection, seq, images.len() + 1)?;
        whole = put_images_back(&mut images, &parts);
    }
    Ok((images, whole))
}

fn sides(connection: &Connection, seq: i64, parts: usize) -> Result<Vec<Vec<Value>>> {
    let mut statement = connection.prepare_cached(
        "SELECT part, data FROM journal_personal WHERE seq = ?1 AND data IS NOT NULL",
    )?;
    let mut found = vec![Vec::new(); parts];
    let mut rows = statement.query([seq])?;
    while let Some(row) = rows.next()? {
        let (part, data): (i64, String) = (row.get(0)?, row.get(1)?);
        let values = serde_json::from_str(&data).map_err(|source| StoreError::Malformed {
            place: format!("journal entry {seq}, part {part}"),
            source,
        })?;
        if let Some(place) = found.get_mut(part as usize) {
            *place = values;
        }
    }
    Ok(found)
}
