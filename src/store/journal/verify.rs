//! Walks the whole chain and says what does not hold.

use rusqlite::{Connection, Row};
use serde_json::{Map, Value};

use super::super::error::Result;
use super::super::head::{Head, hex};
use super::{chain, personal};

/// Something wrong with an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// The entry's number.
    pub seq: i64,
    /// One sentence.
    pub what: String,
}

/// Recomputes every hash and the digest of every side row that was not
/// erased. Answers the flaws found (each entry once) and the last entry.
///
/// # Errors
/// SQLite cannot read the journal at all.
pub fn verify(connection: &Connection) -> Result<(Vec<Flaw>, Head)> {
    let mut flaws = Vec::new();
    let mut head = Head {
        seq: 0,
        hash: super::seed(connection)?,
    };
    let mut statement = connection.prepare(
        "SELECT seq, at, property_id, by_id, channel, os_user, op, command, changes, answer,
                idempotency_key, undoes_seq, personal, previous_hash, hash
         FROM journal ORDER BY seq",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let link = read_link(row)?;
        if let Some(what) = flaw_of(&head, &link) {
            flaws.push(Flaw {
                seq: link.seq,
                what,
            });
        }
        head = Head {
            seq: link.seq,
            hash: link.hash,
        };
    }
    check_sides(connection, &mut flaws)?;
    Ok((flaws, head))
}

struct Link {
    seq: i64,
    previous: [u8; 32],
    hash: [u8; 32],
    computed: [u8; 32],
}

fn read_link(row: &Row<'_>) -> Result<Link> {
    let text = |at: usize| -> rusqlite::Result<&str> { Ok(row.get_ref(at)?.as_str()?) };
    let maybe =
        |at: usize| -> rusqlite::Result<Option<&str>> { Ok(row.get_ref(at)?.as_str_or_null()?) };
    let fields = chain::Fields {
        seq: row.get(0)?,
        at: row.get(1)?,
        property_id: row.get(2)?,
        by_id: row.get(3)?,
        channel: text(4)?,
        os_user: maybe(5)?,
        op: text(6)?,
        command: text(7)?,
        changes: text(8)?,
        answer: text(9)?,
        idempotency_key: text(10)?,
        undoes_seq: row.get(11)?,
        personal: maybe(12)?,
    };
    let (previous, hash) = (row.get(13)?, row.get(14)?);
    Ok(Link {
        seq: fields.seq,
        previous,
        hash,
        computed: chain::link(&previous, &fields),
    })
}

fn flaw_of(before: &Head, link: &Link) -> Option<String> {
    if link.seq != before.seq + 1 {
        Some(format!(
            "entries {} to {} are missing",
            before.seq + 1,
            link.seq - 1
        ))
    } else if link.previous != before.hash {
        Some("it does not follow the entry before it".to_owned())
    } else if link.computed != link.hash {
        Some("its content is not what was written".to_owned())
    } else {
        None
    }
}

/// Every digest the chain names must have its side row, and the other way round.
fn check_sides(connection: &Connection, flaws: &mut Vec<Flaw>) -> Result<()> {
    let mut entries = connection
        .prepare("SELECT seq, personal FROM journal WHERE personal IS NOT NULL ORDER BY seq")?;
    let mut sides = connection
        .prepare("SELECT part, salt, data FROM journal_personal WHERE seq = ?1 ORDER BY part")?;
    let mut rows = entries.query([])?;
    while let Some(row) = rows.next()? {
        let (seq, digests): (i64, String) = (row.get(0)?, row.get(1)?);
        let mut expected: Map<String, Value> = serde_json::from_str(&digests).unwrap_or_default();
        let mut parts = sides.query([seq])?;
        while let Some(part) = parts.next()? {
            let (number, salt, data): (i64, Option<Vec<u8>>, Option<String>) =
                (part.get(0)?, part.get(1)?, part.get(2)?);
            let named = expected.remove(&number.to_string());
            let computed = salt
                .zip(data)
                .map(|(salt, data)| Value::from(hex(&personal::digest(&salt, &data))));
            if named.is_none() || computed.is_some() && computed != named {
                flaws.push(Flaw {
                    seq,
                    what: format!("its personal data (part {number}) was changed"),
                });
            }
        }
        if !expected.is_empty() {
            flaws.push(Flaw {
                seq,
                what: "some of its personal data is missing".to_owned(),
            });
        }
    }
    let stray: i64 = connection.query_row(
        "SELECT count(*) FROM journal_personal p LEFT JOIN journal j USING (seq) WHERE j.personal IS NULL",
        [],
        |row| row.get(0),
    )?;
    if stray > 0 {
        flaws.push(Flaw {
            seq: 0,
            what: format!("{stray} rows of personal data belong to no entry"),
        });
    }
    Ok(())
}
