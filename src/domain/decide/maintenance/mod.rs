//! Requests for repair or service: reported, given to someone, carried out,
//! done with; their categories, and residents who ask for them.

mod assign;
mod category;
mod edit;
mod escalate;
mod progress;
mod report;
mod resident;
mod rooms;
mod spend;
mod tell;

pub use rooms::{Followed, follow, open_for, still_open};

use super::{find, permission};
use crate::domain::command::Needs;
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::facts::Kind;
use crate::domain::moment::Moment;
use crate::domain::request::steps::{Who, next_status};
use crate::domain::request::{
    Category, FieldChange, Request, RequestStep, RequestUpdate, Requester,
};
use crate::domain::staff::Permission;
use crate::domain::stamp::Stamp;

/// The request with this ticket, as it was looked at, for whoever may see it.
///
/// # Errors
/// `NOT_FOUND`; `HOTEL_MISMATCH` if another property has it;
/// `PERMISSION_DENIED`; `STALE`.
fn seen(draft: &Draft, ticket: &str) -> Result<Request, Refusal> {
    let request = ticketed(draft, ticket)?;
    let viewer = draft.viewer();
    if !viewer.may_see(&request, &draft.category_of(&request)) {
        return Err(denied(
            draft,
            &request,
            "look into this request",
            Permission::AccessAllMaintenance,
        ));
    }
    find::fresh(
        draft,
        &format!("Request {}", request.ticket),
        request.version,
    )?;
    Ok(request)
}

/// The request with this ticket.
///
/// # Errors
/// `NOT_FOUND`; `HOTEL_MISMATCH` if another property has it.
pub fn ticketed(draft: &Draft, ticket: &str) -> Result<Request, Refusal> {
    let ticket = ticket.trim();
    draft.request_ticketed(ticket).ok_or_else(|| {
        find::elsewhere(draft, Kind::Request, ticket, || {
            Refusal::new(
                Code::NotFound,
                format!("There is no request {ticket} here; \"show requests\" lists them."),
            )
        })
        .with("ticket", ticket)
    })
}

/// The request, if this step is open to it and to whoever acts.
///
/// # Errors
/// As [`seen`]; `PERMISSION_DENIED`; `INVALID_TRANSITION`.
fn open(draft: &Draft, ticket: &str, step: RequestStep) -> Result<Request, Refusal> {
    let request = seen(draft, ticket)?;
    let line = step.line();
    let viewer = draft.viewer();
    if !viewer.may(line.who, &request, &draft.category_of(&request)) {
        let needed = match line.who {
            Who::CloserOrAssignee => Permission::CloseRequests,
            _ => Permission::AssignRequests,
        };
        let what = format!("{} this request", line.label.to_lowercase());
        return Err(denied(draft, &request, &what, needed));
    }
    next_status(&request, step)?;
    Ok(request)
}

/// The refusal for want of permission, which names who may: the assignee too.
fn denied(draft: &Draft, request: &Request, what: &str, needed: Permission) -> Refusal {
    let needs = Needs::Any(match needed {
        Permission::CloseRequests => &[Permission::CloseRequests],
        Permission::AssignRequests => &[Permission::AssignRequests],
        _ => &[Permission::AccessAllMaintenance],
    });
    let whose = match request.assignee().and_then(|id| draft.person(id)) {
        Some(person) => format!("it is {}'s", person.name),
        None => "it is nobody's yet".to_owned(),
    };
    permission::denied(
        &format!(
            "{} may not {what} ({}: {whose}, and it needs {})",
            draft.context().actor.name,
            request.ticket,
            needed.as_str()
        ),
        needs,
        &draft.all_staff(),
    )
    .with("ticket", &request.ticket)
}

/// The category of this name.
///
/// # Errors
/// `NOT_FOUND`, naming those there are.
fn category(draft: &Draft, name: &str) -> Result<Category, Refusal> {
    let all = draft.categories();
    if let Some(found) = all.iter().find(|one| one.is_called(name)) {
        return Ok(found.clone());
    }
    let names: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
    Err(Refusal::new(
        Code::NotFound,
        format!(
            "There is no category {} here; there are: {}.",
            name.trim(),
            names.join(", ")
        ),
    )
    .with("category", name.trim())
    .with("categories", names))
}

/// This moment and who acts; never before what was stamped already, even if
/// the clock was set back meanwhile.
fn stamp(draft: &Draft, request: &Request) -> Stamp {
    let stamp = draft.stamp();
    Stamp {
        at: stamp.at.max(request.latest_stamp()),
        by: stamp.by,
    }
}

/// Writes the request with an update: what was done, what was said, and each
/// field that changed; and tells whom it concerns. Says nothing where nothing
/// changed and nothing was said.
fn keep(
    draft: &mut Draft,
    before: Option<&Request>,
    mut after: Request,
    done: &str,
    notes: Option<String>,
) {
    let fields = before.map_or_else(Vec::new, |before| differences(draft, before, &after));
    draft.tell("ticket", &after.ticket);
    draft.tell("status", after.status);
    if before == Some(&after) && notes.is_none() {
        draft.summarise(format!("{}: nothing to change", after.ticket));
        return;
    }
    if !after.status.is_in_hand() {
        after.offered_to = None;
    }
    tell::tell_step(draft, before, &after, done, notes.as_deref());
    spend::watch_budget(draft, before, &after);
    after.updates += 1;
    let id = draft.fresh_id();
    draft.save(RequestUpdate {
        id,
        property: after.property,
        request: after.id,
        number: after.updates,
        at: draft.context().now,
        by: draft.context().actor.id,
        text: done.to_owned(),
        notes,
        fields,
    });
    draft.summarise(format!("{}: {}", after.ticket, lower_first(done)));
    draft.save(after);
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

/// Each field that differs, with its old and new value as people read them.
fn differences(draft: &Draft, before: &Request, after: &Request) -> Vec<FieldChange> {
    let (old, new) = (told(draft, before), told(draft, after));
    old.into_iter()
        .zip(new)
        .filter(|((_, old), (_, new))| old != new)
        .map(|((field, old), (_, new))| FieldChange {
            field: field.to_owned(),
            old,
            new,
        })
        .collect()
}

/// Every field that people change, as they read it. Stamps are left out: the
/// status says what they say, and the update when.
fn told(draft: &Draft, request: &Request) -> Vec<(&'static str, Option<String>)> {
    let person = |id| draft.person(id).map(|person| person.name);
    let moment = |at: Moment| at.stamp(draft.property().timezone);
    let requester = match request.requester {
        Requester::Staff(id) => person(id),
        Requester::Guest(id) => draft.booking(id).map(|booking| booking.code),
        Requester::Resident(id) => draft.resident(id).map(|resident| resident.code),
    };
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    vec![
        ("status", some(request.status.as_str())),
        ("title", some(&request.title)),
        ("description", some(&request.description)),
        ("category", some(&request.category)),
        (
            "room",
            request
                .room
                .and_then(|id| draft.room(id))
                .map(|room| room.number),
        ),
        ("location", request.location.clone()),
        ("requester", requester),
        ("priority", Some(request.priority.to_string())),
        (
            "on_hold",
            request.waiting.as_ref().map(|one| one.reason.clone()),
        ),
        ("assigned_to", request.assignee().and_then(person)),
        ("offered_to", request.offered_to.and_then(person)),
        (
            "estimated_completion",
            request.estimated_completion.map(moment),
        ),
        (
            "estimated_cost",
            request.estimated_cost.map(|cost| cost.to_string()),
        ),
        (
            "actual_cost",
            request.actual_cost.map(|cost| cost.to_string()),
        ),
        ("vendor", request.vendor.clone()),
        ("rating", request.rating.map(|rating| rating.to_string())),
        ("feedback", request.feedback.clone()),
        ("hold_wanted", request.hold_wanted.then(|| "yes".to_owned())),
    ]
}
