//! Telling people of a step of a request: who asked for it and who sees to it,
//! each by the ways they want; whoever had it until now; and those who give
//! work out, of what is new and nobody's.
//!
//! Whoever takes the step knows it already. A guest or resident is written to
//! where they left an address and the house sends letters at all.

use crate::domain::draft::Draft;
use crate::domain::id::StaffId;
use crate::domain::request::{Request, RequestStatus, Requester};
use crate::domain::staff::Staff;
use crate::domain::telling::{
    Group, Letter, MessageKind, Outside, Urgency, audience, send, send_outside,
};

/// Tells of a step; says nothing where neither the status, nor who sees to it,
/// nor whether it waits has changed.
pub(super) fn tell_step(
    draft: &mut Draft,
    before: Option<&Request>,
    after: &Request,
    done: &str,
    notes: Option<&str>,
) {
    let moved = before.is_none_or(|before| {
        before.status != after.status
            || before.assignee() != after.assignee()
            || before.waiting != after.waiting
    });
    if !moved {
        return;
    }
    let text = sentence(draft, after, done, notes);
    for person in concerned(draft, before, after) {
        let letter = letter(draft, after, text.clone());
        send(draft, &person, &letter);
    }
    tell_outside(draft, before, after);
}

/// A letter about a request, from whoever acts.
fn letter(draft: &Draft, request: &Request, text: String) -> Letter {
    Letter {
        kind: MessageKind::Request,
        about: Some(request.ticket.clone()),
        urgency: Urgency::of_priority(u32::from(request.priority.number())),
        from: Some(draft.context().actor.id),
        text,
    }
}

/// `MR-2026-0007 Tap drips, 201: assigned to Fred Fixer (Ana Silva): washer is here`.
fn sentence(draft: &Draft, request: &Request, done: &str, notes: Option<&str>) -> String {
    let room = request.room.and_then(|id| draft.room(id));
    let place = room
        .map(|room| room.number)
        .or_else(|| request.location.clone())
        .map_or_else(String::new, |place| format!(", {place}"));
    let notes = notes.map_or_else(String::new, |notes| format!(": {notes}"));
    format!(
        "{} {}{place}: {} ({}){notes}",
        request.ticket,
        request.title,
        super::lower_first(done),
        draft.context().actor.name
    )
}

/// The people of the house whom a step concerns, each once, without whoever
/// takes it.
fn concerned(draft: &Draft, before: Option<&Request>, after: &Request) -> Vec<Staff> {
    let everyone = draft.all_staff();
    let mut ids: Vec<StaffId> = Vec::new();
    if let Requester::Staff(who) = after.requester {
        ids.push(who);
    }
    ids.extend(after.assignee());
    ids.extend(before.and_then(Request::assignee));
    if before.is_none() && after.assigned.is_none() {
        let repairs = audience(&everyone, &[Group::Repairs]);
        ids.extend(repairs.iter().map(|person| person.id));
    }
    let actor = draft.context().actor.id;
    everyone
        .into_iter()
        .filter(|person| person.id != actor && ids.contains(&person.id) && person.may_act())
        .collect()
}

/// Writes to a guest or resident who asked for it, in words for them.
fn tell_outside(draft: &mut Draft, before: Option<&Request>, after: &Request) {
    let whom = match after.requester {
        Requester::Staff(_) => return,
        Requester::Guest(booking) => Outside::Guest(booking),
        Requester::Resident(resident) => Outside::Resident(resident),
    };
    let contact = match whom {
        Outside::Guest(booking) => draft.booking(booking).map(|booking| booking.contact),
        Outside::Resident(resident) => draft.resident(resident).map(|one| one.contact),
    };
    let Some(contact) = contact else {
        return;
    };
    let house = draft.property().name.clone();
    let text = format!(
        "{house}, your request {} \"{}\": {}",
        after.ticket,
        after.title,
        words_outside(draft, before, after)
    );
    let letter = letter(draft, after, text);
    send_outside(draft, whom, &contact, &letter);
}

/// What a step means to whoever asked for it; inner reasons stay inside.
fn words_outside(draft: &Draft, before: Option<&Request>, after: &Request) -> String {
    let now_waits = after.waiting.is_some();
    if before.is_some_and(|before| before.waiting.is_some() != now_waits) && after.is_open() {
        return if now_waits {
            "it has to wait for a while; we go on as soon as we can.".to_owned()
        } else {
            "we go on with it.".to_owned()
        };
    }
    match after.status {
        RequestStatus::Submitted => "we have it.".to_owned(),
        RequestStatus::Acknowledged => "we have taken note of it.".to_owned(),
        RequestStatus::Assigned => {
            let zone = draft.property().timezone;
            let by = after.estimated_completion.map_or_else(String::new, |due| {
                format!(", by {} as far as we can say", due.stamp(zone))
            });
            format!("someone will see to it{by}.")
        }
        RequestStatus::InProgress => "work on it has begun.".to_owned(),
        RequestStatus::Resolved => "it is done; tell us if it is not.".to_owned(),
        RequestStatus::Closed => {
            "it is done with; we are glad to hear how content you are.".to_owned()
        }
        RequestStatus::Cancelled => "it was called off.".to_owned(),
    }
}
