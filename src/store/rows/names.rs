//! The upper-case names under which choices are stored. The schema's CHECK
//! lists hold the same names; a test compares them.

use crate::domain::alert_mark::Severity;
use crate::domain::block::BlockType;
use crate::domain::booking::BookingStatus;
use crate::domain::cleaning::CleaningKind;
use crate::domain::employment::EmploymentStatus;
use crate::domain::jobs::RunOutcome;
use crate::domain::rate::RateDecision;
use crate::domain::request::{RequestStatus, ResidentKind};
use crate::domain::room::{MaintenancePriority, RoomStatus, Service};
use crate::domain::rule::RuleKind;
use crate::domain::segment::{AssignmentStatus, AssignmentType, EndedBecause};
use crate::domain::staff::{OverrideLevel, Role};
use crate::domain::start::Start;
use crate::domain::telling::{MessageKind, NoticeKind, Urgency, Way};

/// A choice that is stored by name.
pub trait Named: Copy + Sized + 'static {
    /// Every value that may be stored, with its name.
    const NAMES: &'static [(&'static str, Self)];

    /// Its name.
    fn stored(self) -> &'static str;

    /// The value with this name.
    fn named(name: &str) -> Option<Self> {
        Self::NAMES
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| *value)
    }
}

macro_rules! named {
    ($($kind:ident { $($variant:ident = $name:literal,)* })*) => {$(
        impl Named for $kind {
            const NAMES: &'static [(&'static str, $kind)] = &[$(($name, $kind::$variant),)*];

            fn stored(self) -> &'static str {
                match self { $($kind::$variant => $name,)* }
            }
        }
    )*};
}

named! {
    RuleKind {
        RoomType = "ROOM_TYPE",
        Floor = "FLOOR",
        Feature = "FEATURE",
        GuestType = "GUEST_TYPE",
    }
    RoomStatus {
        Available = "AVAILABLE",
        Occupied = "OCCUPIED",
        CheckoutDirty = "CHECKOUT_DIRTY",
        CleaningInProgress = "CLEANING_IN_PROGRESS",
        CleanedUninspected = "CLEANED_UNINSPECTED",
        MaintenanceRequired = "MAINTENANCE_REQUIRED",
        OutOfOrder = "OUT_OF_ORDER",
        ReadyForGuest = "READY_FOR_GUEST",
    }
    CleaningKind {
        Departure = "DEPARTURE",
        Stayover = "STAYOVER",
        TouchUp = "TOUCH_UP",
        Deep = "DEEP",
    }
    MaintenancePriority { Low = "LOW", Medium = "MED", High = "HIGH", }
    Service {
        NotDue = "NOT_DUE",
        Due = "DUE",
        InProgress = "IN_PROGRESS",
        Done = "DONE",
        Declined = "DECLINED",
        DoNotDisturb = "DO_NOT_DISTURB",
    }
    BookingStatus {
        PendingPayment = "PENDING_PAYMENT",
        Confirmed = "CONFIRMED",
        Cancelled = "CANCELLED",
        Completed = "COMPLETED",
        NoShow = "NO_SHOW",
    }
    // `UNASSIGNED` is what a booking is, never a segment; the schema refuses it.
    AssignmentStatus {
        Unassigned = "UNASSIGNED",
        PreAssigned = "PRE_ASSIGNED",
        Assigned = "ASSIGNED",
        Locked = "LOCKED",
    }
    AssignmentType {
        Auto = "AUTO",
        Manual = "MANUAL",
        GuestRequest = "GUEST_REQUEST",
        Upgrade = "UPGRADE",
        Downgrade = "DOWNGRADE",
    }
    EndedBecause {
        Unassigned = "UNASSIGNED",
        Reassigned = "REASSIGNED",
        Moved = "MOVED",
        Cancelled = "CANCELLED",
        NoShow = "NO_SHOW",
        Shortened = "SHORTENED",
        CheckInUndone = "CHECK_IN_UNDONE",
    }
    BlockType {
        Maintenance = "MAINTENANCE",
        Renovation = "RENOVATION",
        VipHold = "VIP_HOLD",
        LongStay = "LONG_STAY",
        Staff = "STAFF",
    }
    EmploymentStatus {
        Active = "ACTIVE",
        OnLeave = "ON_LEAVE",
        Suspended = "SUSPENDED",
        Terminated = "TERMINATED",
    }
    OverrideLevel { None = "NONE", Manager = "MANAGER", Admin = "ADMIN", }
    RateDecision { Charge = "CHARGE", Complimentary = "COMPLIMENTARY", }
    MessageKind {
        Alert = "ALERT",
        Announcement = "ANNOUNCEMENT",
        HandOver = "HAND_OVER",
        Request = "REQUEST",
        Report = "REPORT",
        Correction = "CORRECTION",
    }
    Urgency { Low = "LOW", Normal = "NORMAL", High = "HIGH", Urgent = "URGENT", }
    Way { Email = "EMAIL", Sms = "SMS", }
    NoticeKind { Announcement = "ANNOUNCEMENT", HandOver = "HAND_OVER", }
    RunOutcome { Done = "DONE", Nothing = "NOTHING", Failed = "FAILED", }
    Severity { Info = "INFO", Warning = "WARNING", Critical = "CRITICAL", }
    RequestStatus {
        Submitted = "SUBMITTED",
        Acknowledged = "ACKNOWLEDGED",
        Assigned = "ASSIGNED",
        InProgress = "IN_PROGRESS",
        Resolved = "RESOLVED",
        Closed = "CLOSED",
        Cancelled = "CANCELLED",
    }
    Start {
        AsRole = "AS_ROLE",
        Grid = "GRID",
        Board = "BOARD",
        OwnRooms = "OWN_ROOMS",
        Requests = "REQUESTS",
        Team = "TEAM",
        Costs = "COSTS",
    }
    ResidentKind { Owner = "OWNER", Tenant = "TENANT", LongStay = "LONG_STAY", }
    Role {
        Administrator = "ADMINISTRATOR",
        Manager = "MANAGER",
        FrontDesk = "FRONT_DESK",
        HousekeepingSupervisor = "HOUSEKEEPING_SUPERVISOR",
        RoomAttendant = "ROOM_ATTENDANT",
        FacilityManager = "FACILITY_MANAGER",
        Accountant = "ACCOUNTANT",
        MaintenanceSupervisor = "MAINTENANCE_SUPERVISOR",
        Electrician = "ELECTRICIAN",
        Plumber = "PLUMBER",
        SecurityHead = "SECURITY_HEAD",
        Gardener = "GARDENER",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHEMA: &str = concat!(
        include_str!("../../../assets/migrations/0001/house.sql"),
        include_str!("../../../assets/migrations/0002/accounts.sql"),
        include_str!("../../../assets/migrations/0003/people.sql"),
        include_str!("../../../assets/migrations/0005/requests.sql"),
        include_str!("../../../assets/migrations/0007/telling.sql"),
        include_str!("../../../assets/migrations/0008/rules.sql"),
        include_str!("../../../assets/migrations/0010/work.sql"),
    );

    /// The names in `CHECK (column IN (…))`, wherever the column stands.
    fn checked(column: &str) -> Vec<Vec<String>> {
        SCHEMA
            .split(&format!("CHECK ({column} IN ("))
            .skip(1)
            .map(|rest| {
                let list = rest.split("))").next().unwrap();
                list.split(',')
                    .map(|name| name.trim().trim_matches('\'').to_owned())
                    .collect()
            })
            .collect()
    }

    fn same<T: Named>(column: &str, place: usize) {
        let names: Vec<&str> = T::NAMES.iter().map(|(name, _)| *name).collect();
        let names: Vec<&str> = names
            .into_iter()
            .filter(|n| *n != "UNASSIGNED" || column != "status")
            .collect();
        assert_eq!(checked(column)[place], names, "{column}");
        for (name, value) in T::NAMES {
            assert_eq!(value.stored(), *name);
        }
    }

    #[test]
    fn the_schema_accepts_exactly_the_names_that_are_written() {
        same::<Role>("role", 0);
        same::<RoomStatus>("status", 0);
        same::<RoomStatus>("status_before_guest", 0);
        same::<RoomStatus>("maintenance_status_before", 0);
        same::<MaintenancePriority>("maintenance_priority", 0);
        same::<Service>("service", 0);
        same::<BookingStatus>("status", 1);
        same::<AssignmentStatus>("status", 2);
        same::<AssignmentType>("assignment_type", 0);
        same::<EndedBecause>("ended_because", 0);
        same::<RateDecision>("rate_decision", 0);
        same::<BlockType>("kind", 0);
        same::<ResidentKind>("kind", 2);
        same::<RequestStatus>("status", 3);
        same::<OverrideLevel>("override_level", 0);
        same::<Severity>("acknowledged_severity", 0);
        same::<Severity>("resolved_severity", 0);
        same::<EmploymentStatus>("employment_status", 0);
        same::<MessageKind>("kind", 3);
        same::<NoticeKind>("kind", 4);
        same::<RuleKind>("kind", 5);
        same::<Urgency>("urgency", 0);
        same::<Way>("way", 0);
        same::<RunOutcome>("outcome", 0);
        same::<Start>("start", 0);
    }
}
