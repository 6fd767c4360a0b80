//! What people have said about an alert. Whether it is active, and how severe,
//! is never stored: it is derived.

use serde::{Deserialize, Serialize};

use super::id::PropertyId;
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

/// What people have said about one alert.
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
    /// Grows by one with each change.
    pub version: i64,
}
