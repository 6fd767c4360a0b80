//! Which entries belong to which history: written beside each entry, so that
//! the history of one booking is read without reading all the others.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use super::super::error::Result;
use crate::domain::Change;
use crate::domain::history::About;

/// How a history's subject is stored: its kind and its identity.
pub fn stored(about: About) -> (&'static str, i64) {
    match about {
        About::Booking(id) => ("BOOKING", id.0),
        About::Room(id) => ("ROOM", id.0),
        About::Block(id) => ("BLOCK", id.0),
    }
}

/// Notes what an entry is about.
///
/// # Errors
/// SQLite refuses.
pub fn write(connection: &Connection, seq: i64, changes: &[Change]) -> Result<()> {
    let about: BTreeSet<About> = changes.iter().flat_map(About::of).collect();
    let mut insert = connection
        .prepare_cached("INSERT INTO journal_about (kind, id, seq) VALUES (?1, ?2, ?3)")?;
    for one in about {
        let (kind, id) = stored(one);
        insert.execute(params![kind, id, seq])?;
    }
    Ok(())
}
