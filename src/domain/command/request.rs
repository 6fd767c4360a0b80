//! A command together with what may accompany any command.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Command;
use crate::domain::error::{Code, Refusal};
use crate::domain::moment::Moment;

/// A command as it arrives, with what may accompany any command.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Request {
    /// What to do.
    #[serde(flatten)]
    pub command: Command,
    /// Refuse with `STALE` if the thing's version is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
    /// Idempotency key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Employee number of the one who acts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Kept in the journal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The moment it happens, in a replay.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
}

impl<C: Into<Command>> From<C> for Request {
    fn from(command: C) -> Request {
        Request {
            command: command.into(),
            version: None,
            key: None,
            by: None,
            note: None,
            at: None,
        }
    }
}

impl Request {
    /// The same request, to be refused if the thing has another version.
    #[must_use]
    pub fn seen_at(mut self, version: i64) -> Request {
        self.version = Some(version);
        self
    }

    /// Reads one JSON object.
    ///
    /// # Errors
    /// `BAD_COMMAND`, naming the field or operation at fault.
    pub fn read(text: &str) -> Result<Request, Refusal> {
        let value: Value =
            serde_json::from_str(text).map_err(|fault| bad(format!("not JSON: {fault}")))?;
        let Value::Object(mut fields) = value else {
            return Err(bad("a command is a JSON object"));
        };
        let accompanying = Request::accompanying(&mut fields)?;
        let Some(Value::String(op)) = fields.get("op").cloned() else {
            return Err(bad("the field \"op\" is missing"));
        };
        let command = serde_json::from_value(Value::Object(fields))
            .map_err(|fault| bad(format!("{op}: {fault}")))?;
        Ok(Request {
            command,
            ..accompanying
        })
    }

    fn accompanying(fields: &mut Map<String, Value>) -> Result<Request, Refusal> {
        Ok(Request {
            command: Command::UndoStep(super::UndoStep::default()),
            version: take(fields, "version")?,
            key: take(fields, "key")?,
            by: take(fields, "by")?,
            note: take(fields, "note")?,
            at: take(fields, "at")?,
        })
    }
}

fn take<T: for<'de> Deserialize<'de>>(
    fields: &mut Map<String, Value>,
    name: &str,
) -> Result<Option<T>, Refusal> {
    match fields.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => serde_json::from_value(value)
            .map(Some)
            .map_err(|fault| bad(format!("field \"{name}\": {fault}")).with("field", name)),
    }
}

fn bad(fault: impl std::fmt::Display) -> Refusal {
    Refusal::new(
        Code::BadCommand,
        format!(
            "The command could not be read ({fault}); nothing was changed, correct it and send it again."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_accompanies_is_told_from_what_is_commanded() {
        let request = Request::read(
            r#"{"op":"assign","booking":"BK-2026-000123","room":"204","version":3,"key":"k1"}"#,
        )
        .unwrap();
        assert_eq!(
            (request.version, request.key.as_deref()),
            (Some(3), Some("k1"))
        );
        assert_eq!(request.command.op(), "assign");
    }

    #[test]
    fn a_wrong_field_is_named() {
        for (text, named) in [
            (
                r#"{"op":"assign","booking":"B","room":"204","rom":1}"#,
                "rom",
            ),
            (r#"{"op":"asign","booking":"B"}"#, "asign"),
            (r#"{"booking":"B"}"#, "op"),
            (r#"{"op":"inspect","room":"204"}"#, "passed"),
            (r#"{"op":"undo","at":"noon"}"#, "noon"),
            ("[]", "object"),
            ("{", "JSON"),
        ] {
            let refusal = Request::read(text).unwrap_err();
            assert_eq!(refusal.code, Code::BadCommand);
            assert!(
                refusal.message.contains(named),
                "{text}: {}",
                refusal.message
            );
        }
    }

    #[test]
    fn every_command_reads_back_as_written() {
        let request: Request = super::super::CheckIn {
            booking: "B".into(),
            ..Default::default()
        }
        .into();
        let text = serde_json::to_string(&request).unwrap();
        assert_eq!(Request::read(&text).unwrap(), request);
    }
}
