//! Where each role's own work is: what a person sees first who signs in.
//!
//! One table. What a person may not see they do not start at: then it is the
//! requests, of which everyone has their own.

use super::staff::{Permission, Permissions, Role};

/// Where somebody's own work is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Start {
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

    /// Where a person of this role starts who may do this.
    pub fn for_person(role: Role, permissions: &Permissions) -> Start {
        let start = Start::of(role);
        match start {
            Start::Costs if !permissions.may(Permission::ManageFinances) => Start::Requests,
            _ => start,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_may_no_longer_see_the_costs_does_not_start_there() {
        let mut may = Role::Accountant.defaults();
        assert_eq!(Start::for_person(Role::Accountant, &may), Start::Costs);
        may.set(Permission::ManageFinances, false);
        assert_eq!(Start::for_person(Role::Accountant, &may), Start::Requests);
    }
}
