//! Actions on bookings, and the commands they give.

use super::Order;
use crate::console::action::Action;
use crate::console::form::Kind;
use crate::console::view::{Subject, View};
use crate::console::widget::picker::{Item, Picker};
use crate::console::wish::Wish;
use crate::domain::booking::Booking;
use crate::domain::command::{
    CancelBooking, CheckIn, CheckOut, Command, ConfirmBooking, EditBooking, FirmUp, MarkNoShow,
    ReinstateBooking, SetDoNotMove, SetGuestWaiting, Unassign, UndoCheckIn, UndoCheckOut,
};
use crate::domain::facts::Facts;
use crate::domain::moment::TimeOfDay;

/// What a booking action comes to; `None` for other actions.
pub fn order(action: Action, subject: &Subject, view: &View) -> Option<Order> {
    match action {
        Action::NewBooking => return Some(Order::Ask(Kind::new_booking(subject, view), None)),
        Action::WalkIn => return Some(Order::Ask(Kind::walk_in(subject, view), None)),
        _ => {}
    }
    let booking = subject
        .booking
        .and_then(|id| view.house.bookings.get(&id))?;
    if let Some(command) = at_once(action, booking, view) {
        return Some(Order::Give(command));
    }
    ask(action, booking, view)
}

/// Actions that need nothing more than the booking.
fn at_once(action: Action, booking: &Booking, view: &View) -> Option<Command> {
    let code = booking.code.clone();
    Some(match action {
        Action::CheckIn => CheckIn {
            booking: code,
            ..CheckIn::default()
        }
        .into(),
        Action::CheckOut => CheckOut { booking: code }.into(),
        Action::UndoCheckOut => UndoCheckOut { booking: code }.into(),
        Action::Park => Unassign {
            booking: code,
            ..Unassign::default()
        }
        .into(),
        Action::FirmUp => FirmUp { booking: code }.into(),
        Action::GuestWaiting => SetGuestWaiting {
            booking: code,
            on: !booking.guest_waiting,
        }
        .into(),
        Action::ConfirmBooking => ConfirmBooking {
            booking: code,
            reason: None,
        }
        .into(),
        Action::NoShow => MarkNoShow {
            booking: code,
            reason: None,
        }
        .into(),
        Action::Reinstate => ReinstateBooking {
            booking: code,
            reason: None,
        }
        .into(),
        Action::DoNotMove => {
            let on = !view
                .house
                .segments_of(booking.id)
                .iter()
                .any(|segment| segment.counts() && segment.do_not_move);
            SetDoNotMove {
                booking: code,
                on,
                reason: None,
            }
            .into()
        }
        _ => return None,
    })
}

/// Actions that ask something first.
fn ask(action: Action, booking: &Booking, view: &View) -> Option<Order> {
    let code = booking.code.clone();
    Some(match action {
        Action::CancelBooking => {
            let command = CancelBooking {
                booking: code,
                reason: None,
            };
            Order::Ask(
                Kind::reason("Cancel", "Reason", command.into()),
                Some(cancel_example(booking)),
            )
        }
        Action::UndoCheckIn => undo_check_in(booking, view),
        Action::Assign => super::super::offer::rooms_for(booking, view),
        Action::LateDeparture => hour(booking, true),
        Action::ArrivalTime => hour(booking, false),
        Action::ChangeStay => Order::Ask(Kind::ChangeStay { booking: code }, None),
        Action::NameGuests => Order::Ask(Kind::NameGuests { booking: code }, None),
        Action::EditBooking => {
            let example = EditBooking {
                booking: code.clone(),
                ..EditBooking::default()
            };
            Order::Ask(Kind::EditBooking { booking: code }, Some(example.into()))
        }
        Action::AddNote => Order::Ask(
            Kind::Note {
                booking: Some(code),
                room: None,
            },
            None,
        ),
        Action::Swap => Order::Ask(Kind::Swap { booking: code }, None),
        Action::Account | Action::RecordPayment | Action::Refund | Action::Adjust => {
            super::account::order(action, booking, view)
        }
        _ => return None,
    })
}

/// The hour of arrival or departure; the example only asks whether this
/// person may write it down.
fn hour(booking: &Booking, leaves: bool) -> Order {
    let (code, time) = (booking.code.clone(), TimeOfDay::new(14, 0));
    let example = EditBooking {
        booking: code.clone(),
        departure_time: time.filter(|_| leaves),
        arrival_time: time.filter(|_| !leaves),
        ..EditBooking::default()
    };
    let kind = Kind::Time {
        booking: code,
        leaves,
    };
    Order::Ask(kind, Some(example.into()))
}

fn cancel_example(booking: &Booking) -> Command {
    CancelBooking {
        booking: booking.code.clone(),
        reason: Some("example".to_owned()),
    }
    .into()
}

/// Whether the guest has been in the room decides whether it must be cleaned.
fn undo_check_in(booking: &Booking, view: &View) -> Order {
    let command = |room_entered| -> Command {
        UndoCheckIn {
            booking: booking.code.clone(),
            room_entered,
        }
        .into()
    };
    let items: Vec<Item<Wish>> = vec![
        Item::new(
            "No, the room is untouched",
            super::give(command(false), view.house),
        )
        .letter('n'),
        Item::new(
            "Yes, it must be cleaned",
            super::give(command(true), view.house),
        )
        .letter('y'),
    ];
    let title = format!(
        "Take back the check-in of {}: was the guest in the room?",
        booking.lead
    );
    Order::Choose(Picker::menu(title, items), Some(command(false)))
}
