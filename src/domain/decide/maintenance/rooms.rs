//! The tie between requests and rooms: a repair laid on a room is followed by
//! a request; what a guest asked for goes where the guest goes.

use super::keep;
use super::report::{Reported, new_request};
use crate::domain::booking::Booking;
use crate::domain::draft::Draft;
use crate::domain::id::{RequestId, RoomId};
use crate::domain::request::{Priority, Request, Requester, category};
use crate::domain::room::{MaintenancePriority, Room};

/// The request by which the repair of this room is followed: the fault that is
/// open already, the most urgent and then the oldest; else a new one.
pub fn open_for(
    draft: &mut Draft,
    room: &Room,
    priority: MaintenancePriority,
    notes: &str,
) -> RequestId {
    let mut open = draft.open_faults_in(room.id);
    open.sort_by_key(|request| (std::cmp::Reverse(request.priority), request.id));
    let id = match open.into_iter().next() {
        Some(request) => {
            settle_wish(draft, &request);
            request.id
        }
        None => report(draft, room, priority, notes),
    };
    if let Some(request) = draft.request(id) {
        draft.tell("request", &request.ticket);
    }
    id
}

/// The room is kept from sale now; nobody needs to be asked any more.
fn settle_wish(draft: &mut Draft, request: &Request) {
    if request.hold_wanted {
        let after = Request {
            hold_wanted: false,
            ..request.clone()
        };
        quietly(draft, |draft| {
            keep(
                draft,
                Some(request),
                after,
                "The room was taken from sale",
                None,
            );
        });
    }
}

fn report(draft: &mut Draft, room: &Room, priority: MaintenancePriority, notes: &str) -> RequestId {
    let kind = draft
        .categories()
        .into_iter()
        .find(|one| one.is_called(category::OTHER))
        .unwrap_or_else(|| category::lost(room.property, category::OTHER));
    let first_line = notes.lines().next().unwrap_or_default().trim();
    let title: String = if first_line.is_empty() {
        format!("Repair of room {}", room.number)
    } else {
        first_line
            .chars()
            .take(crate::domain::decide::check::NAME)
            .collect()
    };
    let made = new_request(
        draft,
        Reported {
            title,
            description: notes.to_owned(),
            category: &kind,
            room: Some(room.id),
            requester: Requester::Staff(draft.context().actor.id),
            priority: Priority::from(priority).min(kind.max_priority),
        },
    );
    let id = made.id;
    quietly(draft, |draft| {
        keep(draft, None, made, "Opened by a repair of the room", None);
    });
    id
}

/// Does something about a request within a step that is about something else,
/// whose receipt and summary stay its own.
fn quietly(draft: &mut Draft, act: impl FnOnce(&mut Draft)) {
    let told = draft.told();
    act(draft);
    draft.retell(told);
}

/// Says which requests of a room whose repair was completed are still open.
pub fn still_open(draft: &mut Draft, room: &Room) {
    let tickets: Vec<String> = draft
        .open_faults_in(room.id)
        .into_iter()
        .map(|request| request.ticket)
        .collect();
    if !tickets.is_empty() {
        draft.warn(
            "REQUESTS_OPEN",
            format!(
                "Room {} is repaired, but {} still open; resolve or cancel.",
                room.number,
                tickets.join(", ") + if tickets.len() == 1 { " is" } else { " are" },
            ),
        );
        draft.tell("requests_open", tickets);
    }
}

/// Where the last open request of a held room is done with, proposes to
/// complete the repair: the next command stands in the receipt.
pub fn propose_completion(draft: &mut Draft, room: Option<RoomId>) {
    let Some(room) = room.and_then(|id| draft.room(id)) else {
        return;
    };
    if room.maintenance.is_none() || !draft.open_faults_in(room.id).is_empty() {
        return;
    }
    draft.tell(
        "next",
        serde_json::json!({"op": "complete_maintenance", "room": room.number}),
    );
    draft.warn(
        "COMPLETE_MAINTENANCE",
        format!(
            "Nothing more is open for room {}, which still waits for a repair; complete its maintenance.",
            room.number
        ),
    );
}

/// Tickets of requests whose guest has changed rooms.
#[derive(Default)]
pub struct Followed {
    /// Services that went along.
    moved: Vec<String>,
    /// Faults that stay with the room.
    stay: Vec<String>,
}

impl Followed {
    /// Puts both into the receipt, where there are any.
    pub fn tell(self, draft: &mut Draft) {
        if !self.moved.is_empty() {
            draft.tell("requests_moved", self.moved);
        }
        if !self.stay.is_empty() {
            draft.tell("requests_stay", self.stay);
        }
    }
}

/// Takes along what a guest who moves has asked for. A service goes to the new
/// room; a fault stays with the old one and remains the guest's.
pub fn follow(
    draft: &mut Draft,
    followed: &mut Followed,
    booking: &Booking,
    (from, to): (&Room, &Room),
) {
    for before in draft.open_requests_of(booking.id) {
        if before.room != Some(from.id) {
            continue;
        }
        let holds = from
            .maintenance
            .as_ref()
            .is_some_and(|hold| hold.request == Some(before.id));
        if holds || !before.is_guest_service(&draft.category_of(&before)) {
            followed.stay.push(before.ticket);
            continue;
        }
        let after = Request {
            room: Some(to.id),
            ..before.clone()
        };
        followed.moved.push(before.ticket.clone());
        quietly(draft, |draft| {
            let done = format!("Followed the guest to {}", to.number);
            keep(draft, Some(&before), after, &done, None);
        });
    }
}
