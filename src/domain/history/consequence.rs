//! What a step came to for a booking that it was not given for: a room that
//! was taken, given or made firm by the way.

use super::told::{Told, as_segment, named};
use crate::domain::booking::BookingStatus;
use crate::domain::id::BookingId;
use crate::domain::segment::AssignmentStatus;

/// What it came to, in words; nothing where it changed nothing worth saying.
pub fn consequence(told: &Told, id: BookingId) -> Option<String> {
    let mut said = Vec::new();
    let (before, after) = told.rooms_of(id);
    match (before.is_empty(), after.is_empty()) {
        (false, true) => said.push(format!("{} was taken away", named(&before))),
        (true, false) => said.push(format!("{} was given", named(&after))),
        (false, false) if before != after => {
            said.push(format!(
                "{} took the place of {}",
                named(&after),
                named(&before)
            ));
        }
        _ => {}
    }
    if said.is_empty() && became_firm(told, id) {
        said.push(format!("{} became firm", named(&after)));
    }
    if let (Some(before), Some(after)) = told.booking(id) {
        if before.status != after.status {
            said.push(
                match after.status {
                    BookingStatus::PendingPayment => "the booking waits for payment again",
                    BookingStatus::Confirmed => "the booking became firm",
                    BookingStatus::Cancelled => "the booking was cancelled",
                    BookingStatus::Completed => "the stay ended",
                    BookingStatus::NoShow => "it became a no-show",
                }
                .to_owned(),
            );
        }
        if before.stay != after.stay {
            said.push(format!(
                "the dates became {}",
                super::told::days(after.stay)
            ));
        }
    }
    (!said.is_empty()).then(|| said.join(", "))
}

fn became_firm(told: &Told, id: BookingId) -> bool {
    told.step.changes.iter().any(|change| {
        let own = |segment: &&crate::domain::segment::Segment| segment.booking == id;
        let before = as_segment(change.before.as_ref()).filter(own);
        let after = as_segment(change.after.as_ref()).filter(own);
        matches!((before, after), (Some(before), Some(after))
            if before.status == AssignmentStatus::PreAssigned && after.status == AssignmentStatus::Assigned)
    })
}
