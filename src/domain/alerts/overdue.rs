//! The alert about a request that is late, or that nobody has in an emergency.

use super::NextStep;
use super::raise::Raised;
use crate::domain::alert_mark::Severity;
use crate::domain::draft::Draft;
use crate::domain::request::{Priority, Request};

/// Raises it: a request past its time, and an open emergency that is nobody's,
/// which is late from the first moment.
pub(super) fn overdue(draft: &Draft, request: &Request) -> Option<Raised> {
    let now = draft.context().now;
    let room = request
        .room
        .and_then(|id| draft.room(id))
        .map(|room| room.number);
    let place = match room.as_deref().or(request.location.as_deref()) {
        Some(place) => format!(" ({place})"),
        None => String::new(),
    };
    let emergency = request.priority == Priority::Emergency;
    let (at, message) = if emergency && request.is_open() && request.assigned.is_none() {
        let message = format!("Emergency: {}{place}, and nobody has it.", request.title);
        (request.created.at, message)
    } else if request.is_overdue(now) {
        let due = request.estimated_completion?;
        let who = request
            .assignee()
            .and_then(|id| draft.person(id))
            .map_or_else(|| "Nobody".to_owned(), |person| person.name);
        let when = due.stamp(draft.property().timezone);
        let message = format!("{}{place} was due {when}; {who} has it.", request.title);
        (due, message)
    } else {
        return None;
    };
    Some(Raised {
        severity: if emergency {
            Severity::Critical
        } else {
            Severity::Warning
        },
        action: NextStep::SeeToRequest,
        at,
        room,
        message,
    })
}
