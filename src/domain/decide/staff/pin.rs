//! Setting a PIN. What is decided here is whether it may be; the PIN itself
//! goes past every row to the one place that keeps its hash.

use super::person;
use crate::domain::command::{Needs, SetPin};
use crate::domain::decide::{Decide, permission};
use crate::domain::draft::Draft;
use crate::domain::error::Refusal;
use crate::domain::moment::Moment;
use crate::domain::sign_in;
use crate::domain::staff::Permission;

/// The warning that comes with the first PIN: the door is still open.
pub const OWNER_STILL_TRUSTED: &str = "OWNER_IS_ADMIN";

impl Decide for SetPin {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let me = draft.context().actor.employee.clone();
        let whose = self.employee.as_deref().unwrap_or(&me).trim();
        let mut changed = if whose == me {
            person(draft, whose)?
        } else {
            let needs = Needs::All(&[Permission::Admin]);
            permission::require(draft, needs, "set another's PIN")?;
            person(draft, whose)?
        };
        sign_in::check_pin(&self.pin)?;
        if sign_in::is_weak(&self.pin) {
            draft.warn(
                "PIN_WEAK",
                "That PIN is among the first anyone would try; a less regular one is safer.",
            );
        }
        let first = draft
            .all_staff()
            .iter()
            .filter(|person| person.is_administrator())
            .all(|person| person.pin_set_at.is_none());
        if first && draft.property().policies.owner_is_admin && changed.is_administrator() {
            draft.warn(
                OWNER_STILL_TRUSTED,
                "Whoever owns the database file still acts as administrator without a PIN; \"keyrack config set policy.owner_is_admin off\" ends that.",
            );
        }
        // The moment is told apart from the one before even on a slow clock,
        // so that the entry is written and says who set it.
        let now = draft.context().now;
        changed.pin_set_at = Some(match changed.pin_set_at {
            Some(before) if before >= now => Moment::from_millis(before.millis() + 1),
            _ => now,
        });
        draft.tell("employee", &changed.employee);
        draft.summarise(format!("Set a PIN for {}", changed.name));
        draft.keep_secret(changed.id, self.pin.clone());
        draft.save(changed);
        Ok(())
    }
}
