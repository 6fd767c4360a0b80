//! Commands that tell people something.

use serde::{Deserialize, Serialize};

use crate::domain::day::Day;
use crate::domain::id::{DeliveryId, MessageId};
use crate::domain::staff::Role;

/// Tell everyone, or some roles, something.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Announce {
    /// What.
    pub text: String,
    /// For these roles only; else for everyone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// The last day on which it is shown; else for a week.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
}

/// Put an event of the house above the grid.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddEvent {
    /// What it is called.
    pub name: String,
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub to: Day,
}

/// Leave a note for the next shift.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandOver {
    /// What the next shift should know.
    pub text: String,
}

/// Mark messages of one's own as read.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadMessages {
    /// Which; else every one that is unread.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub messages: Vec<MessageId>,
}

/// Try a message again whose deliveries were given up.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResendMessage {
    /// Which.
    pub message: MessageId,
}

/// Write to whoever is still to be told of these alerts. What is no longer
/// active is forgotten, so that it is told anew when it returns.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TellAlerts {
    /// Which: `unassigned:BK-2026-000123`.
    pub alerts: Vec<String>,
}

/// Note how the try of a delivery ended.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordDelivery {
    /// Which.
    pub delivery: DeliveryId,
    /// Why it failed; else it was handed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// Put a job's report into the inboxes of these roles.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SendReport {
    /// Which report: `arrivals_list`.
    pub report: String,
    /// What it is about, by natural key, where that can be opened; else it is
    /// about the report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// What it says.
    pub text: String,
    /// For these roles; where nobody has one of them, for the administrators.
    pub roles: Vec<Role>,
    /// Whether it wants doing now, rather than reading.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub wants_doing: bool,
}
