//! Commands about rooms between two guests, and about rooms in use.

use serde::{Deserialize, Serialize};

use crate::domain::cleaning::CleaningKind;
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
    /// Start the daily service.
    StartService,
    /// Finish the daily service.
    FinishService,
    /// The guest wants no service today.
    DeclineService,
    /// Settle what was found in a room against the front desk's book.
    ResolveDiscrepancy,
    /// Complete the repair of a room.
    CompleteMaintenance,
}

/// Mark a room cleaned, or a ready one touched up or deep-cleaned.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkCleaned {
    /// Which room, by number.
    pub room: String,
    /// What sort of cleaning; else the one after a departure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<CleaningKind>,
    /// What there is to say about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
}

/// Pass or fail a cleaned room.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inspect {
    /// Which room, by number.
    pub room: String,
    /// Passed, or failed; a failure wants notes or failed lines.
    pub passed: bool,
    /// Lines of the checklist that were not good enough.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failed: Vec<String>,
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

/// Say whether the guest asks to have the room made up now.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetMakeUp {
    /// Which room, by number.
    pub room: String,
    /// Asks for it, or not.
    pub on: bool,
}

/// Make rooms somebody's work today, or nobody's.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssignAttendant {
    /// Which rooms, by number.
    pub rooms: Vec<String>,
    /// Whose work, by employee number; left out: nobody's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employee: Option<String>,
}

/// Share rooms out among several, as one step.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShareOut {
    /// Each with the rooms that are to be theirs.
    pub shares: Vec<AssignAttendant>,
}

/// Say whether somebody is at work now.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetOnDuty {
    /// Who, by employee number.
    pub employee: String,
    /// At work, or gone.
    pub on: bool,
}

/// Say what was found in a room.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportFound {
    /// Which room, by number.
    pub room: String,
    /// Somebody lives in it.
    pub occupied: bool,
    /// How many, if they were counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heads: Option<u32>,
    /// What there is to say about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
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
