//! Late requests: the managers are told, the request grows more urgent, and
//! after a while it is offered to someone else.

use super::{category, keep, ticketed};
use crate::domain::command::EscalateRequests;
use crate::domain::decide::{Decide, check};
use crate::domain::draft::Draft;
use crate::domain::error::Refusal;
use crate::domain::request::suitable::ranked;
use crate::domain::request::{Request, Suited};
use crate::domain::staff::{Role, Staff};
use crate::domain::telling::{Group, Letter, MessageKind, Urgency, audience, send, send_to_all};

impl Decide for EscalateRequests {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        check::number("tickets", self.tickets.len(), 1, 1_000)?;
        // Each of them is looked at as it is now; there is no one version.
        draft.expect_version(None);
        let (mut escalated, mut told): (Vec<String>, usize) = (Vec::new(), 0);
        for ticket in &self.tickets {
            let before = ticketed(draft, ticket)?;
            let now = draft.context().now;
            let policies = draft.property().policies.clone();
            if escalated.contains(&before.ticket) || !before.escalation_is_due(&policies, now) {
                continue;
            }
            told += escalate(draft, &before)?;
            escalated.push(before.ticket);
        }
        draft.forget("ticket");
        draft.forget("status");
        draft.tell("escalated", &escalated);
        draft.tell("told", told);
        draft.resummarise(match escalated.as_slice() {
            [] => "No request is late that the managers do not know of".to_owned(),
            [one] => format!("{one} is late; told {told} people"),
            some => format!("{} requests are late; told {told} people", some.len()),
        });
        Ok(())
    }
}

/// One late request; answers how many were told.
fn escalate(draft: &mut Draft, before: &Request) -> Result<usize, Refusal> {
    let now = draft.context().now;
    let zone = draft.property().timezone;
    let kind = category(draft, &before.category)?;
    let mut after = before.escalated_at(&kind, now);
    let next = if after.wants_another() {
        next_one(draft, before)?
    } else {
        None
    };
    after.offered_to = next.as_ref().map(|one| one.id).or(after.offered_to);
    let since = before
        .estimated_completion
        .map_or_else(String::new, |due| format!(" since {}", due.stamp(zone)));
    let whose = before.assignee().and_then(|id| draft.person(id));
    let whose = whose.map_or_else(|| "nobody".to_owned(), |person| person.name);
    let offer = next
        .as_ref()
        .map_or_else(String::new, |one| format!("; offered to {}", one.name));
    let done = format!("Late{since}, with {whose}; told the managers{offer}");
    let text = format!(
        "{} {}: late{since}, with {whose}{offer}. Priority {}.",
        after.ticket, after.title, after.priority
    );
    let letter = Letter {
        kind: MessageKind::Request,
        about: Some(after.ticket.clone()),
        urgency: Urgency::of_priority(u32::from(after.priority.number())).max(Urgency::High),
        from: None,
        text,
    };
    keep(draft, Some(before), after, &done, None);
    let mut told = send_to_all(draft, &managers(draft), &letter);
    if let Some(person) = next {
        let offered = Letter {
            text: format!(
                "{} It is offered to you; give it to yourself if you can.",
                letter.text
            ),
            ..letter
        };
        told += usize::from(send(draft, &person, &offered));
    }
    Ok(told)
}

/// The managers of the house, and those of its repairs.
fn managers(draft: &Draft) -> Vec<Staff> {
    let everyone = draft.all_staff();
    let top = audience(&everyone, &[Group::Managers]);
    let all = audience(&everyone, &[Group::Everyone]);
    all.into_iter()
        .filter(|person| {
            person.role == Role::FacilityManager || top.iter().any(|one| one.id == person.id)
        })
        .collect()
}

/// Whoever suits best besides the one who has it, and can take more.
fn next_one(draft: &Draft, request: &Request) -> Result<Option<Staff>, Refusal> {
    let kind = category(draft, &request.category)?;
    let other = |one: &Suited| !one.full && Some(one.person) != request.assignee();
    let found = ranked(draft, &kind, Some(request)).into_iter().find(other);
    Ok(found.and_then(|one| draft.person(one.person)))
}
