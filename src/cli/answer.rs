//! What a command answers in a stream of answers, with its keys in the order
//! in which a person reads them.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};

use crate::desk::Receipt;
use crate::domain::Refusal;

/// Natural keys come first among what was touched, in this order.
const NATURAL_KEYS: [&str; 10] = [
    "property",
    "room_type",
    "booking",
    "with",
    "room",
    "block",
    "alert",
    "employee",
    "ticket",
    "plan",
];

/// A command was carried out.
pub struct Done<'a>(pub &'a Receipt);

impl Serialize for Done<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let receipt = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("ok", &true)?;
        map.serialize_entry("seq", &receipt.seq)?;
        if receipt.repeated {
            map.serialize_entry("repeated", &true)?;
        }
        for (name, value) in in_order(&receipt.touched) {
            map.serialize_entry(name, value)?;
        }
        map.serialize_entry("warnings", &receipt.warnings)?;
        map.end()
    }
}

/// Natural keys, then the version, then the state it led to, then the rest.
fn in_order(touched: &Map<String, Value>) -> Vec<(&String, &Value)> {
    let place = |name: &str| {
        let key = NATURAL_KEYS.iter().position(|key| *key == name);
        key.unwrap_or(
            NATURAL_KEYS.len()
                + ["version", "status"]
                    .iter()
                    .position(|known| *known == name)
                    .unwrap_or(2),
        )
    };
    let mut entries: Vec<(&String, &Value)> = touched.iter().collect();
    entries.sort_by_key(|(name, _)| place(name));
    entries
}

/// A command was not carried out.
pub struct NotDone<'a> {
    /// Stable name.
    pub code: &'a str,
    /// One sentence.
    pub message: &'a str,
    /// Structured particulars.
    pub details: &'a Map<String, Value>,
}

impl<'a> From<&'a Refusal> for NotDone<'a> {
    fn from(refusal: &'a Refusal) -> NotDone<'a> {
        NotDone {
            code: refusal.code.as_str(),
            message: &refusal.message,
            details: &refusal.details,
        }
    }
}

impl Serialize for NotDone<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct Error<'a> {
            code: &'a str,
            message: &'a str,
            details: &'a Map<String, Value>,
        }
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("ok", &false)?;
        map.serialize_entry(
            "error",
            &Error {
                code: self.code,
                message: self.message,
                details: self.details,
            },
        )?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn keys_stand_in_the_order_people_read_them() {
        let touched = json!({"status": "assigned", "version": 4, "booking": "BK-2026-000123", "zeal": 1, "room": "204"});
        let Value::Object(touched) = touched else {
            unreachable!("an object")
        };
        let mut receipt = Receipt {
            ok: true,
            seq: 8812,
            repeated: false,
            summary: String::new(),
            warnings: Vec::new(),
            parts: Vec::new(),
            touched,
        };
        assert_eq!(
            serde_json::to_string(&Done(&receipt)).unwrap(),
            r#"{"ok":true,"seq":8812,"booking":"BK-2026-000123","room":"204","version":4,"status":"assigned","zeal":1,"warnings":[]}"#
        );
        receipt.repeated = true;
        assert!(
            serde_json::to_string(&Done(&receipt))
                .unwrap()
                .starts_with(r#"{"ok":true,"seq":8812,"repeated":true,"booking""#)
        );
    }
}
