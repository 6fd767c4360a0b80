//! What the grid does with a stay in the hand, by lists and forms: here there
//! are no days to carry it over.
//!
//! Owns no rule: which room it can have and what that takes is asked for as
//! from the list of rooms.

use crate::console::action::Action;
use crate::console::offer::lead;
use crate::console::order;
use crate::console::view::{Subject, View};
use crate::console::wish::Wish;
use crate::domain::booking::Booking;
use crate::domain::command::ChangeStay;
use crate::domain::id::RoomId;
use crate::domain::room::Room;

/// What an action on a stay in the hand comes to on the list; `None` where it
/// is another, or no stay is selected, which the frame then says.
pub fn instead(
    action: Action,
    rooms: &[RoomId],
    subject: &Subject,
    view: &View,
) -> Option<Vec<Wish>> {
    let booking = subject
        .booking
        .and_then(|id| view.house.bookings.get(&id))?;
    let wish = match action {
        Action::PickUp => Wish::Run(Action::Assign),
        Action::Resize => Wish::Run(Action::ChangeStay),
        Action::StepUp => beside(-1, rooms, subject, booking, view),
        Action::StepDown => beside(1, rooms, subject, booking, view),
        Action::StepLeft => other_days(-1, booking, view),
        Action::StepRight => other_days(1, booking, view),
        _ => return None,
    };
    Some(vec![wish])
}

/// The stay goes to the room of the line above or below.
fn beside(by: isize, rooms: &[RoomId], subject: &Subject, booking: &Booking, view: &View) -> Wish {
    let Some(here) = subject
        .room
        .and_then(|room| rooms.iter().position(|one| *one == room))
    else {
        return Wish::refuse("The stay has no room yet; a offers those it can have.");
    };
    let next: Option<&Room> = here
        .checked_add_signed(by)
        .and_then(|at| view.house.rooms.get(rooms.get(at)?));
    match next {
        Some(room) => lead(booking, room, view),
        None => Wish::refuse("There is no room further on in the list; a offers all."),
    }
}

/// The whole stay goes some days on or back.
fn other_days(by: i32, booking: &Booking, view: &View) -> Wish {
    let command = ChangeStay {
        booking: booking.code.clone(),
        check_in: Some(booking.stay.check_in.plus(by)),
        check_out: Some(booking.stay.check_out.plus(by)),
        ..ChangeStay::default()
    };
    order::give(command.into(), view.house)
}
