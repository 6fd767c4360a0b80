//! How severe an alert is by the time that is left, and what is offered.

use serde::Serialize;

use crate::domain::alert_mark::Severity;

/// Milliseconds in an hour.
const HOUR: i64 = 3_600_000;

/// What is offered to settle an alert.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NextStep {
    /// Worth knowing; nothing to do yet.
    Watch,
    /// A room is suggested.
    SuggestRoom,
    /// A room is to be given.
    AssignRoom,
    /// Automatic assignment is offered.
    AutoAssign,
    /// A room must be given before anything else.
    ForceAssign,
    /// Every option at once: bookable rooms, upgrades, making room.
    Emergency,
    /// The room is to be made ready.
    PrepareRoom,
    /// One of the claims is to get another room.
    ResolveConflict,
    /// The stay is to be extended, or the guest checked out.
    ExtendOrCheckOut,
    /// A better room is to be offered to the guest.
    OfferUpgrade,
    /// A request is to be hurried, or given to another.
    SeeToRequest,
}

impl NextStep {
    /// As it is printed: `suggest_room`.
    pub fn as_str(self) -> &'static str {
        match self {
            NextStep::Watch => "watch",
            NextStep::SuggestRoom => "suggest_room",
            NextStep::AssignRoom => "assign_room",
            NextStep::AutoAssign => "auto_assign",
            NextStep::ForceAssign => "force_assign",
            NextStep::Emergency => "emergency",
            NextStep::PrepareRoom => "prepare_room",
            NextStep::ResolveConflict => "resolve_conflict",
            NextStep::ExtendOrCheckOut => "extend_or_check_out",
            NextStep::OfferUpgrade => "offer_upgrade",
            NextStep::SeeToRequest => "see_to_request",
        }
    }

    /// As people say it.
    pub fn label(self) -> &'static str {
        match self {
            NextStep::Watch => "Time enough",
            NextStep::SuggestRoom => "Choose a room",
            NextStep::AssignRoom => "Assign a room",
            NextStep::AutoAssign => "Assign, or let assign",
            NextStep::ForceAssign => "Assign now",
            NextStep::Emergency => "Any room, upgrade or move",
            NextStep::PrepareRoom => "Make the room ready",
            NextStep::ResolveConflict => "Give one another room",
            NextStep::ExtendOrCheckOut => "Extend or check out",
            NextStep::OfferUpgrade => "Offer a better room",
            NextStep::SeeToRequest => "Hurry, or reassign",
        }
    }
}

/// A row of the table by which stays without a room grow urgent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Step {
    /// How urgent it is.
    pub severity: Severity,
    /// What is offered.
    pub action: NextStep,
}

/// The steps while so many hours are still exceeded. A boundary belongs to
/// the more urgent row.
const STEPS: [(i64, Severity, NextStep); 5] = [
    (48, Severity::Info, NextStep::Watch),
    (24, Severity::Info, NextStep::SuggestRoom),
    (12, Severity::Warning, NextStep::AssignRoom),
    (6, Severity::Warning, NextStep::AutoAssign),
    (1, Severity::Critical, NextStep::ForceAssign),
];

/// The step for a stay without a room whose arrival is so many milliseconds
/// away; negative when it is past.
pub fn step(left: i64) -> Step {
    let (severity, action) = STEPS
        .into_iter()
        .find(|(hours, ..)| left > hours * HOUR)
        .map_or(
            (Severity::Critical, NextStep::Emergency),
            |(_, severity, action)| (severity, action),
        );
    Step { severity, action }
}

/// How urgent an arrival is whose room is not ready.
pub fn not_ready_severity(left: i64, waiting: bool) -> Severity {
    if waiting || left <= HOUR {
        Severity::Critical
    } else if left <= 6 * HOUR {
        Severity::Warning
    } else {
        Severity::Info
    }
}

/// How urgent a conflict is that bites in so many milliseconds.
pub fn conflict_severity(left: i64) -> Severity {
    if left <= 24 * HOUR {
        Severity::Critical
    } else {
        Severity::Warning
    }
}
