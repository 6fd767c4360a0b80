//! Commands about allocation rules.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Make an allocation rule.
///
/// Conditions and actions come as they were written and are read where the
/// command is decided, so that a fault in them is told with its place.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreateRule {
    /// Its name.
    pub name: String,
    /// `room_type`, `floor`, `feature` or `guest_type`.
    pub kind: String,
    /// When it holds: an object, or a text that holds one; else always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conditions: Option<Value>,
    /// What it asks for: an object, or a text that holds one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actions: Option<Value>,
    /// Higher comes first; else 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<i32>,
    /// Whether it is switched on; else yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
}

/// Change an allocation rule. What is left out stays; conditions and actions
/// are replaced whole.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditRule {
    /// Which, by name.
    pub name: String,
    /// What it is called from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_name: Option<String>,
    /// `room_type`, `floor`, `feature` or `guest_type`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// When it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conditions: Option<Value>,
    /// What it asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actions: Option<Value>,
    /// Higher comes first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<i32>,
    /// Whether it is switched on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
}

/// Give an allocation rule up.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeleteRule {
    /// Which, by name.
    pub name: String,
}
