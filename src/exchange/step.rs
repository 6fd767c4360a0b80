//! A command with its moment: what a replay file and the practice hotel are
//! made of.

use serde_json::{Map, Value};

use crate::domain::command::Command;
use crate::domain::moment::Moment;

/// One command, when it happens, and who gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// When it happens.
    pub at: Moment,
    /// The employee number of who gives it; else whoever carries it out.
    pub by: Option<&'static str>,
    /// The idempotency key.
    pub key: Option<String>,
    /// The command.
    pub command: Command,
}

impl Step {
    /// The step as one line of a file for `batch --replay`.
    ///
    /// # Errors
    /// A command that cannot be written as JSON; there is none.
    pub fn to_line(&self) -> serde_json::Result<String> {
        let mut line: Map<String, Value> = match serde_json::to_value(&self.command)? {
            Value::Object(fields) => fields,
            other => Map::from_iter([("op".to_owned(), other)]),
        };
        line.insert("at".to_owned(), serde_json::to_value(self.at)?);
        if let Some(by) = self.by {
            line.insert("by".to_owned(), by.into());
        }
        if let Some(key) = &self.key {
            line.insert("key".to_owned(), key.as_str().into());
        }
        serde_json::to_string(&line)
    }
}
