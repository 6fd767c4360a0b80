//! Staff.

use crate::domain::command::CreateStaff;
use crate::domain::decide::{Decide, check};
use crate::domain::draft::Draft;
use crate::domain::error::Refusal;
use crate::domain::id::StaffId;
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
        let email = check::optional("email", self.email.as_deref(), check::NAME)?;
        if let Some(email) = email.as_ref().filter(|email| !email.contains('@')) {
            return Err(check::invalid(
                "email",
                format!("\"{email}\" is not an e-mail address; it lacks the @."),
            ));
        }
        check::number("languages", self.languages.len(), 0, 30)?;
        let languages: Result<Vec<String>, Refusal> = self
            .languages
            .iter()
            .map(|language| check::text("languages", language, check::CODE))
            .collect();
        let made = Staff {
            id: StaffId(draft.fresh_id()),
            property: draft.property().id,
            employee,
            name: check::text("name", &self.name, check::NAME)?,
            role: self.role,
            permissions: self.role.defaults(),
            phone: check::optional("phone", self.phone.as_deref(), check::CODE)?,
            email,
            languages: languages?,
            on_duty: self.on_duty,
            active: true,
            version: 0,
        };
        draft.tell("employee", &made.employee);
        draft.summarise(format!("Took on {} ({})", made.name, made.role.label()));
        draft.save(made);
        Ok(())
    }
}
