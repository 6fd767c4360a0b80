//! Rooms: status, why one cannot be handed out now, and on which nights one is
//! in service.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::care::Care;
use super::day::Day;
use super::error::{Code, Refusal};
use super::id::{PropertyId, RequestId, RoomId, StaffId};
use super::moment::Moment;
use super::policy::Policies;
use super::stamp::Stamp;

/// Where a room stands between two guests.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RoomStatus {
    /// Never used since set-up, or cleared by an administrator.
    Available,
    /// A guest lives in it.
    Occupied,
    /// The guest has left; nobody has cleaned yet.
    CheckoutDirty,
    /// Being cleaned.
    CleaningInProgress,
    /// Cleaned, not yet inspected.
    CleanedUninspected,
    /// Waiting for a repair.
    MaintenanceRequired,
    /// Withdrawn from sale.
    OutOfOrder,
    /// Cleaned and inspected.
    ReadyForGuest,
}

impl RoomStatus {
    /// Every status, in the order of a turnover.
    pub const ALL: [RoomStatus; 8] = [
        RoomStatus::Available,
        RoomStatus::Occupied,
        RoomStatus::CheckoutDirty,
        RoomStatus::CleaningInProgress,
        RoomStatus::CleanedUninspected,
        RoomStatus::ReadyForGuest,
        RoomStatus::MaintenanceRequired,
        RoomStatus::OutOfOrder,
    ];

    /// As it is stored, printed and exported: `CHECKOUT_DIRTY`.
    pub fn as_str(self) -> &'static str {
        match self {
            RoomStatus::Available => "AVAILABLE",
            RoomStatus::Occupied => "OCCUPIED",
            RoomStatus::CheckoutDirty => "CHECKOUT_DIRTY",
            RoomStatus::CleaningInProgress => "CLEANING_IN_PROGRESS",
            RoomStatus::CleanedUninspected => "CLEANED_UNINSPECTED",
            RoomStatus::MaintenanceRequired => "MAINTENANCE_REQUIRED",
            RoomStatus::OutOfOrder => "OUT_OF_ORDER",
            RoomStatus::ReadyForGuest => "READY_FOR_GUEST",
        }
    }

    /// As people say it: `Dirty`.
    pub fn label(self) -> &'static str {
        match self {
            RoomStatus::Available => "Available",
            RoomStatus::Occupied => "Occupied",
            RoomStatus::CheckoutDirty => "Dirty",
            RoomStatus::CleaningInProgress => "Cleaning",
            RoomStatus::CleanedUninspected => "To inspect",
            RoomStatus::MaintenanceRequired => "Maintenance",
            RoomStatus::OutOfOrder => "Out of order",
            RoomStatus::ReadyForGuest => "Ready",
        }
    }

    /// The housekeeping letter beside the room; blank when ready.
    pub fn letter(self) -> char {
        match self {
            RoomStatus::CheckoutDirty => 'd',
            RoomStatus::CleaningInProgress => 'c',
            RoomStatus::CleanedUninspected => 'i',
            RoomStatus::MaintenanceRequired => 'm',
            RoomStatus::OutOfOrder => 'x',
            RoomStatus::Available | RoomStatus::ReadyForGuest | RoomStatus::Occupied => ' ',
        }
    }

    /// Whether a guest may be given a room in this status.
    pub fn is_ready(self) -> bool {
        matches!(self, RoomStatus::Available | RoomStatus::ReadyForGuest)
    }
}

/// How urgent a repair is.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
pub enum MaintenancePriority {
    /// Whenever there is time.
    #[serde(rename = "LOW")]
    Low,
    /// In its turn.
    #[default]
    #[serde(rename = "MED")]
    Medium,
    /// Before the others.
    #[serde(rename = "HIGH")]
    High,
}

impl MaintenancePriority {
    /// As it is stored and printed: `MED`.
    pub fn as_str(self) -> &'static str {
        match self {
            MaintenancePriority::Low => "LOW",
            MaintenancePriority::Medium => "MED",
            MaintenancePriority::High => "HIGH",
        }
    }
}

/// Why a room waits for a repair; it is not bookable while this lies on it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MaintenanceHold {
    /// How urgent.
    pub priority: MaintenancePriority,
    /// What is wrong.
    pub notes: String,
    /// Since when.
    pub since: Moment,
    /// Who said so.
    pub by: StaffId,
    /// The last day it is expected to last, if anybody knows.
    pub until: Option<Day>,
    /// The room's status when the hold was laid on it; decides where
    /// completing the repair leads.
    pub status_before: RoomStatus,
    /// The request by which the repair is followed. Left out where there is
    /// none, as in what was written before there were requests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<RequestId>,
}

/// Why a room is out of order, kept while it is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OutOfOrder {
    /// Why.
    pub reason: String,
    /// The last day it is expected to last; none: until further notice.
    pub until: Option<Day>,
    /// Since when, and who said so.
    pub stamp: Stamp,
}

/// The daily service of an occupied room.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Service {
    /// Nothing to do today.
    NotDue,
    /// To be done today.
    Due,
    /// Being done.
    InProgress,
    /// Done today.
    Done,
    /// The guest wants none today.
    Declined,
    /// The guest wants nobody in the room.
    DoNotDisturb,
}

impl Service {
    /// As it is stored and printed: `do_not_disturb`.
    pub fn as_str(self) -> &'static str {
        match self {
            Service::NotDue => "not_due",
            Service::Due => "due",
            Service::InProgress => "in_progress",
            Service::Done => "done",
            Service::Declined => "declined",
            Service::DoNotDisturb => "do_not_disturb",
        }
    }
}

/// What was last said of a room's daily service, and on which hotel day; on
/// the next day it counts no more.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ServiceMark {
    /// The business date it was said on.
    pub day: Day,
    /// What was said.
    pub service: Service,
}

/// One room.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Room {
    /// Identity.
    pub id: RoomId,
    /// Whose it is.
    pub property: PropertyId,
    /// What stands on the door.
    pub number: String,
    /// Code of its type.
    pub room_type: String,
    /// Which floor; the ground floor is 0.
    pub floor: i32,
    /// Adults and children it takes.
    pub capacity: u32,
    /// What it has: `sea_view`, `quiet`, `connecting:102`.
    pub features: BTreeSet<String>,
    /// Where it stands between two guests.
    pub status: RoomStatus,
    /// Since when it has that status.
    pub status_since: Moment,
    /// The status it had before the guest in it came; an undone check-in
    /// returns to it.
    pub status_before_guest: Option<RoomStatus>,
    /// Master switch: an inactive room is in no count and no offer.
    pub active: bool,
    /// A repair that keeps it from being handed out.
    pub maintenance: Option<MaintenanceHold>,
    /// Why it is out of order; set exactly while it is.
    pub out_of_order: Option<OutOfOrder>,
    /// Daily service while occupied.
    pub service: Option<ServiceMark>,
    /// A guest waits for it.
    pub rush: bool,
    /// Off: cleaned means ready, whatever the property's policy.
    pub requires_inspection: bool,
    /// Who is cleaning it, since when.
    pub cleaning: Option<Stamp>,
    /// When the last guest left.
    pub last_checkout_at: Option<Moment>,
    /// When it was last cleaned, and by whom.
    pub last_cleaned: Option<Stamp>,
    /// When it was last inspected, and by whom.
    pub last_inspected: Option<Stamp>,
    /// What housekeeping knows beside.
    #[serde(default, skip_serializing_if = "Care::is_unsaid")]
    pub care: Care,
    /// Grows by one with each change.
    pub version: i64,
}

/// Why a room cannot be handed out now; the first that applies speaks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotBookable {
    /// Withdrawn from sale.
    OutOfOrder,
    /// Switched off.
    Inactive,
    /// Not clean, not inspected, or lived in.
    Status(RoomStatus),
    /// A repair lies on it.
    Maintenance(MaintenancePriority),
}

impl NotBookable {
    /// As it is printed: `CHECKOUT_DIRTY`, `INACTIVE`, …
    pub fn as_str(self) -> &'static str {
        match self {
            NotBookable::OutOfOrder => RoomStatus::OutOfOrder.as_str(),
            NotBookable::Inactive => "INACTIVE",
            NotBookable::Status(status) => status.as_str(),
            NotBookable::Maintenance(_) => RoomStatus::MaintenanceRequired.as_str(),
        }
    }
}

impl Room {
    /// Whether a guest lives in it.
    pub fn is_occupied(&self) -> bool {
        self.status == RoomStatus::Occupied
    }

    /// Whether it is withdrawn from sale.
    pub fn is_out_of_order(&self) -> bool {
        self.status == RoomStatus::OutOfOrder
    }

    /// Whether it may be handed to a guest now. The one source of truth for
    /// every count, list, offer and check about *now*.
    pub fn is_bookable(&self) -> bool {
        self.why_not_bookable().is_none()
    }

    /// What keeps it from being handed out now, the weightiest reason first.
    pub fn why_not_bookable(&self) -> Option<NotBookable> {
        if self.is_out_of_order() {
            Some(NotBookable::OutOfOrder)
        } else if !self.active {
            Some(NotBookable::Inactive)
        } else if !self.status.is_ready() {
            Some(NotBookable::Status(self.status))
        } else {
            self.maintenance
                .as_ref()
                .map(|hold| NotBookable::Maintenance(hold.priority))
        }
    }

    /// What keeps it from being planned for this night, if anything: inactive,
    /// out of order, or a repair that lasts that long. `today` is the business
    /// date.
    pub fn why_not_in_service(
        &self,
        night: Day,
        today: Day,
        policies: &Policies,
    ) -> Option<NotBookable> {
        if self.is_out_of_order() && self.out_of_order_covers(night) {
            return Some(NotBookable::OutOfOrder);
        }
        if !self.active {
            return Some(NotBookable::Inactive);
        }
        let hold = self.maintenance.as_ref()?;
        // A repair whose end nobody knows keeps the room for a few days, not
        // for next Christmas; one that is late keeps it at least today.
        let last = match hold.until {
            Some(until) => until.max(today),
            None => today.plus(policies.maintenance_horizon_days as i32 - 1),
        };
        (night <= last).then_some(NotBookable::Maintenance(hold.priority))
    }

    /// Whether it can be planned for every one of these nights.
    pub fn in_service(
        &self,
        nights: impl IntoIterator<Item = Day>,
        today: Day,
        policies: &Policies,
    ) -> bool {
        nights
            .into_iter()
            .all(|night| self.why_not_in_service(night, today, policies).is_none())
    }

    fn out_of_order_covers(&self, night: Day) -> bool {
        match &self.out_of_order {
            Some(OutOfOrder {
                until: Some(until), ..
            }) => night <= *until,
            _ => true,
        }
    }

    /// Whether the guest asks on this business date to have it made up now.
    pub fn asks_to_be_made_up(&self, today: Day) -> bool {
        self.care.make_up == Some(today)
            && self
                .service
                .is_some_and(|mark| mark.day == today && mark.service == Service::Due)
    }

    /// Its daily service as it stands on this business date.
    pub fn service_on(&self, today: Day, stays_over: bool) -> Service {
        match self.service {
            Some(mark) if mark.day == today => mark.service,
            _ if self.is_occupied() && stays_over => Service::Due,
            _ => Service::NotDue,
        }
    }

    /// The refusal to hand it out now, naming the free and ready `alternatives`.
    pub fn not_bookable(&self, reason: NotBookable, alternatives: &[String]) -> Refusal {
        let way_out = if alternatives.is_empty() {
            "no other room of its type is free and ready".to_owned()
        } else {
            format!("free and ready: {}", alternatives.join(", "))
        };
        Refusal::new(
            Code::RoomNotBookable,
            format!("Room {} is {}; {way_out}.", self.number, reason.as_str()),
        )
        .with("room", &self.number)
        .with("reason", reason.as_str())
        .with("alternatives", alternatives)
    }
}
