//! What undo makes of messages: what has not gone out is withdrawn; what has,
//! is followed by a correction.
//!
//! A message never stands in the way of an undo: that someone has read it is
//! no reason to leave a wrong room assigned.

use super::message::{Delivery, DeliveryState, Message, MessageKind, Outside};
use super::send::{Letter, send, send_outside};
use crate::domain::draft::Draft;
use crate::domain::row::{Change, Row, Table};

/// Whether a change is about a message or a delivery, which undo treats apart.
pub fn is_told(change: &Change) -> bool {
    matches!(change.key(), Some((Table::Message | Table::Delivery, _)))
}

/// Takes back what a step told. Changes of other rows are passed over.
pub fn take_back(draft: &mut Draft, changes: &[Change]) {
    for change in changes.iter().filter(|change| is_told(change)) {
        match (&change.before, &change.after) {
            (None, Some(Row::Message(message))) => withdraw(draft, message),
            // A delivery goes the way of its message.
            (None, _) => {}
            (Some(before), after) => back_to(draft, before, after.as_ref()),
        }
    }
}

/// The row as it was before the step, where nothing happened to it since.
fn back_to(draft: &mut Draft, before: &Row, after: Option<&Row>) {
    let present = draft.facts().row(before.table(), before.id());
    match (present, after) {
        (Some(present), Some(after)) if present.same_but_version(after) => {
            draft.behold(present);
            draft.save(before.clone());
        }
        (None, None) => draft.save(before.clone()),
        _ => {}
    }
}

/// Withdraws a message as if it had never been written; one that was read, or
/// has gone out, is followed by a correction.
fn withdraw(draft: &mut Draft, made: &Message) {
    let Some(Row::Message(message)) = draft.facts().row(Table::Message, made.id.0) else {
        return;
    };
    let deliveries = draft.facts().deliveries_of(message.id);
    let known = message.read_at.is_some()
        || deliveries
            .iter()
            .any(|delivery| delivery.state() == DeliveryState::Sent);
    for delivery in deliveries {
        draft.behold(delivery.clone().into());
        if !known {
            draft.remove(Table::Delivery, delivery.id.0);
        } else if delivery.state() == DeliveryState::Waiting {
            draft.save(Delivery {
                next_try: None,
                ..delivery
            });
        }
    }
    draft.behold(message.clone().into());
    if known {
        correct(draft, &message);
    } else {
        draft.remove(Table::Message, message.id.0);
    }
}

fn correct(draft: &mut Draft, message: &Message) {
    let people = draft.all_staff();
    let Some(person) = people.iter().find(|person| person.id == message.to) else {
        return;
    };
    let actor = draft.context().actor.clone();
    let letter = Letter {
        kind: MessageKind::Correction,
        about: message.about.clone(),
        urgency: message.urgency,
        from: Some(actor.id),
        text: format!(
            "No longer holds, taken back by {}: {}",
            actor.name, message.text
        ),
    };
    match message.outside {
        None => {
            send(draft, person, &letter);
        }
        Some(whom) => correct_outside(draft, whom, message, letter),
    }
}

/// Who is outside is written to again, without names of the house's people.
fn correct_outside(draft: &mut Draft, whom: Outside, message: &Message, letter: Letter) {
    let contact = match whom {
        Outside::Guest(booking) => draft.booking(booking).map(|booking| booking.contact),
        Outside::Resident(resident) => draft.resident(resident).map(|one| one.contact),
    };
    if let Some(contact) = contact {
        let text = format!("This no longer holds, please excuse us: {}", message.text);
        send_outside(draft, whom, &contact, &Letter { text, ..letter });
    }
}
