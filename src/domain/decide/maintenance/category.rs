//! Categories of requests: made, changed.

use std::collections::BTreeSet;

use super::category as find_category;
use crate::domain::command::{CreateCategory, EditCategory};
use crate::domain::decide::{Decide, check, find};
use crate::domain::draft::Draft;
use crate::domain::error::Refusal;
use crate::domain::request::{Category, Priority};
use crate::domain::staff::Role;

fn roles(given: &BTreeSet<Role>) -> Result<BTreeSet<Role>, Refusal> {
    if given.is_empty() {
        return Err(check::invalid(
            "roles",
            "A category that suits nobody could never be given to anyone; name a role.",
        ));
    }
    Ok(given.clone())
}

fn usual_hours(given: u32) -> Result<u32, Refusal> {
    check::number("usual_hours", given, 1, 24 * 365)
}

impl Decide for CreateCategory {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let name = check::text("name", &self.name, check::CODE)?;
        if draft.categories().iter().any(|one| one.is_called(&name)) {
            return Err(check::exists(
                "name",
                &name,
                format!("There is a category {name} already; change it or choose another name."),
            ));
        }
        let budget = match &self.budget {
            None => None,
            Some(budget) => Some(check::cost(draft, "budget", budget)?),
        };
        let made = Category {
            id: draft.fresh_id(),
            property: draft.property().id,
            roles: roles(&self.roles)?,
            max_priority: self.max_priority.unwrap_or(Priority::Emergency),
            usual_hours: usual_hours(self.usual_hours.unwrap_or(24))?,
            budget,
            follows_guest: self.follows_guest.unwrap_or(false),
            name,
            version: 0,
        };
        draft.tell("category", &made.name);
        draft.summarise(format!("Made the category {}", made.name));
        draft.save(made);
        Ok(())
    }
}

impl Decide for EditCategory {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let mut changed = find_category(draft, &self.name)?;
        find::fresh(
            draft,
            &format!("Category {}", changed.name),
            changed.version,
        )?;
        if let Some(given) = &self.roles {
            changed.roles = roles(given)?;
        }
        if let Some(given) = self.max_priority {
            changed.max_priority = given;
        }
        if let Some(given) = self.usual_hours {
            changed.usual_hours = usual_hours(given)?;
        }
        if let Some(given) = &self.budget {
            changed.budget = Some(check::cost(draft, "budget", given)?);
        }
        if let Some(given) = self.follows_guest {
            changed.follows_guest = given;
        }
        if changed.id == 0 {
            changed.id = draft.fresh_id();
        }
        draft.tell("category", &changed.name);
        draft.summarise(format!("Changed the category {}", changed.name));
        draft.save(changed);
        Ok(())
    }
}
