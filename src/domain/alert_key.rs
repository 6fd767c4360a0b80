//! What an alert is about: its kind and its subject, written `kind:subject`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// A kind of alert. The list is closed.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum AlertKind { $($(#[$doc])* $name,)* }

        impl AlertKind {
            /// Every kind.
            pub const ALL: &'static [AlertKind] = &[$(AlertKind::$name,)*];

            /// As it is written: `room_not_ready`.
            pub fn as_str(self) -> &'static str {
                match self { $(AlertKind::$name => $text,)* }
            }
        }
    };
}

kinds! {
    /// A booking has nights without a room. Subject: the booking's code.
    Unassigned = "unassigned",
    /// A booking cannot have the room it holds or wants. Subject: its code.
    Conflict = "conflict",
    /// An arrival of the business date whose room cannot be handed out.
    /// Subject: the booking's code.
    RoomNotReady = "room_not_ready",
    /// A guest past the day of departure. Subject: the booking's code.
    Overstay = "overstay",
    /// A better room would stay empty. Subject: the booking's code.
    UpgradeAvailable = "upgrade_available",
    /// A repair past its expected end. Subject: the request's ticket.
    OverdueMaintenance = "overdue_maintenance",
}

impl Serialize for AlertKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// One alert's identity within the property: `unassigned:BK-2026-000123`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct AlertKey {
    /// What kind it is.
    pub kind: AlertKind,
    /// The natural key of what it is about.
    pub subject: String,
}

impl AlertKey {
    /// The alert of this kind about this subject.
    pub fn new(kind: AlertKind, subject: impl Into<String>) -> AlertKey {
        AlertKey {
            kind,
            subject: subject.into(),
        }
    }
}

impl fmt::Display for AlertKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind.as_str(), self.subject)
    }
}

impl FromStr for AlertKey {
    type Err = String;

    fn from_str(text: &str) -> Result<AlertKey, String> {
        let parts = text.trim().split_once(':').and_then(|(kind, subject)| {
            let kind = *AlertKind::ALL.iter().find(|one| one.as_str() == kind)?;
            let subject = subject.trim();
            (!subject.is_empty()).then(|| AlertKey::new(kind, subject))
        });
        parts.ok_or_else(|| {
            let kinds: Vec<&str> = AlertKind::ALL.iter().map(|kind| kind.as_str()).collect();
            format!(
                "\"{text}\" names no alert; write it as unassigned:BK-2026-000123 (kinds: {})",
                kinds.join(", ")
            )
        })
    }
}

impl Serialize for AlertKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for AlertKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<AlertKey, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_back_as_written() {
        for kind in AlertKind::ALL {
            let key = AlertKey::new(*kind, "BK-2026-000123");
            assert_eq!(key.to_string().parse::<AlertKey>().unwrap(), key);
        }
        for bad in [
            "",
            "unassigned",
            "unassigned:",
            "unassigned: ",
            "late:BK-1",
            ":BK-1",
        ] {
            assert!(bad.parse::<AlertKey>().is_err(), "{bad}");
        }
    }
}
