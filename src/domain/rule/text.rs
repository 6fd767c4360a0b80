//! Conditions and actions as they come: JSON, or a text that holds JSON.

use serde_json::Value;

use super::Fault;

/// The value itself, or what stands in its text.
pub(super) fn value(place: &str, given: &Value) -> Result<Value, Fault> {
    let Value::String(text) = given else {
        return Ok(given.clone());
    };
    serde_json::from_str(text).map_err(|fault| {
        let (line, column) = (fault.line(), fault.column());
        // The parser's own words end in the place, which is said here.
        let said = fault.to_string();
        let what = said.split(" at line ").next().unwrap_or("malformed");
        Fault {
            place: place.to_owned(),
            message: format!(
                "The text of {place} is no JSON at line {line}, column {column}: {what}; write an object such as {}.",
                example(place)
            ),
            what: format!("is no JSON at line {line}, column {column}"),
            at: Some((line, column)),
        }
    })
}

/// What would be right, as an example.
pub(super) fn example(place: &str) -> &'static str {
    if place == "actions" {
        r#"{"required_features":["quiet"]}"#
    } else {
        r#"{"min_nights":7}"#
    }
}
