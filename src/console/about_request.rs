//! All there is to say about one request, in a few lines.
//!
//! Owns the wording; what is said is read from the house as it is.

use super::view::View;
use crate::domain::request::Viewer;
use crate::domain::request::{Request, RequestUpdate};
use crate::domain::view::requests::{lines, seen_by};

/// A request: what, where, who, until when, what it costs, and its updates
/// with each field that changed, the latest first.
pub fn about_request(request: &Request, view: &View) -> Vec<String> {
    let all = view.house.request_updates.values();
    let mut own: Vec<&RequestUpdate> = all.filter(|one| one.request == request.id).collect();
    own.sort_by_key(|one| std::cmp::Reverse(one.number));
    about_with(request, &own, view)
}

/// As [`about_request`], with these updates.
pub fn about_with(request: &Request, updates: &[&RequestUpdate], view: &View) -> Vec<String> {
    let Some(line) = lines(view.house, [request], view.now).pop() else {
        return Vec::new();
    };
    let place = line.room.as_ref().or(line.location.as_ref());
    let mut said = vec![format!(
        "{}  {}  {}",
        line.ticket,
        line.title,
        place.map_or("", String::as_str)
    )];
    let mut stands = format!(
        "{}  priority {} {}  {}",
        line.category,
        line.priority,
        line.priority.label(),
        line.status.label().to_lowercase()
    );
    if let Some(who) = &line.assigned_to {
        stands.push_str("  ");
        stands.push_str(who);
    }
    if let Some(due) = line.estimated_completion.filter(|_| request.is_open()) {
        let late = if line.is_overdue { ", late" } else { "" };
        stands = format!("{stands}  due {}{late}", view.when(due));
    }
    said.push(stands);
    if let Some(reason) = &line.on_hold {
        said.push(format!("On hold: {reason}"));
    }
    if line.hold_wanted {
        said.push("The room should not be sold; m on the turnover board keeps it.".to_owned());
    }
    if !line.description.is_empty() {
        said.push(line.description.clone());
    }
    let asked = match &line.booking {
        Some(code) => format!("Asked for by {} ({code})", line.requester),
        None => format!("Asked for by {}", line.requester),
    };
    said.push(format!("{asked}, {}", view.when(line.created_at)));
    let costs: Vec<String> = [
        line.estimated_cost
            .map(|cost| format!("should cost {cost}")),
        line.actual_cost.map(|cost| format!("has cost {cost}")),
        line.vendor.clone(),
        line.rating.map(|rating| format!("rated {rating} of 5")),
        line.feedback.clone(),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !costs.is_empty() {
        said.push(costs.join("  "));
    }
    said.extend(update_lines(updates.iter().copied(), view));
    said
}

/// Updates, each field that changed beneath.
pub fn update_lines<'u>(
    updates: impl Iterator<Item = &'u RequestUpdate>,
    view: &View,
) -> Vec<String> {
    updates
        .flat_map(|update| {
            let by = view.house.staff.get(&update.by);
            let by = by.map_or("Someone", |person| person.name.as_str());
            let notes = update
                .notes
                .as_ref()
                .map_or_else(String::new, |notes| format!(": {notes}"));
            let at = update.at.stamp(view.property.timezone);
            let mut lines = vec![format!("[{at}] {by}: {}{notes}", update.text)];
            lines.extend(update.fields.iter().map(|field| {
                let old = field.old.as_deref().unwrap_or("-");
                let new = field.new.as_deref().unwrap_or("-");
                format!("    {}: {old} > {new}", field.field.replace('_', " "))
            }));
            lines
        })
        .collect()
}

/// The open requests that `about` lets through and that the person may see, a
/// line each.
pub fn open_of(view: &View, about: impl Fn(&Request) -> bool) -> Vec<String> {
    seen(view, |one| one.is_open() && about(one))
        .into_iter()
        .map(|request| {
            format!(
                "{}  {}  {}",
                request.ticket,
                request.title,
                request.status.label().to_lowercase()
            )
        })
        .collect()
}

/// The requests that `wanted` lets through and that the person may see, by age.
pub fn seen<'v>(view: &View<'v>, wanted: impl Fn(&Request) -> bool) -> Vec<&'v Request> {
    let all = view.house.requests.values();
    let mut wanted = all.filter(|one| wanted(one)).peekable();
    if wanted.peek().is_none() {
        return Vec::new();
    }
    let staff: Vec<_> = view.house.staff.values().cloned().collect();
    let viewer = Viewer::of(view.actor.id, &view.actor.permissions, &staff);
    seen_by(view.house, &viewer, wanted)
}
