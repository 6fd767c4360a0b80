//! Staff: who may do what.

use serde::{Deserialize, Serialize};

use super::id::{PropertyId, StaffId};

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

/// One person.
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
    /// Telephone number.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Languages they speak.
    pub languages: Vec<String>,
    /// At work now.
    pub on_duty: bool,
    /// Employed; a person who left stays in the history.
    pub active: bool,
    /// Grows by one with each change.
    pub version: i64,
}
