//! Requests as the screens and `show requests` tell them.

use serde::Serialize;

use crate::domain::draft::Draft;
use crate::domain::facts::Facts;
use crate::domain::moment::Moment;
use crate::domain::money::Money;
use crate::domain::reading::look;
use crate::domain::request::suitable::ranked;
use crate::domain::request::{
    Priority, Request, RequestStatus, RequestStep, Requester, Suited, Viewer,
};

/// One request with every name in it.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct RequestLine {
    /// Its ticket.
    pub ticket: String,
    /// What is wrong.
    pub title: String,
    /// What there is to say about it.
    pub description: String,
    /// Name of its category.
    pub category: String,
    /// Number of the room.
    pub room: Option<String>,
    /// Where else.
    pub location: Option<String>,
    /// Who asked for it, by name.
    pub requester: String,
    /// `staff`, `guest` or `resident`.
    pub requester_kind: &'static str,
    /// Code of the booking whose guest asked for it.
    pub booking: Option<String>,
    /// 1 to 4.
    pub priority: Priority,
    /// How far it has come.
    pub status: RequestStatus,
    /// What it waits for, if it waits.
    pub on_hold: Option<String>,
    /// Who sees to it, by name.
    pub assigned_to: Option<String>,
    /// Who said so.
    pub assigned_by: Option<String>,
    /// When.
    pub assigned_at: Option<Moment>,
    /// When it should be done, the present wait counted in.
    pub estimated_completion: Option<Moment>,
    /// Whether it should have been.
    pub is_overdue: bool,
    /// What it should cost.
    pub estimated_cost: Option<Money>,
    /// What it has cost.
    pub actual_cost: Option<Money>,
    /// Who was called in from outside.
    pub vendor: Option<String>,
    /// When it was reported.
    pub created_at: Moment,
    /// Who reported it.
    pub created_by: Option<String>,
    /// When someone took note.
    pub acknowledged_at: Option<Moment>,
    /// When the work began.
    pub started_at: Option<Moment>,
    /// When it was done.
    pub resolved_at: Option<Moment>,
    /// When it was done with.
    pub closed_at: Option<Moment>,
    /// When it was called off.
    pub cancelled_at: Option<Moment>,
    /// 1 to 5.
    pub rating: Option<u8>,
    /// What whoever asked for it said.
    pub feedback: Option<String>,
    /// Whether the room should not be sold, and someone is to decide.
    pub hold_wanted: bool,
    /// Its version.
    pub version: i64,
}

/// Requests as lines, in the order given.
pub fn lines<'r>(
    facts: &dyn Facts,
    requests: impl IntoIterator<Item = &'r Request>,
    now: Moment,
) -> Vec<RequestLine> {
    look(facts, now, |draft| {
        requests
            .into_iter()
            .map(|request| line(draft, request))
            .collect()
    })
    .unwrap_or_default()
}

fn line(draft: &Draft, request: &Request) -> RequestLine {
    let name = |id| draft.person(id).map(|person| person.name);
    let now = draft.context().now;
    let guest = request.booking().and_then(|id| draft.booking(id));
    let (requester, requester_kind) = match request.requester {
        Requester::Staff(id) => (name(id), "staff"),
        Requester::Guest(_) => (guest.as_ref().map(|guest| guest.lead.clone()), "guest"),
        Requester::Resident(id) => (draft.resident(id).map(|one| one.full_name), "resident"),
    };
    RequestLine {
        ticket: request.ticket.clone(),
        title: request.title.clone(),
        description: request.description.clone(),
        category: request.category.clone(),
        room: request
            .room
            .and_then(|id| draft.room(id))
            .map(|room| room.number),
        location: request.location.clone(),
        requester: requester.unwrap_or_default(),
        requester_kind,
        booking: guest.map(|guest| guest.code),
        priority: request.priority,
        status: request.status,
        on_hold: request.waiting.as_ref().map(|one| one.reason.clone()),
        assigned_to: request.assignee().and_then(name),
        assigned_by: request.assigned.and_then(|one| name(one.stamp.by)),
        assigned_at: request.assigned.map(|one| one.stamp.at),
        estimated_completion: request.due_at(now),
        is_overdue: request.is_overdue(now),
        estimated_cost: request.estimated_cost,
        actual_cost: request.actual_cost,
        vendor: request.vendor.clone(),
        created_at: request.created.at,
        created_by: name(request.created.by),
        acknowledged_at: request.acknowledged.map(|stamp| stamp.at),
        started_at: request.started.map(|stamp| stamp.at),
        resolved_at: request.resolved.map(|stamp| stamp.at),
        closed_at: request.closed.map(|stamp| stamp.at),
        cancelled_at: request.cancelled.map(|stamp| stamp.at),
        rating: request.rating,
        feedback: request.feedback.clone(),
        hold_wanted: request.hold_wanted,
        version: request.version,
    }
}

/// Those of these requests that this person may see.
pub fn seen_by<'r>(
    facts: &dyn Facts,
    viewer: &Viewer,
    requests: impl IntoIterator<Item = &'r Request>,
) -> Vec<&'r Request> {
    look(facts, Moment::default(), |draft| {
        let categories = draft.categories();
        requests
            .into_iter()
            .filter(|request| {
                let own = categories
                    .iter()
                    .find(|one| one.is_called(&request.category))
                    .cloned();
                let kind = own.unwrap_or_else(|| draft.category_of(request));
                viewer.may_see(request, &kind)
            })
            .collect()
    })
    .unwrap_or_default()
}

/// Everyone who suits this request, the best first.
pub fn suited(facts: &dyn Facts, request: &Request, now: Moment) -> Vec<Suited> {
    look(facts, now, |draft| {
        ranked(draft, &draft.category_of(request), Some(request))
    })
    .unwrap_or_default()
}

/// The steps that a request is open to, in the order of the table, whoever may
/// take them.
pub fn possible(request: &Request) -> Vec<RequestStep> {
    RequestStep::ALL
        .into_iter()
        .filter(|step| step.is_possible(request))
        .collect()
}
