//! Requests, their categories and residents, in words.

use super::told::{Told, because};
use crate::domain::command as c;
use crate::domain::request::Request;
use crate::domain::row::Row;

/// The request with this ticket, as the entry left it, else as it is now.
fn ticketed(told: &Told, ticket: &str) -> Option<Request> {
    let changed = told.step.changes.iter().find_map(|change| {
        match change.after.as_ref().or(change.before.as_ref())? {
            Row::Request(row) if row.ticket == ticket.trim() => Some(row.clone()),
            _ => None,
        }
    });
    changed.or_else(|| told.facts.request_ticketed(ticket.trim()))
}

/// `MR-2026-0007 "Tap drips"`.
fn named(told: &Told, ticket: &str) -> String {
    match ticketed(told, ticket) {
        Some(request) => format!("{} \"{}\"", request.ticket, request.title),
        None => ticket.trim().to_owned(),
    }
}

pub fn reported(told: &Told, it: &c::CreateRequest) -> String {
    let made = told.step.changes.iter().find_map(|change| {
        match (&change.before, change.after.as_ref()?) {
            (None, Row::Request(row)) if row.title == it.title.trim() => Some(row),
            _ => None,
        }
    });
    let ticket = made.map_or("a request", |request| &request.ticket);
    let place = match it.room.as_deref().or(it.location.as_deref()) {
        Some(place) if !place.trim().is_empty() => format!(", {}", place.trim()),
        _ => String::new(),
    };
    format!("reported {ticket} \"{}\"{place}", it.title.trim())
}

/// A step of one request.
pub fn did(what: &str, told: &Told, ticket: &str, notes: Option<&str>) -> String {
    format!("{what} request {}{}", named(told, ticket), because(notes))
}

pub fn given(told: &Told, it: &c::AssignRequest) -> String {
    let to = ticketed(told, &it.ticket)
        .and_then(|request| request.assignee())
        .and_then(|id| told.facts.staff(id))
        .map_or_else(|| "someone".to_owned(), |person| person.name);
    format!(
        "gave request {} to {to}{}",
        named(told, &it.ticket),
        because(it.notes.as_deref())
    )
}

pub fn many_given(it: &c::BulkAssignRequests) -> String {
    format!("gave out the requests {}", it.tickets.join(", "))
}

pub fn late(it: &c::EscalateRequests) -> String {
    format!("told the managers that late are {}", it.tickets.join(", "))
}

pub fn rated(told: &Told, it: &c::RateRequest) -> String {
    format!(
        "rated request {} {} of 5{}",
        named(told, &it.ticket),
        it.rating,
        because(it.feedback.as_deref())
    )
}
