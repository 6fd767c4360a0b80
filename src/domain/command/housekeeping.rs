//! Commands about rooms between two guests, and about rooms in use.

use serde::{Deserialize, Serialize};

use crate::domain::day::Day;
use crate::domain::room::MaintenancePriority;

macro_rules! about_one_room {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            /// Which room, by number.
            pub room: String,
            /// What there is to say about it.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub notes: Option<String>,
        }
    )*};
}

about_one_room! {
    /// Start cleaning.
    StartCleaning,
    /// Stop cleaning.
    StopCleaning,
    /// Mark a room cleaned.
    MarkCleaned,
    /// Start the daily service.
    StartService,
    /// Finish the daily service.
    FinishService,
    /// The guest wants no service today.
    DeclineService,
    /// Complete the repair of a room.
    CompleteMaintenance,
}

/// Pass or fail a cleaned room.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inspect {
    /// Which room, by number.
    pub room: String,
    /// Passed, or failed; a failure wants notes.
    pub passed: bool,
    /// What there is to say about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
}

/// Say whether the guest wants nobody in the room.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetDoNotDisturb {
    /// Which room, by number.
    pub room: String,
    /// Wants nobody, or not.
    pub on: bool,
}

/// Lay a repair on a room.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkMaintenance {
    /// Which room, by number.
    pub room: String,
    /// How urgent; else medium.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<MaintenancePriority>,
    /// What is wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// The last day it is expected to last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
}

/// Put a room out of order.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PutOutOfOrder {
    /// Which room, by number.
    pub room: String,
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// The last day it is expected to last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
}

/// Return a room to service.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReturnToService {
    /// Which room, by number.
    pub room: String,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

/// Put a room first on the turnover board, or not.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rush {
    /// Which room, by number.
    pub room: String,
    /// First, or not.
    pub on: bool,
}
