//! An entry as it is stored: texts with the personal parts taken out, and
//! those parts with their salted digests.

use rusqlite::{Connection, params};
use serde_json::{Value, json};

use super::super::error::{Result, StoreError};
use super::super::head::hex;
use super::{NewEntry, chain, personal};
use crate::domain::{Change, Row};

/// The texts of an entry and its side rows.
pub struct Stored {
    command: String,
    changes: String,
    answer: String,
    sides: Vec<Side>,
    personal: Option<String>,
}

/// Part 0 belongs to the command and its answer, part n to the nth change.
struct Side {
    part: usize,
    salt: [u8; 16],
    data: String,
}

impl Stored {
    /// Splits an entry into what is chained and what can be erased.
    pub fn of(connection: &Connection, entry: &NewEntry<'_>) -> Result<Stored> {
        let mut parts: Vec<Vec<Value>> = vec![Vec::new(); entry.changes.len() + 1];
        let mut command = entry.command.clone();
        let mut answer = json!({"receipt": entry.receipt, "summary": entry.summary});
        personal::take_out(&mut command, &mut parts[0]);
        personal::take_out(&mut answer, &mut parts[0]);
        let mut changes = Vec::with_capacity(entry.changes.len());
        for (change, part) in entry.changes.iter().zip(&mut parts[1..]) {
            changes.extend(change_text(change, part)?);
        }
        let sides = sides_of(connection, parts)?;
        Ok(Stored {
            command: command.to_string(),
            changes: format!("[{}]", changes.join(",")),
            answer: answer.to_string(),
            personal: digests_of(&sides),
            sides,
        })
    }

    /// The stored fields, for the hash and the table alike.
    pub fn fields<'a>(&'a self, seq: i64, entry: &'a NewEntry<'_>) -> chain::Fields<'a> {
        chain::Fields {
            seq,
            at: entry.at.millis(),
            property_id: entry.property.map(|id| id.0),
            by_id: entry.by.0,
            channel: entry.channel,
            os_user: entry.os_user,
            op: entry.op,
            command: &self.command,
            changes: &self.changes,
            answer: &self.answer,
            idempotency_key: entry.key,
            undoes_seq: entry.undoes,
            personal: self.personal.as_deref(),
        }
    }

    /// Writes the personal parts beside the entry.
    pub fn write_sides(&self, connection: &Connection, seq: i64) -> Result<()> {
        let mut insert = connection.prepare_cached(
            "INSERT INTO journal_personal (seq, part, salt, data) VALUES (?1, ?2, ?3, ?4)",
        )?;
        for side in &self.sides {
            insert.execute(params![seq, side.part as i64, side.salt, side.data])?;
        }
        Ok(())
    }
}

/// `["bookings",12,BEFORE,AFTER]`: begins with what a search looks for.
fn change_text(change: &Change, part: &mut Vec<Value>) -> Result<Option<String>> {
    let Some((table, id)) = change.key() else {
        return Ok(None);
    };
    let before = image_text(change.before.as_ref(), part)?;
    let after = image_text(change.after.as_ref(), part)?;
    Ok(Some(format!(
        "{}{before},{after}]",
        change_prefix(table.name(), id)
    )))
}

/// How the text of a change to this row begins.
pub fn change_prefix(table: &str, id: i64) -> String {
    format!("[\"{table}\",{id},")
}

fn image_text(row: Option<&Row>, part: &mut Vec<Value>) -> Result<String> {
    let mut image = serde_json::to_value(row).map_err(|source| StoreError::Malformed {
        place: "a row's image".to_owned(),
        source,
    })?;
    personal::take_out(&mut image, part);
    Ok(image.to_string())
}

fn sides_of(connection: &Connection, parts: Vec<Vec<Value>>) -> Result<Vec<Side>> {
    let mut random = connection.prepare_cached("SELECT randomblob(16)")?;
    let mut sides = Vec::new();
    for (part, values) in parts.into_iter().enumerate() {
        if !values.is_empty() {
            let salt = random.query_row([], |row| row.get(0))?;
            sides.push(Side {
                part,
                salt,
                data: Value::Array(values).to_string(),
            });
        }
    }
    Ok(sides)
}

/// `{"0":"ab…","3":"cd…"}`: the digest of each part that holds anything.
fn digests_of(sides: &[Side]) -> Option<String> {
    if sides.is_empty() {
        return None;
    }
    let digests = sides.iter().map(|side| {
        (
            side.part.to_string(),
            Value::from(hex(&personal::digest(&side.salt, &side.data))),
        )
    });
    Some(Value::Object(digests.collect()).to_string())
}
