//! Keeps personal data out of the chained part of the journal: takes it out
//! of the JSON that is stored for ever, and puts it back when read.
//!
//! What counts as personal is told by the name of the field, so that a new
//! command or row with a guest's name in it cannot forget to say so.

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// Fields whose values may tell who a guest is, wherever they appear.
const PERSONAL: &[&str] = &[
    "lead",
    "guest",
    "guests",
    "contact",
    "phone",
    "email",
    "document",
    "nationality",
    "reference",
    "group",
    "text",
    "notes",
    "note",
    "reason",
    "status_reason",
    "message",
    "warnings",
    "summary",
    // Of requests and residents.
    "title",
    "description",
    "location",
    "feedback",
    "old",
    "new",
    "full_name",
    "flat",
    // Of letters to guests.
    "address",
];

/// Fields that are never written down at all.
const SECRET: &[&str] = &["pin", "password", "pin_hash", "secret"];

/// Stands where a personal value was taken out; its value is the place in the
/// side row.
const MARK: &str = "$personal";

/// Takes the personal values out of `value` and appends them to `taken`.
/// Equal values (a name before and after a change) are kept once.
pub fn take_out(value: &mut Value, taken: &mut Vec<Value>) {
    match value {
        Value::Object(fields) => {
            fields.retain(|name, _| !SECRET.contains(&name.as_str()));
            for (name, inner) in fields.iter_mut() {
                if PERSONAL.contains(&name.as_str()) {
                    exchange(inner, taken);
                } else {
                    take_out(inner, taken);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| take_out(item, taken)),
        _ => {}
    }
}

fn exchange(value: &mut Value, taken: &mut Vec<Value>) {
    if says_nothing(value) {
        return;
    }
    let place = taken
        .iter()
        .position(|known| known == value)
        .unwrap_or_else(|| {
            taken.push(value.clone());
            taken.len() - 1
        });
    let mut mark = Map::new();
    mark.insert(MARK.to_owned(), Value::from(place));
    *value = Value::Object(mark);
}

/// Nothing, an empty text, a number or a switch tells nobody's name.
fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.iter().all(says_nothing),
        Value::Object(fields) => fields.values().all(says_nothing),
    }
}

/// Puts the values back. Answers whether all were there; those of an erased
/// side row become null.
pub fn put_back(value: &mut Value, taken: &[Value]) -> bool {
    let mut whole = true;
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields.iter_mut() {
                whole &= if PERSONAL.contains(&name.as_str()) {
                    restore(inner, taken)
                } else {
                    put_back(inner, taken)
                };
            }
        }
        Value::Array(items) => {
            for item in items {
                whole &= put_back(item, taken);
            }
        }
        _ => {}
    }
    whole
}

fn restore(value: &mut Value, taken: &[Value]) -> bool {
    let Some(place) = value.get(MARK).and_then(Value::as_u64) else {
        return true;
    };
    let kept = taken.get(place as usize);
    *value = kept.cloned().unwrap_or(Value::Null);
    kept.is_some()
}

/// Makes every personal value null, to compare what is left of two rows.
pub fn blank(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields.iter_mut() {
                if !PERSONAL.contains(&name.as_str()) {
                    blank(inner);
                } else if !says_nothing(inner) {
                    *inner = Value::Null;
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(blank),
        _ => {}
    }
}

/// What the chain hashes in place of a side row. The salt keeps an erased
/// name from being guessed back.
pub fn digest(salt: &[u8], data: &str) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update((salt.len() as u64).to_le_bytes());
    hasher.update(salt);
    hasher.update(data.as_bytes());
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn names_leave_and_come_back() {
        let original = json!({
            "op": "create_booking", "lead": "Ana Silva", "guests": ["Ana Silva", "Rui"],
            "contact": {"phone": "+351", "email": null}, "adults": 2, "notes": "",
            "inner": [{"text": "likes tea"}, {"text": "likes tea"}], "guest": 3,
        });
        let (mut value, mut taken) = (original.clone(), Vec::new());
        take_out(&mut value, &mut taken);
        let stored = value.to_string();
        for word in ["Ana", "Rui", "351", "tea"] {
            assert!(!stored.contains(word), "{stored}");
        }
        assert_eq!(taken.len(), 4, "equal values once");
        assert!(put_back(&mut value, &taken));
        assert_eq!(value, original);
    }

    #[test]
    fn an_erased_value_is_told() {
        let mut value = json!({"lead": "Ana", "room": "204"});
        take_out(&mut value, &mut Vec::new());
        assert!(!put_back(&mut value, &[]));
        assert_eq!(value, json!({"lead": null, "room": "204"}));
    }

    #[test]
    fn a_value_that_looks_like_a_mark_is_harmless() {
        let original = json!({"lead": {"$personal": 0}, "other": {"$personal": 0}});
        let (mut value, mut taken) = (original.clone(), Vec::new());
        take_out(&mut value, &mut taken);
        // Numbers alone say nothing, so this one stays and is read as a mark: a
        // command cannot carry it, since every field of a command is typed.
        assert!(taken.is_empty() && value == original);
    }

    #[test]
    fn secrets_are_never_kept() {
        let (mut value, mut taken) = (
            json!({"op": "set_pin", "pin": "1234", "employee": "E1"}),
            Vec::new(),
        );
        take_out(&mut value, &mut taken);
        assert_eq!(value, json!({"op": "set_pin", "employee": "E1"}));
        assert!(taken.is_empty());
    }
}
