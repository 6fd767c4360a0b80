//! Reads the lists a house is set up from: `rooms.csv` and `room_types.csv`.
//!
//! It only reads and checks what a file can say by itself; whether a room is
//! already there is for the commands made of it (see
//! [`super::take_over`]).

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use csv::StringRecord;

use super::fault::Fault;
use super::report::Refused;
use super::table::{self, Row};

/// A room as the list tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedRoom {
    /// The line of the file.
    pub line: u64,
    /// The number on the door.
    pub number: String,
    /// Code of its type.
    pub room_type: String,
    /// The floor; where the list does not say, the number does.
    pub floor: Option<i32>,
    /// How many sleep in it; where the list does not say, what its type takes.
    pub capacity: Option<u32>,
    /// Features, in order.
    pub features: Vec<String>,
}

/// A room type as the list tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedType {
    /// The line of the file.
    pub line: u64,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How many sleep in it.
    pub capacity: u32,
    /// Rack rate of a night, as written.
    pub rate: String,
    /// Its place in lists.
    pub rank: Option<u32>,
}

/// What a list holds, and the rows that make no sense.
#[derive(Debug, Clone)]
pub struct Listed<T> {
    /// What can be used.
    pub entries: Vec<T>,
    /// What cannot, and why.
    pub refused: Vec<Refused>,
}

/// Reads `number,room_type,floor,capacity,features`; only the first two
/// columns must be there, features are separated by `;`.
///
/// # Errors
/// The file cannot be read or lacks a column; never for a single row.
pub fn read_rooms(path: &Path) -> Result<Listed<ListedRoom>, Fault> {
    let list = List::open(
        path,
        &["number", "room_type"],
        &["floor", "capacity", "features"],
    )?;
    let mut seen = BTreeSet::new();
    Ok(list.read(|row| {
        let number = row.required("number")?;
        if !seen.insert(number.clone()) {
            return Err(format!("room {number} stands in the list twice"));
        }
        Ok(ListedRoom {
            line: row.line,
            room_type: row.required("room_type")?,
            floor: row
                .text("floor")
                .map(|text| {
                    text.parse()
                        .map_err(|_| format!("floor “{text}” is not a whole number"))
                })
                .transpose()?,
            capacity: row.count("capacity")?,
            features: features(row.text("features").unwrap_or_default()),
            number,
        })
    }))
}

/// Reads `code,name,capacity,rate,rank`; only the code must be there.
///
/// # Errors
/// The file cannot be read or lacks a column; never for a single row.
pub fn read_room_types(path: &Path) -> Result<Listed<ListedType>, Fault> {
    let list = List::open(path, &["code"], &["name", "capacity", "rate", "rank"])?;
    let mut seen = BTreeSet::new();
    Ok(list.read(|row| {
        let code = row.required("code")?;
        if !seen.insert(code.clone()) {
            return Err(format!("room type {code} stands in the list twice"));
        }
        Ok(ListedType {
            line: row.line,
            name: row.text("name").unwrap_or(&code).to_owned(),
            capacity: row.count("capacity")?.unwrap_or(DEFAULT_CAPACITY),
            rate: row.text("rate").unwrap_or(DEFAULT_RATE).to_owned(),
            rank: row.count("rank")?,
            code,
        })
    }))
}

/// How many sleep in a room of a type of which nothing is said.
pub const DEFAULT_CAPACITY: u32 = 2;
/// What a night costs in a room of a type of which nothing is said.
pub const DEFAULT_RATE: &str = "0";

fn features(text: &str) -> Vec<String> {
    let mut features: Vec<String> = text
        .split(';')
        .map(str::trim)
        .filter(|tag| !tag.is_empty())
        .map(str::to_lowercase)
        .collect();
    features.sort();
    features.dedup();
    features
}

/// A small table whose columns are found by name, whatever their case.
struct List {
    columns: HashMap<String, usize>,
    rows: Vec<Row>,
}

struct Entry<'a> {
    line: u64,
    columns: &'a HashMap<String, usize>,
    record: &'a StringRecord,
}

impl List {
    fn open(path: &Path, required: &[&str], optional: &[&str]) -> Result<Self, Fault> {
        let (header, rows) = table::read_small(path)?;
        let columns: HashMap<String, usize> = header
            .iter()
            .enumerate()
            .map(|(at, name)| (name.to_lowercase(), at))
            .collect();
        let file = path.display().to_string();
        let unknown = columns
            .keys()
            .find(|name| !required.contains(&name.as_str()) && !optional.contains(&name.as_str()));
        let missing = required.iter().find(|name| !columns.contains_key(**name));
        let reason = match (missing, unknown) {
            (Some(name), _) => format!("it has no column “{name}”"),
            (None, Some(name)) => format!("it has a column “{name}”, which means nothing here"),
            (None, None) => return Ok(Self { columns, rows }),
        };
        let wanted = [required, optional].concat().join(", ");
        Err(Fault::NotATable {
            file,
            reason: format!("{reason}; it takes {wanted}"),
        })
    }

    fn read<T>(&self, mut entry: impl FnMut(&Entry) -> Result<T, String>) -> Listed<T> {
        let mut listed = Listed {
            entries: Vec::new(),
            refused: Vec::new(),
        };
        for row in &self.rows {
            let read = row
                .fields
                .as_ref()
                .map_err(Clone::clone)
                .and_then(|record| {
                    entry(&Entry {
                        line: row.line,
                        columns: &self.columns,
                        record,
                    })
                });
            match read {
                Ok(found) => listed.entries.push(found),
                Err(reason) => listed.refused.push(Refused::row(row.line, reason)),
            }
        }
        listed
    }
}

impl Entry<'_> {
    fn text(&self, column: &str) -> Option<&str> {
        let at = *self.columns.get(column)?;
        self.record
            .get(at)
            .map(str::trim)
            .filter(|text| !text.is_empty())
    }

    fn required(&self, column: &str) -> Result<String, String> {
        self.text(column)
            .map(str::to_owned)
            .ok_or_else(|| format!("it has no {}", column.replace('_', " ")))
    }

    fn count(&self, column: &str) -> Result<Option<u32>, String> {
        let Some(text) = self.text(column) else {
            return Ok(None);
        };
        text.parse()
            .map(Some)
            .map_err(|_| format!("{column} “{text}” is not a whole number"))
    }
}
