//! The people of the house: taken on, changed, allowed, let go.
//!
//! One rule stands over all of it: someone who administers the house, and can
//! come in, must remain ([`administrator_stays`]).

mod particulars;
mod permissions;
mod pin;

pub use pin::OWNER_STILL_TRUSTED;

use super::{Decide, check, find};
use crate::domain::command::{CreateStaff, DeactivateStaff, EditStaff, ReactivateStaff};
use crate::domain::draft::Draft;
use crate::domain::employment::EmploymentStatus;
use crate::domain::error::{Code, Refusal};
use crate::domain::id::StaffId;
use crate::domain::property::Property;
use crate::domain::staff::Staff;

impl Decide for CreateStaff {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let employee = check::code("employee", &self.employee, check::CODE)?;
        if draft.all_staff().iter().any(|one| one.employee == employee) {
            return Err(check::exists(
                "employee",
                &employee,
                format!("Employee number {employee} is taken; choose another."),
            ));
        }
        let name = check::text("name", &self.name, check::NAME)?;
        let mut made = Staff::new(
            StaffId(draft.fresh_id()),
            draft.property().id,
            employee,
            name,
            self.role,
        );
        particulars::apply(draft, &mut made, &self.particulars())?;
        draft.tell("employee", &made.employee);
        draft.summarise(format!("Took on {} ({})", made.name, made.role.label()));
        draft.save(made);
        Ok(())
    }
}

impl Decide for EditStaff {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let before = person(draft, &self.employee)?;
        let mut changed = before.clone();
        if let Some(name) = &self.name {
            changed.name = check::text("name", name, check::NAME)?;
        }
        if let Some(role) = self.role.filter(|role| *role != before.role) {
            changed.role = role;
            changed.permissions = before.permissions.after_role(before.role, role);
            permissions::warn_of_kept(draft, &changed);
        }
        particulars::apply(draft, &mut changed, &self.particulars())?;
        draft.tell("employee", &changed.employee);
        draft.summarise(format!("Changed {}", changed.name));
        draft.save(changed);
        Ok(())
    }
}

impl Decide for DeactivateStaff {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let mut gone = person(draft, &self.employee)?;
        draft.tell("employee", &gone.employee);
        draft.summarise(format!("Took {} off the staff", gone.name));
        if !gone.active {
            return Ok(());
        }
        gone.active = false;
        gone.on_duty = false;
        let led: Vec<String> = draft
            .all_staff()
            .into_iter()
            .filter(|one| one.active && one.reports_to == Some(gone.id))
            .map(|one| one.name)
            .collect();
        if !led.is_empty() {
            draft.warn(
                "REPORTS_TO_GONE",
                format!(
                    "{} still reported to {}; say whom they report to now.",
                    led.join(", "),
                    gone.name
                ),
            );
        }
        draft.save(gone);
        Ok(())
    }
}

impl Decide for ReactivateStaff {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let mut back = person(draft, &self.employee)?;
        draft.tell("employee", &back.employee);
        draft.summarise(format!("Took {} back on the staff", back.name));
        back.active = true;
        // Whoever takes a person back means them to work.
        if matches!(
            back.employment_status,
            EmploymentStatus::Suspended | EmploymentStatus::Terminated
        ) {
            back.employment_status = EmploymentStatus::Active;
        }
        draft.save(back);
        Ok(())
    }
}

/// The person with this employee number, as the command's sender saw them.
///
/// # Errors
/// As [`find::staff`]; `STALE`.
fn person(draft: &Draft, employee: &str) -> Result<Staff, Refusal> {
    let found = find::staff(draft, employee)?;
    find::fresh(draft, &found.name, found.version)?;
    Ok(found)
}

/// Refuses what would leave nobody who administers the house and can come in:
/// where the owner of the database file is not trusted, an administrator
/// without a PIN cannot.
///
/// # Errors
/// `LAST_ADMINISTRATOR`.
pub fn administrator_stays(draft: &Draft) -> Result<(), Refusal> {
    let staff = draft.all_staff();
    if can_be_administered(&staff, draft.property()) {
        return Ok(());
    }
    // What was so before is not this command's doing.
    let before = draft.facts().property();
    if before.is_some_and(|house| !can_be_administered(&draft.facts().all_staff(), &house)) {
        return Ok(());
    }
    let message = if staff.iter().any(Staff::is_administrator) {
        "Nobody who administers the house would have a PIN, and with policy owner_is_admin off nobody could come in; set an administrator's PIN first."
    } else {
        "Nobody would be left to administer the house; make someone else administrator first."
    };
    Err(Refusal::new(Code::LastAdministrator, message))
}

/// Whether somebody administers the house and can come in.
pub fn can_be_administered(staff: &[Staff], house: &Property) -> bool {
    staff.iter().any(|person| {
        person.is_administrator() && (house.policies.owner_is_admin || person.pin_set_at.is_some())
    })
}
