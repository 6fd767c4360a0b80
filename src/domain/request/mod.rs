//! Requests for repair or service: what is wrong, where, who sees to it, and
//! how far it has come.
//!
//! Owns the rows ([`Request`], [`RequestUpdate`], [`Category`], [`Resident`]),
//! the one table of what leads from one status to another ([`steps`]), the
//! clock that stops while a part is awaited ([`clock`]), who may see what
//! ([`see`]) and who suits ([`suitable`]). How a command changes them lies in
//! `decide/maintenance`.

pub mod category;
pub mod clock;
pub mod escalate;
pub mod resident;
pub mod see;
pub mod steps;
pub mod suitable;
pub mod update;

pub use category::Category;
pub use escalate::Escalated;
pub use resident::{Resident, ResidentKind};
pub use see::Viewer;
pub use steps::RequestStep;
pub use suitable::{Suited, Work};
pub use update::{FieldChange, RequestUpdate};

use std::fmt;

use serde::{Deserialize, Serialize};

use super::facts::About;
use super::id::{BookingId, PropertyId, RequestId, ResidentId, RoomId, StaffId};
use super::moment::Moment;
use super::money::Money;
use super::room::MaintenancePriority;
use super::stamp::Stamp;

/// How urgent a request is: 1 to 4, written as a number.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(try_from = "u8", into = "u8")]
pub enum Priority {
    /// 1: whenever there is time.
    Low,
    /// 2: in its turn.
    #[default]
    Medium,
    /// 3: before the others.
    High,
    /// 4: at once.
    Emergency,
}

impl Priority {
    /// Every priority, the least urgent first.
    pub const ALL: [Priority; 4] = [
        Priority::Low,
        Priority::Medium,
        Priority::High,
        Priority::Emergency,
    ];

    /// 1 to 4.
    pub fn number(self) -> u8 {
        self.into()
    }

    /// As people say it.
    pub fn label(self) -> &'static str {
        match self {
            Priority::Low => "low",
            Priority::Medium => "medium",
            Priority::High => "high",
            Priority::Emergency => "emergency",
        }
    }
}

impl From<Priority> for u8 {
    fn from(priority: Priority) -> u8 {
        match priority {
            Priority::Low => 1,
            Priority::Medium => 2,
            Priority::High => 3,
            Priority::Emergency => 4,
        }
    }
}

impl TryFrom<u8> for Priority {
    type Error = String;

    fn try_from(number: u8) -> Result<Priority, String> {
        Priority::ALL
            .into_iter()
            .find(|priority| priority.number() == number)
            .ok_or_else(|| format!("{number} is not a priority; it is 1 to 4 (emergency)"))
    }
}

impl From<MaintenancePriority> for Priority {
    fn from(priority: MaintenancePriority) -> Priority {
        match priority {
            MaintenancePriority::Low => Priority::Low,
            MaintenancePriority::Medium => Priority::Medium,
            MaintenancePriority::High => Priority::High,
        }
    }
}

impl From<Priority> for MaintenancePriority {
    fn from(priority: Priority) -> MaintenancePriority {
        match priority {
            Priority::Low => MaintenancePriority::Low,
            Priority::Medium => MaintenancePriority::Medium,
            Priority::High | Priority::Emergency => MaintenancePriority::High,
        }
    }
}

impl fmt::Display for Priority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.number())
    }
}

/// How far a request has come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestStatus {
    /// Reported; nobody has looked yet.
    Submitted,
    /// Someone has taken note.
    Acknowledged,
    /// Someone is to see to it.
    Assigned,
    /// Someone is at it.
    InProgress,
    /// Done; not yet looked over.
    Resolved,
    /// Done with. Final.
    Closed,
    /// Called off. Final.
    Cancelled,
}

impl RequestStatus {
    /// Every status, in the order of the work.
    pub const ALL: [RequestStatus; 7] = [
        RequestStatus::Submitted,
        RequestStatus::Acknowledged,
        RequestStatus::Assigned,
        RequestStatus::InProgress,
        RequestStatus::Resolved,
        RequestStatus::Closed,
        RequestStatus::Cancelled,
    ];

    /// As it is printed: `in_progress`.
    pub fn as_str(self) -> &'static str {
        match self {
            RequestStatus::Submitted => "submitted",
            RequestStatus::Acknowledged => "acknowledged",
            RequestStatus::Assigned => "assigned",
            RequestStatus::InProgress => "in_progress",
            RequestStatus::Resolved => "resolved",
            RequestStatus::Closed => "closed",
            RequestStatus::Cancelled => "cancelled",
        }
    }

    /// As people say it.
    pub fn label(self) -> &'static str {
        match self {
            RequestStatus::Submitted => "New",
            RequestStatus::Acknowledged => "Seen",
            RequestStatus::Assigned => "Assigned",
            RequestStatus::InProgress => "In progress",
            RequestStatus::Resolved => "Resolved",
            RequestStatus::Closed => "Closed",
            RequestStatus::Cancelled => "Cancelled",
        }
    }

    /// Whether there is still work to do.
    pub fn is_open(self) -> bool {
        self < RequestStatus::Resolved
    }

    /// Whether it counts as someone's work in hand.
    pub fn is_in_hand(self) -> bool {
        matches!(self, RequestStatus::Assigned | RequestStatus::InProgress)
    }

    /// Whether nothing follows.
    pub fn is_final(self) -> bool {
        matches!(self, RequestStatus::Closed | RequestStatus::Cancelled)
    }
}

/// Who asked for it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Requester {
    /// A member of staff.
    Staff(StaffId),
    /// The guest of a booking.
    Guest(BookingId),
    /// A resident.
    Resident(ResidentId),
}

/// Work that waits, for a part or for someone; the clock stands still.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Waiting {
    /// Since when, and who said so.
    pub stamp: Stamp,
    /// For what.
    pub reason: String,
}

/// Who is to see to a request.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Assigned {
    /// Who sees to it.
    pub to: StaffId,
    /// When, and who said so.
    pub stamp: Stamp,
}

/// One request.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Request {
    /// Identity.
    pub id: RequestId,
    /// Whose house it is in.
    pub property: PropertyId,
    /// `MR-2026-0007`; unique in the property.
    pub ticket: String,
    /// What is wrong, in a line.
    pub title: String,
    /// What there is to say about it.
    pub description: String,
    /// Name of its category.
    pub category: String,
    /// In which room.
    pub room: Option<RoomId>,
    /// Where else: `lobby`, `pool`.
    pub location: Option<String>,
    /// Who asked for it.
    pub requester: Requester,
    /// How urgent.
    pub priority: Priority,
    /// How far it has come.
    pub status: RequestStatus,
    /// It waits; the clock stands still.
    pub waiting: Option<Waiting>,
    /// Who sees to it.
    pub assigned: Option<Assigned>,
    /// When it should be done, without the time it still waits.
    pub estimated_completion: Option<Moment>,
    /// What it should cost.
    pub estimated_cost: Option<Money>,
    /// What it has cost.
    pub actual_cost: Option<Money>,
    /// Who was called in from outside.
    pub vendor: Option<String>,
    /// Reported.
    pub created: Stamp,
    /// Someone took note.
    pub acknowledged: Option<Stamp>,
    /// Work began.
    pub started: Option<Stamp>,
    /// Work was done.
    pub resolved: Option<Stamp>,
    /// Looked over and done with.
    pub closed: Option<Stamp>,
    /// Called off.
    pub cancelled: Option<Stamp>,
    /// How content whoever asked is, 1 to 5.
    pub rating: Option<u8>,
    /// What they said.
    pub feedback: Option<String>,
    /// Whoever reported it thinks that the room should not be sold, and could
    /// not lay a repair on it; someone who may is to decide.
    pub hold_wanted: bool,
    /// How often it was late, and the managers were told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escalated: Option<Escalated>,
    /// Who may take it over from whoever is late with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offered_to: Option<StaffId>,
    /// How many updates there are.
    pub updates: u32,
    /// Grows by one with each change.
    pub version: i64,
}

impl Request {
    /// Whether there is still work to do.
    pub fn is_open(&self) -> bool {
        self.status.is_open()
    }

    /// Who sees to it.
    pub fn assignee(&self) -> Option<StaffId> {
        self.assigned.map(|assigned| assigned.to)
    }

    /// The booking whose guest asked for it.
    pub fn booking(&self) -> Option<BookingId> {
        match self.requester {
            Requester::Guest(booking) => Some(booking),
            _ => None,
        }
    }

    /// The latest of its stamps: no later one may lie before it.
    pub fn latest_stamp(&self) -> Moment {
        let stamps = [
            self.acknowledged,
            self.started,
            self.resolved,
            self.closed,
            self.cancelled,
            self.assigned.map(|assigned| assigned.stamp),
            self.waiting.as_ref().map(|waiting| waiting.stamp),
        ];
        stamps
            .into_iter()
            .flatten()
            .map(|stamp| stamp.at)
            .fold(self.created.at, Moment::max)
    }

    /// Whether it is about this, or names it.
    pub fn is_about(&self, about: About) -> bool {
        match about {
            About::Room(room) => self.room == Some(room),
            About::Booking(booking) => self.booking() == Some(booking),
            About::Resident(resident) => self.requester == Requester::Resident(resident),
            About::Category(name) => self.category == name,
        }
    }

    /// Whether it is a service to a guest, of a kind that goes where the guest
    /// goes, rather than a fault of the room.
    pub fn is_guest_service(&self, category: &Category) -> bool {
        category.follows_guest && self.booking().is_some()
    }
}
