//! Staff: who may do what.

use serde::{Deserialize, Serialize};

use super::day::Day;
use super::employment::{EmploymentStatus, Notify};
use super::id::{PropertyId, StaffId};
use super::moment::Moment;
use super::schedule::Schedule;
use super::start::Start;

/// Something a person may be allowed to do.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// Bookings and assignment.
    Bookings,
    /// Housekeeping.
    Rooms,
    /// Maintenance.
    Maintenance,
    /// Set-up and staff.
    Admin,
    /// Pass or fail a cleaned room.
    Inspect,
    /// See every maintenance request.
    AccessAllMaintenance,
    /// Assign requests to people.
    AssignRequests,
    /// Close requests.
    CloseRequests,
    /// See and change the house's finances.
    ManageFinances,
    /// Send announcements.
    SendAnnouncements,
}

impl Permission {
    /// Every permission.
    pub const ALL: [Permission; 10] = [
        Permission::Bookings,
        Permission::Rooms,
        Permission::Inspect,
        Permission::Maintenance,
        Permission::Admin,
        Permission::AccessAllMaintenance,
        Permission::AssignRequests,
        Permission::CloseRequests,
        Permission::ManageFinances,
        Permission::SendAnnouncements,
    ];

    /// The permission of this name.
    pub fn named(name: &str) -> Option<Permission> {
        Permission::ALL
            .into_iter()
            .find(|permission| permission.as_str() == name)
    }

    /// As it is stored and printed: `assign_requests`.
    pub fn as_str(self) -> &'static str {
        match self {
            Permission::Bookings => "bookings",
            Permission::Rooms => "rooms",
            Permission::Maintenance => "maintenance",
            Permission::Admin => "admin",
            Permission::Inspect => "inspect",
            Permission::AccessAllMaintenance => "access_all_maintenance",
            Permission::AssignRequests => "assign_requests",
            Permission::CloseRequests => "close_requests",
            Permission::ManageFinances => "manage_finances",
            Permission::SendAnnouncements => "send_announcements",
        }
    }
}

/// Whose word overrides a block.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum OverrideLevel {
    /// Nobody's.
    #[default]
    None,
    /// A manager's.
    Manager,
    /// An administrator's.
    Admin,
}

impl OverrideLevel {
    /// As it is stored and printed: `manager`.
    pub fn as_str(self) -> &'static str {
        match self {
            OverrideLevel::None => "none",
            OverrideLevel::Manager => "manager",
            OverrideLevel::Admin => "admin",
        }
    }
}

macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident $label:literal $override:ident [$($permission:ident)*],)*) => {
        /// What a person is in the house; sets the defaults of what they may do.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Role { $(#[doc = $label] $role,)* }

        impl Role {
            /// Every role.
            pub const ALL: &'static [Role] = &[$(Role::$role,)*];

            /// As people say it.
            pub fn label(self) -> &'static str {
                match self { $(Role::$role => $label,)* }
            }

            /// What the role may do unless someone decides otherwise.
            pub fn defaults(self) -> Permissions {
                match self {
                    $(Role::$role => Permissions::of(&[$(Permission::$permission,)*], OverrideLevel::$override),)*
                }
            }
        }
    };
}

roles! {
    Administrator "administrator" Admin [Bookings Rooms Inspect Maintenance Admin AccessAllMaintenance AssignRequests CloseRequests ManageFinances SendAnnouncements],
    Manager "manager" Manager [Bookings Rooms Inspect Maintenance AccessAllMaintenance AssignRequests CloseRequests ManageFinances SendAnnouncements],
    FrontDesk "front desk" None [Bookings],
    HousekeepingSupervisor "housekeeping supervisor" None [Rooms Inspect Maintenance],
    RoomAttendant "room attendant" None [Rooms],
    FacilityManager "facility manager" Manager [Rooms Inspect Maintenance AccessAllMaintenance AssignRequests CloseRequests SendAnnouncements],
    Accountant "accountant" None [ManageFinances SendAnnouncements],
    MaintenanceSupervisor "maintenance supervisor" None [Maintenance AccessAllMaintenance AssignRequests CloseRequests],
    Electrician "electrician" None [Maintenance CloseRequests],
    Plumber "plumber" None [Maintenance CloseRequests],
    SecurityHead "security head" None [SendAnnouncements],
    Gardener "gardener" None [],
}

/// What one person may do.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Permissions {
    granted: std::collections::BTreeSet<Permission>,
    /// Whose word theirs counts as.
    pub override_level: OverrideLevel,
}

impl Permissions {
    /// Exactly these.
    pub fn of(granted: &[Permission], override_level: OverrideLevel) -> Permissions {
        Permissions {
            granted: granted.iter().copied().collect(),
            override_level,
        }
    }

    /// Whether this one is granted.
    pub fn may(&self, permission: Permission) -> bool {
        self.granted.contains(&permission)
    }

    /// Grants or withdraws one.
    pub fn set(&mut self, permission: Permission, granted: bool) {
        if granted {
            self.granted.insert(permission);
        } else {
            self.granted.remove(&permission);
        }
    }
}

impl Permissions {
    /// What a change of role makes of these: what was as the old role has it
    /// follows the new one, what someone set one by one stays.
    #[must_use]
    pub fn after_role(&self, from: Role, to: Role) -> Permissions {
        let (old, mut new) = (from.defaults(), to.defaults());
        for permission in Permission::ALL {
            if self.may(permission) != old.may(permission) {
                new.set(permission, self.may(permission));
            }
        }
        if self.override_level != old.override_level {
            new.override_level = self.override_level;
        }
        new
    }

    /// In which permissions these differ from the role's: `inspect` added,
    /// `rooms` withdrawn.
    pub fn unlike(&self, role: Role) -> Vec<(Permission, bool)> {
        let defaults = role.defaults();
        Permission::ALL
            .into_iter()
            .filter(|one| self.may(*one) != defaults.may(*one))
            .map(|one| (one, self.may(one)))
            .collect()
    }
}

impl Role {
    /// As it is stored and sent: `front_desk`.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Administrator => "administrator",
            Role::Manager => "manager",
            Role::FrontDesk => "front_desk",
            Role::HousekeepingSupervisor => "housekeeping_supervisor",
            Role::RoomAttendant => "room_attendant",
            Role::FacilityManager => "facility_manager",
            Role::Accountant => "accountant",
            Role::MaintenanceSupervisor => "maintenance_supervisor",
            Role::Electrician => "electrician",
            Role::Plumber => "plumber",
            Role::SecurityHead => "security_head",
            Role::Gardener => "gardener",
        }
    }

    /// Whether maintenance requests are part of the role's daily work. A room
    /// attendant or gardener may still be given one of their own trade.
    pub fn handles_requests(self) -> bool {
        matches!(
            self,
            Role::Administrator
                | Role::Manager
                | Role::FacilityManager
                | Role::MaintenanceSupervisor
                | Role::Electrician
                | Role::Plumber
        )
    }
}

/// One person. What a later version of keyrack added is left out of the JSON
/// while it says nothing, so that rows written before read the same.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Staff {
    /// Identity.
    pub id: StaffId,
    /// Whose they are.
    pub property: PropertyId,
    /// Employee number; unique in the property.
    pub employee: String,
    /// Name for people.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// What they may do: the role's, or as someone decided.
    pub permissions: Permissions,
    /// Which part of the house they belong to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// How they stand with the house.
    #[serde(default, skip_serializing_if = "EmploymentStatus::is_active")]
    pub employment_status: EmploymentStatus,
    /// Their first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hire_date: Option<Day>,
    /// Who leads them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reports_to: Option<StaffId>,
    /// Languages they speak.
    pub languages: Vec<String>,
    /// Their week.
    #[serde(default, skip_serializing_if = "Schedule::is_empty")]
    pub schedule: Schedule,
    /// Whether they can be called at any hour.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub round_the_clock: bool,
    /// At work now.
    pub on_duty: bool,
    /// How they want to be told of things.
    #[serde(default, skip_serializing_if = "Notify::is_default")]
    pub notify: Notify,
    /// On the staff; a person who left stays in the history.
    pub active: bool,
    /// Since when they have a PIN; what it is, nobody knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pin_set_at: Option<Moment>,
    /// What they see first who signs in.
    #[serde(default, skip_serializing_if = "Start::is_as_role")]
    pub start: Start,
    /// Grows by one with each change.
    pub version: i64,
}

impl Staff {
    /// Someone new, with what their role may do and nothing else known.
    pub fn new(
        id: StaffId,
        property: PropertyId,
        employee: impl Into<String>,
        name: impl Into<String>,
        role: Role,
    ) -> Staff {
        Staff {
            id,
            property,
            employee: employee.into(),
            name: name.into(),
            role,
            permissions: role.defaults(),
            department: None,
            phone: None,
            email: None,
            employment_status: EmploymentStatus::Active,
            hire_date: None,
            reports_to: None,
            languages: Vec::new(),
            schedule: Schedule::default(),
            round_the_clock: false,
            on_duty: false,
            notify: Notify::default(),
            active: true,
            pin_set_at: None,
            start: Start::AsRole,
            version: 0,
        }
    }

    /// Whether they may sign in and act: on the staff, and at work for the
    /// house. Who is on leave may not either: nobody should be able to use
    /// the PIN of someone who is not there to notice.
    pub fn may_act(&self) -> bool {
        self.active && self.employment_status.is_active()
    }

    /// Why they may not act, as people say it; `None` if they may.
    pub fn why_not(&self) -> Option<&'static str> {
        if !self.active {
            return Some("no longer on the staff");
        }
        (!self.employment_status.is_active()).then(|| self.employment_status.label())
    }

    /// Whether their permissions suffice to administer, and they may act.
    pub fn is_administrator(&self) -> bool {
        self.may_act() && self.permissions.may(Permission::Admin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_role_keeps_what_was_set_one_by_one() {
        let mut held = Role::RoomAttendant.defaults();
        held.set(Permission::Inspect, true);
        held.set(Permission::Rooms, false);
        let after = held.after_role(Role::RoomAttendant, Role::Manager);
        assert!(after.may(Permission::Bookings), "as the manager's");
        assert!(!after.may(Permission::Rooms), "withdrawn stays withdrawn");
        assert_eq!(after.override_level, OverrideLevel::Manager);
        assert_eq!(after.unlike(Role::Manager), [(Permission::Rooms, false)]);
        held.override_level = OverrideLevel::Admin;
        let after = held.after_role(Role::RoomAttendant, Role::Gardener);
        assert_eq!(after.override_level, OverrideLevel::Admin);
    }

    #[test]
    fn roles_are_sent_by_the_names_they_have() {
        for role in Role::ALL {
            let text = format!("\"{}\"", role.as_str());
            assert_eq!(serde_json::to_string(role).unwrap(), text);
        }
    }

    #[test]
    fn only_who_is_at_work_for_the_house_may_act() {
        let mut ana = Staff::new(StaffId(1), PropertyId(1), "E1", "Ana", Role::Administrator);
        assert!(ana.is_administrator() && ana.why_not().is_none());
        for status in EmploymentStatus::ALL {
            ana.employment_status = status;
            assert_eq!(ana.may_act(), status.is_active(), "{status:?}");
        }
        ana.employment_status = EmploymentStatus::Active;
        ana.active = false;
        assert_eq!(ana.why_not(), Some("no longer on the staff"));
    }

    #[test]
    fn a_person_of_before_reads_the_same() {
        let written = r#"{"id":7,"property":1,"employee":"E1","name":"Ana","role":"manager","permissions":{"granted":["rooms"],"override_level":"none"},"phone":null,"email":null,"languages":[],"on_duty":true,"active":true,"version":3}"#;
        let ana: Staff = serde_json::from_str(written).unwrap();
        assert_eq!(serde_json::to_string(&ana).unwrap(), written);
    }
}
