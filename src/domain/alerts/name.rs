//! Which alert: its kind and what it is about.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// What an alert is about. The list is closed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AlertKind {
    /// A booking has nights without a room. Subject: the booking.
    Unassigned,
    /// Two claims to one room: a guest overstays where this booking holds the
    /// room; its room is no longer in service; or a feed named a taken room.
    /// Subject: the booking that is to come.
    Conflict,
    /// An arrival of the business date whose room cannot be handed out yet.
    /// Subject: the booking.
    RoomNotReady,
    /// A guest in the house past the day of departure. Subject: the booking.
    Overstay,
    /// A better room would stay empty for a guest who has just paid, or who is
    /// to be looked after. Subject: the booking.
    UpgradeAvailable,
    /// A maintenance request past its estimated completion, or an emergency
    /// that nobody has. Subject: the ticket.
    OverdueMaintenance,
}

impl AlertKind {
    /// Every kind.
    pub const ALL: [AlertKind; 6] = [
        AlertKind::Unassigned,
        AlertKind::Conflict,
        AlertKind::RoomNotReady,
        AlertKind::Overstay,
        AlertKind::UpgradeAvailable,
        AlertKind::OverdueMaintenance,
    ];

    /// As it is stored and printed: `room_not_ready`.
    pub fn as_str(self) -> &'static str {
        match self {
            AlertKind::Unassigned => "unassigned",
            AlertKind::Conflict => "conflict",
            AlertKind::RoomNotReady => "room_not_ready",
            AlertKind::Overstay => "overstay",
            AlertKind::UpgradeAvailable => "upgrade_available",
            AlertKind::OverdueMaintenance => "overdue_maintenance",
        }
    }
}

/// Which alert of a property. Written `unassigned:BK-2026-000123`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct AlertName {
    /// What it is about.
    pub kind: AlertKind,
    /// The natural key of its subject: a booking's code, or a ticket.
    pub subject: String,
}

impl fmt::Display for AlertName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind.as_str(), self.subject)
    }
}

impl FromStr for AlertName {
    type Err = String;

    fn from_str(text: &str) -> Result<AlertName, String> {
        let (kind, subject) = text.split_once(':').unwrap_or((text, ""));
        let (kind, subject) = (kind.trim(), subject.trim());
        AlertKind::ALL
            .into_iter()
            .find(|known| known.as_str() == kind && !subject.is_empty())
            .map(|kind| AlertName {
                kind,
                subject: subject.to_owned(),
            })
            .ok_or_else(|| {
                format!("\"{text}\" is not an alert; write it as unassigned:BK-2026-000123")
            })
    }
}

impl Serialize for AlertName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
