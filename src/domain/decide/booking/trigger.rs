//! What follows by itself when a booking is confirmed.

use crate::domain::booking::{Booking, BookingStatus};
use crate::domain::conflict;
use crate::domain::decide::assign::{self, Terms};
use crate::domain::draft::Draft;
use crate::domain::policy::PartyCompletion;
use crate::domain::rule::Asked;
use crate::domain::segment::AssignmentType;

/// Gives a confirmed booking a tentative room at once, where policy
/// `auto_pre_assign` is on and one of its type is free: the smallest that
/// takes the party. Where none is, it just waits in the tray.
pub fn on_confirmation(draft: &mut Draft, booking: &Booking) {
    let wanted = draft.property().policies.auto_pre_assign
        && booking.status == BookingStatus::Confirmed
        && booking.names_missing(PartyCompletion::Lead) == 0;
    if !wanted {
        return;
    }
    let rules = draft.rules_for(&Asked::of(booking));
    let room = draft
        .rooms_of_type(&booking.room_type)
        .into_iter()
        .filter(|room| {
            room.capacity >= booking.heads()
                && rules.allow(room)
                && conflict::in_service(draft, room, booking.stay)
                && conflict::is_free(draft, room.id, booking.stay, &[booking.id])
        })
        .min_by_key(|room| room.capacity);
    let Some(room) = room else {
        return;
    };
    let terms = Terms {
        assignment_type: Some(AssignmentType::Auto),
        ..Terms::default()
    };
    // It is free and in service: nothing is left to refuse it. Should a rule
    // say otherwise, the booking stands all the same, without a room.
    if let Err(refusal) = assign::give(draft, booking, &room, terms) {
        draft.forget("room");
        draft.warn(refusal.code, refusal.message);
    }
}
