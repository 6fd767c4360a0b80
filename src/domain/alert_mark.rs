//! What people have said about an alert. Whether it is active, and how severe,
//! is never stored: it is derived.

use serde::{Deserialize, Serialize};

use super::id::{PropertyId, StaffId};
use super::moment::Moment;
use super::stamp::Stamp;

/// How urgent an alert is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Wants doing.
    Warning,
    /// Wants doing now.
    Critical,
}

impl Severity {
    /// As it is stored and printed: `critical`.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Critical => "critical",
        }
    }
}

/// Someone dealt with an alert; holds until its severity rises above this.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Dealt {
    /// How severe it was then.
    pub severity: Severity,
    /// When, and who.
    pub stamp: Stamp,
    /// What they wrote.
    pub notes: Option<String>,
}

/// Someone was told of an alert: there is a message to them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Told {
    /// Who.
    pub staff: StaffId,
    /// How severe it was then.
    pub severity: Severity,
    /// When.
    pub at: Moment,
}

/// What people have said about one alert, and who was told of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AlertMark {
    /// Identity.
    pub id: i64,
    /// Whose it is.
    pub property: PropertyId,
    /// Which alert: `unassigned:BK-2026-000123`; unique in the property.
    pub alert: String,
    /// Not to be shown before then.
    pub snoozed_until: Option<Moment>,
    /// Someone has seen it.
    pub acknowledged: Option<Dealt>,
    /// Someone has settled it.
    pub resolved: Option<Dealt>,
    /// When people were first told of it, since it was last raised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_seen: Option<Moment>,
    /// Who was told since then, each once, in the order of the latest time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<Told>,
    /// Grows by one with each change.
    pub version: i64,
}

impl AlertMark {
    /// Nothing said yet about this alert.
    pub fn new(id: i64, property: PropertyId, alert: &str) -> AlertMark {
        AlertMark {
            id,
            property,
            alert: alert.to_owned(),
            snoozed_until: None,
            acknowledged: None,
            resolved: None,
            first_seen: None,
            told: Vec::new(),
            version: 0,
        }
    }
}
