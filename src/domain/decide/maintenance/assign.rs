//! Giving requests to people: by name, to whoever suits best, many at once,
//! and emergencies at once.

use super::{category, denied, keep, open, stamp};
use crate::domain::command as c;
use crate::domain::decide::{Decide, check, find};
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::id::StaffId;
use crate::domain::request::suitable::{at_any_hour, ranked, suits};
use crate::domain::request::{
    Assigned, Escalated, Priority, Request, RequestStatus, RequestStep, Suited,
};
use crate::domain::staff::{Permission, Staff};

impl Decide for c::AssignRequest {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let notes = check::notes(self.notes.as_deref())?;
        assign(draft, &self.ticket, self.employee.as_deref(), notes).map(|_| ())
    }
}

impl Decide for c::BulkAssignRequests {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        check::number("tickets", self.tickets.len(), 1, 1_000)?;
        // Each of them is looked at as it is now; there is no one version.
        draft.expect_version(None);
        let mut given: Vec<String> = Vec::new();
        let mut to: Vec<String> = Vec::new();
        for ticket in &self.tickets {
            if given.contains(ticket) {
                continue;
            }
            let person = assign(draft, ticket, self.employee.as_deref(), None)?;
            if !to.contains(&person.name) {
                to.push(person.name);
            }
            given.push(ticket.clone());
        }
        draft.forget("ticket");
        draft.forget("status");
        draft.tell("tickets", &given);
        draft.resummarise(format!(
            "Assigned {} request{} to {}",
            given.len(),
            if given.len() == 1 { "" } else { "s" },
            to.join(", ")
        ));
        Ok(())
    }
}

/// Gives a request to the person named, else to whoever suits best.
fn assign(
    draft: &mut Draft,
    ticket: &str,
    employee: Option<&str>,
    notes: Option<String>,
) -> Result<Staff, Refusal> {
    let before = open(draft, ticket, RequestStep::Assign)?;
    let employee = employee.map(str::trim).filter(|one| !one.is_empty());
    let (employee, own) = for_oneself(draft, &before, employee)?;
    let person = match employee.as_deref() {
        Some(employee) => suited_person(draft, &before, find::staff(draft, employee)?.id)?,
        None => best(draft, &before)?,
    };
    if own && person.id != draft.context().actor.id {
        return Err(only_oneself(draft, &before));
    }
    draft.tell("employee", &person.employee);
    let mut after = before.clone();
    if before.assignee() == Some(person.id) && before.status == RequestStatus::Assigned {
        keep(draft, Some(&before), after, "Assigned again", notes);
        return Ok(person);
    }
    give(draft, &mut after, person.id);
    let done = format!("Assigned to {}", person.name);
    keep(draft, Some(&before), after, &done, notes);
    Ok(person)
}

/// To whom it is given: whoever does not give work out, and to whom it is
/// offered, may take it, and nothing else.
fn for_oneself(
    draft: &Draft,
    request: &Request,
    employee: Option<&str>,
) -> Result<(Option<String>, bool), Refusal> {
    let actor = &draft.context().actor;
    if actor.permissions.may(Permission::AssignRequests) {
        return Ok((employee.map(str::to_owned), false));
    }
    match employee {
        None => Ok((Some(actor.employee.clone()), true)),
        Some(number) if number == actor.employee => Ok((Some(number.to_owned()), true)),
        Some(_) => Err(only_oneself(draft, request)),
    }
}

fn only_oneself(draft: &Draft, request: &Request) -> Refusal {
    denied(
        draft,
        request,
        "give this request to anyone else",
        Permission::AssignRequests,
    )
}

/// Puts the request into this person's hands, acknowledged on the way.
pub(super) fn give(draft: &Draft, request: &mut Request, to: StaffId) {
    let stamp = stamp(draft, request);
    request.acknowledged = request.acknowledged.or(Some(stamp));
    if request.assignee() != Some(to) {
        request.escalated = request.escalated.map(Escalated::begun_anew);
    }
    request.offered_to = None;
    request.assigned = Some(Assigned { to, stamp });
    request.status = RequestStatus::Assigned;
    if request.estimated_completion.is_none() {
        let hours = draft.category_of(request).usual_hours;
        request.estimated_completion = Some(stamp.at.plus_minutes(i64::from(hours) * 60));
    }
}

/// This person, if the request can be theirs.
///
/// # Errors
/// `STAFF_NOT_SUITABLE`, `STAFF_AT_CAPACITY`; both name who could.
pub(super) fn suited_person(
    draft: &Draft,
    request: &Request,
    person: StaffId,
) -> Result<Staff, Refusal> {
    let kind = category(draft, &request.category)?;
    let all = ranked(draft, &kind, Some(request));
    let found = draft.person(person).filter(|one| suits(one, &kind));
    let Some(found) = found else {
        let name = draft
            .person(person)
            .map_or_else(|| "Nobody".to_owned(), |one| one.name);
        return Err(not_suitable(request, &kind.name, Some(&name), &all));
    };
    if all.iter().any(|one| one.person == person && one.full) {
        return Err(at_capacity(draft, request, &found.name, &all));
    }
    Ok(found)
}

/// Whoever suits best and has less than the most one may have.
fn best(draft: &Draft, request: &Request) -> Result<Staff, Refusal> {
    let kind = category(draft, &request.category)?;
    let all = ranked(draft, &kind, Some(request));
    let chosen = all
        .iter()
        .find(|one| !one.full)
        .and_then(|one| draft.person(one.person));
    chosen.ok_or_else(|| {
        if all.is_empty() {
            not_suitable(request, &kind.name, None, &all)
        } else {
            at_capacity(draft, request, "Everyone who suits", &all)
        }
    })
}

fn names(all: &[Suited]) -> Vec<&str> {
    all.iter()
        .filter(|one| !one.full)
        .take(4)
        .map(|one| one.name.as_str())
        .collect()
}

fn way_out(all: &[Suited]) -> String {
    let names = names(all);
    if names.is_empty() {
        "change the category's roles, or call someone in from outside".to_owned()
    } else {
        format!("choose {}", names.join(", "))
    }
}

fn not_suitable(request: &Request, kind: &str, who: Option<&str>, all: &[Suited]) -> Refusal {
    let message = match who {
        Some(who) => format!(
            "{who} is not one for {kind} requests such as {}; {}.",
            request.ticket,
            way_out(all)
        ),
        None => format!(
            "Nobody here sees to {kind} requests such as {}; {}.",
            request.ticket,
            way_out(all)
        ),
    };
    Refusal::new(Code::StaffNotSuitable, message)
        .with("ticket", &request.ticket)
        .with("category", kind)
        .with("suitable", names(all))
}

fn at_capacity(draft: &Draft, request: &Request, who: &str, all: &[Suited]) -> Refusal {
    let most = draft.property().policies.max_concurrent_assignments;
    let free = names(all);
    let way_out = if free.is_empty() {
        "wait until something is done, or raise policy max_concurrent_assignments".to_owned()
    } else {
        format!("choose {}", free.join(", "))
    };
    Refusal::new(
        Code::StaffAtCapacity,
        format!("{who} has {most} requests already, the most one may have; {way_out}."),
    )
    .with("ticket", &request.ticket)
    .with("most", most)
    .with("suitable", free)
}

/// Gives an emergency at once to whoever suits, can be called at any hour and
/// has least in hand, unless the house does not want it. Says so where nobody
/// can be found: an alert then stands until somebody is.
pub(super) fn emergency(draft: &mut Draft, ticket: &str) -> Result<(), Refusal> {
    if !draft.property().policies.auto_assign_emergency {
        return Ok(());
    }
    let Some(before) = draft.request_ticketed(ticket) else {
        return Ok(());
    };
    if before.priority != Priority::Emergency || before.assigned.is_some() || !before.is_open() {
        return Ok(());
    }
    let kind = category(draft, &before.category)?;
    let found = ranked(draft, &kind, Some(&before))
        .into_iter()
        .filter(|one| !one.full)
        .filter_map(|one| draft.person(one.person))
        .find(at_any_hour);
    let Some(person) = found else {
        draft.warn(
            "EMERGENCY_UNASSIGNED",
            format!(
                "{} is an emergency and nobody suitable can be called now; find someone at once.",
                before.ticket
            ),
        );
        return Ok(());
    };
    let mut after = before.clone();
    give(draft, &mut after, person.id);
    draft.tell("employee", &person.employee);
    let done = format!("Assigned to {} at once, as an emergency", person.name);
    keep(draft, Some(&before), after, &done, None);
    Ok(())
}
