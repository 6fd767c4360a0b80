//! What is said of a person besides name and role, checked and taken over.

use std::collections::BTreeSet;

use crate::domain::command::{NotifyWish, Particulars};
use crate::domain::decide::{check, find};
use crate::domain::draft::Draft;
use crate::domain::error::Refusal;
use crate::domain::id::StaffId;
use crate::domain::staff::Staff;

/// Takes what is said over into the person; what is not said stays.
///
/// # Errors
/// `INVALID_VALUE` by field; whoever they report to is not here.
pub fn apply(draft: &Draft, person: &mut Staff, said: &Particulars) -> Result<(), Refusal> {
    if said.department.is_some() {
        person.department = check::optional("department", said.department, check::NAME)?;
    }
    if said.phone.is_some() {
        person.phone = check::optional("phone", said.phone, check::CODE)?;
    }
    if said.email.is_some() {
        person.email = email(said.email)?;
    }
    if let Some(languages) = said.languages {
        person.languages = spoken(languages)?;
    }
    if let Some(leader) = said.reports_to {
        person.reports_to = leads(draft, person, leader)?;
    }
    person.hire_date = said.hire_date.or(person.hire_date);
    if let Some(schedule) = said.schedule {
        person.schedule = schedule.clone();
    }
    person.round_the_clock = said.round_the_clock.unwrap_or(person.round_the_clock);
    person.employment_status = said.employment_status.unwrap_or(person.employment_status);
    if let Some(wish) = said.notify {
        notify(person, wish);
    }
    person.start = said.start.unwrap_or(person.start);
    on_duty(person, said.on_duty)
}

/// Who may not act is not on duty either.
fn on_duty(person: &mut Staff, said: Option<bool>) -> Result<(), Refusal> {
    let wanted = said.unwrap_or(person.on_duty);
    match person.why_not() {
        Some(why) if said == Some(true) => Err(check::invalid(
            "on_duty",
            format!(
                "{} is {why} and cannot be on duty; change that first.",
                person.name
            ),
        )),
        why => {
            person.on_duty = wanted && why.is_none();
            Ok(())
        }
    }
}

fn email(given: Option<&str>) -> Result<Option<String>, Refusal> {
    let email = check::optional("email", given, check::NAME)?;
    match email {
        Some(email) if !email.contains('@') => Err(check::invalid(
            "email",
            format!("\"{email}\" is not an e-mail address; it lacks the @."),
        )),
        email => Ok(email),
    }
}

fn spoken(languages: &[String]) -> Result<Vec<String>, Refusal> {
    check::number("languages", languages.len(), 0, 30)?;
    languages
        .iter()
        .map(|language| check::text("languages", language, check::CODE))
        .collect()
}

fn notify(person: &mut Staff, wish: NotifyWish) {
    let notify = &mut person.notify;
    notify.in_app = wish.in_app.unwrap_or(notify.in_app);
    notify.email = wish.email.unwrap_or(notify.email);
    notify.sms = wish.sms.unwrap_or(notify.sms);
    notify.urgent_only = wish.urgent_only.unwrap_or(notify.urgent_only);
}

/// Who leads the person; an empty number means nobody. Nobody leads
/// themselves, by whatever way round.
fn leads(draft: &Draft, person: &Staff, number: &str) -> Result<Option<StaffId>, Refusal> {
    if number.trim().is_empty() {
        return Ok(None);
    }
    let leader = find::staff(draft, number)?;
    let everyone = draft.all_staff();
    let mut seen = BTreeSet::new();
    let mut above = Some(leader.id);
    while let Some(id) = above.filter(|id| seen.insert(*id)) {
        if id == person.id {
            return Err(check::invalid(
                "reports_to",
                format!(
                    "{} cannot report to {}, who reports to them; choose someone else.",
                    person.name, leader.name
                ),
            ));
        }
        above = everyone
            .iter()
            .find(|one| one.id == id)
            .and_then(|one| one.reports_to);
    }
    if !leader.active && person.reports_to != Some(leader.id) {
        return Err(check::invalid(
            "reports_to",
            format!(
                "{} is no longer on the staff; choose someone else for {} to report to.",
                leader.name, person.name
            ),
        ));
    }
    Ok(Some(leader.id))
}
