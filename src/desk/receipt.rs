//! What a command that was carried out answers.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::domain::{Part, Warning};

/// A command was carried out; this is what it touched.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Receipt {
    /// Always true: it tells a receipt from a refusal in a stream of answers.
    pub ok: bool,
    /// The journal entry; for a command that changed nothing, the latest one.
    pub seq: i64,
    /// The answer was given before, to the same key.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub repeated: bool,
    /// What was done, in words.
    pub summary: String,
    /// What the person should still know.
    pub warnings: Vec<Warning>,
    /// Where several commands were one step: what each of them touched, in
    /// their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    /// Natural keys and states of what was touched.
    #[serde(flatten)]
    pub touched: Map<String, Value>,
}

impl Receipt {
    /// A natural key or state from the receipt, where it is text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.touched.get(name)?.as_str()
    }
}
