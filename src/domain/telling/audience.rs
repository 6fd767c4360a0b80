//! Who is told: groups of people, and which of them an alert concerns.

use std::collections::BTreeSet;

use crate::domain::alert_mark::Severity;
use crate::domain::alerts::{AlertKind, NextStep};
use crate::domain::employment::EmploymentStatus;
use crate::domain::id::StaffId;
use crate::domain::staff::{OverrideLevel, Permission, Role, Staff};

/// Some of the people of the house.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Group {
    /// The front desk.
    FrontDesk,
    /// The housekeeping supervisor.
    Supervisor,
    /// Everyone who works with bookings or rooms.
    Boards,
    /// Everyone who cleans or inspects rooms.
    Housekeeping,
    /// The managers.
    Managers,
    /// Whoever looks after requests for repair.
    Repairs,
    /// Everyone.
    Everyone,
}

impl Group {
    /// Whether this person is one of them by what they are.
    fn has(self, person: &Staff) -> bool {
        let may = |permission| person.permissions.may(permission);
        match self {
            Group::FrontDesk => person.role == Role::FrontDesk,
            Group::Supervisor => person.role == Role::HousekeepingSupervisor,
            Group::Boards => may(Permission::Bookings) || may(Permission::Rooms),
            Group::Housekeeping => may(Permission::Rooms),
            Group::Managers => person.role == Role::Manager,
            Group::Repairs => may(Permission::AssignRequests),
            Group::Everyone => true,
        }
    }

    /// Whether this person stands in for them where the house has none: a
    /// small house has no supervisor, and still someone who inspects.
    fn stands_in(self, person: &Staff) -> bool {
        let may = |permission| person.permissions.may(permission);
        match self {
            Group::FrontDesk => may(Permission::Bookings),
            Group::Supervisor => may(Permission::Inspect),
            Group::Managers => person.permissions.override_level >= OverrideLevel::Manager,
            Group::Repairs => may(Permission::Maintenance),
            Group::Boards | Group::Housekeeping | Group::Everyone => false,
        }
    }
}

/// Whether this person can be told anything at all.
fn can_be_told(person: &Staff) -> bool {
    person.active && person.employment_status == EmploymentStatus::Active
}

/// The people of these groups, each once, in the order of the staff.
pub fn audience(staff: &[Staff], groups: &[Group]) -> Vec<Staff> {
    let mut chosen: BTreeSet<StaffId> = BTreeSet::new();
    for group in groups {
        let of = |belongs: &dyn Fn(&Staff) -> bool| -> Vec<StaffId> {
            staff
                .iter()
                .filter(|person| can_be_told(person) && belongs(person))
                .map(|person| person.id)
                .collect()
        };
        let mut found = of(&|person| group.has(person));
        if found.is_empty() {
            found = of(&|person| group.stands_in(person));
        }
        chosen.extend(found);
    }
    staff
        .iter()
        .filter(|person| chosen.contains(&person.id))
        .cloned()
        .collect()
}

/// Whom an alert of this kind concerns that is now so severe, with this next
/// step.
pub fn groups(kind: AlertKind, severity: Severity, step: NextStep) -> &'static [Group] {
    match (kind, severity, step) {
        (AlertKind::Unassigned, _, NextStep::Watch)
        | (AlertKind::RoomNotReady, Severity::Info, _) => &[],
        (AlertKind::Unassigned, _, NextStep::AssignRoom)
        | (AlertKind::RoomNotReady, Severity::Warning, _) => &[Group::FrontDesk, Group::Supervisor],
        (AlertKind::Unassigned, _, NextStep::AutoAssign) => &[Group::Boards],
        (AlertKind::Unassigned, _, NextStep::Emergency) => &[Group::Everyone],
        (AlertKind::RoomNotReady, Severity::Critical, _) => &[
            Group::FrontDesk,
            Group::Supervisor,
            Group::Housekeeping,
            Group::Managers,
        ],
        (AlertKind::OverdueMaintenance, Severity::Critical, _) => {
            &[Group::Repairs, Group::Managers]
        }
        (AlertKind::OverdueMaintenance, ..) => &[Group::Repairs],
        (AlertKind::UpgradeAvailable, ..) | (_, Severity::Info | Severity::Warning, _) => {
            &[Group::FrontDesk]
        }
        (_, Severity::Critical, _) => &[Group::Managers, Group::FrontDesk],
    }
}
