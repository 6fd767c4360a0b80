//! Where each role's own work is: what a person sees first who signs in.
//!
//! One table, from which a person may be made an exception. What a person may
//! not see they do not start at: then it is the requests, of which everyone
//! has their own.

use serde::{Deserialize, Serialize};

use super::staff::{Permission, Role, Staff};

/// Where somebody's own work is.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Start {
    /// Where the role's is.
    #[default]
    AsRole,
    /// The month grid, at today: who comes, and into which room.
    Grid,
    /// The turnover board, all of it.
    Board,
    /// One's own rooms on the turnover board.
    OwnRooms,
    /// Requests: what needs somebody first, or one's own first.
    Requests,
    /// The team, and what needs somebody in the whole house.
    Team,
    /// What repairs cost.
    Costs,
}

impl Start {
    /// Every place to start at.
    pub const ALL: [Start; 7] = [
        Start::AsRole,
        Start::Grid,
        Start::Board,
        Start::OwnRooms,
        Start::Requests,
        Start::Team,
        Start::Costs,
    ];

    /// As it is stored and sent: `own_rooms`.
    pub fn as_str(self) -> &'static str {
        match self {
            Start::AsRole => "as_role",
            Start::Grid => "grid",
            Start::Board => "board",
            Start::OwnRooms => "own_rooms",
            Start::Requests => "requests",
            Start::Team => "team",
            Start::Costs => "costs",
        }
    }

    /// As people say it.
    pub fn label(self) -> &'static str {
        match self {
            Start::AsRole => "as the role",
            Start::Grid => "the grid",
            Start::Board => "the turnover board",
            Start::OwnRooms => "their own rooms",
            Start::Requests => "the requests",
            Start::Team => "the team",
            Start::Costs => "the costs",
        }
    }

    /// Whether nobody said otherwise.
    #[allow(clippy::trivially_copy_pass_by_ref)]
    pub fn is_as_role(&self) -> bool {
        *self == Start::AsRole
    }

    /// Where this role's own work is.
    pub fn of(role: Role) -> Start {
        match role {
            Role::Administrator | Role::Manager => Start::Team,
            Role::FrontDesk => Start::Grid,
            Role::HousekeepingSupervisor => Start::Board,
            Role::RoomAttendant => Start::OwnRooms,
            Role::FacilityManager
            | Role::MaintenanceSupervisor
            | Role::Electrician
            | Role::Plumber
            | Role::SecurityHead
            | Role::Gardener => Start::Requests,
            Role::Accountant => Start::Costs,
        }
    }

    /// Where this person starts.
    pub fn of_person(person: &Staff) -> Start {
        let start = match person.start {
            Start::AsRole => Start::of(person.role),
            own => own,
        };
        match start {
            Start::Costs if !person.permissions.may(Permission::ManageFinances) => Start::Requests,
            _ => start,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{PropertyId, StaffId};

    #[test]
    fn everyone_starts_somewhere_and_nobody_where_they_may_not_look() {
        for role in Role::ALL {
            assert_ne!(Start::of(*role), Start::AsRole, "{role:?}");
            let mut person = Staff::new(StaffId(1), PropertyId(1), "E1", "Ana", *role);
            assert_eq!(Start::of_person(&person), Start::of(*role));
            person.start = Start::Grid;
            assert_eq!(Start::of_person(&person), Start::Grid);
            person.start = Start::Costs;
            let may = person.permissions.may(Permission::ManageFinances);
            let starts = Start::of_person(&person);
            assert_eq!(starts == Start::Costs, may, "{role:?}: {starts:?}");
        }
    }

    #[test]
    fn places_are_sent_by_the_names_they_have() {
        for start in Start::ALL {
            let text = format!("\"{}\"", start.as_str());
            assert_eq!(serde_json::to_string(&start).unwrap(), text);
        }
    }
}
