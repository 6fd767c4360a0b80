//! Commands about alerts.

use serde::{Deserialize, Serialize};

use crate::domain::moment::Moment;

/// Settle an alert; it returns if its severity rises.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResolveAlert {
    /// Which: `unassigned:BK-2026-000123`.
    pub alert: String,
    /// How it was settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
}

/// Put an alert off.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SnoozeAlert {
    /// Which.
    pub alert: String,
    /// Until when; else for an hour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
}

/// Say that an alert was seen; it speaks again if its severity rises.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcknowledgeAlert {
    /// Which.
    pub alert: String,
}
