//! Whose work is whose: requests against who suits them, their stamps, and the
//! rooms that were given out for today.

use std::collections::BTreeMap;

use super::{Check, Finding, some};
use crate::domain::command::{AcknowledgeRequest, AssignAttendant};
use crate::domain::house::House;
use crate::domain::id::StaffId;
use crate::domain::moment::Moment;
use crate::domain::request::suitable::suits;
use crate::domain::request::{Request, RequestStatus, category};
use crate::domain::staff::Staff;

/// Looks the requests over that were loaded, and who has which rooms today.
pub fn examine(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    for request in house.requests.values() {
        found.extend(stamps(request));
        found.extend(whose(house, request));
    }
    found.extend(too_much(house));
    found.extend(attendants(house));
    found
}

/// Whether who sees to a request suits it and is there.
fn whose(house: &House, request: &Request) -> Vec<Finding> {
    let Some(property) = &house.property else {
        return Vec::new();
    };
    let stored: Vec<_> = house.categories.values().cloned().collect();
    let all = category::all(property.id, &stored);
    let mut found = Vec::new();
    let kind = all.iter().find(|one| one.is_called(&request.category));
    if kind.is_none() && !request.status.is_final() {
        let message = format!(
            "{} is of the category \"{}\", which is not there, so nobody suits it; make the category anew.",
            request.ticket, request.category
        );
        found.push(Finding::new(Check::CategoryLost, &request.ticket, message));
    }
    let person = request
        .assignee()
        .filter(|_| request.status.is_in_hand())
        .and_then(|id| house.staff.get(&id));
    let Some(person) = person else {
        return found;
    };
    if let Some(why) = person.why_not() {
        found.push(away(request, person, why));
    } else if kind.is_some_and(|kind| !suits(person, kind)) {
        let message = format!(
            "{} ({}) is with {} ({}), a {} whom it does not suit; give it to somebody else.",
            request.ticket,
            request.category,
            person.name,
            person.employee,
            person.role.label()
        );
        found.push(Finding::new(
            Check::AssigneeUnsuitable,
            &request.ticket,
            message,
        ));
    }
    found
}

fn away(request: &Request, person: &Staff, why: &str) -> Finding {
    let message = format!(
        "{} is with {} ({}), who is {why}; give it to somebody who is there.",
        request.ticket, person.name, person.employee
    );
    let finding = Finding::new(Check::AssigneeAway, &request.ticket, message);
    // What nobody has begun goes back to those who give work out. What was
    // begun is somebody's half-done work: a person decides.
    if request.status == RequestStatus::Assigned {
        finding.mended_by(AcknowledgeRequest {
            ticket: request.ticket.clone(),
            notes: Some(format!("Given back: {} is {why}", person.name)),
        })
    } else {
        finding
    }
}

/// Who has more in hand than one person may have.
fn too_much(house: &House) -> Vec<Finding> {
    let most = house
        .property
        .as_ref()
        .map_or(u32::MAX, |one| one.policies.max_concurrent_assignments);
    let mut in_hand: BTreeMap<StaffId, u32> = BTreeMap::new();
    for request in house.requests.values() {
        if let (true, Some(id)) = (request.status.is_in_hand(), request.assignee()) {
            *in_hand.entry(id).or_default() += 1;
        }
    }
    let over = in_hand.into_iter().filter(|(_, count)| *count > most);
    over.filter_map(|(id, count)| {
        let person = house.staff.get(&id)?;
        let message = format!(
            "{} ({}) has {count} requests in hand and may have {most}; give some to others.",
            person.name, person.employee
        );
        Some(Finding::new(
            Check::TooMuchInHand,
            &person.employee,
            message,
        ))
    })
    .collect()
}

/// Whether the stamps go with the status, and forward.
pub fn stamps(request: &Request) -> Option<Finding> {
    let at = |stamp: &Option<crate::domain::stamp::Stamp>| stamp.map(|stamp| stamp.at);
    let line: Vec<Moment> = [
        Some(request.created.at),
        at(&request.acknowledged),
        at(&request.started),
        at(&request.resolved),
        at(&request.closed),
    ]
    .into_iter()
    .flatten()
    .collect();
    let status = request.status;
    let wrong = if !line.is_sorted() {
        "its stamps run backwards"
    } else if (status == RequestStatus::Closed) != request.closed.is_some() {
        "it is closed without a stamp, or stamped without being closed"
    } else if (status == RequestStatus::Cancelled) != request.cancelled.is_some() {
        "it is called off without a stamp, or stamped without being called off"
    } else if matches!(status, RequestStatus::Resolved | RequestStatus::Closed)
        && request.resolved.is_none()
    {
        "it is done, and nobody said when"
    } else if status == RequestStatus::Assigned && request.assigned.is_none() {
        "it is assigned to nobody"
    } else if request.waiting.is_some() && !request.status.is_open() {
        "it waits although it is done with"
    } else if request
        .rating
        .is_some_and(|rating| !(1..=5).contains(&rating))
    {
        "its rating is not from 1 to 5"
    } else {
        return None;
    };
    let message = format!(
        "{} is not as the rules leave one: {wrong}; restore a backup from before, and tell the makers of keyrack.",
        request.ticket
    );
    Some(Finding::new(Check::RequestStamps, &request.ticket, message))
}

/// Rooms of today given to somebody who is not there.
fn attendants(house: &House) -> Vec<Finding> {
    let Some(property) = &house.property else {
        return Vec::new();
    };
    let mut rooms: BTreeMap<StaffId, Vec<&str>> = BTreeMap::new();
    for duty in house.duties.values() {
        let room = house.rooms.get(&duty.room);
        if let (true, Some(id), Some(room)) =
            (duty.day == property.business_date, duty.attendant, room)
        {
            rooms.entry(id).or_default().push(&room.number);
        }
    }
    rooms
        .into_iter()
        .filter_map(|(id, rooms)| {
            let person = house.staff.get(&id)?;
            let why = person.why_not()?;
            let message = format!(
                "{} ({}) is {why} and has rooms to clean today ({}); give them to somebody who is there.",
                person.name,
                person.employee,
                some(&rooms)
            );
            let finding = Finding::new(Check::AttendantAway, &person.employee, message);
            Some(finding.mended_by(AssignAttendant {
                rooms: rooms.into_iter().map(str::to_owned).collect(),
                employee: None,
            }))
        })
        .collect()
}
