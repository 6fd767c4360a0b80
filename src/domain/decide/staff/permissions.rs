//! What a person may do: set one by one, or back to what the role has.

use super::person;
use crate::domain::command::{ResetPermissions, SetPermissions};
use crate::domain::decide::{Decide, check};
use crate::domain::draft::Draft;
use crate::domain::error::Refusal;
use crate::domain::staff::Staff;

impl Decide for SetPermissions {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let mut changed = person(draft, &self.employee)?;
        if self.permissions.is_empty() && self.override_level.is_none() {
            return Err(check::invalid(
                "permissions",
                "No permission was named; say which to grant (true) or withdraw (false).",
            ));
        }
        for (permission, granted) in &self.permissions {
            changed.permissions.set(*permission, *granted);
        }
        if let Some(level) = self.override_level {
            changed.permissions.override_level = level;
        }
        draft.tell("employee", &changed.employee);
        draft.summarise(format!("Set what {} may do", changed.name));
        draft.save(changed);
        Ok(())
    }
}

impl Decide for ResetPermissions {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let mut changed = person(draft, &self.employee)?;
        changed.permissions = changed.role.defaults();
        draft.tell("employee", &changed.employee);
        draft.summarise(format!(
            "{} may do what a person of the role {} does",
            changed.name,
            changed.role.label()
        ));
        draft.save(changed);
        Ok(())
    }
}

/// Says which permissions were set one by one and stay under the new role.
pub fn warn_of_kept(draft: &mut Draft, person: &Staff) {
    let kept: Vec<String> = person
        .permissions
        .unlike(person.role)
        .into_iter()
        .map(|(permission, granted)| {
            let sign = if granted { "with" } else { "without" };
            format!("{sign} {}", permission.as_str())
        })
        .collect();
    if !kept.is_empty() {
        draft.warn(
            "PERMISSIONS_KEPT",
            format!(
                "{} keeps what was set one by one: {}; reset the permissions for the role's own.",
                person.name,
                kept.join(", ")
            ),
        );
    }
}
