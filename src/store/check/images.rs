//! Whether the rows are what the journal says: each row must equal the last
//! image of it, and no row may be there of which the journal knows nothing.

use std::collections::HashMap;

use rusqlite::Connection;
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::super::error::{Result, StoreError};
use super::super::{journal, rows};
use super::{Part, Report};
use crate::domain::{Row, Table};

/// The last image of a row.
struct Last {
    seq: i64,
    /// `None`: the row was taken away.
    digest: Option<[u8; 32]>,
    /// A guest's data was erased from it, so only the rest is compared.
    erased: bool,
}

/// Replays the journal's images and compares every row with its last one.
pub fn compare(connection: &Connection, report: &mut Report) -> Result<()> {
    let mut images = replay(connection, report)?;
    for table in Table::ALL {
        let result = rows::for_each(connection, *table, &mut |row| {
            report.rows += 1;
            compare_row(
                &row,
                images.remove(&(table.name().to_owned(), row.id())),
                report,
            )
        });
        if result.is_err() {
            // One illegal value must not hide the state of the other tables.
            images.retain(|(name, _), _| name != table.name());
        }
        report.note(Part::Rows, result);
    }
    for ((table, id), last) in images {
        if last.digest.is_some() {
            report.add(
                Part::Rows,
                format!(
                    "Row {id} of {table} (journal entry {}) is missing.",
                    last.seq
                ),
            );
        }
    }
    Ok(())
}

fn compare_row(row: &Row, last: Option<Last>, report: &mut Report) -> Result<()> {
    let (table, id) = (row.table().name(), row.id());
    let Some(last) = last else {
        report.add(
            Part::Rows,
            format!("The journal knows nothing of row {id} of {table}."),
        );
        return Ok(());
    };
    let mut present = serde_json::to_value(row).map_err(|source| StoreError::Malformed {
        place: format!("row {id} of {table}"),
        source,
    })?;
    if last.erased {
        journal::blank(&mut present);
    }
    if last.digest != Some(digest(&present)) {
        report.add(
            Part::Rows,
            format!(
                "Row {id} of {table} is not what journal entry {} left there.",
                last.seq
            ),
        );
    }
    Ok(())
}

fn replay(connection: &Connection, report: &mut Report) -> Result<HashMap<(String, i64), Last>> {
    let mut images = HashMap::new();
    let mut statement = connection
        .prepare("SELECT seq, changes, personal IS NOT NULL FROM journal ORDER BY seq")?;
    let mut entries = statement.query([])?;
    while let Some(entry) = entries.next()? {
        let (seq, changes, has_sides): (i64, String, bool) =
            (entry.get(0)?, entry.get(1)?, entry.get(2)?);
        match journal::images_of(connection, seq, &changes, has_sides) {
            Ok((rows, whole)) => {
                for image in rows {
                    take(&mut images, seq, image, !whole);
                }
            }
            Err(error) => report.add(Part::Journal, error.to_string()),
        }
    }
    Ok(images)
}

/// `["bookings",12,BEFORE,AFTER]`.
fn take(images: &mut HashMap<(String, i64), Last>, seq: i64, mut image: Value, erased: bool) {
    let (Some(table), Some(id)) = (image[0].as_str().map(str::to_owned), image[1].as_i64()) else {
        return;
    };
    let mut after = up_to_date(image[3].take());
    if erased {
        journal::blank(&mut after);
    }
    let digest = (!after.is_null()).then(|| digest(&after));
    images.insert(
        (table, id),
        Last {
            seq,
            digest,
            erased,
        },
    );
}

/// The image as the present program would write it: what a later version
/// added to a row (a policy) reads as its default, in old images as in old rows.
fn up_to_date(image: Value) -> Value {
    let typed = Option::<Row>::deserialize(&image);
    match typed.map(serde_json::to_value) {
        Ok(Ok(written)) => written,
        // An erased image has holes; what is left is compared as it is.
        _ => image,
    }
}

/// A digest that does not depend on the order of fields.
fn digest(value: &Value) -> [u8; 32] {
    let mut hasher = Sha256::new();
    feed(&mut hasher, value);
    hasher.finalize().into()
}

fn feed(hasher: &mut Sha256, value: &Value) {
    match value {
        Value::Object(fields) => {
            let mut names: Vec<&String> = fields.keys().collect();
            names.sort_unstable();
            hasher.update([b'{']);
            hasher.update((names.len() as u64).to_le_bytes());
            for name in names {
                feed_text(hasher, name);
                feed(hasher, &fields[name]);
            }
        }
        Value::Array(items) => {
            hasher.update([b'[']);
            hasher.update((items.len() as u64).to_le_bytes());
            for item in items {
                feed(hasher, item);
            }
        }
        Value::String(text) => feed_text(hasher, text),
        plain => feed_text(hasher, &plain.to_string()),
    }
}

fn feed_text(hasher: &mut Sha256, text: &str) {
    hasher.update((text.len() as u64).to_le_bytes());
    hasher.update(text.as_bytes());
}
