//! Who may see a request, and who may do what to it.

use std::collections::BTreeSet;

use super::steps::Who;
use super::{Category, Request, Requester};
use crate::domain::id::StaffId;
use crate::domain::staff::{Permission, Permissions, Role, Staff};

/// Someone who looks at requests.
#[derive(Clone, Debug)]
pub struct Viewer {
    /// Who.
    pub id: StaffId,
    /// What they are; nothing for whoever is not on the staff.
    pub role: Option<Role>,
    /// What they may do.
    pub permissions: Permissions,
    /// Those who report to them, directly or through others.
    pub below: BTreeSet<StaffId>,
}

impl Viewer {
    /// This person, among the staff of the house.
    pub fn of(id: StaffId, permissions: &Permissions, staff: &[Staff]) -> Viewer {
        Viewer {
            id,
            role: staff
                .iter()
                .find(|person| person.id == id)
                .map(|person| person.role),
            permissions: permissions.clone(),
            below: below(id, staff),
        }
    }

    /// Whether they see this request: one they reported or see to, one that
    /// someone below them reported or sees to, one that is offered to them, an
    /// open one in their trade that nobody has, one of a guest if they handle bookings (the desk speaks for
    /// its guests); every one, with access to all.
    pub fn may_see(&self, request: &Request, category: &Category) -> bool {
        let own = |who: StaffId| who == self.id || self.below.contains(&who);
        self.permissions.may(Permission::AccessAllMaintenance)
            || own(request.created.by)
            || matches!(request.requester, Requester::Staff(who) if own(who))
            || request.assignee().is_some_and(own)
            || request.offered_to == Some(self.id)
            || (request.booking().is_some() && self.permissions.may(Permission::Bookings))
            || (request.assigned.is_none()
                && request.is_open()
                && self.role.is_some_and(|role| category.roles.contains(&role)))
    }

    /// Whether they may take a step of this kind. Whoever sees to a request
    /// may always progress it, whatever their role.
    pub fn may(&self, who: Who, request: &Request, category: &Category) -> bool {
        let assignee = request.assignee() == Some(self.id);
        let allowed = match who {
            // To whom it is offered may take it.
            Who::Assigner => {
                request.offered_to == Some(self.id)
                    || self.permissions.may(Permission::AssignRequests)
            }
            Who::AssignerOrAssignee => assignee || self.permissions.may(Permission::AssignRequests),
            Who::CloserOrAssignee => assignee || self.permissions.may(Permission::CloseRequests),
            Who::Viewer => true,
        };
        allowed && self.may_see(request, category)
    }
}

/// Those who report to this person, directly or through others.
fn below(top: StaffId, staff: &[Staff]) -> BTreeSet<StaffId> {
    let mut found = BTreeSet::new();
    let mut above = vec![top];
    while let Some(boss) = above.pop() {
        for person in staff {
            if person.reports_to == Some(boss) && person.id != top && found.insert(person.id) {
                above.push(person.id);
            }
        }
    }
    found
}
