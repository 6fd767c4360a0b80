//! What can be wrong with a whole file or a whole map, as one sentence each.
//!
//! A fault stops before anything is written. What is wrong with a single row
//! is never a fault: it is a line of the report (see [`super::report`]).

/// Why a file cannot be read at all; the text is one sentence for a person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The operating system would not give the file, or broke off in it.
    #[error("{file} cannot be read: {reason}.")]
    Unreadable {
        /// The file as the person named it.
        file: String,
        /// What the operating system said.
        reason: String,
    },
    /// There is nothing in the file, not even a header.
    #[error("{file} is empty: its first line must name the columns.")]
    Empty {
        /// The file as the person named it.
        file: String,
    },
    /// The file is not text in a form keyrack reads.
    #[error("{file} is not a table keyrack can read: {reason}.")]
    NotATable {
        /// The file as the person named it.
        file: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The map names columns that the file does not have.
    #[error("{file} has no column {}, which the map {map} asks for; its columns are {}.", list(.missing), list(.present))]
    MissingColumns {
        /// The file as the person named it.
        file: String,
        /// The map as the person named it.
        map: String,
        /// The columns asked for in vain.
        missing: Vec<String>,
        /// The columns that are there.
        present: Vec<String>,
    },
    /// The map itself is wrong.
    #[error("The map {map} is wrong at {place}: {reason}.")]
    Map {
        /// The map as the person named it.
        map: String,
        /// Line and column, or the dotted name of the setting.
        place: String,
        /// What is wrong there.
        reason: String,
    },
    /// The database could not do it.
    #[error("{0}")]
    Unwritten(String),
    /// No map, or no mode, of that name.
    #[error("{0}")]
    Unknown(String),
}

/// Names in quotes, joined by commas.
fn list(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
    if quoted.is_empty() {
        "(none)".to_owned()
    } else {
        quoted.join(", ")
    }
}
